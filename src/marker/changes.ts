import { coloursOf, contrast, mixUntil } from '#domain/qr/colour.ts';
import { checkStyle } from '#domain/qr/findings.ts';
import { LIMITS } from '#domain/qr/limits.ts';
import type { StyleDocument } from '#domain/qr/model.ts';

/** The one control that a change moves; texts are in `i18n/studio/marker.ts`. */
export const CHANGES = ['plate', 'eyes', 'ink', 'modules', 'logo', 'edge'] as const;
export type Change = (typeof CHANGES)[number];

/** A style that differs in one control. */
export interface Changed {
  readonly change: Change;
  readonly style: StyleDocument;
}

/** Contrast of an ink that noise cannot drown in dim light. */
const STRONG = 12;
/** What a change leaves of a logo's width. */
const SMALLER = 0.7;
const EDGE = 4;

/**
 * What may help a style that is found badly, one control each, as plainly as the scan score's own mends. Whether one does,
 * and which does most, a trial of each tells: that is also what limits the style.
 */
export function changesFor(style: StyleDocument, payload: string): Changed[] {
  const found: Changed[] = [];
  const put = (change: Change, changed: Partial<StyleDocument>) =>
    found.push({ change, style: { ...style, ...changed } });
  const light = checkStyle(style, payload).find(({ code }) => code === 'contrast.inverted')?.mend;
  if (light) found.push({ change: 'plate', style: light.style });
  const { eyes, modules, logo, plate } = style;
  if (eyes.frameColour !== null || eyes.pupilColour !== null)
    put('eyes', { eyes: { ...eyes, frameColour: null, pupilColour: null } });
  if (!light && coloursOf(style.paint).some((ink) => contrast(ink, plate) < STRONG))
    put('ink', { paint: darker(style) });
  if ('size' in modules && modules.size < 1) put('modules', { modules: { ...modules, size: 1 } });
  const size = logo ? Math.floor(logo.size * SMALLER * 100) / 100 : 0;
  if (logo && size >= LIMITS.logoSize.min) put('logo', { logo: { ...logo, size } });
  if (style.quietZone < EDGE) put('edge', { quietZone: EDGE });
  return found;
}

function darker({ paint, plate }: StyleDocument): StyleDocument['paint'] {
  // On a plate in a middle tone black is as dark as it gets.
  const dark = (colour: string) =>
    mixUntil(colour, plate, Math.min(STRONG, contrast('#000000', plate)), '#000000');
  return paint.kind === 'solid'
    ? { kind: 'solid', colour: dark(paint.colour) }
    : { ...paint, stops: paint.stops.map((stop) => ({ ...stop, colour: dark(stop.colour) })) };
}
