/**
 * Parts of a text message. Plain text (GSM-7) has 160 characters in one message or 153 in each of several; one
 * character outside its alphabet turns the whole message into UCS-2 with 70 or 67.
 * Sources: 3GPP TS 23.038 §6.2.1, https://www.twilio.com/docs/glossary/what-sms-character-limit
 */

const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§' +
  '¿abcdefghijklmnopqrstuvwxyzäöñüà';
const extended = '\f^{}\\[~]|€';

const cost = new Map<string, 1 | 2>([
  ...[...basic].map((character): [string, 1] => [character, 1]),
  ...[...extended].map((character): [string, 2] => [character, 2]),
]);

const sizes = {
  'GSM-7': { single: 160, part: 153 },
  'UCS-2': { single: 70, part: 67 },
} as const;

export type SmsEncoding = keyof typeof sizes;

export type SmsCount = {
  readonly encoding: SmsEncoding;
  /** Septets for GSM-7, UTF-16 units for UCS-2. */
  readonly used: number;
  /** What the parts together can hold in this encoding. */
  readonly capacity: number;
  /** Messages that are sent and paid for; 0 for an empty text. */
  readonly parts: number;
  /** Distinct characters that force UCS-2, in order of appearance. */
  readonly offending: readonly string[];
  /** Distinct characters that cost two in GSM-7, in order of appearance. */
  readonly double: readonly string[];
};

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A character is never torn apart between two parts, so units are what has to stay together. */
function units(text: string): string[] {
  return Array.from(segmenter.segment(text), (part) => part.segment).flatMap((unit) =>
    unit === '\r\n' ? ['\r', '\n'] : unit.length > sizes['UCS-2'].part ? [...unit] : [unit],
  );
}

function pack(lengths: readonly number[], single: number, part: number): number {
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (total === 0) return 0;
  if (total <= single) return 1;
  let parts = 1;
  let filled = 0;
  for (const length of lengths) {
    if (filled + length > part) {
      parts += 1;
      filled = 0;
    }
    filled += length;
  }
  return parts;
}

/** Counts a text message exactly as it is sent. */
export function countSms(text: string): SmsCount {
  const all = units(text);
  const offending = [...new Set(all.filter((unit) => !cost.has(unit)))];
  const encoding: SmsEncoding = offending.length > 0 ? 'UCS-2' : 'GSM-7';
  const lengths = all.map((unit) => (encoding === 'GSM-7' ? (cost.get(unit) ?? 1) : unit.length));
  const { single, part } = sizes[encoding];
  const parts = pack(lengths, single, part);
  return {
    encoding,
    used: lengths.reduce((sum, length) => sum + length, 0),
    capacity: parts <= 1 ? single : parts * part,
    parts,
    offending,
    double: [...new Set(all.filter((unit) => cost.get(unit) === 2))],
  };
}

const plainTwins = new Map<string, string>([
  ...[...'‘’‚‛′´`'].map((character): [string, string] => [character, "'"]),
  ...[...'“”„‟″«»'].map((character): [string, string] => [character, '"']),
  ...[...'‐‑‒–—―−'].map((character): [string, string] => [character, '-']),
  ...[...'\u00A0\u2002\u2003\u2007\u2009\u200A\u202F\t'].map((character): [string, string] => [
    character,
    ' ',
  ]),
  ['…', '...'],
  ['•', '-'],
  ['ẞ', 'ß'],
  ['\u200B', ''],
  ['\uFEFF', ''],
]);

/** The same text with typographic characters replaced by their plain twins; what has no twin stays. */
export function plainSms(text: string): string {
  return [...text.normalize('NFC')].map((character) => plainTwins.get(character) ?? character).join('');
}
