// The luminance table of ITU-T T.81, annex K.1, row by row.
const TABLE = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22,
  29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103,
  121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];

const BASIS = Float32Array.from({ length: 64 }, (_, index) => {
  const [frequency, position] = [index >> 3, index & 7];
  const scale = frequency === 0 ? Math.SQRT1_2 : 1;
  return (scale / 2) * Math.cos(((2 * position + 1) * frequency * Math.PI) / 16);
});

/**
 * What a JPEG of the given quality (1–100, scaled as libjpeg does) leaves of an 8-bit picture: 8 × 8 cosine transform,
 * quantisation, and back, in place. Blocks at the right and lower edge repeat the last pixel.
 */
export function quantiseAsJpeg(
  luma: Uint8ClampedArray,
  width: number,
  height: number,
  quality: number,
): void {
  const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  const steps = Float64Array.from(TABLE, (value) =>
    Math.max(1, Math.min(255, Math.floor((value * scale + 50) / 100))),
  );
  const block = new Float32Array(64);
  const half = new Float32Array(64);
  for (let top = 0; top < height; top += 8) {
    for (let left = 0; left < width; left += 8) {
      for (let k = 0; k < 64; k++) {
        const y = Math.min(height - 1, top + (k >> 3));
        const x = Math.min(width - 1, left + (k & 7));
        block[k] = (luma[y * width + x] as number) - 128;
      }
      forward(block, half);
      forward(half, block);
      for (let k = 0; k < 64; k++) {
        const step = steps[k] as number;
        block[k] = Math.round((block[k] as number) / step) * step;
      }
      backward(block, half);
      backward(half, block);
      for (let k = 0; k < 64; k++) {
        const y = top + (k >> 3);
        const x = left + (k & 7);
        if (y < height && x < width) luma[y * width + x] = Math.round((block[k] as number) + 128);
      }
    }
  }
}

// Indices below lie within 64 by construction.

/** One-dimensional transform of each row, written transposed: twice gives the two-dimensional one. */
function forward(from: Float32Array, to: Float32Array): void {
  for (let row = 0; row < 8; row++) {
    for (let frequency = 0; frequency < 8; frequency++) {
      let sum = 0;
      for (let x = 0; x < 8; x++) sum += (from[row * 8 + x] as number) * (BASIS[frequency * 8 + x] as number);
      to[frequency * 8 + row] = sum;
    }
  }
}

function backward(from: Float32Array, to: Float32Array): void {
  for (let row = 0; row < 8; row++) {
    for (let x = 0; x < 8; x++) {
      let sum = 0;
      for (let frequency = 0; frequency < 8; frequency++) {
        sum += (from[row * 8 + frequency] as number) * (BASIS[frequency * 8 + x] as number);
      }
      to[x * 8 + row] = sum;
    }
  }
}
