import type { Paint, StyleDocument } from '#domain/qr/model.ts';
import { designerTexts } from '#i18n/studio/designer.ts';
import { fill, formatPercent, type Lang } from '#i18n/text.ts';
import { qrText } from './words.ts';

/** What differs between two styles, part by part, in the controls' own words; empty when nothing does. */
export function styleChanges(
  lang: Lang,
  before: StyleDocument,
  after: StyleDocument,
): { part: string; from: string; to: string }[] {
  const t = designerTexts[lang];
  const percent = (value: number) => formatPercent(lang, value);
  const paint = (one: Paint) =>
    one.kind === 'solid' ? one.colour : one.stops.map(({ colour }) => colour).join(' – ');
  const modules = ({ modules: one }: StyleDocument) => {
    const name = qrText(lang, `shape.${one.shape}`);
    return 'size' in one ? `${name}, ${percent(one.size)}` : name;
  };
  const eye = (shape: string) => qrText(lang, `eye.${shape}`);
  const logo = ({ logo: one }: StyleDocument) => (one ? percent(one.size) : t.changeNoLogo);
  const parts: [string, (style: StyleDocument) => string][] = [
    [t.modules, modules],
    [t.paint, (style) => paint(style.paint)],
    [t.eyeFrame, (style) => eye(style.eyes.frame)],
    [t.eyePupil, (style) => eye(style.eyes.pupil)],
    [t.eyeColour, ({ eyes }) => eyes.frameColour ?? t.asModules],
    [t.pupilColour, ({ eyes }) => eyes.pupilColour ?? t.asModules],
    [t.plate, ({ plate }) => plate],
    [t.logo, logo],
    [t.quietZone, ({ quietZone }) => fill(t.modulesUnit, { n: quietZone })],
    [t.level, ({ errorCorrection }) => t[`level_${errorCorrection}`]],
    [t.frameText, ({ frame }) => frame.textColour],
  ];
  return parts
    .map(([part, say]) => ({ part, from: say(before), to: say(after) }))
    .filter(({ from, to }) => from !== to);
}
