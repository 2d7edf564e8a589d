import type { Artwork, Fill, Shape } from './artwork.ts';
import { type FrameTexts, frameAround } from './frames/index.ts';
import { parsePath } from './logo.ts';
import type { LogoPath, Paint, StyleDocument } from './model.ts';
import { type PathData, place } from './path.ts';
import { coveredModules, eyeFrames, eyePupils, logoBox, modulesPath } from './shapes.ts';
import { symbol } from './symbol.ts';
import type { Fonts } from './text.ts';

/** Texts in place of the style's own, for another language or an address other than the payload. */
export interface LayoutTexts {
  callToAction?: string;
  caption?: string;
  /** Printed address; by default the payload without its scheme. */
  url?: string;
}

/**
 * The picture of a code in module units. Without fonts the words are left out and their room with them.
 * Throws when the payload does not fit a symbol.
 */
export function layout(
  style: StyleDocument,
  payload: string,
  fonts: Fonts | null,
  texts: LayoutTexts = {},
): Artwork {
  const code = symbol(payload, style.errorCorrection);
  const { size } = code;
  const side = size + 2 * style.quietZone;
  const words: FrameTexts = {
    callToAction: texts.callToAction ?? style.frame.callToAction,
    caption: texts.caption ?? style.frame.caption,
    url: texts.url ?? printedUrl(payload),
  };
  const framed = frameAround(style, side, words, fonts);
  const x = framed.plateX + style.quietZone;
  const y = framed.plateY + style.quietZone;
  const covered = style.logo ? coveredModules(size, style.logo) : null;
  const main = paintFill(style.paint, x, y, size);
  const eye = (colour: string | null): Fill => (colour ? { kind: 'solid', colour } : main);
  const put = (part: Shape['part'], path: PathData, fill: Fill, rule: 'nonzero' | 'evenodd'): Shape => ({
    kind: 'path',
    part,
    path: place(path, x, y),
    fill,
    rule,
  });

  const plate: PathData = [];
  plate.push(0, framed.plateX, framed.plateY, 1, framed.plateX + side, framed.plateY);
  plate.push(1, framed.plateX + side, framed.plateY + side, 1, framed.plateX, framed.plateY + side, 4);
  return {
    width: framed.width,
    height: framed.height,
    shapes: [
      ...framed.shapes,
      {
        kind: 'path',
        part: 'plate',
        path: plate,
        fill: { kind: 'solid', colour: style.plate },
        rule: 'nonzero',
      },
      put('modules', modulesPath(code, style.modules, covered), main, 'nonzero'),
      put('eye-frame', eyeFrames(size, style.eyes.frame), eye(style.eyes.frameColour), 'evenodd'),
      put('pupil', eyePupils(size, style.eyes.pupil), eye(style.eyes.pupilColour), 'nonzero'),
      ...logoShapes(style, size, x, y),
    ],
    symbol: { x, y, size },
    plate: { x: framed.plateX, y: framed.plateY, size: side, colour: style.plate },
    missingGlyphs: framed.missingGlyphs,
  };
}

/** An address as people read it off a wall: without its scheme. */
export function printedUrl(payload: string): string {
  return payload.replace(/^https?:\/\//i, '');
}

/** The artwork's shapes for the logo alone, with the symbol's top left at (x, y). */
export function logoShapes(style: StyleDocument, size: number, x: number, y: number): Shape[] {
  const { logo } = style;
  if (!logo) return [];
  const box = logoBox(size, logo);
  if (logo.art.kind === 'raster') {
    const { width, height } = box;
    return [
      { kind: 'image', part: 'logo', assetId: logo.art.assetId, x: x + box.x, y: y + box.y, width, height },
    ];
  }
  return logo.art.paths.map((path) => ({
    kind: 'path',
    part: 'logo',
    path: place(parsePath(path.d), x + box.x, y + box.y, box.width),
    fill: logoFill(path.fill, x + box.x, y + box.y, box.width),
    rule: path.rule,
  }));
}

/** A logo's paint where the logo lies: its units are the logo's width. */
function logoFill(fill: LogoPath['fill'], x: number, y: number, width: number): Fill {
  if (typeof fill === 'string') return { kind: 'solid', colour: fill };
  if (fill.kind === 'radial')
    return { ...fill, cx: x + fill.cx * width, cy: y + fill.cy * width, r: fill.r * width };
  return {
    ...fill,
    x1: x + fill.x1 * width,
    y1: y + fill.y1 * width,
    x2: x + fill.x2 * width,
    y2: y + fill.y2 * width,
  };
}

/** A paint over the symbol's square; angle 0 runs to the right, 90 down. */
function paintFill(paint: Paint, x: number, y: number, size: number): Fill {
  if (paint.kind === 'solid') return { kind: 'solid', colour: paint.colour };
  const stops = [...paint.stops].sort((a, b) => a.at - b.at);
  const cx = x + size / 2;
  const cy = y + size / 2;
  if (paint.kind === 'radial') return { kind: 'radial', cx, cy, r: size * Math.SQRT1_2, stops };
  const angle = (paint.angleDeg * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  // Long enough that the first and the last stop reach the corners of the square.
  const reach = (size / 2) * (Math.abs(cos) + Math.abs(sin));
  return {
    kind: 'linear',
    x1: cx - cos * reach,
    y1: cy - sin * reach,
    x2: cx + cos * reach,
    y2: cy + sin * reach,
    stops,
  };
}
