import { type Photo, photoOf } from './read-photo.ts';

/** Walls of ours for those who have no photo yet, drawn when they are asked for: 2.4 m × 1.6 m. */
export const WALLS = ['plaster', 'brick', 'boards'] as const;
export type WallKind = (typeof WALLS)[number];

const SIZE = { width: 2_400, height: 1_600, pxPerMm: 1 } as const;
const mm = (value: number) => value * SIZE.pxPerMm;

/** The same wall each time. Rejects where the browser cannot draw. */
export function drawWall(kind: WallKind): Promise<Photo> {
  const canvas = document.createElement('canvas');
  canvas.width = SIZE.width;
  canvas.height = SIZE.height;
  const context = canvas.getContext('2d');
  if (!context) return Promise.reject(new Error('canvas'));
  const random = randomFrom(kind.length * 7919);
  DRAW[kind](context, random);
  light(context);
  return photoOf(canvas, SIZE.pxPerMm);
}

type Draw = (context: CanvasRenderingContext2D, random: () => number) => void;

const DRAW: Record<WallKind, Draw> = {
  plaster(context, random) {
    context.fillStyle = '#cfc8ba';
    context.fillRect(0, 0, SIZE.width, SIZE.height);
    for (let k = 0; k < 240; k++) {
      const radius = 30 + random() * 150;
      patch(context, random, radius, random() < 0.5 ? '255,250,238' : '96,88,74', 0.06);
    }
    grain(context, random, 30_000, 0.12);
  },
  brick(context, random) {
    // German normal format: 240 × 71 mm, joints of 12 mm.
    context.fillStyle = '#b8ada0';
    context.fillRect(0, 0, SIZE.width, SIZE.height);
    const [width, height, joint] = [mm(240), mm(71), mm(12)];
    for (let row = 0, y = 0; y < SIZE.height; row++, y += height + joint) {
      const start = row % 2 === 0 ? 0 : -(width + joint) / 2;
      for (let x = start; x < SIZE.width; x += width + joint) {
        const tone = random();
        context.fillStyle = `hsl(${10 + random() * 10} ${34 + tone * 16}% ${30 + tone * 16}%)`;
        context.fillRect(x + random() * 1.5, y + random() * 1.5, width - random() * 2, height - random() * 2);
      }
    }
    grain(context, random, 40_000, 0.16);
  },
  boards(context, random) {
    const width = mm(140);
    for (let x = 0; x < SIZE.width; x += width) {
      const tone = 15 + random() * 7;
      context.fillStyle = `hsl(150 14% ${tone}%)`;
      context.fillRect(x, 0, width, SIZE.height);
      for (let k = 0; k < 26; k++) {
        const at = x + random() * width;
        context.strokeStyle = `hsl(150 12% ${tone + (random() - 0.6) * 9}% / 0.6)`;
        context.lineWidth = 0.6 + random() * 1.6;
        context.beginPath();
        context.moveTo(at, 0);
        context.bezierCurveTo(
          at + random() * 10 - 5,
          SIZE.height / 3,
          at + random() * 14 - 7,
          (2 * SIZE.height) / 3,
          at + random() * 8 - 4,
          SIZE.height,
        );
        context.stroke();
      }
      context.fillStyle = 'rgb(0 0 0 / 0.55)';
      context.fillRect(x + width - 3, 0, 3, SIZE.height);
    }
    grain(context, random, 20_000, 0.1);
  },
};

function patch(
  context: CanvasRenderingContext2D,
  random: () => number,
  radius: number,
  rgb: string,
  alpha: number,
): void {
  const [x, y] = [random() * SIZE.width, random() * SIZE.height];
  const blot = context.createRadialGradient(x, y, 0, x, y, radius);
  blot.addColorStop(0, `rgba(${rgb},${alpha})`);
  blot.addColorStop(1, `rgba(${rgb},0)`);
  context.fillStyle = blot;
  context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
}

function grain(context: CanvasRenderingContext2D, random: () => number, count: number, alpha: number): void {
  for (let k = 0; k < count; k++) {
    context.fillStyle = random() < 0.5 ? `rgb(255 255 255 / ${alpha})` : `rgb(0 0 0 / ${alpha})`;
    context.fillRect(random() * SIZE.width, random() * SIZE.height, 1.4, 1.4);
  }
}

/** Daylight from the upper left. */
function light(context: CanvasRenderingContext2D): void {
  const fall = context.createLinearGradient(0, 0, SIZE.width, SIZE.height);
  fall.addColorStop(0, 'rgb(255 248 230 / 0.14)');
  fall.addColorStop(0.5, 'rgb(0 0 0 / 0)');
  fall.addColorStop(1, 'rgb(10 14 20 / 0.26)');
  context.fillStyle = fall;
  context.fillRect(0, 0, SIZE.width, SIZE.height);
}

/** Mulberry32: the same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}
