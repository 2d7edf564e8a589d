import type { EyeShape, Logo, ModuleStyle } from './model.ts';
import { outline, SHARP } from './outline.ts';
import { circle, OP, type PathData, polygon, rect, roundRect } from './path.ts';
import { eyeOrigins, inEye, type QrSymbol } from './symbol.ts';

const ROUND = { topLeft: 0.5, topRight: 0.5, bottomRight: 0.5, bottomLeft: 0.5, inner: 0.2 };
const CLASSY = { ...SHARP, topLeft: 0.5, bottomRight: 0.5 };

/** All dark modules but the eyes and those under the logo, symbol's top left at (0, 0). Fill rule: non-zero. */
export function modulesPath(symbol: QrSymbol, style: ModuleStyle, covered: Uint8Array | null): PathData {
  const { size, dark } = symbol;
  const drawn = new Uint8Array(size * size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const index = y * size + x;
      if (dark[index] && !covered?.[index] && !inEye(size, x, y)) drawn[index] = 1;
    }
  }
  const isDark = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < size && y < size && drawn[y * size + x] === 1;
  switch (style.shape) {
    case 'square':
      return outline(drawn, size, SHARP);
    case 'rounded':
      return outline(drawn, size, ROUND);
    case 'classy':
      return outline(drawn, size, CLASSY);
    case 'bars':
      return bars(isDark, size, style.size, style.direction === 'vertical');
    case 'dots':
      return each(isDark, size, (x, y) => circle(x + 0.5, y + 0.5, style.size / 2));
    case 'squares':
      if (style.size >= 1) return outline(drawn, size, SHARP);
      return each(isDark, size, (x, y) => {
        const gap = (1 - style.size) / 2;
        return rect(x + gap, y + gap, style.size, style.size);
      });
    case 'diamonds':
      return each(isDark, size, (x, y) => {
        // A diamond of full size spans 1.3 modules so that neighbours touch in more than a point.
        const r = style.size * 0.65;
        return polygon([
          [x + 0.5, y + 0.5 - r],
          [x + 0.5 + r, y + 0.5],
          [x + 0.5, y + 0.5 + r],
          [x + 0.5 - r, y + 0.5],
        ]);
      });
  }
}

type Test = (x: number, y: number) => boolean;

function each(isDark: Test, size: number, draw: (x: number, y: number) => PathData): PathData {
  const out: PathData = [];
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) if (isDark(x, y)) out.push(...draw(x, y));
  }
  return out;
}

function bars(isDark: Test, size: number, width: number, vertical: boolean): PathData {
  const out: PathData = [];
  const at: Test = vertical ? (lane, along) => isDark(lane, along) : (lane, along) => isDark(along, lane);
  const r = width / 2;
  for (let lane = 0; lane < size; lane++) {
    for (let start = 0; start < size; start++) {
      if (!at(lane, start)) continue;
      let end = start;
      while (at(lane, end + 1)) end++;
      out.push(...capsule(lane + 0.5, start + 0.5, end + 0.5, r, vertical));
      start = end;
    }
  }
  return out;
}

function capsule(lane: number, from: number, to: number, r: number, vertical: boolean): PathData {
  // The caps reach half a module past the outer centres, so that a bar is as long as its run.
  const [a, b] = [from - 0.5, to + 0.5];
  const p = (across: number, along: number): [number, number] =>
    vertical ? [lane + across, along] : [along, lane + across];
  // One cubic is a half circle to within 3 % when its control points lie 4/3 of the radius out.
  const out = (4 / 3) * r;
  return [
    ...[OP.move, ...p(-r, a + r), OP.cubic, ...p(-r, a + r - out), ...p(r, a + r - out), ...p(r, a + r)],
    ...[OP.line, ...p(r, b - r), OP.cubic, ...p(r, b - r + out), ...p(-r, b - r + out), ...p(-r, b - r)],
    OP.close,
  ];
}

/**
 * Corner radius of the round ring. A true circle (3.5) is read a tenth worse by most decoders; with diamonds or bars
 * that fails the proof, and a round ring is not offered to fail (docs/decisions/012-round-ring.md).
 */
const ROUND_RING = 2.6;

/** The three rings, 7 modules wide with a stroke of 1. Fill rule: even-odd. */
export function eyeFrames(size: number, shape: EyeShape): PathData {
  return eyeOrigins(size).flatMap(([x, y]) => {
    if (shape === 'circle')
      return [...roundRect(x, y, 7, 7, ROUND_RING), ...roundRect(x + 1, y + 1, 5, 5, ROUND_RING - 1)];
    if (shape === 'rounded') return [...roundRect(x, y, 7, 7, 1.5), ...roundRect(x + 1, y + 1, 5, 5, 0.75)];
    return [...rect(x, y, 7, 7), ...rect(x + 1, y + 1, 5, 5)];
  });
}

/** The three pupils, 3 modules wide. */
export function eyePupils(size: number, shape: EyeShape): PathData {
  return eyeOrigins(size).flatMap(([x, y]) => {
    if (shape === 'circle') return circle(x + 3.5, y + 3.5, 1.5);
    return roundRect(x + 2, y + 2, 3, 3, shape === 'rounded' ? 0.75 : 0);
  });
}

/** Where the logo lies, in modules from the symbol's top left: the art's box and the plate around it. */
export interface LogoBox {
  x: number;
  y: number;
  width: number;
  height: number;
  plate: { x: number; y: number; width: number; height: number };
}

export function logoBox(size: number, logo: Logo): LogoBox {
  const longer = logo.size * size;
  const width = logo.art.aspect >= 1 ? longer : longer * logo.art.aspect;
  const height = logo.art.aspect >= 1 ? longer / logo.art.aspect : longer;
  const x = size / 2 + logo.shift.x - width / 2;
  const y = size / 2 + logo.shift.y - height / 2;
  let [plateWidth, plateHeight] = [width + 2 * logo.padding, height + 2 * logo.padding];
  if (logo.plate === 'circle') plateWidth = plateHeight = Math.hypot(width, height) * 0.9 + 2 * logo.padding;
  const plate = {
    x: x + width / 2 - plateWidth / 2,
    y: y + height / 2 - plateHeight / 2,
    width: plateWidth,
    height: plateHeight,
  };
  return { x, y, width, height, plate };
}

// A module that the plate only grazes by less than this stays: it still reads as what it is.
const GRAZE = 0.12;

/** 1 for each module that the logo's plate takes away; no drawn module overlaps the plate by more than a sliver. */
export function coveredModules(size: number, logo: Logo): Uint8Array {
  const covered = new Uint8Array(size * size);
  const { plate } = logoBox(size, logo);
  const right = plate.x + plate.width;
  const bottom = plate.y + plate.height;
  const rx = plate.width / 2;
  const ry = plate.height / 2;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const inside =
        x + 1 - GRAZE > plate.x && x + GRAZE < right && y + 1 - GRAZE > plate.y && y + GRAZE < bottom;
      if (!inside) continue;
      if (logo.plate === 'circle') {
        const nx = nearest(plate.x + rx, x + GRAZE, x + 1 - GRAZE) - (plate.x + rx);
        const ny = nearest(plate.y + ry, y + GRAZE, y + 1 - GRAZE) - (plate.y + ry);
        if ((nx / rx) ** 2 + (ny / ry) ** 2 >= 1) continue;
      }
      covered[y * size + x] = 1;
    }
  }
  return covered;
}

const nearest = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));
