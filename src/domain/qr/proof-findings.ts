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

/** What stands against printing by this proof, each with the mend that most likely helps; nothing once it passes. */
export function proofFindings(style: StyleDocument, proof: Proof): Finding[] {
  if (proof.passes) return [];
  const found: Finding[] = [];
  if (proof.misread) found.push({ code: 'scan.misread', severity: 'refuse', details: {} });
  const mend = likelyMend(style, proof.payload);
  found.push({
    code: 'scan.score',
    severity: 'refuse',
    details: { score: proof.score, needed: GATE.score },
    ...(mend ? { mend } : {}),
  });
  const weak = proof.families
    .filter((one) => one.control > 0 && ratio(one) < WEAK)
    .toSorted((a, b) => ratio(a) - ratio(b));
  for (const one of weak.slice(0, MOST_FAMILIES))
    found.push({
      code: 'scan.family',
      severity: 'refuse',
      details: { family: one.family, percent: percent(ratio(one)) },
    });
  for (const id of proof.lost) {
    const one = proof.decoders.find((decoder) => decoder.id === id);
    if (one)
      found.push({
        code: 'scan.decoder',
        severity: 'refuse',
        details: { decoder: id, percent: percent(ratio(one)) },
      });
  }
  return found;
}
