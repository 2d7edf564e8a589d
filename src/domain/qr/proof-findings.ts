import { GATE } from './limits.ts';
import type { Finding, StyleDocument } from './model.ts';
import type { Compared, Proof } from './proof.ts';
import { likelyMend } from './repair.ts';

/** The weakest families are said; the table holds the rest. */
const MOST_FAMILIES = 3;
/** Below this part of the control's reads a family deserves a sentence. */
const WEAK = 0.8;

const ratio = ({ rate, control }: Compared) => rate / control;
const percent = (part: number) => Math.round(part * 100);

/**
 * What stands against printing by this proof; nothing once it passes. Each refusal carries the repair as its mend: a search
 * by proofs for a look that passes, its style only the first guess.
 */
export function proofFindings(style: StyleDocument, proof: Proof): Finding[] {
  if (proof.passes) return [];
  const found: Finding[] = [];
  const mend = likelyMend(style, proof.payload);
  const refuse = (code: Finding['code'], details: Finding['details']) =>
    found.push({ code, severity: 'refuse', details, ...(mend ? { mend } : {}) });
  if (proof.misread) refuse('scan.misread', {});
  refuse('scan.score', { score: proof.score, needed: GATE.score });
  const weak = proof.families
    .filter((one) => one.control > 0 && ratio(one) < WEAK)
    .toSorted((a, b) => ratio(a) - ratio(b));
  for (const one of weak.slice(0, MOST_FAMILIES))
    refuse('scan.family', { family: one.family, percent: percent(ratio(one)) });
  for (const id of proof.lost) {
    const one = proof.decoders.find((decoder) => decoder.id === id);
    if (one) refuse('scan.decoder', { decoder: id, percent: percent(ratio(one)) });
  }
  return found;
}
