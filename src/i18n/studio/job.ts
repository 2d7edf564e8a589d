import type { Texts } from '../text.ts';

/** What long work says of itself, wherever it runs. */
export const jobTexts = {
  en: {
    starting: 'Starting',
    percent: '{percent} done',
    cancelled: 'Stopped. Nothing was made.',
    finished: 'Done.',
    download: 'Download {name}',
    size: '{name}, {size}',
    again: 'Try again',
  },
  de: {
    starting: 'Es geht los',
    percent: '{percent} fertig',
    cancelled: 'Abgebrochen. Es wurde nichts erzeugt.',
    finished: 'Fertig.',
    download: '{name} herunterladen',
    size: '{name}, {size}',
    again: 'Noch einmal versuchen',
  },
} as const satisfies Texts;
