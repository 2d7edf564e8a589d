import type { z } from 'zod';
import type { RandomBytes } from '../shared/id.ts';
import { fromLocalTime } from '../shared/time.ts';
import type { codeSchema, ruleSchema, targetSchema } from './schema.ts';

/** Where a code leads and how it looks. Its six characters and its bearer never change. */
export type Code = z.output<typeof codeSchema>;
export type Target = z.infer<typeof targetSchema>;
export type TargetRule = z.infer<typeof ruleSchema>;

/** What a code is printed or linked on: every scan is attributable to one of these. */
export type Bearer = { readonly kind: 'placement' | 'post'; readonly id: string };

/** Crockford's base32: no I, L, O or U. https://www.crockford.com/base32.html */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const CODE_LENGTH = 6;

/** Letter runs that must not appear on a wall (en, de), after digits are read as the letters they resemble. */
const OFFENSIVE = [
  'FVCK',
  'FCK',
  'SHT',
  'CNT',
  'CVNT',
  'DCK',
  'FAG',
  'KKK',
  'NAZ',
  'NGR',
  'RAPE',
  'SEX',
  'ASS',
  'TWAT',
  'WANK',
  'CRAP',
  'DAMN',
  'HATE',
  'KACK',
  'ARSCH',
  'F0TZE',
  'FTZE',
  'HVRE',
  'NVTTE',
  'SAV',
  'SS',
  '88',
  'HH',
  'SA',
  'NS',
  'TITS',
  'CVM',
  'ANAL',
  'GAY',
] as const;

/** True when the six characters spell nothing offensive. */
export function isDecent(code: string): boolean {
  const spelled = code
    .replaceAll('3', 'E')
    .replaceAll('4', 'A')
    .replaceAll('5', 'S')
    .replaceAll('1', 'I')
    .replaceAll('7', 'T');
  return !OFFENSIVE.some((word) => spelled.includes(word) || code.includes(word));
}

/** Six random characters of the alphabet that spell nothing offensive; uniqueness is the store's to assert. */
export function mintCode(random: RandomBytes = (bytes) => crypto.getRandomValues(bytes)): string {
  for (;;) {
    let code = '';
    for (const byte of random(new Uint8Array(CODE_LENGTH))) code += ALPHABET[byte & 31];
    if (isDecent(code)) return code;
  }
}

/** A code as typed or scanned, in its one spelling: I and L read as 1, O as 0; null when it is none. */
export function parseCode(entry: string): string | null {
  const code = entry.trim().toUpperCase().replace(/[IL]/g, '1').replaceAll('O', '0');
  return code.length === CODE_LENGTH && [...code].every((character) => ALPHABET.includes(character))
    ? code
    : null;
}

/** A target and how it was found: `rule` is the index of the matching rule, −1 for "else". */
export interface Resolved {
  readonly target: Target | null;
  readonly rule: number;
}

/** Where the code leads at `now` (epoch ms): the first rule whose time it is, else `otherwise`. */
export function resolveTarget(
  code: Pick<Code, 'rules' | 'otherwise'>,
  now: number,
  timeZone: string,
): Resolved {
  for (const [rule, { from, until, target }] of code.rules.entries()) {
    if (from !== null && now < fromLocalTime(from, timeZone)) continue;
    if (until !== null && now >= fromLocalTime(until, timeZone)) continue;
    return { target, rule };
  }
  return { target: code.otherwise, rule: -1 };
}
