import { storyTexts } from '#i18n/studio/story.ts';
import type { Lang } from '#i18n/text.ts';
import { say, sayError } from '#islands/ui/toast.ts';

/** Puts a text on the clipboard and says so; where that is not allowed, says how to copy by hand. */
export async function copyText(text: string, lang: Lang): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(storyTexts[lang].copied);
  } catch {
    sayError(storyTexts[lang].copyFailed);
  }
}
