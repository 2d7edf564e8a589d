import type { Campaign } from '#domain/campaign/model.ts';
import type { Code } from '#domain/code/model.ts';
import { resolveTarget, type Target } from '#domain/code/model.ts';
import { nextChange, type Standing, standingOf } from '#domain/code/schedule.ts';
import { codesTexts } from '#i18n/studio/codes.ts';
import { fill, formatDate, type Lang } from '#i18n/text.ts';
import { type TargetChoices, targetWords } from './target-choices.ts';

/** One line of the table of codes, in the reader's words. */
export interface CodeRow {
  readonly id: string;
  readonly letters: string;
  readonly bearer: string;
  readonly where: string;
  /** Where the bearer is edited; null when it was deleted. */
  readonly bearerHref: string | null;
  readonly leads: string;
  /** What comes next by the schedule, or ''. */
  readonly later: string;
  readonly state: Standing | 'retired' | 'waiting' | 'over';
  /** What its state speaks of, where that is mended: the chapter or scene it leads to, else the code itself. */
  readonly mends: { readonly kind: 'chapter' | 'scene'; readonly id: string } | { readonly kind: 'code' };
  /** Whether a proof lets it print as it looks now; null for what is never printed or retired. */
  readonly proven: boolean | null;
}

/**
 * What a code does at `now` (epoch ms): the words of its target, the next change and its state. What is ready
 * waits while the campaign is a draft, and is over when that has ended.
 */
export function codeLeads(
  doc: Code,
  choices: TargetChoices,
  lang: Lang,
  campaign: Pick<Campaign, 'state' | 'timeZone'>,
  now: number,
): Pick<CodeRow, 'leads' | 'later' | 'state' | 'mends'> {
  const t = codesTexts[lang];
  const { timeZone } = campaign;
  const targetAt = (at: number): Target | null => resolveTarget(doc, at, timeZone).target;
  const change = doc.retired ? null : nextChange(doc, now, timeZone);
  const state = doc.retired ? 'retired' : inCampaign(standingOf(targetAt(now), choices), campaign.state);
  const target = targetAt(now);
  const isThere = state === 'no_scene' || state === 'unpublished';
  return {
    mends:
      isThere && (target?.kind === 'chapter' || target?.kind === 'scene')
        ? { kind: target.kind, id: target.id }
        : { kind: 'code' },
    leads: targetWords(target, choices, lang),
    later:
      change === null
        ? ''
        : fill(t.later, {
            time: formatDate(lang, change, timeZone),
            target: targetWords(targetAt(change), choices, lang),
          }),
    state,
  };
}

function inCampaign(standing: Standing, state: Campaign['state']): CodeRow['state'] {
  if (state === 'ended' || state === 'archived') return 'over';
  return standing === 'ready' && state === 'draft' ? 'waiting' : standing;
}
