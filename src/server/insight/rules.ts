import { classifyAgent } from '#domain/scan/agent.ts';
import { type Judgement, judge, packJudgement, RULE_VERSION, readJudgement } from '#domain/scan/judge.ts';

/** The verdict rules the figures follow; another version than the roll-ups' makes the fold start anew. */
export interface Rules {
  readonly version: number;
  /** Verdict + 8 × reason of a stored scan. */
  readonly judge: (evidence: number, agent: string) => number;
}

export const currentRules: Rules = {
  version: RULE_VERSION,
  judge: (evidence, agent) => packJudgement(judge(evidence, classifyAgent(agent).kind), 0),
};

/** What a stored scan is worth by today's rules; the ledger itself keeps the verdict of its day. */
export function judgementNow(
  row: { readonly judged: number; readonly evidence: number; readonly agent: string },
  rules: Rules = currentRules,
): Judgement {
  return readJudgement(row.judged >> 8 === rules.version ? row.judged : rules.judge(row.evidence, row.agent));
}
