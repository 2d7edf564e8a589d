import { GATE } from '#domain/qr/limits.ts';
import { heldDownByWeakest, independentReaders, type Proof } from '#domain/qr/proof.ts';
import { fill, formatPercent, type Lang } from '../text.ts';
import { proofTexts } from './proof.ts';
import { qrTexts } from './qr.ts';

/** What the proof found, in one sentence, and never more than it found. */
export function readWords(lang: Lang, proof: Proof): string {
  const t = proofTexts[lang];
  const n = independentReaders(proof);
  return fill(n === 1 ? t.readByOne : t.readBy, {
    n,
    captures: proof.captures,
    percent: formatPercent(lang, proof.rel),
  });
}

/** The weakest family, and what is needed where it holds the score down. */
export function weakestWords(lang: Lang, proof: Proof): string {
  const { passes, weakest } = proof;
  const t = proofTexts[lang];
  const family = qrTexts[lang][`family.${weakest.family}`];
  const percent = formatPercent(lang, weakest.ratio);
  return fill(!passes && heldDownByWeakest(proof) ? t.needed : t.weakest, {
    family,
    percent,
    needed: GATE.score,
  });
}

/** Which decoders are of one design; '' when none are. */
export function kinWords(lang: Lang, { decoders }: Proof): string {
  const kin = Map.groupBy(decoders, (one) => one.kin);
  const shared = [...kin.values()].filter((group) => group.length > 1);
  const join = new Intl.ListFormat(lang, { type: 'conjunction' });
  const names = join.format(shared.flatMap((group) => group.map(({ id }) => id)));
  return shared.length > 0 ? fill(proofTexts[lang].kin, { names }) : '';
}

/** The name of a decoder's design. */
export function designWords(lang: Lang, kin: string): string {
  const t: Readonly<Record<string, string>> = proofTexts[lang];
  return t[`design_${kin}`] ?? kin;
}
