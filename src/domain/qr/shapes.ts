import type { EyeShape, Logo, ModuleStyle } from './model.ts';
import { type Corners, outline, SHARP } from './outline.ts';
import { circle, OP, type PathData, polygon, rect, roundRect } from './path.ts';
import { alignmentCentres, eyeOrigins, inEye, type QrSymbol } from './symbol.ts';

// Half a module would turn single modules into dots, which lose a twentieth of the reads in noise and in too much light.
const ROUND = { topLeft: 0.35, topRight: 0.35, bottomRight: 0.35, bottomLeft: 0.35, inner: 0.2 };
/** Corners of modules that run together; of shapes that stand apart, those of the alignment patterns. */
const CORNERS: Record<ModuleStyle['shape'], Corners> = {
  square: SHARP,
  rounded: ROUND,
  classy: { ...SHARP, topLeft: 0.5, bottomRight: 0.5 },
  dots: ROUND,
  bars: ROUND,
  squares: SHARP,
  diamonds: SHARP,
};

/**
 * All dark modules but the eyes and those under the logo, symbol's top left at (0, 0). Fill rule: non-zero.
 * Where modules stand apart (dots, bars, squares, diamonds) the alignment patterns are drawn whole all the same: by them
 * readers straighten a code that is tilted or bent (docs/decisions/015-gate-and-bench.md).
 */
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
  const corners = CORNERS[style.shape];
  if (!('size' in style) || (style.shape === 'squares' && style.size >= 1))
    return outline(drawn, size, corners);
  const aligned = takeAlignment(drawn, size, corners);
  switch (style.shape) {
    case 'bars':
      return [...aligned, ...bars(isDark, size, style.size, style.direction === 'vertical')];
    case 'dots':
      return [...aligned, ...each(isDark, size, (x, y) => circle(x + 0.5, y + 0.5, style.size / 2))];
    case 'squares': {
      const gap = (1 - style.size) / 2;
      const square = (x: number, y: number) => rect(x + gap, y + gap, style.size, style.size);
      return [...aligned, ...each(isDark, size, square)];
    }
    case 'diamonds': {
      // One of full size spans 1.4 modules: it has the ink of a whole module.
      const r = style.size * 0.7;
      const diamond = (x: number, y: number) =>
        polygon([
          [x + 0.5, y + 0.5 - r],
          [x + 0.5 + r, y + 0.5],
          [x + 0.5, y + 0.5 + r],
          [x + 0.5 - r, y + 0.5],
        ]);
      return [...aligned, ...each(isDark, size, diamond)];
    }
  }
}

/** Takes the alignment patterns out of the drawn modules; what of them a logo leaves, as one outline. */
function takeAlignment(drawn: Uint8Array, size: number, corners: Corners): PathData {
  const taken = new Uint8Array(drawn.length);
  for (const [cx, cy] of alignmentCentres(size)) {
    for (let y = cy - 2; y <= cy + 2; y++) {
      for (let at = y * size + cx - 2; at <= y * size + cx + 2; at++) {
        taken[at] = drawn[at] ?? 0;
        drawn[at] = 0;
      }
    }
  }
  return outline(taken, size, corners);
}

type Test = (x: number, y: number) => boolean;

function each(isDark: Test, size: number, draw: (x: number, y: number) => PathData): PathData {
  const out: PathData = [];
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) if (isDark(x, y)) out.push(...draw(x, y));
  }
  return out;
}

/** How far the round end of a bar reaches. Half circles, and dots for single modules, cost a twentieth of the reads. */
const BAR_END = 0.25;

function bars(isDark: Test, size: number, width: number, vertical: boolean): PathData {
  const out: PathData = [];
  const at: Test = vertical ? (lane, along) => isDark(lane, along) : (lane, along) => isDark(along, lane);
  for (let lane = 0; lane < size; lane++) {
    for (let start = 0; start < size; start++) {
      if (!at(lane, start)) continue;
      let end = start;
      while (at(lane, end + 1)) end++;
      out.push(...bar(lane + 0.5, start, end + 1, width / 2, vertical));
      start = end;
    }
  }
  return out;
}

function bar(lane: number, from: number, to: number, r: number, vertical: boolean): PathData {
  const p = (across: number, along: number): [number, number] =>
    vertical ? [lane + across, along] : [along, lane + across];
  const [a, b] = [from + BAR_END, to - BAR_END];
  // One cubic is half an ellipse to within 3 % when its control points lie 4/3 of the way out.
  const out = (4 / 3) * BAR_END;
  return [
    ...[OP.move, ...p(-r, a), OP.cubic, ...p(-r, a - out), ...p(r, a - out), ...p(r, a)],
    ...[OP.line, ...p(r, b), OP.cubic, ...p(r, b + out), ...p(-r, b + out), ...p(-r, b), OP.close],
  ];
}

/**
 * Corner radius of the round ring. A true circle (3.5) has no corners by which a reader could straighten a tilted code: a
 * tenth of the reads is lost (docs/decisions/012-round-ring.md, 015-gate-and-bench.md).
 */
const ROUND_RING = 2.2;

/** The three rings, 7 modules wide with a stroke of 1. Fill rule: even-odd. */
export function eyeFrames(size: number, shape: EyeShape): PathData {
  return eyeOrigins(size).flatMap(([x, y]) => {
    if (shape === 'circle')
      return [...roundRect(x, y, 7, 7, ROUND_RING), ...roundRect(x + 1, y + 1, 5, 5, ROUND_RING - 1)];
    if (shape === 'rounded') return [...roundRect(x, y, 7, 7, 1.5), ...roundRect(x + 1, y + 1, 5, 5, 0.75)];
    return [...rect(x, y, 7, 7), ...rect(x + 1, y + 1, 5, 5)];
  });
}

/** Corner radius of the pupil. A true circle (1.5) costs four reads in a hundred, this one hardly any (decision 015). */
const PUPIL_RADIUS: Record<EyeShape, number> = { square: 0, rounded: 0.75, circle: 1.2 };

/** The three pupils, 3 modules wide. */
export function eyePupils(size: number, shape: EyeShape): PathData {
  return eyeOrigins(size).flatMap(([x, y]) => {
    return roundRect(x + 2, y + 2, 3, 3, PUPIL_RADIUS[shape]);
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
