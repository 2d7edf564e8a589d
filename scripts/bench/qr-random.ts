/** A stream of numbers in [0, 1) that is the same for the same name (FNV-1a into mulberry32). */
export function randomOf(name: string): () => number {
  let state = 2_166_136_261;
  for (const letter of name) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 16_777_619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of a list that is not empty. */
export function pick<Value>(random: () => number, values: readonly Value[]): Value {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error('nothing to choose from');
  return value;
}

/** A number between two bounds. */
export const between = (random: () => number, low: number, high: number): number =>
  low + random() * (high - low);

/** About normal, mean 0, deviation 1: the sum of four draws. Enough for the noise of a sensor, and quick. */
export const about = (random: () => number): number =>
  (random() + random() + random() + random() - 2) * Math.sqrt(3);
