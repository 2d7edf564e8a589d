import type { Eye } from './finder.ts';
import { posesFromRightAngle } from './planar-pose.ts';
import type { Lens, Pose } from './pose.ts';

/** Eyes that may belong together; the less doubt, the sooner they are tried. */
interface Triple {
  eyes: readonly [Eye, Eye, Eye];
  doubt: number;
}

const MOST_EYES = 28;
const MOST_TRIPLES = 48;
/** Narrowest view of a right angle of two equal sides, as part of the product of their lengths: the sine. */
const LEAST_SINE = 0.22;

/** Poses that three of the eyes allow for a symbol of that many modules, the likeliest first. */
export function posesFromEyes(eyes: readonly Eye[], modules: number, lens: Lens): Pose[] {
  const strongest = merged(eyes)
    .sort((a, b) => b.strength - a.strength)
    .slice(0, MOST_EYES);
  const triples: Triple[] = [];
  for (const corner of strongest)
    for (const right of strongest) {
      if (right === corner) continue;
      for (const below of strongest) {
        if (below === corner || below === right) continue;
        const doubt = contradiction(corner, right, below, modules);
        if (doubt < 1)
          triples.push({
            eyes: [corner, right, below],
            doubt: doubt - 0.4 * (corner.strength + right.strength + below.strength),
          });
      }
    }
  triples.sort((a, b) => a.doubt - b.doubt);
  return triples
    .slice(0, MOST_TRIPLES)
    .flatMap(({ eyes: [corner, right, below] }) =>
      posesFromRightAngle(corner, right, below, (modules - 7) / modules, lens),
    );
}

/** One eye seen at several scales, or in the frame before, is one: the strongest, and stronger for each. */
function merged(eyes: readonly Eye[]): Eye[] {
  const kept: Eye[] = [];
  for (const eye of eyes) {
    const reach = Math.max(eye.across, eye.down) / 7 + 2;
    const same = kept.findIndex((one) => Math.abs(one.u - eye.u) < reach && Math.abs(one.v - eye.v) < reach);
    const other = kept[same];
    if (!other) kept.push(eye);
    else {
      const [strong, weak] = eye.strength > other.strength ? [eye, other] : [other, eye];
      kept[same] = { ...strong, strength: strong.strength + AGAIN * weak.strength };
    }
  }
  return kept;
}

const AGAIN = 0.25;

/**
 * 0 when the extents of three eyes are those that their own places ask for, 1 and more when they cannot be corner, right and
 * lower eye of one symbol. To first order the symbol is a parallelogram with a module's sides e₁ = right − corner and
 * e₂ = below − corner, over modules − 7; a row cuts an eye's square, |a| and |b| ≤ 3.5 in a e₁ + b e₂, by
 * 7 / max(|e₂ᵥ|, |e₁ᵥ|) · |det|.
 */
function contradiction(corner: Eye, right: Eye, below: Eye, modules: number): number {
  const span = modules - 7;
  const e1u = (right.u - corner.u) / span;
  const e1v = (right.v - corner.v) / span;
  const e2u = (below.u - corner.u) / span;
  const e2v = (below.v - corner.v) / span;
  const det = e1u * e2v - e1v * e2u;
  const lengths = Math.sqrt((e1u * e1u + e1v * e1v) * (e2u * e2u + e2v * e2v));
  if (det < LEAST_SINE * lengths || lengths < 1) return 2;
  const across = (7 * det) / Math.max(Math.abs(e1v), Math.abs(e2v));
  const down = (7 * det) / Math.max(Math.abs(e1u), Math.abs(e2u));
  let [sum, count] = [0, 0];
  for (const eye of [corner, right, below]) {
    for (const [is, should] of [
      [eye.across, across],
      [eye.down, down],
    ] as const) {
      if (is === 0) continue;
      // Perspective makes the near eye larger; blur and rounded rings change a cut by about a pixel.
      const off = Math.abs(is - should) / (0.35 * should + 1.5);
      if (off > 1.3) return 2;
      sum += off;
      count++;
    }
  }
  return count > 0 ? sum / count : 2;
}
