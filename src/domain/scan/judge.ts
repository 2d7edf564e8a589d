import type { AgentKind } from './agent.ts';
import { type Evidence, readEvidence } from './evidence.ts';
import { type Reason, reasons, type Verdict, verdicts } from './model.ts';

/** Grows by one whenever `judge` (or the list of previewers) would answer otherwise than before. */
export const RULE_VERSION = 1;

export interface Judgement {
  readonly verdict: Verdict;
  readonly reason: Reason;
}

const judgement = (verdict: Verdict, reason: Reason): Judgement => ({ verdict, reason });

const PERSON = judgement('person', 'none');
const PREFETCHED = judgement('prefetch', 'prefetch_header');
const HEAD_REQUEST = judgement('preview', 'head_request');
const PREVIEWER = judgement('preview', 'previewer');
const BOT = judgement('bot', 'bot_agent');
const NO_AGENT = judgement('bot', 'no_agent');
const NOT_A_PAGE = judgement('bot', 'not_a_page');
const STAFF = judgement('staff', 'studio_session');
const REPEAT = judgement('repeat', 'same_visitor');

/**
 * The verdict on a scan, from its evidence and the kind of its user agent alone, so that a stored scan can be
 * judged again. A prefetch is told first, also by a signed-in browser; then a page opened by a member of the
 * studio, whatever their browser calls itself; then machines, then repeats; what is left is a person.
 */
export function judge(evidence: Evidence, agent: AgentKind): Judgement {
  const signs = readEvidence(evidence);
  if (signs.prefetch) return PREFETCHED;
  const opened = !(signs.head || signs.notAPage || signs.otherMethod);
  if (signs.staff && opened) return STAFF;
  if (agent === 'preview') return PREVIEWER;
  if (signs.head) return HEAD_REQUEST;
  if (agent === 'bot') return BOT;
  if (agent === 'none') return NO_AGENT;
  if (signs.notAPage || signs.otherMethod) return NOT_A_PAGE;
  if (signs.repeat) return REPEAT;
  return PERSON;
}

/** Verdict, reason and rule version in one integer: verdict + 8 × reason + 256 × version. */
export const packJudgement = ({ verdict, reason }: Judgement, version = RULE_VERSION): number =>
  verdicts.indexOf(verdict) + 8 * reasons.indexOf(reason) + 256 * version;

/** The inverse of `packJudgement`. @throws RangeError for a number it cannot have made. */
export function readJudgement(packed: number): Judgement & { readonly version: number } {
  const verdict = verdicts[packed & 7];
  const reason = reasons[(packed >> 3) & 31];
  if (verdict === undefined || reason === undefined) throw new RangeError(`not a judgement: ${packed}`);
  return { verdict, reason, version: packed >> 8 };
}
