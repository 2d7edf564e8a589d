import type { Plane } from './pyramid.ts';

/** Something that looks like the eye of a symbol, frame pixels. */
export interface Eye {
  u: number;
  v: number;
  /** Seven modules as a row through its middle cuts them, and a column; 0 where only the other one was seen. */
  across: number;
  down: number;
  /** How much it is like an eye, 0 to 1: cut by rows and by columns, and by as many as three modules hold. */
  strength: number;
}

/** Finds eyes in planes. Holds the memory it works in. */
export interface Finder {
  /**
   * Adds the eyes of a plane whose pixels are 2^`halvings` frame pixels wide to `out`. Lines need a contrast of `least`
   * grey levels between a ring and its neighbour.
   */
  find(plane: Plane, halvings: number, inverted: boolean, least: number, out: Eye[]): void;
}

interface Cut {
  /** Middle along the line, the line, and seven modules. */
  at: number;
  line: number;
  length: number;
}

interface Cluster {
  at: number;
  line: number;
  last: number;
  lastAt: number;
  length: number;
  count: number;
}

/**
 * A line through the middle of an eye cuts it 1 : 1 : 3 : 1 : 1, seen from anywhere: its squares are similar and share
 * their middle, and an affine view keeps ratios along a line. Rows and columns are both cut: where a tilt squeezes the
 * modules of one below what a lens resolves, the other still shows them. Edges lie halfway between a line's neighbouring
 * extremes, so that no threshold has to fit the light, nor a blur that leaves a thin ring half its contrast.
 */
export function makeFinder(width: number, height: number): Finder {
  const longest = Math.max(width, height);
  const line = new Uint8Array(longest + 2);
  const edges = new Float32Array(longest + 2);
  const smooth = new Uint8Array(width * height);
  const sums = new Uint16Array(longest + 2);
  const cuts: Cut[] = [];
  return {
    find(plane, halvings, inverted, least, out) {
      const { width: w, height: h } = plane;
      if (w < 16 || h < 16 || w * h > smooth.length) return;
      binomial(plane, smooth, sums);
      const rows = clustersOf(smooth, { count: w, lines: h, step: 1, next: w }, inverted, least);
      const columns = clustersOf(smooth, { count: h, lines: w, step: w, next: 1 }, inverted, least);
      join(rows, columns, 2 ** halvings, out);
    },
  };

  function clustersOf(
    luma: Uint8Array,
    grid: { count: number; lines: number; step: number; next: number },
    inverted: boolean,
    least: number,
  ): Cluster[] {
    cuts.length = 0;
    for (let k = 0; k < grid.lines; k++) {
      let from = k * grid.next;
      for (let j = 0; j < grid.count; j++, from += grid.step) line[j] = luma[from] as number;
      const { count, firstFalls } = edgesOf(line, grid.count, least, edges);
      cut(edges, count, firstFalls !== inverted ? 0 : 1, k, cuts);
    }
    return gathered(cuts);
  }
}

/** (1 2 1)² / 16; the outermost pixels stay as they are. */
function binomial({ luma, width, height }: Plane, out: Uint8Array, sums: Uint16Array): void {
  out.set(luma.length === out.length ? luma : luma.subarray(0, width * height));
  for (let y = 1; y < height - 1; y++) {
    const start = y * width;
    for (let x = 0; x < width; x++) {
      const k = start + x;
      sums[x] = (luma[k - width] as number) + 2 * (luma[k] as number) + (luma[k + width] as number);
    }
    for (let x = 1; x < width - 1; x++)
      out[start + x] = ((sums[x - 1] as number) + 2 * (sums[x] as number) + (sums[x + 1] as number) + 8) >> 4;
  }
}

const found = { count: 0, firstFalls: false };

/** Places where a line crosses the middle between an extreme and the next, which differ by `least` at least. */
function edgesOf(line: Uint8Array, count: number, least: number, edges: Float32Array): typeof found {
  let low = line[0] as number;
  let high = low;
  let lowAt = 0;
  let highAt = 0;
  let rising = 0;
  let [found1, extreme, extremeAt] = [0, low, 0];
  found.firstFalls = false;
  for (let k = 1; k < count; k++) {
    const value = line[k] as number;
    if (rising >= 0 && value > high) {
      high = value;
      highAt = k;
    }
    if (rising <= 0 && value < low) {
      low = value;
      lowAt = k;
    }
    if (rising >= 0 && value < high - least) {
      // `high` was an extreme.
      if (rising > 0) edges[found1++] = crossing(line, extremeAt, highAt, (extreme + high) / 2);
      else found.firstFalls = true;
      rising = -1;
      extreme = high;
      extremeAt = highAt;
      low = value;
      lowAt = k;
    } else if (rising <= 0 && value > low + least) {
      if (rising < 0) edges[found1++] = crossing(line, extremeAt, lowAt, (extreme + low) / 2);
      rising = 1;
      extreme = low;
      extremeAt = lowAt;
      high = value;
      highAt = k;
    }
  }
  const end = rising > 0 ? high : low;
  const endAt = rising > 0 ? highAt : lowAt;
  if (rising !== 0) edges[found1++] = crossing(line, extremeAt, endAt, (extreme + end) / 2);
  found.count = found1;
  return found;
}

/** Between samples; the middle of pixel k is at k + 0.5. */
function crossing(line: Uint8Array, from: number, to: number, level: number): number {
  const rises = (line[to] as number) > (line[from] as number);
  for (let k = from; k < to; k++) {
    const a = line[k] as number;
    const b = line[k + 1] as number;
    if (rises ? b >= level : b <= level) return k + 0.5 + (a === b ? 0 : (level - a) / (b - a));
  }
  return to + 0.5;
}

const LEAST_MODULE = 1.15;

/** Adds the runs of ratio 1 : 1 : 3 : 1 : 1 that begin at every second edge from `first`. */
function cut(edges: Float32Array, count: number, first: number, line: number, out: Cut[]): void {
  for (let k = first; k + 5 < count; k += 2) {
    const start = edges[k] as number;
    const length = (edges[k + 5] as number) - start;
    const module = length / 7;
    if (module < LEAST_MODULE) continue;
    const one = 0.45 * module + 0.5;
    const three = 0.6 * module + 0.7;
    const a = (edges[k + 1] as number) - start;
    const b = (edges[k + 2] as number) - (edges[k + 1] as number);
    const c = (edges[k + 3] as number) - (edges[k + 2] as number);
    const d = (edges[k + 4] as number) - (edges[k + 3] as number);
    const e = (edges[k + 5] as number) - (edges[k + 4] as number);
    if (
      Math.abs(c - 3 * module) < three &&
      Math.abs(a - module) < one &&
      Math.abs(b - module) < one &&
      Math.abs(d - module) < one &&
      Math.abs(e - module) < one
    )
      out.push({ at: start + a + b + c / 2, line, length });
  }
}

/** Cuts of neighbouring lines at about the same place, of about the same length. */
function gathered(cuts: readonly Cut[]): Cluster[] {
  const open: Cluster[] = [];
  const done: Cluster[] = [];
  for (const { at, line, length } of cuts) {
    let home: Cluster | undefined;
    for (let k = open.length - 1; k >= 0; k--) {
      const one = open[k] as Cluster;
      if (line - one.last > 2 + one.length / 21) {
        done.push(one);
        open.splice(k, 1);
      } else if (
        Math.abs(at - one.lastAt) < 1 + length / 10 &&
        Math.abs(length - one.length) < 2 + 0.25 * one.length
      )
        home = one;
    }
    if (home) {
      const part = 1 / ++home.count;
      home.at += (at - home.at) * part;
      home.line += (line - home.line) * part;
      home.length += (length - home.length) * part;
      home.last = line;
      home.lastAt = at;
    } else open.push({ at, line, last: line, lastAt: at, length, count: 1 });
  }
  return done.concat(open);
}

/** Rows' and columns' clusters that share their middle are one eye; a cluster alone must be cut more than once. */
function join(rows: readonly Cluster[], columns: readonly Cluster[], px: number, out: Eye[]): void {
  const used = new Set<Cluster>();
  for (const row of rows) {
    let best: Cluster | undefined;
    let nearest = Number.POSITIVE_INFINITY;
    for (const column of columns) {
      const du = Math.abs(row.at - column.line - 0.5);
      const dv = Math.abs(row.line + 0.5 - column.at);
      if (du > 1 + row.length / 7 || dv > 1 + column.length / 7) continue;
      if (du + dv < nearest) {
        nearest = du + dv;
        best = column;
      }
    }
    const [across, down] = [row.length * px, (best?.length ?? 0) * px];
    if (best) {
      used.add(best);
      const strength = (filled(row, best.length) + filled(best, row.length)) / 2;
      out.push({ u: row.at * px, v: best.at * px, across, down, strength });
    } else if (row.count > 1)
      out.push({
        u: row.at * px,
        v: (row.line + 0.5) * px,
        across,
        down,
        strength: ALONE * filled(row, row.length / 2),
      });
  }
  for (const column of columns)
    if (!used.has(column) && column.count > 1)
      out.push({
        u: (column.line + 0.5) * px,
        v: column.at * px,
        across: 0,
        down: column.length * px,
        strength: ALONE * filled(column, column.length / 2),
      });
}

/** An eye that only rows or only columns cut is believed less. */
const ALONE = 0.5;

/** The part of a pupil's lines, three modules of seven, that a cluster has. */
const filled = (cluster: Cluster, extent: number): number => Math.min(1, cluster.count / ((3 / 7) * extent));
