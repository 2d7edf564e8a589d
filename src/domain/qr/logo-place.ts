import { logoCost } from './findings.ts';
import { LIMITS } from './limits.ts';
import type { StyleDocument } from './model.ts';

/** Where a logo costs least: its shift from the middle in modules, and the unused correction it then leaves. */
export interface LogoPlace {
  x: number;
  y: number;
  /** Unused correction of the worst block, 0–1. */
  unused: number;
}

/**
 * The shift that leaves the worst block most of its correction, at the logo's present size; of equals the nearest to the
 * middle, so that a logo is not moved for nothing. Null without a logo, or where each place lies on an eye.
 */
export function bestLogoPlace(style: StyleDocument, payload: string): LogoPlace | null {
  const { logo } = style;
  if (!logo) return null;
  const { min, max } = LIMITS.logoShift;
  let best: LogoPlace | null = null;
  const far = (place: LogoPlace) => Math.hypot(place.x, place.y);
  for (let y = min; y <= max; y++) {
    for (let x = min; x <= max; x++) {
      const cost = logoCost({ ...style, logo: { ...logo, shift: { x, y } } }, payload);
      if (cost.onFunction) continue;
      const place = { x, y, unused: cost.unused };
      if (!best || place.unused > best.unused || (place.unused === best.unused && far(place) < far(best)))
        best = place;
    }
  }
  return best;
}
