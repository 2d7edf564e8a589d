/** Sums of a least-squares problem: upper triangle of H row by row, and b. `H ξ = −b`. */
export interface NormalEquations {
  unknowns: number;
  h: Float64Array;
  b: Float64Array;
  /** Cholesky's factor once it is solved: lower triangle, row by row, all columns. */
  factor: Float64Array;
}

export const makeNormalEquations = (unknowns: number): NormalEquations => ({
  unknowns,
  h: new Float64Array((unknowns * (unknowns + 1)) / 2),
  b: new Float64Array(unknowns),
  factor: new Float64Array(unknowns * unknowns),
});

/** Where H keeps the square of an unknown. */
export const onDiagonal = (unknowns: number, at: number): number => at * unknowns - (at * (at - 1)) / 2;

/**
 * Solves by Cholesky's factorisation with the diagonal raised by the part `damping` (Marquardt). False when H has no
 * inverse. The factor's lower right corner is that of the last unknowns' own weight, with all others free.
 */
export function solve(
  { unknowns: n, h, b, factor }: NormalEquations,
  damping: number,
  out: Float64Array,
): boolean {
  let from = 0;
  for (let row = 0; row < n; row++) {
    for (let column = row; column < n; column++) factor[column * n + row] = h[from++] as number;
    const on = row * n + row;
    factor[on] = (factor[on] as number) * (1 + damping) + 1e-9;
  }
  for (let k = 0; k < n; k++) {
    for (let row = k; row < n; row++) {
      let sum = factor[row * n + k] as number;
      for (let j = 0; j < k; j++) sum -= (factor[row * n + j] as number) * (factor[k * n + j] as number);
      if (row === k) {
        if (!(sum > 0)) return false;
        factor[k * n + k] = Math.sqrt(sum);
      } else factor[row * n + k] = sum / (factor[k * n + k] as number);
    }
  }
  for (let k = 0; k < n; k++) {
    let sum = -(b[k] as number);
    for (let j = 0; j < k; j++) sum -= (factor[k * n + j] as number) * (out[j] as number);
    out[k] = sum / (factor[k * n + k] as number);
  }
  for (let k = n - 1; k >= 0; k--) {
    let sum = out[k] as number;
    for (let j = k + 1; j < n; j++) sum -= (factor[j * n + k] as number) * (out[j] as number);
    out[k] = sum / (factor[k * n + k] as number);
  }
  return true;
}
