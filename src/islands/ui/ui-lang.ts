import { uiTexts } from '#i18n/studio/shell.ts';
import type { Lang } from '#i18n/text.ts';

/** The interface language of the page an island runs in, as its `<html lang>` says. */
export const uiLang = (): Lang => (document.documentElement.lang === 'de' ? 'de' : 'en');

/** The time zone of the page's campaign, as its `<html data-zone>` says; outside a campaign the browser's own. */
export const uiZone = (): string | undefined => document.documentElement.dataset['zone'];

/** What the controls say, in the page's language. */
export const uiText = () => uiTexts[uiLang()];
