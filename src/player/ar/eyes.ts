/**
 * The eyes (finder patterns) of a symbol: a dark square of seven modules, a light one of five in it, a dark one of three
 * in that, and a light separator towards the symbol. Source: ISO/IEC 18004:2024, 6.3.3.
 */

/** Middles of the eyes in modules: top left, top right, bottom left. */
export const eyeMiddles = (modules: number): [x: number, y: number][] => [
  [3.5, 3.5],
  [modules - 3.5, 3.5],
  [3.5, modules - 3.5],
];

/** 1 dark, 0 light, for a module's ring around the eye's middle: 0 to 4, the last is the separator. */
const RINGS = [1, 1, 0, 1, 0];

/**
 * How much three corners of a symbol of that many modules look like eyes, −1 to 1 (NCC); negative when light and dark are
 * exchanged. `luma` is asked in symbol widths from the symbol's top left.
 */
export function eyeScore(modules: number, luma: (x: number, y: number) => number): number {
  let [n, s, t, ss, tt, st] = [0, 0, 0, 0, 0, 0];
  for (const [middleX, middleY] of eyeMiddles(modules))
    for (let dy = -4; dy <= 4; dy++)
      for (let dx = -4; dx <= 4; dx++) {
        const x = (middleX + dx) / modules;
        const y = (middleY + dy) / modules;
        if (x < 0 || y < 0 || x > 1 || y > 1) continue;
        const ideal = RINGS[Math.max(Math.abs(dx), Math.abs(dy))] ? 0 : 1;
        const value = luma(x, y);
        n++;
        s += value;
        t += ideal;
        ss += value * value;
        tt += ideal;
        st += value * ideal;
      }
  const spread = Math.sqrt((ss - (s * s) / n) * (tt - (t * t) / n));
  return spread > 1e-9 ? (st - (s * t) / n) / spread : 0;
}
