import { logoCost } from './findings.ts';
import { GATE, LIMITS } from './limits.ts';
import type { StyleDocument } from './model.ts';
import { coveredModules } from './shapes.ts';
import { symbol } from './symbol.ts';

/** Where a logo costs least: its shift from the middle in modules, and the unused correction it then leaves. */
export interface LogoPlace {
  x: number;
  y: number;
  /** Unused correction of the worst block, 0–1. */
  unused: number;
}

/**
 * The shift that leaves the worst block most of its correction, at the logo's present size. A place that passes the gate
 * off the alignment patterns, by which readers straighten a tilted code, goes before one that covers them; of equals the
 * nearest to the middle wins, so that a logo is not moved for nothing. Null without a logo, or where each place lies on an
 * eye.
 */
export function bestLogoPlace(style: StyleDocument, payload: string): LogoPlace | null {
  const { logo } = style;
  if (!logo) return null;
  const { min, max } = LIMITS.logoShift;
  const { size, reserved } = symbol(payload, style.errorCorrection);
  let best: (LogoPlace & { rank: number }) | null = null;
  for (let y = min; y <= max; y++) {
    for (let x = min; x <= max; x++) {
      const moved = { ...logo, shift: { x, y } };
      const { unused, onFunction } = logoCost({ ...style, logo: moved }, payload);
      if (onFunction) continue;
      const passes = unused >= GATE.unusedCorrection;
      const isClear = !coveredModules(size, moved).some((hit, module) => hit === 1 && reserved[module] === 1);
      const place = { x, y, unused, rank: passes ? (isClear ? 2 : 1) : 0 };
      if (!best || isBetter(place, best)) best = place;
    }
  }
  return best && { x: best.x, y: best.y, unused: best.unused };
}

function isBetter(one: LogoPlace & { rank: number }, other: LogoPlace & { rank: number }): boolean {
  if (one.rank !== other.rank) return one.rank > other.rank;
  if (one.unused !== other.unused) return one.unused > other.unused;
  return Math.hypot(one.x, one.y) < Math.hypot(other.x, other.y);
}
