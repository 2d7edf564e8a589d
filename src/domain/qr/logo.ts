import { LIMITS } from './limits.ts';
import { type Gradient, gradientFill, type LogoFill, readGradients } from './logo-gradients.ts';
import { type Stroke, strokeOutline } from './logo-strokes.ts';
import type { Finding, FindingCode, Logo, LogoPath } from './model.ts';
import { boundsOf, circle as circlePath, eachOp, OP, type PathData, polygon, roundRect } from './path.ts';
import { onWhite, readAttributes, readColour, readOpacity } from './svg-attributes.ts';
import { ellipse, type Matrix, multiply, readSvgPath, readTransform, transformPath } from './svg-path.ts';

const parsed = new Map<string, PathData>();

/** A stored logo path as path data, in units of the logo's width. */
export function parsePath(d: string): PathData {
  const found = parsed.get(d);
  if (found) return found;
  const path = readSvgPath(d);
  if (parsed.size >= 256) parsed.clear();
  parsed.set(d, path);
  return path;
}

export type LogoArt = Extract<Logo['art'], { kind: 'paths' }>;

/** What became of an uploaded SVG: our own paths, or the reason why not. Warnings may come with either. */
export type LogoImport = { art: LogoArt; findings: Finding[] } | { art: null; findings: Finding[] };

// Anything else in the file refuses it: an allow-list, so that nothing has to be recognised as dangerous.
const DRAWN = new Set(['path', 'rect', 'circle', 'ellipse', 'polygon', 'polyline', 'line']);
const GROUPS = new Set(['svg', 'g', 'a']);
const SILENT = new Set(['title', 'desc', 'metadata', 'defs']);
const GRADIENTS = new Set(['linearGradient', 'radialGradient', 'stop']);

/**
 * Turns an uploaded SVG into filled paths of our own. Reads shapes, groups, transforms, plain colours, linear and radial
 * gradients, and strokes as the areas they cover; what is see-through becomes what it looks like on white. Refuses scripts,
 * outside references, embedded pictures, text, filters and masks by refusing every element it does not know.
 */
export function logoFromSvg(source: string): LogoImport {
  if (source.length > LIMITS.logoSourceBytes) {
    return refused('logo-file.too-large', { limitKb: LIMITS.logoSourceBytes / 1000 });
  }
  if (/<!DOCTYPE|<!ENTITY/i.test(source)) return refused('logo-file.forbidden', { what: '<!DOCTYPE>' });
  const paths: Painted[] = [];
  const gradients = readGradients(source);
  const findings: Finding[] = [];
  const stack: Context[] = [ROOT];
  let skipping = 0;
  let rooted = false;
  const tag = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([A-Za-z][\w:.-]*)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>/g;
  for (const match of source.matchAll(tag)) {
    const name = match[2];
    if (!name) continue;
    const closing = match[1] === '/';
    const selfClosing = match[4] === '/';
    if (skipping > 0) {
      if (closing) skipping--;
      else if (!selfClosing) {
        if (!SILENT.has(name) && !GRADIENTS.has(name))
          return refused('logo-file.forbidden', { what: `<${name}>` });
        if (hasHandler(match[3] ?? '')) return refused('logo-file.forbidden', { what: 'on…' });
        skipping++;
      }
      continue;
    }
    if (closing) {
      if (stack.length > 1 && GROUPS.has(name)) stack.pop();
      continue;
    }
    if (SILENT.has(name) || GRADIENTS.has(name)) {
      if (!selfClosing) skipping = 1;
      continue;
    }
    if (!rooted && name !== 'svg') return refused('logo-file.not-svg', {});
    rooted = true;
    if (!GROUPS.has(name) && !DRAWN.has(name)) {
      return refused('logo-file.forbidden', { what: `<${name.slice(0, 40)}>` });
    }
    const attributes = readAttributes(match[3] ?? '');
    const bad = [...attributes.keys()].find((key) => /^on/i.test(key) || /href$/i.test(key));
    if (bad && !(name === 'a' && /href$/i.test(bad)))
      return refused('logo-file.forbidden', { what: bad.slice(0, 40) });
    const context = inherit(stack[stack.length - 1] ?? ROOT, attributes);
    if (GROUPS.has(name)) {
      if (!selfClosing) stack.push(context);
      continue;
    }
    if (context.hidden) continue;
    let shape: PathData;
    try {
      shape = drawn(name, attributes);
      for (const layer of layersOf(context, shape, name === 'line', gradients)) {
        if ('what' in layer) return refused('logo-file.forbidden', { what: layer.what.slice(0, 60) });
        if (layer.isNear && findings.length === 0)
          findings.push({ code: 'logo-file.simplified', severity: 'warn', details: {} });
        if (layer.path.length > 0) paths.push(layer);
      }
    } catch {
      return refused('logo-file.not-svg', {});
    }
    if (paths.length > LIMITS.logoPaths) return refused('logo-file.too-complex', { limit: LIMITS.logoPaths });
  }
  if (!rooted) return refused('logo-file.not-svg', {});
  if (paths.length === 0) return refused('logo-file.empty', {});
  const art = normalise(paths);
  if (!art) return refused('logo-file.empty', {});
  const chars = art.paths.reduce((sum, path) => sum + path.d.length, 0);
  if (chars > LIMITS.logoPathChars) return refused('logo-file.too-complex', { limit: LIMITS.logoPaths });
  return { art, findings };
}

function refused(code: FindingCode, details: Finding['details']): LogoImport {
  return { art: null, findings: [{ code, severity: 'refuse', details }] };
}

const hasHandler = (attributes: string) => /\son\w+\s*=/i.test(attributes);

interface Painted {
  path: PathData;
  fill: LogoFill;
  rule: 'nonzero' | 'evenodd';
  /** Whether it looks a little different from the file. */
  isNear: boolean;
}

interface Context {
  matrix: Matrix;
  /** As the file says them. */
  fill: string;
  stroke: string;
  rule: 'nonzero' | 'evenodd';
  hidden: boolean;
  fillOpacity: number;
  strokeOpacity: number;
  /** Of the groups around, multiplied. */
  opacity: number;
  line: Stroke;
  isDashed: boolean;
}

const ROOT: Context = {
  matrix: [1, 0, 0, 1, 0, 0],
  fill: '#000000',
  stroke: 'none',
  rule: 'nonzero',
  hidden: false,
  fillOpacity: 1,
  strokeOpacity: 1,
  opacity: 1,
  line: { width: 1, cap: 'butt', join: 'miter', miterLimit: 4 },
  isDashed: false,
};

/** What a shape puts on the page: its area, then its line; `what` names a paint that cannot be drawn. */
function layersOf(
  context: Context,
  shape: PathData,
  isLine: boolean,
  gradients: ReadonlyMap<string, Gradient>,
): (Painted | { what: string })[] {
  const layers: (Painted | { what: string })[] = [];
  const box = boundsOf(shape);
  const paint = (value: string, own: number, area: () => PathData, rule: Painted['rule'], name: string) => {
    const opacity = own * context.opacity;
    const id = /^url\(\s*["']?#([^"')\s]+)["']?\s*\)/.exec(value.trim())?.[1];
    const gradient = id ? gradients.get(id) : undefined;
    const plain = readColour(value);
    if (plain === 'none' || opacity === 0) return;
    const what = { what: `${name}="${value}"` };
    const path = () => transformPath(area(), context.matrix);
    if (!gradient) {
      if (plain === 'unknown') layers.push(what);
      else layers.push({ path: path(), fill: onWhite(plain, opacity), rule, isNear: opacity < 1 });
      return;
    }
    const found = gradientFill(gradient, box, context.matrix);
    if (!found) layers.push(what);
    else
      layers.push({
        path: path(),
        fill: faded(found.fill, opacity),
        rule,
        isNear: found.isNear || gradient.isClear || opacity < 1,
      });
  };
  if (shape.length === 0) return layers;
  if (!isLine) paint(context.fill, context.fillOpacity, () => closed(shape), context.rule, 'fill');
  if (readColour(context.stroke) !== 'none' && context.line.width > 0) {
    if (context.isDashed) layers.push({ what: 'stroke-dasharray' });
    paint(
      context.stroke,
      context.strokeOpacity,
      () => strokeOutline(shape, context.line),
      'nonzero',
      'stroke',
    );
  }
  return layers;
}

const faded = (fill: LogoFill, opacity: number): LogoFill =>
  typeof fill === 'string'
    ? onWhite(fill, opacity)
    : { ...fill, stops: fill.stops.map(({ at, colour }) => ({ at, colour: onWhite(colour, opacity) })) };

/** Two points enclose nothing; an area of them would only be a seam. */
const closed = (shape: PathData) => (shape.length > 6 || shape[0] === OP.circle ? shape : []);

function inherit(parent: Context, attributes: Map<string, string>): Context {
  const said = (name: string) => {
    const value = attributes.get(name)?.trim();
    return value === undefined || value === 'inherit' ? undefined : value;
  };
  const among = <Value extends string>(name: string, values: readonly Value[], otherwise: Value): Value =>
    values.find((value) => value === said(name)) ?? otherwise;
  const number = (name: string, otherwise: number) => {
    const value = Number.parseFloat(said(name) ?? '');
    return Number.isFinite(value) && value >= 0 ? value : otherwise;
  };
  const transform = said('transform');
  const dashes = said('stroke-dasharray');
  return {
    matrix: transform ? multiply(parent.matrix, readTransform(transform)) : parent.matrix,
    fill: said('fill') ?? parent.fill,
    stroke: said('stroke') ?? parent.stroke,
    rule: among('fill-rule', ['nonzero', 'evenodd'], parent.rule),
    hidden: parent.hidden || said('display') === 'none' || said('visibility') === 'hidden',
    fillOpacity: said('fill-opacity') === undefined ? parent.fillOpacity : readOpacity(said('fill-opacity')),
    strokeOpacity:
      said('stroke-opacity') === undefined ? parent.strokeOpacity : readOpacity(said('stroke-opacity')),
    opacity: parent.opacity * readOpacity(said('opacity')),
    line: {
      width: number('stroke-width', parent.line.width),
      cap: among('stroke-linecap', ['butt', 'round', 'square'], parent.line.cap),
      join: among('stroke-linejoin', ['miter', 'round', 'bevel'], parent.line.join),
      miterLimit: number('stroke-miterlimit', parent.line.miterLimit),
    },
    isDashed: dashes === undefined ? parent.isDashed : dashes !== 'none',
  };
}

function drawn(name: string, attributes: Map<string, string>): PathData {
  const value = (key: string, otherwise = 0) => {
    const text = attributes.get(key);
    if (text === undefined) return otherwise;
    const number = Number.parseFloat(text);
    if (!Number.isFinite(number)) throw new RangeError(key);
    return number;
  };
  switch (name) {
    case 'path':
      return readSvgPath(attributes.get('d') ?? '');
    case 'rect': {
      const [width, height] = [value('width'), value('height')];
      if (!(width > 0 && height > 0)) return [];
      return roundRect(value('x'), value('y'), width, height, value('rx', value('ry')));
    }
    case 'circle':
      return value('r') > 0 ? circlePath(value('cx'), value('cy'), value('r')) : [];
    case 'ellipse':
      return ellipse(value('cx'), value('cy'), value('rx'), value('ry'));
    case 'line':
      return [OP.move, value('x1'), value('y1'), OP.line, value('x2'), value('y2')];
    default: {
      const numbers = (attributes.get('points') ?? '').match(/-?[\d.]+(?:e-?\d+)?/gi)?.map(Number) ?? [];
      const points: [number, number][] = [];
      for (let k = 0; k + 1 < numbers.length; k += 2) points.push([numbers[k] ?? 0, numbers[k + 1] ?? 0]);
      if (points.length < 2) return [];
      const path = polygon(points);
      // A polyline stays open for its stroke; its area closes by itself.
      return name === 'polyline' ? path.slice(0, -1) : path;
    }
  }
}

/** Moves the art to the origin and scales it to width 1. */
function normalise(paths: readonly Painted[]): LogoArt | null {
  const boxes = paths.map((one) => boundsOf(one.path));
  const left = Math.min(...boxes.map((box) => box[0]));
  const top = Math.min(...boxes.map((box) => box[1]));
  const width = Math.max(...boxes.map((box) => box[2])) - left;
  const height = Math.max(...boxes.map((box) => box[3])) - top;
  if (!(Number.isFinite(width) && Number.isFinite(height) && width > 0 && height > 0)) return null;
  const aspect = width / height;
  if (aspect < 0.2 || aspect > 5) return null;
  const matrix: Matrix = [1 / width, 0, 0, 1 / width, -left / width, -top / width];
  const round = (value: number) => Math.round(value * 1e4) / 1e4;
  // Ends far outside the logo show nothing of it; the style's bounds hold them.
  const held = (value: number) => round(Math.max(-20, Math.min(20, value)));
  const atX = (x: number) => held((x - left) / width);
  const atY = (y: number) => held((y - top) / width);
  const fillOf = (fill: LogoFill): LogoFill => {
    if (typeof fill === 'string') return fill;
    const stops = fill.stops.map(({ at, colour }) => ({ at: round(at), colour }));
    return fill.kind === 'radial'
      ? {
          kind: 'radial',
          cx: atX(fill.cx),
          cy: atY(fill.cy),
          r: Math.max(0.001, held(fill.r / width)),
          stops,
        }
      : { kind: 'linear', x1: atX(fill.x1), y1: atY(fill.y1), x2: atX(fill.x2), y2: atY(fill.y2), stops };
  };
  const out: LogoPath[] = paths.map((one) => ({
    d: writePath(transformPath(one.path, matrix)),
    fill: fillOf(one.fill),
    rule: one.rule,
  }));
  return { kind: 'paths', aspect: round(aspect), paths: out };
}

/** Absolute commands with four decimals: the form that the style's schema accepts. */
function writePath(path: PathData): string {
  let out = '';
  const text = (index: number) => String(Math.round((path[index] ?? 0) * 1e4) / 1e4).replace(/e.*/, '');
  eachOp(path, (op, at) => {
    if (op === OP.close) out += 'Z';
    else {
      const count = op === OP.cubic ? 6 : 2;
      const numbers: string[] = [];
      for (let k = 0; k < count; k++) numbers.push(text(at + k));
      out += (op === OP.move ? 'M' : op === OP.line ? 'L' : 'C') + numbers.join(' ');
    }
  });
  return out;
}
