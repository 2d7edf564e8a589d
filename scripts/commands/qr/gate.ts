import { readFile } from 'node:fs/promises';
import type { LogoPixels } from '#domain/qr/artwork.ts';
import { checkStyle } from '#domain/qr/findings.ts';
import { layout } from '#domain/qr/layout.ts';
import type { Finding, StyleDocument } from '#domain/qr/model.ts';
import { type Preflight, preflight, type Reads } from '#domain/qr/preflight.ts';
import { type ProofRecord, runProof } from '#domain/qr/proof.ts';
import { proofFindings } from '#domain/qr/proof-findings.ts';
import { preflightFindings, repair } from '#domain/qr/repair.ts';
import { findingWords } from '#islands/qr/words.ts';
import { nodeDecoders, proofDecoders } from '#server/codes/print/decoders.ts';
import { printFonts } from '#server/codes/print/fonts.ts';
import { readLogoImages } from '#server/codes/print/images.ts';

/** What the gate asks of one code. */
export interface Asked {
  readonly style: StyleDocument;
  readonly payload: string;
  readonly images: readonly { assetId: string; bytes: Uint8Array<ArrayBuffer> }[];
}

/** The gate's answer. Without a proof the live score decides. */
export interface Verdict {
  readonly passes: boolean;
  /** That of the proof, else the live one, 0–100. */
  readonly score: number;
  readonly live: Preflight;
  readonly proof: ProofRecord | null;
  readonly findings: readonly Finding[];
}

/** Judges as the studio does: fixed limits and the live score, then the proof, which a print file needs. */
export function makeGate({ withProof }: { withProof: boolean }) {
  const controls = new Map<string, Reads>();
  const proofControls = new Map<string, Reads>();

  async function judge({ style, payload, images }: Asked): Promise<Verdict> {
    const pixels = new Map<string, LogoPixels>(
      [...(await readLogoImages(images))].map(([assetId, image]) => [assetId, image.pixels]),
    );
    const fixed = [...checkStyle(style, payload), ...missing(style, payload, pixels)];
    const refused = fixed.some(({ severity }) => severity === 'refuse');
    const live = await preflight(style, payload, {
      decoders: await nodeDecoders(),
      images: pixels,
      controls,
    });
    // What a fixed limit refuses needs no proof.
    const proof =
      withProof && !refused
        ? await runProof(style, payload, {
            decoders: await proofDecoders(),
            images: pixels,
            controls: proofControls,
          })
        : null;
    const seen = proof ? proofFindings(style, proof) : preflightFindings(style, payload, live);
    return {
      passes: !refused && (proof ?? live).passes,
      score: (proof ?? live).score,
      live,
      proof,
      findings: [...fixed, ...seen],
    };
  }

  return {
    judge,
    /** The nearest style that this gate lets through, null when there is none. */
    async mend(asked: Asked): Promise<{ style: StyleDocument; score: number } | null> {
      const found = await repair(asked.style, asked.payload, async (style) => {
        const { live, passes, score } = await judge({ ...asked, style });
        return { ...live, passes, score };
      });
      return found && { style: found.style, score: found.preflight.score };
    },
  };
}

function missing(style: StyleDocument, payload: string, pixels: ReadonlyMap<string, LogoPixels>): Finding[] {
  const art = style.logo?.art;
  const { missingGlyphs } = layout(style, payload, printFonts());
  return [
    ...(art?.kind === 'raster' && !pixels.has(art.assetId)
      ? [{ code: 'logo.missing', severity: 'refuse', details: {} } as const]
      : []),
    ...(missingGlyphs.length > 0
      ? [
          {
            code: 'text.missing-glyph',
            severity: 'refuse',
            details: { characters: missingGlyphs.join(' ') },
          } as const,
        ]
      : []),
  ];
}

/** A raster logo's picture, given beside its style. */
export async function logoImages(style: StyleDocument, file: string | undefined): Promise<Asked['images']> {
  const art = style.logo?.art;
  if (art?.kind !== 'raster' || file === undefined) return [];
  return [{ assetId: art.assetId, bytes: new Uint8Array(await readFile(file)) }];
}

/** Findings as a program reads them: code, weight, sentence, and the name of the mend. */
export const told = (findings: readonly Finding[]) =>
  findings.map((finding) => ({
    code: finding.code,
    severity: finding.severity,
    text: findingWords('en', finding),
    details: finding.details,
    mend: finding.mend?.action ?? null,
  }));

/** Findings as a person reads them, a line each. */
export const lines = (findings: readonly Finding[]): string[] =>
  findings.map((one) => `  ${one.severity === 'refuse' ? 'refused' : 'warning'}: ${findingWords('en', one)}`);
