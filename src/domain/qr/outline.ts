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
 * The outline of all dark cells (1; 0 is light) of a `size` × `size` grid, row by row, as one path, so that neighbours share
 * no seam. Cells that touch only by a corner stay apart. Outer loops run clockwise and holes the other way: both fill rules
 * give the same picture.
 */
export function outline(cells: Uint8Array, size: number, corners: Corners): PathData {
  // A light border all round, so that the walk never asks beyond the grid.
  const wide = size + 2;
  const grid = new Uint8Array(wide * wide);
  for (let y = 0; y < size; y++) grid.set(cells.subarray(y * size, (y + 1) * size), (y + 1) * wide + 1);
  const out: PathData = [];
  const seen = new Uint8Array(grid.length);
  for (let y = 0; y < size; y++) {
    for (let x = 0, at = (y + 1) * wide + 1; x < size; x++, at++) {
      if (grid[at] && !seen[at] && !grid[at - wide]) loop(grid, wide, x, y, seen, corners, out);
    }
  }
  return out;
}

function loop(
  grid: Uint8Array,
  wide: number,
  startX: number,
  startY: number,
  seen: Uint8Array,
  corners: Corners,
  out: PathData,
): void {
  const outer = [corners.topRight, corners.bottomRight, corners.bottomLeft, corners.topLeft];
  // The two cells beyond a vertex, from the one to its lower right: ahead to the right of the walk, ahead to the left.
  const right = [0, -1, -wide - 1, -wide];
  const left = [-wide, 0, -1, -wide - 1];
  // The start edge may lie mid-run, so the walk begins at its first turn and ends there again.
  const turns: number[] = [];
  let x = startX;
  let y = startY;
  let dir = 0;
  do {
    let at = (y + 1) * wide + x + 1;
    if (dir === 0) seen[at] = 1;
    x += DX[dir] ?? 0;
    y += DY[dir] ?? 0;
    at = (y + 1) * wide + x + 1;
    const way = grid[at + (right[dir] ?? 0)] ? (grid[at + (left[dir] ?? 0)] ? -1 : 0) : 1;
    if (way !== 0) {
      turns.push(x, y, dir, way);
      dir = (dir + way + 4) % 4;
    }
  } while (x !== startX || y !== startY || dir !== 0);

  for (let index = 0; index < turns.length; index += 4) {
    const cx = turns[index] ?? 0;
    const cy = turns[index + 1] ?? 0;
    const from = turns[index + 2] ?? 0;
    const way = turns[index + 3] ?? 1;
    const to = (from + way + 4) % 4;
    const radius = way === 1 ? (outer[from] ?? 0) : corners.inner;
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
