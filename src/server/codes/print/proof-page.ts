import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Artwork } from '#domain/qr/artwork.ts';
import { GATE } from '#domain/qr/limits.ts';
import type { Compared, StoredProof } from '#domain/qr/proof.ts';
import { type PageFonts, proofPage } from '#domain/qr/proof-page.ts';
import type { PageDrawing } from '#domain/qr/sheet-pages.ts';
import { loadFonts } from '#domain/qr/text.ts';
import { proofTexts } from '#i18n/studio/proof.ts';
import { designWords, kinWords, readWords, weakestWords } from '#i18n/studio/proof-words.ts';
import { qrTexts } from '#i18n/studio/qr.ts';
import { fill, formatDate, formatNumber, type Lang } from '#i18n/text.ts';
import { printFonts } from './fonts.ts';

/** What the page says beside the proof itself. */
export interface ProofPageAsk {
  readonly lang: Lang;
  readonly timeZone: string;
  readonly letters: string;
}

const WEAK = 80;
const require = createRequire(import.meta.url);
let fonts: PageFonts | null = null;

function pageFonts(): PageFonts {
  const file = (set: string) =>
    new Uint8Array(
      readFileSync(
        require.resolve(`@fontsource/bricolage-grotesque/files/bricolage-grotesque-${set}-400-normal.woff`),
      ),
    );
  fonts ??= {
    ...printFonts(),
    body: loadFonts({ text: [file('latin'), file('latin-ext')], mono: [] }).text,
  };
  return fonts;
}

/** The page that goes behind a print: the proof that it was made on. */
export function proofPageOf(
  artwork: Artwork,
  { proof, madeAt, byName, origin }: StoredProof,
  { lang, timeZone, letters }: ProofPageAsk,
): PageDrawing {
  const t = proofTexts[lang];
  const date = formatDate(lang, madeAt, timeZone);
  const percent = ({ rate, control }: Compared) =>
    control > 0 ? Math.min(100, Math.round((100 * rate) / control)) : null;
  const row = (name: string, figures: readonly Compared[]) => {
    const percents = figures.map(percent);
    return {
      cells: [name, ...percents.map((one) => (one === null ? '–' : formatNumber(lang, one)))],
      weak: [false, ...percents.map((one) => one !== null && one < WEAK)],
    };
  };
  const versions = proof.decoders.map(
    ({ id, version, kin }) => `${id} ${version} (${designWords(lang, kin)})`,
  );
  return proofPage(
    artwork,
    {
      title: fill(t.pageTitle, { letters }),
      facts: [
        byName ? fill(t.made, { date, name: byName }) : fill(t.madeBare, { date }),
        fill(t.pageFor, { url: proof.payload }),
        fill(t.origin, { origin }),
      ],
      score: formatNumber(lang, Math.floor(proof.score)),
      outOf: t.pageScore,
      findings: [
        fill(t.pagePasses, { needed: GATE.score }),
        readWords(lang, proof),
        weakestWords(lang, proof),
        t.simulated,
      ],
      caption: t.tableCaption,
      columns: [t.family, t.all, ...proof.decoders.map(({ id }) => id)],
      rows: [
        ...proof.families.map((one) => row(qrTexts[lang][`family.${one.family}`], [one, ...one.readers])),
        { ...row(t.mean, [{ rate: proof.rel, control: 1 }, ...proof.decoders]), strong: true },
      ],
      notes: [
        [kinWords(lang, proof), fill(t.figures, { photos: proof.photos, ...proof.seeds })].join(' ').trim(),
        `${t.versions}: ${versions.join(', ')}.`,
      ],
      hash: { label: t.artwork, value: proof.artwork },
      foot: fill(t.pageFoot, { n: proof.edition }),
    },
    pageFonts(),
  );
}
