import { hex } from './colour.ts';
import { LIMITS } from './limits.ts';
import type { Finding, FindingCode, Logo, LogoPath } from './model.ts';
import { boundsOf, circle as circlePath, eachOp, OP, type PathData, polygon, roundRect } from './path.ts';
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
const DRAWN = new Set(['path', 'rect', 'circle', 'ellipse', 'polygon', 'polyline']);
const GROUPS = new Set(['svg', 'g', 'a']);
const SILENT = new Set(['title', 'desc', 'metadata', 'defs']);

/**
 * Turns an uploaded SVG into filled paths of our own. Reads shapes, groups, transforms, plain fills and opacity 0; refuses
 * scripts, references, embedded pictures, text, filters, masks and gradients by refusing every element it does not know.
 */
export function logoFromSvg(source: string): LogoImport {
  if (source.length > LIMITS.logoSourceBytes) {
    return refused('logo-file.too-large', { limitKb: LIMITS.logoSourceBytes / 1000 });
  }
  if (/<!DOCTYPE|<!ENTITY/i.test(source)) return refused('logo-file.forbidden', { what: '<!DOCTYPE>' });
  const paths: { path: PathData; fill: string; rule: 'nonzero' | 'evenodd' }[] = [];
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
        if (!SILENT.has(name)) return refused('logo-file.forbidden', { what: `<${name}>` });
        skipping++;
      }
      continue;
    }
    if (closing) {
      if (stack.length > 1 && GROUPS.has(name)) stack.pop();
      continue;
    }
    if (SILENT.has(name)) {
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
    if (context.fill === 'unknown') {
      return refused('logo-file.forbidden', {
        what: `fill="${(attributes.get('fill') ?? 'style').slice(0, 40)}"`,
      });
    }
    if (GROUPS.has(name)) {
      if (!selfClosing) stack.push(context);
      continue;
    }
    if (context.stroked && findings.length === 0)
      findings.push({ code: 'logo-file.strokes', severity: 'warn', details: {} });
    if (context.fill === 'none' || context.hidden) {
      // With even an element's end tag nothing is drawn; shapes hold no children of their own here.
      continue;
    }
    let path: PathData;
    try {
      path = transformPath(drawn(name, attributes), context.matrix);
    } catch {
      return refused('logo-file.not-svg', {});
    }
    if (path.length > 0) paths.push({ path, fill: context.fill, rule: context.rule });
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

interface Context {
  matrix: Matrix;
  /** `#rrggbb`, `none`, or `unknown` for what we do not draw (gradients, patterns, bad values). */
  fill: string;
  rule: 'nonzero' | 'evenodd';
  hidden: boolean;
  stroked: boolean;
}

const ROOT: Context = {
  matrix: [1, 0, 0, 1, 0, 0],
  fill: '#000000',
  rule: 'nonzero',
  hidden: false,
  stroked: false,
};

function readAttributes(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const match of text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    found.set(match[1] ?? '', match[2] ?? match[3] ?? '');
  }
  for (const declaration of (found.get('style') ?? '').split(';')) {
    const at = declaration.indexOf(':');
    if (at > 0) found.set(declaration.slice(0, at).trim(), declaration.slice(at + 1).trim());
  }
  return found;
}

function inherit(parent: Context, attributes: Map<string, string>): Context {
  const fill = attributes.get('fill');
  const rule = attributes.get('fill-rule');
  const stroke = attributes.get('stroke');
  const transform = attributes.get('transform');
  const zero = (name: string) => Number.parseFloat(attributes.get(name) ?? '1') === 0;
  return {
    matrix: transform ? multiply(parent.matrix, readTransform(transform)) : parent.matrix,
    fill: fill === undefined || fill === 'inherit' ? parent.fill : readColour(fill),
    rule: rule === 'evenodd' || rule === 'nonzero' ? rule : parent.rule,
    hidden:
      parent.hidden ||
      attributes.get('display') === 'none' ||
      attributes.get('visibility') === 'hidden' ||
      zero('opacity') ||
      zero('fill-opacity'),
    stroked: stroke === undefined ? parent.stroked : stroke !== 'none',
  };
}

// The sixteen colour names of HTML 4; other names are rare in logo files and refused with their value named.
const NAMES: Record<string, string> = {
  black: '#000000',
  silver: '#c0c0c0',
  gray: '#808080',
  grey: '#808080',
  white: '#ffffff',
  maroon: '#800000',
  red: '#ff0000',
  purple: '#800080',
  fuchsia: '#ff00ff',
  green: '#008000',
  lime: '#00ff00',
  olive: '#808000',
  yellow: '#ffff00',
  navy: '#000080',
  blue: '#0000ff',
  teal: '#008080',
  aqua: '#00ffff',
  orange: '#ffa500',
  currentcolor: '#000000',
};

function readColour(value: string): string {
  const text = value.trim().toLowerCase();
  if (text === 'none' || text === 'transparent') return 'none';
  if (/^#[0-9a-f]{6}$/.test(text)) return text;
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(text);
  if (short) return `#${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}`;
  const parts = /^rgb\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*\)$/.exec(text);
  if (parts) return hex(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  return NAMES[text] ?? 'unknown';
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
    default: {
      const numbers = (attributes.get('points') ?? '').match(/-?[\d.]+(?:e-?\d+)?/gi)?.map(Number) ?? [];
      const points: [number, number][] = [];
      for (let k = 0; k + 1 < numbers.length; k += 2) points.push([numbers[k] ?? 0, numbers[k + 1] ?? 0]);
      return points.length >= 3 ? polygon(points) : [];
    }
  }
}

/** Moves the art to the origin and scales it to width 1. */
function normalise(paths: { path: PathData; fill: string; rule: 'nonzero' | 'evenodd' }[]): LogoArt | null {
  const boxes = paths.map((one) => boundsOf(one.path));
  const left = Math.min(...boxes.map((box) => box[0]));
  const top = Math.min(...boxes.map((box) => box[1]));
  const width = Math.max(...boxes.map((box) => box[2])) - left;
  const height = Math.max(...boxes.map((box) => box[3])) - top;
  if (!(Number.isFinite(width) && Number.isFinite(height) && width > 0 && height > 0)) return null;
  const aspect = width / height;
  if (aspect < 0.2 || aspect > 5) return null;
  const matrix: Matrix = [1 / width, 0, 0, 1 / width, -left / width, -top / width];
  const out: LogoPath[] = paths.map((one) => ({
    d: writePath(transformPath(one.path, matrix)),
    fill: one.fill,
    rule: one.rule,
  }));
  return { kind: 'paths', aspect: Math.round(aspect * 1e4) / 1e4, paths: out };
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
