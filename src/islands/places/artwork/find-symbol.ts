import type { Artwork } from '#domain/place/model.ts';
import { makePose, project } from '#player/ar/pose.ts';
import { createTracker, type TrackerOptions } from '#player/ar/tracker.ts';

/** A luma picture, row by row. */
export interface LumaPicture {
  readonly luma: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export type SymbolPlace = Omit<Artwork, 'assetId'>;

const CORNERS = [
  [-0.5, -0.5],
  [0.5, -0.5],
  [0.5, 0.5],
  [-0.5, 0.5],
] as const;
/** A symbol that fills a large picture is found in a smaller one. */
const HALVINGS = 3;
const LEAST_SIDE = 200;

/** Where a code is in a flat picture, as a phone's camera would find it; null when it is not there. */
export function findSymbol(code: TrackerOptions, picture: LumaPicture): SymbolPlace | null {
  let looked = picture;
  for (let halving = 0; halving < HALVINGS; halving++) {
    const { width, height } = looked;
    if (halving > 0 && Math.min(width, height) < LEAST_SIDE) return null;
    const tracker = createTracker(code);
    tracker.step({ ...looked, timeMs: 0 });
    // The second look begins where the first one ended.
    const seen = tracker.step({ ...looked, timeMs: 33 });
    if (seen.state === 'locked') {
      const lens = { focal: seen.focalPx, cx: width / 2, cy: height / 2 };
      const pose = makePose(seen.rotation, seen.translation);
      return placeOf(
        CORNERS.map(([x, y]) => project(pose, lens, x, y, 0)),
        width,
      );
    }
    looked = halved(looked);
  }
  return null;
}

function placeOf(corners: readonly { readonly u: number; readonly v: number }[], width: number): SymbolPlace {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const sides = corners.map(({ u, v }, index) => {
    const next = corners[(index + 1) % corners.length] ?? { u, v };
    return { u: next.u - u, v: next.v - v };
  });
  const [top, , bottom] = sides;
  const turn = Math.atan2((top?.v ?? 0) - (bottom?.v ?? 0), (top?.u ?? 0) - (bottom?.u ?? 0));
  const rounded = (value: number, digits: number) => Number(value.toFixed(digits));
  return {
    x: rounded(mean(corners.map(({ u }) => u)) / width, 5),
    y: rounded(mean(corners.map(({ v }) => v)) / width, 5),
    size: rounded(mean(sides.map(({ u, v }) => Math.hypot(u, v))) / width, 5),
    turnDeg: rounded((turn * 180) / Math.PI, 2),
  };
}

function halved({ luma, width, height }: LumaPicture): LumaPicture {
  const [wide, high] = [width >> 1, height >> 1];
  const out = new Uint8Array(wide * high);
  for (let y = 0; y < high; y++)
    for (let x = 0; x < wide; x++) {
      const at = 2 * y * width + 2 * x;
      const sum =
        (luma[at] ?? 0) + (luma[at + 1] ?? 0) + (luma[at + width] ?? 0) + (luma[at + width + 1] ?? 0);
      out[y * wide + x] = (sum + 2) >> 2;
    }
  return { luma: out, width: wide, height: high };
}
