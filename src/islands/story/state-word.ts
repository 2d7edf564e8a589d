import { findChannel } from '#domain/channel/catalogue.ts';
import type { Post } from '#domain/story/model.ts';
import { storyTexts } from '#i18n/studio/story.ts';
import type { Lang } from '#i18n/text.ts';

/** The word for a post's state; what is printed or said on site is in use, not posted. */
export function stateWord(lang: Lang, channel: string, state: Post['state']): string {
  const t = storyTexts[lang];
  return state === 'posted' && findChannel(channel)?.isOnline === false
    ? t.postState_inUse
    : t[`postState_${state}`];
}
