import { fill, formatClock } from '#i18n/text.ts';
import { uiLang, uiText, uiZone } from './ui-lang.ts';

/** When a document was saved (epoch ms), on the clock of the page's campaign; '' for 0, which is never. */
export const savedAtWords = (updatedAt: number): string =>
  updatedAt === 0 ? '' : fill(uiText().savedAt, { time: formatClock(uiLang(), updatedAt, uiZone()) });
