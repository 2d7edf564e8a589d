/** Where the camera is, seen from the centre of the model. Angles in degrees, distance in bounding-sphere radii. */
export interface View {
  readonly yawDeg: number;
  readonly pitchDeg: number;
  readonly distance: number;
}

export type Vec3 = readonly [x: number, y: number, z: number];

export const PITCH_LIMIT_DEG = 85;
export const DISTANCE_LIMITS = { min: 1.05, max: 20 } as const;

const rad = (degrees: number): number => (degrees * Math.PI) / 180;
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** The same direction within -180 (excluded) to 180 degrees. */
export function wrapDeg(degrees: number): number {
  const turned = ((((degrees + 180) % 360) + 360) % 360) - 180;
  return turned === -180 ? 180 : turned;
}

/** A direction from the centre: yaw 0 looks from +z, growing towards +x; pitch grows upwards. Length 1. */
export function direction(yawDeg: number, pitchDeg: number): Vec3 {
  const flat = Math.cos(rad(pitchDeg));
  return [Math.sin(rad(yawDeg)) * flat, Math.sin(rad(pitchDeg)), Math.cos(rad(yawDeg)) * flat];
}

/** The camera's place for a view of a bounding sphere. */
export function cameraPosition(centre: Vec3, radius: number, view: View): Vec3 {
  const [x, y, z] = direction(view.yawDeg, view.pitchDeg);
  const away = radius * view.distance;
  return [centre[0] + x * away, centre[1] + y * away, centre[2] + z * away];
}

/** Near and far planes that hold the whole sphere, and the ground around it, from any allowed distance. */
export function clipPlanes(radius: number, distance: number): { near: number; far: number } {
  return { near: Math.max(radius * 0.01, radius * (distance - 3)), far: radius * (distance + 6) };
}

/**
 * The vertical field of view for three's camera. The author's angle holds for the narrower side, so that an
 * upright phone cuts nothing off that a wide screen shows.
 */
export function verticalFovDeg(fieldOfViewDeg: number, aspect: number): number {
  if (aspect >= 1) return fieldOfViewDeg;
  return clamp((Math.atan(Math.tan(rad(fieldOfViewDeg / 2)) / aspect) * 360) / Math.PI, 1, 150);
}

/** The view turned and moved by a gesture, within the limits. `zoom` below 1 comes closer. */
export function orbit(view: View, change: { yawDeg?: number; pitchDeg?: number; zoom?: number }): View {
  return {
    yawDeg: wrapDeg(view.yawDeg + (change.yawDeg ?? 0)),
    pitchDeg: clamp(view.pitchDeg + (change.pitchDeg ?? 0), -PITCH_LIMIT_DEG, PITCH_LIMIT_DEG),
    distance: clamp(view.distance * (change.zoom ?? 1), DISTANCE_LIMITS.min, DISTANCE_LIMITS.max),
  };
}

/** A finger's way across the stage as angles: the whole width is half a turn. */
export function dragToOrbit(dx: number, dy: number, width: number): { yawDeg: number; pitchDeg: number } {
  const perPixel = 180 / Math.max(1, width);
  return { yawDeg: -dx * perPixel, pitchDeg: dy * perPixel };
}

const HALF_LIFE_MS = 70;
const STILL = 1e-3;

/**
 * `from` after `dtMs` on its smooth way to `to` (the remaining way halves every 70 ms, whatever the frame
 * rate); exactly `to` once the rest cannot be seen. Yaw takes the shorter way round.
 */
export function approach(from: View, to: View, dtMs: number): View {
  const left = 2 ** (-Math.max(0, dtMs) / HALF_LIFE_MS);
  const turn = wrapDeg(to.yawDeg - from.yawDeg);
  const rise = to.pitchDeg - from.pitchDeg;
  const move = to.distance - from.distance;
  const rest = Math.max(Math.abs(turn), Math.abs(rise), Math.abs(move) * 10) * left;
  if (rest < STILL * 10) return to;
  return {
    yawDeg: wrapDeg(to.yawDeg - turn * left),
    pitchDeg: to.pitchDeg - rise * left,
    distance: to.distance - move * left,
  };
}
