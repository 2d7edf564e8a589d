import { between, pick, randomOf } from './qr-random.ts';
import type { Shot } from './qr-shots.ts';

/** Changes the colour at a point of the paper (modules from the symbol's middle). */
export type Damage = (x: number, y: number, colour: Float32Array) => void;

const paint = (colour: Float32Array, red: number, green: number, blue: number): void => {
  colour[0] = red;
  colour[1] = green;
  colour[2] = blue;
};

/** Brown, mud, grey, gum. */
const DIRT: readonly (readonly [number, number, number])[] = [
  [0.09, 0.05, 0.02],
  [0.16, 0.12, 0.08],
  [0.25, 0.25, 0.24],
  [0.6, 0.58, 0.55],
];

/** What happened to a print on the wall; the same for every code in the same capture. */
export function damageOf(shot: Shot, modules: number): Damage | null {
  const random = randomOf(`damage ${shot.name}`);
  const area = shot.damaged * modules * modules;
  const half = modules / 2;
  const anywhere = (): number => between(random, -half, half);
  switch (shot.damage) {
    case 'stains': {
      const count = pick(random, [1, 2, 3]);
      const spots = Array.from({ length: count }, () => ({
        x: anywhere(),
        y: anywhere(),
        r: Math.sqrt(area / count / Math.PI),
        lobes: pick(random, [3, 5, 7]),
        phase: between(random, 0, 6),
        colour: pick(random, DIRT),
      }));
      return (x, y, colour) => {
        for (const spot of spots) {
          const [dx, dy] = [x - spot.x, y - spot.y];
          const edge = spot.r * (1 + 0.22 * Math.sin(spot.lobes * Math.atan2(dy, dx) + spot.phase));
          if (dx * dx + dy * dy < edge * edge) paint(colour, ...spot.colour);
        }
      };
    }
    case 'scratches': {
      const width = 0.45;
      const lines = Array.from({ length: Math.max(1, Math.round(area / (width * modules * 0.6))) }, () => ({
        x: anywhere(),
        y: anywhere(),
        angle: between(random, 0, Math.PI),
        length: modules * between(random, 0.25, 0.35),
      }));
      return (x, y, colour) => {
        for (const line of lines) {
          const [cos, sin] = [Math.cos(line.angle), Math.sin(line.angle)];
          const along = (x - line.x) * cos + (y - line.y) * sin;
          const across = (y - line.y) * cos - (x - line.x) * sin;
          if (Math.abs(along) < line.length && Math.abs(across + 0.3 * Math.sin(along / 3)) < width / 2)
            paint(colour, 0.82, 0.8, 0.76);
        }
      };
    }
    case 'torn': {
      const angle = between(random, 0, 2 * Math.PI);
      const [x0, y0] = [half * 1.1 * Math.cos(angle), half * 1.1 * Math.sin(angle)];
      const reach = Math.max(0, half - Math.hypot(x0, y0)) + Math.sqrt((area * 2.4) / Math.PI);
      return (x, y, colour) => {
        const distance = Math.hypot(x - x0, y - y0);
        const edge = reach + 0.5 * Math.sin(x * 1.9) + 0.5 * Math.cos(y * 2.3);
        if (distance < edge) paint(colour, 0.34, 0.31, 0.28);
        else if (distance < edge + 0.6) paint(colour, 0.85, 0.85, 0.83);
      };
    }
    case 'tape': {
      const angle = between(random, 0.2, 0.8);
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      const width = shot.damaged * modules;
      return (x, y, colour) => {
        if (Math.abs(y * cos - x * sin) > width / 2) return;
        for (let channel = 0; channel < 3; channel++)
          colour[channel] = 0.72 * (colour[channel] ?? 0) + (channel === 2 ? 0.09 : 0.16);
      };
    }
    case 'creases': {
      const lines = Array.from({ length: 2 }, () => ({
        offset: between(random, -half * 0.7, half * 0.7),
        angle: between(random, 0, Math.PI),
      }));
      const width = area / modules / 2;
      return (x, y, colour) => {
        for (const { offset, angle } of lines) {
          const across = y * Math.cos(angle) - x * Math.sin(angle) - offset;
          if (Math.abs(across) > width) continue;
          const shade = across > 0 ? 0.55 : 1.1;
          // The ink has come off where the paper broke.
          const broken = Math.abs(across) < width / 3 ? 0.7 : 0;
          for (let channel = 0; channel < 3; channel++)
            colour[channel] = shade * ((1 - broken) * (colour[channel] ?? 0) + broken * 0.8);
        }
      };
    }
    default:
      return null;
  }
}
