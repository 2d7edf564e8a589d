import type { Ar } from '#domain/scene/model.ts';
import { lookAt, type Point3, type PrintView, widthsOf } from '#domain/scene/placing.ts';

/** Focal length, in heights of the picture. */
export const FOCAL = 1.5;
const DEG = Math.PI / 180;
/** A poster is seen as far around its code as a model can be moved. */
const FARTHEST = 7;
const NEAREST = 3.6;

/** A poster is met from the front, a print on a table from above. */
const HANGING = { aroundDeg: 24, aboveDeg: 12 } as const;
const LYING = { aroundDeg: 16, aboveDeg: 38 } as const;

/** From where an editor looks at the print: so many symbol widths away from the middle of what is to be seen. */
export interface PrintEye {
  readonly away: number;
  readonly target: Point3;
}

/**
 * An eye that sees the code and the model on it, however large that is. `farWidths` is the print's longer side in widths of the symbol,
 * `symbolMm` the symbol's printed width.
 */
export function eyeFor(ar: Ar, symbolMm: number | null, farWidths: number): PrintEye {
  const print = Math.min(FARTHEST, Math.max(NEAREST, farWidths * 0.8));
  const longest = widthsOf(ar, symbolMm);
  if (ar.form === 'standing') {
    const high =
      longest * Math.cos(LYING.aboveDeg * DEG) + Math.max(1, longest) * Math.sin(LYING.aboveDeg * DEG);
    return { away: Math.max(print, FOCAL * high + longest), target: [0, 0, longest / 4] };
  }
  if (ar.form === 'edge') {
    const [low, high] = [-0.5, 0.65 + longest];
    return { away: Math.max(print, FOCAL * (high - low) + 1.4 * longest), target: [0, (low + high) / 2, 0] };
  }
  return { away: Math.max(print, 1.8 * FOCAL * longest), target: [0, 0.1, 0] };
}

/** What the eye sees when it is turned about its target. */
export function viewOf(
  { away, target }: PrintEye,
  isLying: boolean,
  turned: { readonly aroundDeg: number; readonly aboveDeg: number },
): PrintView {
  const { aroundDeg, aboveDeg } = isLying ? LYING : HANGING;
  const around = (aroundDeg + turned.aroundDeg) * DEG;
  const above = Math.min(85, Math.max(-60, aboveDeg + turned.aboveDeg)) * DEG;
  const [side, height, front] = [
    Math.sin(around) * Math.cos(above) * away,
    Math.sin(above) * away,
    Math.cos(around) * Math.cos(above) * away,
  ];
  // A print that lies is looked at from its lower edge.
  const from: Point3 = isLying ? [side, -front, height] : [side, height, front];
  return lookAt(from, target, isLying ? [0, 0, 1] : [0, 1, 0]);
}
