/**
 * Tells whether two posts say the same. Each channel should add something of its own, so a post that only repeats
 * another one of its chapter is worth a warning.
 */
import { withoutLinks } from './links.ts';

const shingleLength = 5;
/** Texts with fewer shingles than this are too short to be told from chance by them. */
const fewestShingles = 24;

/** From here on, two posts say much the same. */
export const alikeFrom = 0.6;
/** From here on, one is a copy of the other, or cut out of it. */
export const sameFrom = 0.85;

/** What is left when links, signs, case and spacing are taken away. */
function essence(text: string): string {
  return withoutLinks(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

function shingles(text: string): Set<string> {
  const characters = [...text];
  const found = new Set<string>();
  for (let at = 0; at + shingleLength <= characters.length; at += 1) {
    found.add(characters.slice(at, at + shingleLength).join(''));
  }
  return found;
}

/**
 * 0 (nothing in common) to 1 (one says nothing that the other does not say): the share of the shorter text's
 * five-character shingles that the longer one has too (overlap coefficient; Broder 1997 calls it containment).
 * Symmetric; links, hashtag signs, emoji, case, punctuation and spacing make no difference. Empty texts are like nothing.
 */
export function likeness(a: string, b: string): number {
  const one = essence(a);
  const other = essence(b);
  if (one === '' || other === '') return 0;
  if (one === other) return 1;
  const [ours, theirs] = [shingles(one), shingles(other)];
  const [fewer, more] = ours.size <= theirs.size ? [ours, theirs] : [theirs, ours];
  let shared = 0;
  for (const shingle of fewer) if (more.has(shingle)) shared += 1;
  return shared / Math.max(fewer.size, fewestShingles);
}

/** The text of a post as one piece, for `likeness`. */
export const postText = (fields: Readonly<Record<string, string>>): string =>
  Object.values(fields).join('\n');

/** A post that is like the one asked about. */
export type AlikePost = { readonly id: string; readonly likeness: number; readonly isSame: boolean };

/** Those of `others` that say much the same as `fields`, the most alike first. */
export function findAlike(
  fields: Readonly<Record<string, string>>,
  others: readonly { readonly id: string; readonly fields: Readonly<Record<string, string>> }[],
): AlikePost[] {
  const text = postText(fields);
  return others
    .map((other) => ({ id: other.id, likeness: likeness(text, postText(other.fields)) }))
    .filter((other) => other.likeness >= alikeFrom)
    .sort((a, b) => b.likeness - a.likeness)
    .map((other) => ({ ...other, isSame: other.likeness >= sameFrom }));
}
