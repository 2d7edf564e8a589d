const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** What an id names; the prefix keeps ids of different things apart, in logs as in types. */
export type IdPrefix =
  | 'wsp'
  | 'cmp'
  | 'phs'
  | 'gol'
  | 'chp'
  | 'pst'
  | 'plc'
  | 'plm'
  | 'cod'
  | 'rul'
  | 'scn'
  | 'ver'
  | 'blk'
  | 'opt'
  | 'hot'
  | 'ast'
  | 'evt'
  | 'sty'
  | 'pal'
  | 'imp'
  | 'job'
  | 'prf';

export type Id<P extends IdPrefix> = `${P}_${string}`;

/** Fills `bytes` with random values; `crypto.getRandomValues` in the product, a seeded source in tests. */
export type RandomBytes = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;

const systemRandom: RandomBytes = (bytes) => crypto.getRandomValues(bytes);

/** A new id: the prefix and 16 characters of Crockford base32 (80 random bits). */
export function newId<P extends IdPrefix>(prefix: P, random: RandomBytes = systemRandom): Id<P> {
  let tail = '';
  for (const byte of random(new Uint8Array(16))) tail += ALPHABET[byte & 31];
  return `${prefix}_${tail}`;
}

/** Matches the ids that `newId` makes; imported bundles get new ids, so nothing else occurs. */
export const idPattern = (prefix: IdPrefix): RegExp => new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{16}$`);
