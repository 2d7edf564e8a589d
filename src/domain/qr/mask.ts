/** What mask pattern `p` (ISO/IEC 18004:2015, table 10) does to the module in column x of row y: 1 inverts it. */
const PATTERNS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x * y) % 3) + ((x + y) % 2)) % 2 === 0,
];

/** Points of table 11: runs, blocks, look-alikes of a finder pattern, and too much dark or light. */
const POINTS = { run: 3, block: 3, finder: 40, share: 10 } as const;

/**
 * The data mask with the lowest penalty (ISO/IEC 18004:2015, 7.8.3; the first of equals) for a symbol that was made with
 * mask 0. `dark` and `reserved` hold 1 or 0 per module, row by row.
 *
 * All eight masks are looked at in one walk: bit p of a byte is a module under mask p, so that a run of five, a block or
 * a look-alike is found in the eight symbols by the same few ANDs. The low byte walks the rows, the next the columns.
 */
export function bestMask(dark: Uint8Array, reserved: Uint8Array, size: number): number {
  const turns = turnsOf(reserved, size);
  const modules = new Uint8Array(dark.length);
  for (let at = 0; at < dark.length; at++) modules[at] = (dark[at] ? 0xff : 0) ^ (turns[at] ?? 0);
  // Points by what they were given for: entry b holds those of exactly the masks that are the bits of b.
  const points = new Int32Array(256);
  const darkModules = new Int32Array(256);
  const give = (both: number, count: number) => {
    const [row, column] = [both & 0xff, (both >> 8) & 0xff];
    points[row] = (points[row] ?? 0) + count;
    points[column] = (points[column] ?? 0) + count;
  };
  // Per place of the line whether it and the three before are light, and whether it ends dark-light-3 dark-light-dark.
  const light4 = new Int32Array(size);
  const finder = new Int32Array(size);
  for (let line = 0; line < size; line++) {
    let [a, b, c, d, e, f] = [0, 0, 0, 0, 0, 0];
    let [same, same2, same3, run] = [0, 0, 0, 0];
    for (let at = 0; at < size; at++) {
      const inRow = modules[line * size + at] ?? 0;
      const v = inRow | ((modules[at * size + line] ?? 0) << 8);
      darkModules[inRow] = (darkModules[inRow] ?? 0) + 1;
      const equal = at === 0 ? 0 : ~(v ^ a);
      // Five alike end here; the run's first five give 3 points, each further module one.
      const five = equal & same & same2 & same3;
      if (five & 0xffff) {
        give(five, 1);
        give(five & ~run, POINTS.run - 1);
      }
      run = five;
      same3 = same2;
      same2 = same;
      same = equal;
      const eye = v & ~a & b & c & d & ~e & f;
      const light = ~(v | a | b | c);
      finder[at] = at >= 6 ? eye : 0;
      light4[at] = at >= 3 ? light : 0;
      if (at >= 10) {
        const likeFinder = (light & (finder[at - 4] ?? 0)) | (eye & (light4[at - 7] ?? 0));
        if (likeFinder & 0xffff) give(likeFinder, POINTS.finder);
      }
      f = e;
      e = d;
      d = c;
      c = b;
      b = a;
      a = v;
    }
  }
  for (let y = 1; y < size; y++) {
    let [up, low] = [modules[(y - 1) * size] ?? 0, modules[y * size] ?? 0];
    for (let at = y * size + 1; at < (y + 1) * size; at++) {
      const [nextUp, nextLow] = [modules[at - size] ?? 0, modules[at] ?? 0];
      const block = (up & low & nextUp & nextLow) | (~(up | low | nextUp | nextLow) & 0xff);
      points[block] = (points[block] ?? 0) + POINTS.block;
      up = nextUp;
      low = nextLow;
    }
  }
  let best = 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (let mask = 0; mask < 8; mask++) {
    const fifths = Math.ceil((sumOf(darkModules, mask) * 20) / modules.length) - 10;
    const penalty = sumOf(points, mask) + POINTS.share * Math.abs(fifths);
    if (penalty < lowest) [best, lowest] = [mask, penalty];
  }
  return best;
}

/** Turns a symbol made with mask 0 into the one with `mask`, its format information included; in place. */
export function remask(dark: Uint8Array, reserved: Uint8Array, size: number, mask: number): void {
  const turns = turnsOf(reserved, size);
  for (let at = 0; at < dark.length; at++) dark[at] = (dark[at] ?? 0) ^ (((turns[at] ?? 0) >> mask) & 1);
}

/** Sum of the entries whose bit `mask` is set. */
function sumOf(entries: Int32Array, mask: number): number {
  let sum = 0;
  for (let at = 0; at < 256; at++) if ((at >> mask) & 1) sum += entries[at] ?? 0;
  return sum;
}

const kept = new Map<number, Uint8Array>();

/** Per module the masks (bit p: mask p) under which it is another than under mask 0. It depends on the size alone. */
function turnsOf(reserved: Uint8Array, size: number): Uint8Array {
  const found = kept.get(size);
  if (found) return found;
  const turns = new Uint8Array(size * size);
  PATTERNS.forEach((inverts, mask) => {
    for (let y = 0; y < size; y++)
      for (let x = 0; x < size; x++) {
        const at = y * size + x;
        if (!reserved[at] && inverts(x, y) !== ((x + y) % 2 === 0))
          turns[at] = (turns[at] ?? 0) | (1 << mask);
      }
    // The code of the format information is linear: what a mask changes in it is the same at every level.
    const changed = checked(mask);
    for (let bit = 0; bit < 15; bit++) {
      if (!((changed >> bit) & 1)) continue;
      for (const at of formatModules(bit, size)) turns[at] = (turns[at] ?? 0) | (1 << mask);
    }
  });
  kept.set(size, turns);
  return turns;
}

/** Five bits with their ten of BCH (15, 5) behind them (ISO/IEC 18004:2015, annex C). */
function checked(bits: number): number {
  let rest = bits << 10;
  for (let at = 14; at >= 10; at--) if ((rest >> at) & 1) rest ^= 0x537 << (at - 10);
  return (bits << 10) | rest;
}

/** Where bit 0–14 (14 the most significant) of the format information lies, twice (figure 25). */
function formatModules(bit: number, size: number): [number, number] {
  const column = bit < 6 ? bit : bit < 8 ? bit + 1 : size - 15 + bit;
  const row = bit < 8 ? size - 1 - bit : bit === 8 ? 7 : 14 - bit;
  return [column * size + 8, 8 * size + row];
}
