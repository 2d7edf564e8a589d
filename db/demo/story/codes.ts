import type { Code, TargetRule } from '#domain/code/model.ts';
import { defaultStyle, type StyleDocument } from '#domain/qr/model.ts';
import type { PlacementSource } from './places.ts';
import { type ChapterKey, idOf } from './words.ts';

/** Four looks of one family: dark on light throughout, so that every reader reads them. */
export function styleOf({
  style,
  callToAction,
}: Pick<PlacementSource, 'style' | 'callToAction'>): StyleDocument {
  const looks: Record<PlacementSource['style'], StyleDocument> = {
    plain: defaultStyle,
    night: {
      ...defaultStyle,
      modules: { shape: 'rounded' },
      paint: { kind: 'solid', colour: '#14202b' },
      eyes: { frame: 'rounded', pupil: 'circle', frameColour: '#14202b', pupilColour: '#a82e19' },
      frame: {
        ...defaultStyle.frame,
        kind: 'poster',
        colour: '#14202b',
        textColour: '#14202b',
        callToAction,
      },
    },
    moss: {
      ...defaultStyle,
      modules: { shape: 'classy' },
      paint: { kind: 'solid', colour: '#1d3f35' },
      eyes: { frame: 'rounded', pupil: 'rounded', frameColour: '#1d3f35', pupilColour: '#1d3f35' },
      frame: { ...defaultStyle.frame, kind: 'tab', colour: '#1d3f35', textColour: '#fff4dc', callToAction },
    },
    trail: {
      ...defaultStyle,
      modules: { shape: 'square' },
      paint: { kind: 'solid', colour: '#1c211f' },
      eyes: { frame: 'circle', pupil: 'circle', frameColour: '#8f2a17', pupilColour: '#8f2a17' },
      frame: {
        ...defaultStyle.frame,
        kind: 'border',
        colour: '#8f2a17',
        textColour: '#8f2a17',
        callToAction,
      },
    },
  };
  const look = looks[style];
  return callToAction ? look : { ...look, frame: { ...look.frame, kind: 'none', callToAction: '' } };
}

const rule = (key: string, from: string | null, until: string | null, chapter: ChapterKey): TargetRule => ({
  id: idOf('rul', `${key}/${chapter}`),
  from,
  until,
  target: { kind: 'chapter', id: idOf('chp', chapter) },
});

/** Codes that lead elsewhere in time; wall times of the campaign. */
export const schedules: Readonly<Record<string, readonly TargetRule[]>> = {
  'gate-poster': [
    rule('gate-poster', '2026-12-14T04:00', '2026-12-22T04:00', 'longest-watch'),
    rule('gate-poster', '2026-12-22T04:00', null, 'seven-and-one'),
  ],
  'winkel-sign': [
    rule('winkel-sign', null, '2026-12-14T04:00', 'where-it-falls'),
    rule('winkel-sign', '2026-12-22T04:00', null, 'seven-and-one'),
  ],
};

export const codeDocument = (
  chapter: ChapterKey,
  style: StyleDocument,
  rules: readonly TargetRule[] = [],
): Code => ({
  schema: 1,
  style,
  rules: [...rules],
  otherwise: { kind: 'chapter', id: idOf('chp', chapter) },
  retired: false,
});
