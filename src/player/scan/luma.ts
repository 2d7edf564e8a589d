/** The light of each pixel of RGBA data, 0..255 (ITU-R BT.601 weights in 1/256). */
export function lumaOf(rgba: Uint8ClampedArray): Uint8ClampedArray<ArrayBuffer> {
  const luma = new Uint8ClampedArray(rgba.length >> 2);
  for (let at = 0, from = 0; at < luma.length; at += 1, from += 4) {
    luma[at] = (77 * (rgba[from] ?? 0) + 150 * (rgba[from + 1] ?? 0) + 29 * (rgba[from + 2] ?? 0)) >> 8;
  }
  return luma;
}

/**
 * The picture smoothed by the 3×3 binomial kernel (1 2 1)² / 16, edges repeated. In dim light a camera's noise
 * tears single modules apart; without this @zxing/library misses a third of plain codes.
 */
export function smooth(luma: Uint8ClampedArray, width: number, height: number): Uint8ClampedArray {
  const rows = new Uint16Array(luma.length);
  for (let y = 0; y < height; y += 1) {
    const start = y * width;
    for (let x = 0; x < width; x += 1) {
      const left = luma[start + Math.max(0, x - 1)] ?? 0;
      const right = luma[start + Math.min(width - 1, x + 1)] ?? 0;
      rows[start + x] = left + 2 * (luma[start + x] ?? 0) + right;
    }
  }
  const out = new Uint8ClampedArray(luma.length);
  for (let y = 0; y < height; y += 1) {
    const above = Math.max(0, y - 1) * width;
    const below = Math.min(height - 1, y + 1) * width;
    const start = y * width;
    for (let x = 0; x < width; x += 1) {
      out[start + x] =
        ((rows[above + x] ?? 0) + 2 * (rows[start + x] ?? 0) + (rows[below + x] ?? 0) + 8) >> 4;
    }
  }
  return out;
}
