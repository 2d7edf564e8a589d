import type { Code } from '#domain/code/model.ts';
import type { StyleDocument } from '#domain/qr/model.ts';
import { designerTexts } from '#i18n/studio/designer.ts';
import { fill, type Lang } from '#i18n/text.ts';
import { type TargetChoices, targetWords } from '#islands/codes/target-choices.ts';
import { qrText } from './words.ts';

/** What a picture of the code shows, for those who do not see it; `score` is null while it is worked out. */
export function altOf(
  lang: Lang,
  { frame, modules, eyes }: StyleDocument,
  code: { readonly letters: string; readonly payload: string; readonly score: number | null },
): string {
  const t = designerTexts[lang];
  const name = qrText(lang, `frame.${frame.kind}`);
  const framed =
    frame.kind === 'none'
      ? t.altNoFrame
      : fill(frame.callToAction ? t.altFrame : t.altFramePlain, { frame: name, words: frame.callToAction });
  return fill(t.stageAlt, {
    letters: code.letters,
    modules: qrText(lang, `shape.${modules.shape}`),
    eyes: qrText(lang, `eye.${eyes.frame}`),
    frame: framed,
    url: code.payload,
    score: code.score ?? t.notJudged,
  });
}

/** A code part by part in words, for the comparison of two versions. */
export function partsOf(lang: Lang, code: Code, choices: TargetChoices): { label: string; text: string }[] {
  const t = designerTexts[lang];
  return [
    { label: t.partStyle, text: looks(lang, code.style) },
    {
      label: t.partTargets,
      text: [...code.rules.map(({ target }) => target), code.otherwise]
        .map((target) => targetWords(target, choices, lang))
        .join(', '),
    },
    { label: t.partRetired, text: code.retired ? t.yes : t.no },
  ];
}

const looks = (lang: Lang, { modules, eyes, paint, frame, logo, errorCorrection }: StyleDocument) =>
  [
    qrText(lang, `shape.${modules.shape}`),
    qrText(lang, `eye.${eyes.frame}`),
    paint.kind === 'solid' ? paint.colour : paint.stops.map(({ colour }) => colour).join('–'),
    logo ? designerTexts[lang].logo : '',
    qrText(lang, `frame.${frame.kind}`),
    frame.callToAction,
    errorCorrection,
  ]
    .filter(Boolean)
    .join(', ');
