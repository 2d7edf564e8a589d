import type { Texts } from '../text.ts';

/** The error correction on the picture, and the logo's best place. */
export const correctionTexts = {
  en: {
    show: 'Show the correction',
    block: 'Block {n}',
    left: '{left} left',
    lost: '{lost} of {most} lost',
    note: 'A block can mend {most} of its pieces. The logo may take them up to {needed} left; the rest is for dirt, glare and folds.',
    whole: 'Nothing is covered: the whole correction is left for dirt, glare and folds.',
    best: 'Best place',
    bestMoved: 'Moved to where most is left: {left} of the correction, it was {before}.',
    bestHere: 'It lies where most is left already: {left} of the correction.',
    bestNone: 'At this size every place lies on an eye of the code. Make it smaller.',
  },
  de: {
    show: 'Fehlerkorrektur zeigen',
    block: 'Block {n}',
    left: '{left} übrig',
    lost: '{lost} von {most} verloren',
    note: 'Ein Block kann {most} seiner Stücke ersetzen. Bis {needed} übrig sind, darf das Logo sie nehmen; der Rest ist für Schmutz, Spiegelung und Falten.',
    whole: 'Nichts ist verdeckt: Die ganze Korrektur bleibt für Schmutz, Spiegelung und Falten.',
    best: 'Beste Stelle',
    bestMoved: 'Dorthin verschoben, wo am meisten übrig bleibt: {left} der Korrektur, vorher {before}.',
    bestHere: 'Es liegt schon dort, wo am meisten übrig bleibt: {left} der Korrektur.',
    bestNone: 'In dieser Größe läge es überall auf einem Auge des Codes. Machen Sie es kleiner.',
  },
} as const satisfies Texts;
