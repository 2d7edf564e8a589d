import { eyeMiddles } from './eyes.ts';
import type { Eye } from './finder.ts';
import { posesFromRightAngle } from './planar-pose.ts';
import { type Lens, type Pose, project } from './pose.ts';

/** Eyes that may belong together; the less doubt, the sooner they are tried. */
interface Triple {
  eyes: readonly [Eye, Eye, Eye];
  doubt: number;
}

const MOST_EYES = 28;
/** Triples whose poses are worked out, and poses that are answered. */
const MOST_TRIPLES = 240;
const MOST_POSES = 56;
/** Narrowest view of a right angle of two equal sides, as part of the product of their lengths: the sine. */
const LEAST_SINE = 0.2;
/** How much a first-order view may be contradicted: perspective makes the near eye twice as large as the far one. */
const LOOSE = 2.6;

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
        const doubt = doubtAtFirst(corner, right, below, modules);
        if (doubt < LOOSE)
          triples.push({
            eyes: [corner, right, below],
            doubt: 0.4 * doubt - 0.4 * (corner.strength + right.strength + below.strength),
          });
      }
    }
  triples.sort((a, b) => a.doubt - b.doubt);
  const middles = eyeMiddles(modules);
  const poses: { pose: Pose; doubt: number }[] = [];
  for (const { eyes: three } of triples.slice(0, MOST_TRIPLES)) {
    const [corner, right, below] = three;
    const strength = corner.strength + right.strength + below.strength;
    for (const pose of posesFromRightAngle(corner, right, below, (modules - 7) / modules, lens)) {
      let doubt = 0;
      for (const [k, eye] of three.entries()) {
        const [x, y] = middles[k] ?? [0, 0];
        const view = derivativeAt(pose, lens, x / modules - 0.5, y / modules - 0.5);
        doubt +=
          doubtOf(eye, ...(view.map((value) => value / modules) as [number, number, number, number])) / 3;
      }
      if (doubt < 1) poses.push({ pose, doubt: doubt - 0.4 * strength });
    }
  }
  return poses
    .sort((a, b) => a.doubt - b.doubt)
    .slice(0, MOST_POSES)
    .map(({ pose }) => pose);
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
 * Of three eyes as corner, right and lower eye of one symbol, seen to first order: a parallelogram with a module's sides
 * e₁ = right − corner and e₂ = below − corner, over modules − 7.
 */
function doubtAtFirst(corner: Eye, right: Eye, below: Eye, modules: number): number {
  const span = modules - 7;
  const e1u = (right.u - corner.u) / span;
  const e1v = (right.v - corner.v) / span;
  const e2u = (below.u - corner.u) / span;
  const e2v = (below.v - corner.v) / span;
  const lengths = Math.sqrt((e1u * e1u + e1v * e1v) * (e2u * e2u + e2v * e2v));
  if (e1u * e2v - e1v * e2u < LEAST_SINE * lengths || lengths < 1) return Number.POSITIVE_INFINITY;
  let most = 0;
  for (const eye of [corner, right, below]) most = Math.max(most, doubtOf(eye, e1u, e2u, e1v, e2v));
  return most;
}

/**
 * 0 when an eye's extents are those of a square of seven modules with sides e₁ and e₂ each: a row cuts it, |a| and |b| ≤ 3.5 in
 * a e₁ + b e₂, by 7 det / max(|e₁ᵥ|, |e₂ᵥ|). 1 at a third more or less: blur and round rings change a cut too.
 */
function doubtOf(eye: Eye, e1u: number, e2u: number, e1v: number, e2v: number): number {
  const det = e1u * e2v - e1v * e2u;
  const across = (7 * det) / Math.max(Math.abs(e1v), Math.abs(e2v));
  const down = (7 * det) / Math.max(Math.abs(e1u), Math.abs(e2u));
  const off = (is: number, should: number): number =>
    is === 0 ? 0 : Math.abs(is - should) / (0.33 * should + 1.5);
  const both = eye.across > 0 && eye.down > 0;
  return (off(eye.across, across) + off(eye.down, down)) / (both ? 2 : 1);
}

/** The change of the picture point with the code point, pixels per symbol width: ∂u/∂x, ∂u/∂y, ∂v/∂x, ∂v/∂y. */
function derivativeAt(pose: Pose, lens: Lens, x: number, y: number): [number, number, number, number] {
  const { u, v, depth } = project(pose, lens, x, y, 0);
  const per = lens.focal / depth;
  const [a, b] = [(u - lens.cx) / lens.focal, (v - lens.cy) / lens.focal];
  const r = (k: number): number => pose[k] as number;
  return [per * (r(0) - a * r(6)), per * (r(1) - a * r(7)), per * (r(3) - b * r(6)), per * (r(4) - b * r(7))];
}
