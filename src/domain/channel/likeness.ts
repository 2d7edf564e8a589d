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

/** What is compared of a text; made once where a text is compared with many. */
export type Profile = {
  readonly essence: string;
  /** Hashes (FNV-1a, 32 bits) of its distinct five-character shingles, in ascending order. */
  readonly shingles: Uint32Array;
};

export function profileOf(text: string): Profile {
  const what = essence(text);
  const characters = [...what];
  const hashes = new Uint32Array(Math.max(0, characters.length - shingleLength + 1));
  for (let at = 0; at < hashes.length; at += 1) {
    let hash = 0x811c9dc5;
    for (let of = at; of < at + shingleLength; of += 1) {
      hash = Math.imul(hash ^ (characters[of]?.codePointAt(0) ?? 0), 0x01000193);
    }
    hashes[at] = hash >>> 0;
  }
  hashes.sort();
  return { essence: what, shingles: hashes.filter((hash, at) => at === 0 || hash !== hashes[at - 1]) };
}

/** `likeness` of two texts of which the profiles are known. */
export function compareProfiles(one: Profile, other: Profile): number {
  if (one.essence === '' || other.essence === '') return 0;
  if (one.essence === other.essence) return 1;
  const [ours, theirs] = [one.shingles, other.shingles];
  let shared = 0;
  for (let at = 0, of = 0; at < ours.length && of < theirs.length; ) {
    const difference = (ours[at] ?? 0) - (theirs[of] ?? 0);
    if (difference === 0) shared += 1;
    if (difference <= 0) at += 1;
    if (difference >= 0) of += 1;
  }
  return shared / Math.max(Math.min(ours.length, theirs.length), fewestShingles);
}

/**
 * 0 (nothing in common) to 1 (one says nothing that the other does not say): the share of the shorter text's
 * five-character shingles that the longer one has too (overlap coefficient; Broder 1997 calls it containment).
 * Symmetric; links, hashtag signs, emoji, case, punctuation and spacing make no difference. Empty texts are like nothing.
 */
export const likeness = (a: string, b: string): number => compareProfiles(profileOf(a), profileOf(b));

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
  const own = profileOf(postText(fields));
  return findAlikeProfiles(
    own,
    others.map(({ id, fields: theirs }) => ({ id, profile: profileOf(postText(theirs)) })),
  );
}

/** `findAlike` of texts of which the profiles are known. */
export function findAlikeProfiles(
  own: Profile,
  others: readonly { readonly id: string; readonly profile: Profile }[],
): AlikePost[] {
  return others
    .map((other) => ({ id: other.id, likeness: compareProfiles(own, other.profile) }))
    .filter((other) => other.likeness >= alikeFrom)
    .sort((a, b) => b.likeness - a.likeness)
    .map((other) => ({ ...other, isSame: other.likeness >= sameFrom }));
}
