import { OP, type PathData } from './path.ts';

/** How the corners of a traced region are drawn; radii in modules, 0 = sharp. Corners are named as seen on the shape. */
export interface Corners {
  topLeft: number;
  topRight: number;
  bottomRight: number;
  bottomLeft: number;
  /** Inner (concave) corners. */
  inner: number;
}

export const SHARP: Corners = { topLeft: 0, topRight: 0, bottomRight: 0, bottomLeft: 0, inner: 0 };

// Right, down, left, up; dark modules lie to the right of the walk.
const DX = [1, 0, -1, 0];
const DY = [0, 1, 0, -1];

/**
 * The outline of all dark cells of a `size` × `size` grid as one path, so that neighbours share no seam. Cells that touch
 * only by a corner stay apart. Outer loops run clockwise and holes the other way: both fill rules give the same picture.
 */
export function outline(isDark: (x: number, y: number) => boolean, size: number, corners: Corners): PathData {
  const out: PathData = [];
  const seen = new Uint8Array(size * size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (seen[y * size + x] || !isDark(x, y) || isDark(x, y - 1)) continue;
      loop(isDark, size, x, y, seen, corners, out);
    }
  }
  return out;
}

function loop(
  isDark: (x: number, y: number) => boolean,
  size: number,
  startX: number,
  startY: number,
  seen: Uint8Array,
  corners: Corners,
  out: PathData,
): void {
  const outer = [corners.topRight, corners.bottomRight, corners.bottomLeft, corners.topLeft];
  // The start edge may lie mid-run, so the walk begins at its first turn and ends there again.
  const xs: number[] = [];
  const ys: number[] = [];
  const inDir: number[] = [];
  const turn: number[] = [];
  let x = startX;
  let y = startY;
  let dir = 0;
  do {
    if (dir === 0) seen[y * size + x] = 1;
    x += DX[dir] ?? 0;
    y += DY[dir] ?? 0;
    const ahead = cells(x, y, dir);
    if (!isDark(ahead[0], ahead[1])) {
      note(1);
    } else if (isDark(ahead[2], ahead[3])) {
      note(-1);
    }
  } while (x !== startX || y !== startY || dir !== 0);

  function note(way: 1 | -1) {
    xs.push(x);
    ys.push(y);
    inDir.push(dir);
    turn.push(way);
    dir = (dir + way + 4) % 4;
  }

  for (let index = 0; index < xs.length; index++) {
    const from = inDir[index] ?? 0;
    const way = turn[index] ?? 1;
    const to = (from + way + 4) % 4;
    const radius = way === 1 ? (outer[from] ?? 0) : corners.inner;
    const cx = xs[index] ?? 0;
    const cy = ys[index] ?? 0;
    const first = index === 0 ? OP.move : OP.line;
    if (radius === 0) {
      out.push(first, cx, cy);
      continue;
    }
    out.push(first, cx - (DX[from] ?? 0) * radius, cy - (DY[from] ?? 0) * radius);
    out.push(OP.quadratic, cx, cy, cx + (DX[to] ?? 0) * radius, cy + (DY[to] ?? 0) * radius);
  }
  out.push(OP.close);
}

/** The two cells beyond vertex (x, y) when walking in `dir`: ahead to the right, then ahead to the left. */
function cells(x: number, y: number, dir: number): [number, number, number, number] {
  if (dir === 0) return [x, y, x, y - 1];
  if (dir === 1) return [x - 1, y, x, y];
  if (dir === 2) return [x - 1, y - 1, x - 1, y];
  return [x, y - 1, x - 1, y - 1];
}
