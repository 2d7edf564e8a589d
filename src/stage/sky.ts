import type { BlockOf } from '#domain/scene/model.ts';
import type { Vec3 } from './orbit.ts';

export type Mood = BlockOf<'stage'>['light']['mood'];

/** Colours in linear light, where 1 is white on paper and lamps may be brighter. */
interface Sky {
  readonly top: Vec3;
  readonly horizon: Vec3;
  readonly ground: Vec3;
  readonly lamps: readonly Lamp[];
}

/** A soft patch of light in the sky: where (degrees, yaw from the main light), how wide, how bright. */
interface Lamp {
  readonly yawDeg: number;
  readonly pitchDeg: number;
  readonly widthDeg: number;
  readonly colour: Vec3;
}

/** How one mood lights a model: a sky for soft light and reflections, and one light that throws the shadow. */
export interface MoodLight {
  readonly sky: Sky;
  readonly skyIntensity: number;
  readonly key: { readonly colour: string; readonly intensity: number; readonly pitchDeg: number };
  readonly shadow: number;
}

export const moods: Readonly<Record<Mood, MoodLight>> = {
  day: {
    sky: {
      top: [0.32, 0.52, 0.86],
      horizon: [0.92, 0.97, 1],
      ground: [0.34, 0.31, 0.27],
      lamps: [{ yawDeg: 0, pitchDeg: 52, widthDeg: 22, colour: [7, 6.4, 5.2] }],
    },
    skyIntensity: 0.85,
    key: { colour: '#fff3dc', intensity: 2.6, pitchDeg: 52 },
    shadow: 0.42,
  },
  dusk: {
    sky: {
      top: [0.05, 0.08, 0.19],
      horizon: [0.5, 0.3, 0.28],
      ground: [0.06, 0.055, 0.06],
      lamps: [
        { yawDeg: 0, pitchDeg: 10, widthDeg: 46, colour: [3.6, 1.5, 0.55] },
        { yawDeg: 165, pitchDeg: 38, widthDeg: 60, colour: [0.24, 0.36, 0.66] },
      ],
    },
    skyIntensity: 1.15,
    key: { colour: '#ffb678', intensity: 2.5, pitchDeg: 24 },
    shadow: 0.55,
  },
  night: {
    sky: {
      top: [0.012, 0.02, 0.055],
      horizon: [0.05, 0.08, 0.16],
      ground: [0.01, 0.012, 0.018],
      lamps: [
        { yawDeg: 0, pitchDeg: 44, widthDeg: 26, colour: [1.3, 1.7, 2.5] },
        { yawDeg: 175, pitchDeg: 14, widthDeg: 40, colour: [0.34, 0.44, 0.72] },
      ],
    },
    skyIntensity: 1.3,
    key: { colour: '#a9c1f0', intensity: 1.3, pitchDeg: 44 },
    shadow: 0.6,
  },
  studio: {
    sky: {
      top: [0.62, 0.62, 0.62],
      horizon: [0.3, 0.3, 0.31],
      ground: [0.17, 0.17, 0.17],
      lamps: [
        { yawDeg: 0, pitchDeg: 46, widthDeg: 38, colour: [5, 5, 4.9] },
        { yawDeg: 115, pitchDeg: 22, widthDeg: 34, colour: [2, 2.1, 2.3] },
        { yawDeg: -130, pitchDeg: 30, widthDeg: 30, colour: [1.7, 1.6, 1.5] },
      ],
    },
    skyIntensity: 0.8,
    key: { colour: '#ffffff', intensity: 1.9, pitchDeg: 46 },
    shadow: 0.34,
  },
};

const rad = (degrees: number): number => (degrees * Math.PI) / 180;
const smooth = (t: number): number => t * t * (3 - 2 * t);

/** What is seen of a sky in a direction (length 1); the main light stands over +z. */
export const skyColour = (sky: Sky, direction: Vec3): Vec3 => skyPainter(sky)(direction);

/** The same for many directions: what does not depend on them is worked out once. */
export function skyPainter({ top, horizon, ground, lamps }: Sky): (direction: Vec3) => Vec3 {
  const placed = lamps.map(({ yawDeg, pitchDeg, widthDeg, colour }) => {
    const flat = Math.cos(rad(pitchDeg));
    const towards = [
      Math.sin(rad(yawDeg)) * flat,
      Math.sin(rad(pitchDeg)),
      Math.cos(rad(yawDeg)) * flat,
    ] as const;
    return { towards, half: rad(widthDeg / 2), colour };
  });
  return ([x, y, z]) => {
    const end = y >= 0 ? top : ground;
    const part = y >= 0 ? smooth(Math.min(1, y ** 0.6)) : smooth(Math.min(1, -y * 5));
    let red = horizon[0] + (end[0] - horizon[0]) * part;
    let green = horizon[1] + (end[1] - horizon[1]) * part;
    let blue = horizon[2] + (end[2] - horizon[2]) * part;
    for (const { towards, half, colour } of placed) {
      const cosine = x * towards[0] + y * towards[1] + z * towards[2];
      const strength = Math.exp(-((Math.acos(Math.min(1, Math.max(-1, cosine))) / half) ** 2));
      red += colour[0] * strength;
      green += colour[1] * strength;
      blue += colour[2] * strength;
    }
    return [red, green, blue];
  };
}
