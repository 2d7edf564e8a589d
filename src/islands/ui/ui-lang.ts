import { uiTexts } from '#i18n/studio/shell.ts';
import type { Lang } from '#i18n/text.ts';

/** The interface language of the page an island runs in, as its `<html lang>` says. */
export const uiLang = (): Lang => (document.documentElement.lang === 'de' ? 'de' : 'en');

/** What the controls say, in the page's language. */
export const uiText = () => uiTexts[uiLang()];
