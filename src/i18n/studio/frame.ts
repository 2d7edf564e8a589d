import type { Texts } from '../text.ts';

/** The words around a code in the designer; names of frames are in `qr.ts`. */
export const frameTexts = {
  en: {
    caption: 'Caption',
    captionHint: 'A second, quieter line: when, where, how long.',
    captionExample: 'Seven stops, one hour',
    captionLong: '{n} characters at most, these are {typed}. Printed is what fits: “{fits}”. Say it shorter.',
  },
  de: {
    caption: 'Unterzeile',
    captionHint: 'Eine zweite, leisere Zeile: wann, wo, wie lange.',
    captionExample: 'Sieben Orte, eine Stunde',
    captionLong:
      'Höchstens {n} Zeichen, hier sind es {typed}. Gedruckt wird, was passt: „{fits}“. Sagen Sie es kürzer.',
  },
} as const satisfies Texts;
