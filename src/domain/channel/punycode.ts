/** Bootstring parameters of RFC 3492 §5. */
const base = 36;
const tMin = 1;
const tMax = 26;
const skew = 38;
const damp = 700;
const initialBias = 72;
const initialPoint = 128;

function adapt(delta: number, points: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / damp) : delta >> 1;
  rest += Math.floor(rest / points);
  let k = 0;
  while (rest > ((base - tMin) * tMax) >> 1) {
    rest = Math.floor(rest / (base - tMin));
    k += base;
  }
  return k + Math.floor(((base - tMin + 1) * rest) / (rest + skew));
}

/**
 * Length in characters of one domain label as DNS carries it: itself if ASCII, else `xn--` and punycode
 * (RFC 3492 §6.3, without the mappings of IDNA). `münchen` → 14 (`xn--mnchen-3ya`).
 */
export function dnsLabelLength(label: string): number {
  const points = [...label].map((character) => character.codePointAt(0) ?? 0);
  const basic = points.filter((point) => point < initialPoint).length;
  if (basic === points.length) return label.length;

  let length = 'xn--'.length + basic + (basic > 0 ? 1 : 0);
  let bias = initialBias;
  let delta = 0;
  let handled = basic;
  let point = initialPoint;
  while (handled < points.length) {
    const next = Math.min(...points.filter((candidate) => candidate >= point));
    delta += (next - point) * (handled + 1);
    point = next;
    for (const candidate of points) {
      if (candidate < point) delta += 1;
      if (candidate !== point) continue;
      let rest = delta;
      for (let k = base; ; k += base) {
        const threshold = k <= bias ? tMin : k >= bias + tMax ? tMax : k - bias;
        length += 1;
        if (rest < threshold) break;
        rest = Math.floor((rest - threshold) / (base - threshold));
      }
      bias = adapt(delta, handled + 1, handled === basic);
      delta = 0;
      handled += 1;
    }
    delta += 1;
    point += 1;
  }
  return length;
}
