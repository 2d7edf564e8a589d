import type { Artwork, Fill } from './artwork.ts';
import { OP, type PathData } from './path.ts';

const SCALE = 100;

/** Path data with relative commands and two decimals; rounding does not add up along a path. */
export function svgPath(path: PathData): string {
  let out = '';
  let x = 0;
  let y = 0;
  let startX = 0;
  let startY = 0;
  const at = (index: number) => Math.round((path[index] ?? 0) * SCALE);
  let index = 0;
  while (index < path.length) {
    const op = path[index++];
    switch (op) {
      case OP.move: {
        const nx = at(index);
        const ny = at(index + 1);
        out += `m${number(nx - x)}${next(ny - y)}`;
        x = startX = nx;
        y = startY = ny;
        index += 2;
        break;
      }
      case OP.line: {
        const nx = at(index);
        const ny = at(index + 1);
        if (ny === y) {
          if (nx !== x) out += `h${number(nx - x)}`;
        } else if (nx === x) out += `v${number(ny - y)}`;
        else out += `l${number(nx - x)}${next(ny - y)}`;
        x = nx;
        y = ny;
        index += 2;
        break;
      }
      case OP.quadratic:
      case OP.cubic: {
        const count = op === OP.cubic ? 6 : 4;
        out += op === OP.cubic ? 'c' : 'q';
        for (let k = 0; k < count; k += 2) {
          const dx = at(index + k) - x;
          out += (k === 0 ? number(dx) : next(dx)) + next(at(index + k + 1) - y);
        }
        x = at(index + count - 2);
        y = at(index + count - 1);
        index += count;
        break;
      }
      case OP.circle: {
        // One arc that all but closes: half the bytes of two, and the missing 0.01 module is filled by the closing line.
        const cx = at(index);
        const cy = at(index + 1);
        const r = at(index + 2);
        out += `m${number(cx - r - x)}${next(cy - y)}a${number(r)}${next(r)} 0 1 1 0 .01z`;
        x = startX = cx - r;
        y = startY = cy;
        index += 3;
        break;
      }
      default:
        out += 'z';
        x = startX;
        y = startY;
    }
  }
  return out;
}

/** Numbers up to this many hundredths are written once and kept: nearly all of a code's. */
const MOST_KEPT = 4096;
const firsts = new Array<string>(2 * MOST_KEPT);
const further = new Array<string>(2 * MOST_KEPT);

/** Hundredths as a decimal number without a leading zero. */
function number(hundredths: number): string {
  return firsts[hundredths + MOST_KEPT] ?? remember(firsts, hundredths, '');
}

/** A further number of the same command: a minus sign separates by itself. */
function next(hundredths: number): string {
  return further[hundredths + MOST_KEPT] ?? remember(further, hundredths, hundredths < 0 ? '' : ' ');
}

function remember(numbers: string[], hundredths: number, before: string): string {
  const text = String(hundredths / SCALE);
  if (hundredths <= -MOST_KEPT || hundredths >= MOST_KEPT) return before + text;
  const short = before + text.replace(/^(-?)0\./, '$1.');
  numbers[hundredths + MOST_KEPT] = short;
  return short;
}

export interface SvgOptions {
  /** Outer size in millimetres; without it the picture fills its container. */
  widthMm?: number;
  /** Makes the ids of this picture unique in a document that holds several. Letters, digits, `-`. */
  idPrefix?: string;
  /** Accessible name; escaped. */
  title?: string;
  /**
   * Addresses of raster logos by asset id: `data:image/png;base64,…` in files, a path of our own (`/…`) on screen, where
   * the content policy takes no data. A logo without one is left out.
   */
  images?: ReadonlyMap<string, string>;
}

const IMAGE_URL = /^(data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/=]+|\/[A-Za-z0-9][A-Za-z0-9/_.-]*)$/;

/** The artwork as SVG: plain filled paths, no strokes, clip paths, filters, text or styles. */
export function toSvg(artwork: Artwork, options: SvgOptions = {}): string {
  const { width, height } = artwork;
  const prefix = (options.idPrefix ?? `q${hash(gradientsOf(artwork))}`).replace(/[^A-Za-z0-9-]/g, '');
  const size = options.widthMm
    ? ` width="${round(options.widthMm)}mm" height="${round((options.widthMm * height) / width)}mm"`
    : '';
  const definitions: string[] = [];
  const ids = new Map<string, string>();
  const paint = (fill: Fill): string => {
    if (fill.kind === 'solid') return fill.colour;
    const inner = fill.stops
      .map((stop) => `<stop offset="${round(stop.at)}" stop-color="${stop.colour}"/>`)
      .join('');
    const shape =
      fill.kind === 'linear'
        ? `linearGradient x1="${round(fill.x1)}" y1="${round(fill.y1)}" x2="${round(fill.x2)}" y2="${round(fill.y2)}"`
        : `radialGradient cx="${round(fill.cx)}" cy="${round(fill.cy)}" r="${round(fill.r)}"`;
    const key = shape + inner;
    let id = ids.get(key);
    if (!id) {
      id = `${prefix}-g${ids.size}`;
      ids.set(key, id);
      const name = shape.slice(0, shape.indexOf(' '));
      definitions.push(
        `<${name} id="${id}" gradientUnits="userSpaceOnUse"${shape.slice(name.length)}>${inner}</${name}>`,
      );
    }
    return `url(#${id})`;
  };
  let body = '';
  for (const shape of artwork.shapes) {
    if (shape.kind === 'image') {
      const url = options.images?.get(shape.assetId);
      if (url && IMAGE_URL.test(url)) {
        body += `<image x="${round(shape.x)}" y="${round(shape.y)}" width="${round(shape.width)}" height="${round(shape.height)}" preserveAspectRatio="none" href="${url}"/>`;
      }
      continue;
    }
    if (shape.path.length === 0) continue;
    const rule = shape.rule === 'evenodd' ? ' fill-rule="evenodd"' : '';
    body += `<path fill="${paint(shape.fill)}"${rule} d="${svgPath(shape.path)}"/>`;
  }
  const named = options.title ? ` role="img"><title>${escapeText(options.title)}</title>` : '>';
  const defs = definitions.length > 0 ? `<defs>${definitions.join('')}</defs>` : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}"${size}${named}${defs}${body}</svg>`;
}

/** Two pictures share an id only when they share the gradient it names. */
function gradientsOf(artwork: Artwork): string {
  return JSON.stringify(
    artwork.shapes.map((one) => (one.kind === 'path' && one.fill.kind !== 'solid' ? one.fill : 0)),
  );
}

const round = (value: number) => String(Math.round(value * 1000) / 1000);

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
}

function hash(text: string): string {
  let value = 2166136261;
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 16777619);
  return (value >>> 0).toString(36);
}
