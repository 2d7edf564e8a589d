/** Unknowns of an alignment: v and ω of the pose's twist, then the logarithm of the focal length. */
export const UNKNOWNS = 7;

/** Sums of a least-squares problem: upper triangle of H row by row (28 numbers), and b. `H ξ = −b`. */
export interface NormalEquations {
  h: Float64Array;
  b: Float64Array;
}

export const makeNormalEquations = (): NormalEquations => ({
  h: new Float64Array((UNKNOWNS * (UNKNOWNS + 1)) / 2),
  b: new Float64Array(UNKNOWNS),
});

const factor = new Float64Array(UNKNOWNS * UNKNOWNS);

/**
 * Solves by Cholesky's factorisation with the diagonal raised by the part `damping` (Marquardt). False when H has no
 * inverse. Also gives the last unknown's own weight, with all others free: the square of the factor's last diagonal.
 */
export function solve(
  { h, b }: NormalEquations,
  damping: number,
  out: Float64Array,
): { solved: boolean; lastWeight: number } {
  let from = 0;
  for (let row = 0; row < UNKNOWNS; row++) {
    for (let column = row; column < UNKNOWNS; column++) factor[column * UNKNOWNS + row] = h[from++] as number;
    const on = row * UNKNOWNS + row;
    factor[on] = (factor[on] as number) * (1 + damping) + 1e-9;
  }
  for (let k = 0; k < UNKNOWNS; k++) {
    for (let row = k; row < UNKNOWNS; row++) {
      let sum = factor[row * UNKNOWNS + k] as number;
      for (let j = 0; j < k; j++)
        sum -= (factor[row * UNKNOWNS + j] as number) * (factor[k * UNKNOWNS + j] as number);
      if (row === k) {
        if (!(sum > 0)) return { solved: false, lastWeight: 0 };
        factor[k * UNKNOWNS + k] = Math.sqrt(sum);
      } else factor[row * UNKNOWNS + k] = sum / (factor[k * UNKNOWNS + k] as number);
    }
  }
  for (let k = 0; k < UNKNOWNS; k++) {
    let sum = -(b[k] as number);
    for (let j = 0; j < k; j++) sum -= (factor[k * UNKNOWNS + j] as number) * (out[j] as number);
    out[k] = sum / (factor[k * UNKNOWNS + k] as number);
  }
  for (let k = UNKNOWNS - 1; k >= 0; k--) {
    let sum = out[k] as number;
    for (let j = k + 1; j < UNKNOWNS; j++) sum -= (factor[j * UNKNOWNS + k] as number) * (out[j] as number);
    out[k] = sum / (factor[k * UNKNOWNS + k] as number);
  }
  const last = factor[UNKNOWNS * UNKNOWNS - 1] as number;
  return { solved: true, lastWeight: last * last };
}
