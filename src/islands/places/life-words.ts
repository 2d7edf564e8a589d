import { type PlacementState, stateOf } from '#domain/place/life.ts';
import type { LifeEvent, PhotoReading, ShownCode } from '#domain/place/model.ts';
import { pick } from '#domain/shared/language.ts';
import { placementLifeTexts } from '#i18n/studio/placement-life.ts';
import { fill, formatNumber, type Lang, localeOf } from '#i18n/text.ts';

export const stateTones = {
  planned: 'plain',
  printed: 'warn',
  installed: 'warn',
  checked: 'ok',
  removed: 'plain',
} as const satisfies Record<PlacementState, string>;

/** The word for a state; what is handed out is never put up. */
export function stateWord(lang: Lang, state: PlacementState, handed: boolean): string {
  const t = placementLifeTexts[lang];
  if (handed && (state === 'installed' || state === 'removed')) return t[`state_${state}_handed`];
  return t[`state_${state}`];
}

/** What the button says that takes a print from one state to another. */
export function stepWord(lang: Lang, from: PlacementState, to: PlacementState, handed: boolean): string {
  const t = placementLifeTexts[lang];
  if (to === 'printed' && from !== 'planned') return handed ? t.back_printed_handed : t.back_printed;
  if (to === 'installed' && from === 'checked') return t.back_installed;
  if (to === 'checked') return t.check;
  if (handed && (to === 'installed' || to === 'removed')) return t[`do_${to}_handed`];
  return t[`do_${to}`];
}

/** What an event was, in a word or two. */
export function eventWord(
  lang: Lang,
  event: LifeEvent,
  events: readonly LifeEvent[],
  handed: boolean,
): string {
  const t = placementLifeTexts[lang];
  if (event.undoes !== null) {
    const undone = events.find(({ id }) => id === event.undoes);
    return fill(t.event_undo, { what: undone ? eventWord(lang, undone, events, handed) : '' });
  }
  // Only a photo of another code says so of a print that was checked.
  if (event.reading && event.state === 'installed') return t.event_unchecked;
  return event.state === null ? t.event_photo : stateWord(lang, event.state, handed);
}

/** Who is meant by a code in a photo: `printName` knows the prints of this campaign. */
export function whose(
  lang: Lang,
  code: ShownCode,
  campaignId: string,
  printName: (placementId: string) => string | null,
): string {
  const t = placementLifeTexts[lang];
  if (code.campaignId !== campaignId) {
    return fill(t.whose_campaign, { title: pick(code.title, lang, code.languages).text });
  }
  if (code.bearer.kind === 'post') return t.whose_post;
  return printName(code.bearer.id) ?? t.whose_other;
}

/** An address without its scheme, as it is printed. */
const short = (text: string): string => text.replace(/^https?:\/\//i, '');

/** The sentences that a reading comes to, the most important first. */
export function readingWords(
  lang: Lang,
  reading: PhotoReading,
  options: {
    readonly letters: string;
    readonly shownBy: (text: string) => ShownCode | null;
    readonly whose: (code: ShownCode) => string;
  },
): string[] {
  const t = placementLifeTexts[lang];
  const { decoders, expected, symbol, verdict, hints, others } = reading;
  const right = decoders.filter(({ text }) => text === expected).length;
  const counts = {
    n: formatNumber(lang, right),
    all: formatNumber(lang, decoders.length),
    url: short(expected),
  };
  const hinted = hints.map((hint) => t[`hint_${hint}`]);
  const also = others.map((text) => options.shownBy(text)?.letters ?? short(text));
  const list = new Intl.ListFormat(localeOf(lang)).format(also);
  const beside = also.length > 0 ? [fill(t.others, { codes: list })] : [];
  if (verdict === 'passed') {
    return [fill(right === decoders.length ? t.passedAll : t.passed, counts), ...beside];
  }
  if (verdict === 'weak') return [fill(t.weak, counts), ...hinted, ...beside];
  if (verdict === 'unread') return [symbol || hinted.length > 0 ? t.unread : t.unseen, ...hinted, ...beside];
  const text = decoders.find((decoder) => decoder.text !== null && decoder.text !== expected)?.text ?? '';
  const code = options.shownBy(text);
  if (!code) return [fill(t.wrongForeign, { text }), t.wrongDo];
  if (code.letters === options.letters) return [fill(t.wrongOwn, { text })];
  return [fill(t.wrongCode, { letters: code.letters, whose: options.whose(code) }), t.wrongDo, ...beside];
}

/** How many prints are in each state. */
export function countStates(
  lives: readonly (readonly LifeEvent[])[],
): Readonly<Record<PlacementState, number>> {
  const counts = { planned: 0, printed: 0, installed: 0, checked: 0, removed: 0 };
  for (const events of lives) counts[stateOf(events)] += 1;
  return counts;
}
