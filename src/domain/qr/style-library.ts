/**
 * Saved styles: what of a look can be locked, how a code wears one, and the file a style travels in. A style is
 * divided into the parts of `lockParts` and the words of its frame, which stay the code's own. A property this file
 * does not name counts to the shapes, or to the frame where it stands in there, so that no lock has a hole.
 */
import type { z } from 'zod';
import type { Localized } from '../shared/language.ts';
import type { StyleDocument } from './model.ts';
import {
  type lockParts,
  type paletteBookSchema,
  savedStyleSchema,
  type styleLinkSchema,
} from './style-library-schema.ts';

export type SavedStyle = z.infer<typeof savedStyleSchema>;
export type LockPart = (typeof lockParts)[number];
export type StyleLink = z.infer<typeof styleLinkSchema>;
export type PaletteBook = z.infer<typeof paletteBookSchema>;
export type Palette = PaletteBook['palettes'][number];
export type NamedColour = Palette['colours'][number];

/** A document that has a look and may wear a saved style. */
export interface Wearer {
  readonly style: StyleDocument;
  readonly from?: StyleLink | undefined;
}

/** A code that wears a saved style, and what it would take from the style as it is now. */
export interface StyleUse {
  readonly styleId: string;
  readonly codeId: string;
  readonly letters: string;
  readonly campaignId: string;
  readonly campaignTitle: Localized;
  readonly languages: readonly string[];
  readonly takes: readonly LockPart[];
}

export const emptyPaletteBook: PaletteBook = { schema: 1, palettes: [] };

type Tree = { readonly [key: string]: unknown };
type Part = LockPart | 'words';

/** The part of a look that the property at `path` belongs to. */
function partAt([first = '', second = '']: readonly string[]): Part {
  if (first === 'logo') return 'logo';
  if (first === 'frame') {
    if (words.has(second)) return 'words';
    return isColour(second) ? 'colours' : 'frame';
  }
  if (first === 'paint' || first === 'plate' || first === 'ground') return 'colours';
  return first === 'eyes' && isColour(second) ? 'colours' : 'shapes';
}

const words: ReadonlySet<string> = new Set(['callToAction', 'caption']);
const isColour = (key: string) => /colour|paint|fill/i.test(key);
const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Objects whose properties may belong to different parts. */
const divided: ReadonlySet<string> = new Set(['eyes', 'frame']);

function merge(onto: Tree, from: Tree, parts: ReadonlySet<Part>, path: readonly string[] = []): Tree {
  const keys = new Set([...Object.keys(onto), ...Object.keys(from)]);
  const entries: [string, unknown][] = [];
  for (const key of keys) {
    const [own, other] = [onto[key], from[key]];
    if (path.length === 0 && divided.has(key) && isTree(own) && isTree(other)) {
      entries.push([key, merge(own, other, parts, [key])]);
    } else {
      const value = parts.has(partAt([...path, key])) ? other : own;
      if (value !== undefined) entries.push([key, value]);
    }
  }
  return Object.fromEntries(entries);
}

/** `onto` with the named parts of `from`; the same document when they were equal already. */
export function takeParts(onto: StyleDocument, from: StyleDocument, parts: Iterable<Part>): StyleDocument {
  // Both are styles, and every property comes from one of them at its own place.
  const merged = merge(onto, from, new Set(parts)) as StyleDocument;
  return isSame(merged, onto) ? onto : merged;
}

/** Equal whatever the order of their properties. */
export const isSame = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    isTree(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );

const everything: readonly Part[] = ['shapes', 'colours', 'logo', 'frame', 'words'];
const look: readonly Part[] = ['shapes', 'colours', 'logo', 'frame'];

/** What `style` looks like in the saved one; its own words stay, where it has some. */
export function inStyle(style: StyleDocument, saved: SavedStyle): StyleDocument {
  const next = takeParts(style, saved.style, everything);
  const own = Object.entries(style.frame).filter(([key, value]) => words.has(key) && value !== '');
  return own.length === 0 ? next : { ...next, frame: { ...next.frame, ...Object.fromEntries(own) } };
}

/** A command: the document wears the saved style as it is at `version`. */
export const wear =
  ({ id, version, doc }: { readonly id: string; readonly version: number; readonly doc: SavedStyle }) =>
  <Doc extends Wearer>(wearer: Doc): Doc => {
    const style = inStyle(wearer.style, doc);
    const same = isSame(style, wearer.style) && wearer.from?.id === id && wearer.from.version === version;
    return same ? wearer : { ...wearer, style, from: { id, version } };
  };

/** A command: the look stays, but it is the document's own from now on. */
export const letGo = <Doc extends Wearer>(wearer: Doc): Doc => {
  if (!wearer.from) return wearer;
  const { from: _, ...own } = wearer;
  return own as Doc;
};

/** True when the look, words aside, is the saved one. */
export const looksLike = (style: StyleDocument, saved: SavedStyle): boolean =>
  takeParts(style, saved.style, look) === style;

/** The parts that differ from the saved style, words aside. */
export const partsThatDiffer = (style: StyleDocument, saved: SavedStyle): LockPart[] =>
  (look as readonly LockPart[]).filter((part) => takeParts(style, saved.style, [part]) !== style);

/** `next` with every locked part as it was: an edit can only change what is left open. */
export const withinLocks = (
  before: StyleDocument,
  next: StyleDocument,
  locked: readonly LockPart[],
): StyleDocument => takeParts(next, before, locked);

/** The locked parts that `next` changes in neither the code's present way nor the saved style's; empty when it may. */
export const breaches = (before: StyleDocument, next: StyleDocument, saved: SavedStyle): LockPart[] =>
  saved.locked.filter(
    (part) => takeParts(next, before, [part]) !== next && takeParts(next, saved.style, [part]) !== next,
  );

/** A name not among `taken`: "Poster", then "Poster 2". */
export function freeName(name: string, taken: readonly string[]): string {
  const used = new Set(taken.map((one) => one.trim().toLowerCase()));
  if (!used.has(name.trim().toLowerCase())) return name;
  for (let n = 2; ; n++) {
    const next = `${name.slice(0, 56)} ${n}`;
    if (!used.has(next.toLowerCase())) return next;
  }
}

const FILE_KIND = 'wegmarke-style';
export const STYLE_FILE_BYTES = 1_000_000;

/** A saved style as the text of a JSON file. */
export const writeStyleFile = (saved: SavedStyle): string =>
  `${JSON.stringify({ kind: FILE_KIND, ...saved }, null, 2)}\n`;

export type StyleFileProblem =
  | { readonly reason: 'too-large' | 'not-json' | 'not-a-style' | 'newer' }
  /** The first property that is not as needed. */
  | { readonly reason: 'malformed'; readonly path: string };

/** Reads the text of a style file, or a bare style document (then without a name). Never throws. */
export function readStyleFile(text: string): { readonly saved: SavedStyle } | StyleFileProblem {
  if (text.length > STYLE_FILE_BYTES) return { reason: 'too-large' };
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return { reason: 'not-json' };
  }
  if (!isTree(value)) return { reason: 'not-a-style' };
  const { kind, ...rest } = value;
  const bare = kind === undefined && 'modules' in rest;
  if (!bare && kind !== FILE_KIND) return { reason: 'not-a-style' };
  if (typeof rest['schema'] === 'number' && rest['schema'] > 1 && !bare) return { reason: 'newer' };
  const read = savedStyleSchema.safeParse(
    bare ? { schema: 1, name: '–', style: rest, locked: [] } : { locked: [], ...rest },
  );
  if (read.success) return { saved: read.data };
  return { reason: 'malformed', path: read.error.issues[0]?.path.join('.') ?? '' };
}
