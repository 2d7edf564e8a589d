/**
 * How long a text takes to say. Syllables are estimated from spelling, numbers and addresses from how they are read
 * aloud. An estimate, made for radio spots: trust it to about one syllable in twenty.
 */

export type SpeechLanguage = 'de' | 'en';

/** Fastest rate that radio producers advise; sources in the catalogue's rows for radio. */
export const syllablesPerSecond = 5;

const numberSyllables = {
  de: {
    // null eins zwei … zwölf dreizehn …
    small: [1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2],
    // zehn zwanzig dreißig …
    tens: [0, 1, 2, 2, 2, 2, 2, 2, 2, 2],
    and: 1,
    hundred: 2,
    thousand: 2,
  },
  en: {
    // zero one two … eleven twelve thirteen …
    small: [2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2],
    tens: [0, 1, 2, 2, 2, 2, 2, 3, 2, 2],
    and: 0,
    hundred: 2,
    thousand: 2,
  },
} as const;

/** Syllables of a whole number below a million, as it is read aloud. */
function ofNumber(value: number, lang: SpeechLanguage): number {
  const names = numberSyllables[lang];
  if (value < 20) return names.small[value] ?? 0;
  if (value < 100) {
    const ones = value % 10;
    const tens = names.tens[Math.floor(value / 10)] ?? 0;
    return tens + (ones === 0 ? 0 : (names.small[ones] ?? 0) + names.and);
  }
  const [unit, name] = value < 1000 ? [100, names.hundred] : [1000, names.thousand];
  const rest = value % unit;
  return ofNumber(Math.floor(value / unit), lang) + name + (rest === 0 ? 0 : ofNumber(rest, lang));
}

function ofDigits(digits: string, lang: SpeechLanguage): number {
  if (digits.length <= 6 && !/^0\d/.test(digits)) return ofNumber(Number(digits), lang);
  return [...digits].reduce((sum, digit) => sum + ofNumber(Number(digit), lang), 0);
}

/** Letters whose names have more than one syllable. */
const longLetters: Readonly<Record<SpeechLanguage, Readonly<Record<string, number>>>> = {
  de: { y: 3 },
  en: { w: 3 },
};

function ofSpelled(letters: string, lang: SpeechLanguage): number {
  return [...letters.toLowerCase()].reduce((sum, letter) => sum + (longLetters[lang][letter] ?? 1), 0);
}

/** Said between the words of an address or a sum. Punkt, Schrägstrich, Minus … */
const signs: Readonly<Record<SpeechLanguage, Readonly<Record<string, number>>>> = {
  de: {
    '.': 1,
    '/': 2,
    '@': 1,
    '-': 2,
    '%': 2,
    '€': 2,
    '&': 1,
    '+': 1,
    _: 3,
    '#': 2,
    ':': 3,
    '?': 4,
    '=': 1,
  },
  en: {
    '.': 1,
    '/': 1,
    '@': 1,
    '-': 2,
    '%': 2,
    '€': 2,
    '&': 1,
    '+': 1,
    _: 3,
    '#': 1,
    ':': 2,
    '?': 3,
    '=': 2,
  },
};

const germanDiphthongs = /(?:aa|ee|oo|ie|ei|ai|ey|ay|au|äu|eu|ou)|[aeiouyäöü]/g;

function ofGermanWord(word: string): number {
  const spelled = word
    .replace(/qu/g, 'kw')
    // y and i before a vowel glide: Yacht, Union keeps its own i
    .replace(/^y(?=[aeiou])/, 'j')
    // Familie, Italien, Linie: an unstressed -ie is said in two
    .replace(/([lnr])ie(n?)$/, (ending, letter: string, n: string) =>
      /^(?:s?ie|die|wie|nie|vie|knie|ihn|melodie|energie|.*(?:enie|erie|elie|onie|orie|anie|iere?n))$/.test(
        word,
      )
        ? ending
        : `${letter}i.e${n}`,
    )
    // beenden, geehrt, Theater, beinhalten: a prefix ends before the vowel
    .replace(/^(be|ge)(?=e|inh|ob|ur|ir|ac|ant)/, '$1.')
    .replace(/(?<=.)(?:eum|eus|ea)(?=$|t)/, (ending) => `e.${ending.slice(1)}`);
  return Math.max(1, (spelled.match(germanDiphthongs) ?? []).length);
}

const englishExceptions = new Map<string, number>([
  ['every', 2],
  ['evening', 2],
  ['business', 2],
  ['people', 2],
  ['somewhere', 2],
  ['someone', 2],
  ['something', 2],
  ['sometimes', 2],
  ['area', 3],
  ['idea', 3],
  ['being', 2],
  ['quiet', 2],
  ['poem', 2],
  ['create', 2],
  ['different', 2],
  ['the', 1],
  ['chocolate', 2],
  ['science', 2],
  ['diary', 3],
  ['lion', 2],
  ['real', 1],
  ['really', 2],
  ['hour', 1],
  ['our', 1],
  ['fire', 1],
  ['lovely', 2],
  ['safety', 2],
  ['maybe', 2],
  ['homepage', 2],
]);

function ofEnglishWord(word: string): number {
  const known = englishExceptions.get(word);
  if (known !== undefined) return known;
  const spelled = word
    .replace(/qu/g, 'kw')
    .replace(/^y(?=[aeiou])/, 'j')
    // museum, video, radio, stadium, beautiful keeps its eau
    .replace(/eum$|eo$/, (ending) => `e.${ending.slice(1)}`)
    .replace(/(?<!t|c|s|g|x)i(?=[ou](?:us|m|s|n)?$)/, 'i.')
    .replace(/i(?=a[nl]?s?$)(?<![tcs]i)/, 'i.')
    // silent endings
    .replace(/(?<=[^aeiouy])(?<![td])ed$/, 'd')
    .replace(/(?<=[^aeiouy])(?<!s|z|x|sh|ch|c|g)es$/, 's')
    .replace(/(?<=[aeiouy][^aeiouyl]*)(?<![^aeiouy]l)e$/, '')
    .replace(/(?<=[aeiouy][^aeiouy]*[^aeiouyl])(?=e(?:ly|ment|ful|less)s?$)e/, '');
  return Math.max(1, (spelled.match(/[aeiouy]+/g) ?? []).length);
}

/** Letters without accents that carry no syllable of their own; German umlauts stay. */
function plainWord(word: string, lang: SpeechLanguage): string {
  const folded =
    lang === 'de' ? word.replace(/[äöü]/g, (letter) => ({ ä: '1', ö: '2', ü: '3' })[letter] ?? '') : word;
  return folded
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[123]/g, (digit) => ({ 1: 'ä', 2: 'ö', 3: 'ü' })[digit] ?? '');
}

function ofWord(word: string, lang: SpeechLanguage): number {
  const isAbbreviation = /^\p{Lu}{2,5}$/u.test(word) || /^[^aeiouyäöü]+$/i.test(word);
  if (isAbbreviation) return ofSpelled(word, lang);
  const plain = plainWord(word.toLowerCase().normalize('NFC'), lang);
  return lang === 'de' ? ofGermanWord(plain) : ofEnglishWord(plain);
}

/** Estimated syllables of a text as it is read aloud in `lang`; 0 if nothing is to be said. */
export function countSyllables(text: string, lang: SpeechLanguage): number {
  let count = 0;
  for (const [token] of text.normalize('NFC').matchAll(/\S+/g)) {
    const core = token
      .replace(/^[^\p{L}\p{N}@#€+%]+|[^\p{L}\p{N}%€+]+$/gu, '')
      .replace(/^https?:\/\/(?:www\.)?/, '');
    const isAddress = /[./@]/.test(core) && /\p{L}/u.test(core);
    // Thousands are grouped in writing, not in speech.
    const said = /^\d{1,3}(?:[.,]\d{3})+$/.test(core) ? core.replace(/[.,]/g, '') : core;
    for (const [part] of said.matchAll(/\d+|[\p{L}\p{M}'’]+|[^\p{L}\p{N}\s]/gu)) {
      if (/^\d/.test(part)) count += ofDigits(part, lang);
      else if (/\p{L}/u.test(part)) count += ofWord(part.replace(/['’]/g, ''), lang);
      else if (isAddress || /[%€@&+#]/.test(part)) count += signs[lang][part] ?? 0;
    }
  }
  return count;
}

/** Seconds that the text needs at least: syllables at the fastest advised rate, without pauses or music. */
export function speechSeconds(text: string, lang: SpeechLanguage): number {
  return countSyllables(text, lang) / syllablesPerSecond;
}
