/** Bounds of a style document, used by its schema and by controls that draw themselves from them. */
export const LIMITS = {
  moduleSize: { min: 0.5, max: 1, step: 0.05 },
  quietZone: { min: 2, max: 8, step: 1 },
  /** From the symbol's middle, in modules. */
  logoShift: { min: -12, max: 12 },
  logoSize: { min: 0.08, max: 0.6, step: 0.01 },
  gradientStops: 4,
  logoStops: 8,
  logoPaths: 64,
  logoPathChars: 60_000,
  logoSourceBytes: 200_000,
  callToActionChars: 60,
  captionChars: 80,
  payloadChars: 300,
} as const;

/** Thresholds of the gate; figures from a measured study of 85 styles × 68 captures × 6 decoders. */
export const GATE = {
  /**
   * Score (0–100, relative to a plain code in the same captures) from which a code may be printed. A bench of other captures
   * fails one in five of those between 90 and 93 (docs/decisions/015-gate-and-bench.md).
   */
  score: 93,
  /** Unused error correction (0–1) that a logo leaves in the worst block where dirt and folds cost hardly any reads. */
  unusedCorrection: 0.35,
  /** Below this the code is unreadable however clean it is; between the two the proof decides. */
  leastCorrection: 0,
  /** WCAG contrast ratio of every colour pair used: refused below, warned below. */
  contrastRefuse: 3,
  contrastWarn: 4.5,
  /** Module size, as a fraction of the module, below which a shape is refused. */
  dots: 0.8,
  dotsWarn: 0.95,
  bars: 0.7,
  barsWarn: 0.85,
  squares: 0.8,
  diamonds: 0.8,
  diamondsWarn: 1,
  /** Printed module, mm. */
  moduleMm: 0.4,
} as const;
