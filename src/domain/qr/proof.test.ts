import { describe, expect, it } from 'vitest';
import { defaultStyle, plainStyle } from './model.ts';
import type { Reads } from './preflight.ts';
import { allowsPrint, independentReaders, judgeProof, type ProofDecoder, runProof } from './proof.ts';
import { PROOF_CAPTURES, PROOF_FAMILIES, PROOF_PHOTOS, photosOfProof } from './proof-captures.ts';
import { proofFindings } from './proof-findings.ts';

const PAYLOAD = 'HTTPS://WGMRK.EU/Q/7KQ2MX';
const decoders = [
  { id: '@zxing/library', family: 'zxing', version: '1' },
  { id: 'zxing-wasm', family: 'zxing', version: '1' },
  { id: 'jsqr', family: 'jsqr', version: '1' },
  { id: 'qr', family: 'qr', version: '1' },
];

/** Reads by capture and decoder; all of them where nothing is said. */
const reads = (
  part: (capture: (typeof PROOF_CAPTURES)[number], column: number) => number = () => 1,
): Reads => ({
  rates: PROOF_CAPTURES.map((capture) => decoders.map((_, column) => part(capture, column))),
  misread: false,
});
const judge = (style: Reads, control = reads()) =>
  judgeProof(defaultStyle, PAYLOAD, style, control, decoders);

describe('the captures', () => {
  it('are 60 to 70 in every family, each with an id of its own, damage and glare with five seeds', () => {
    expect(PROOF_CAPTURES.length).toBeGreaterThanOrEqual(60);
    expect(PROOF_CAPTURES.length).toBeLessThanOrEqual(70);
    expect(new Set(PROOF_CAPTURES.map(({ id }) => id)).size).toBe(PROOF_CAPTURES.length);
    for (const family of PROOF_FAMILIES)
      expect(PROOF_CAPTURES.filter((one) => one.family === family).length).toBeGreaterThanOrEqual(3);
    for (const capture of PROOF_CAPTURES) {
      const byChance = capture.family === 'damage' || capture.family === 'glare';
      expect(photosOfProof(capture)).toBe(byChance ? 5 : capture.easy ? 4 : PROOF_PHOTOS.steady);
    }
    expect(PROOF_PHOTOS.chance).toBe(5);
  });
});

describe('the score', () => {
  it('is what the code is read of the control', () => {
    expect(judge(reads())).toMatchObject({ score: 100, passes: true, rel: 1, misread: false, lost: [] });
    expect(judge(reads(() => 0.93)).score).toBe(93);
    expect(judge(reads(() => 0.93)).passes).toBe(true);
    expect(judge(reads(() => 0.929))).toMatchObject({ score: 92.9, passes: false });
    // Hard captures are hard for both.
    expect(
      judge(
        reads(() => 0.45),
        reads(() => 0.5),
      ).score,
    ).toBe(90);
    // Better than plain is no more than plain.
    expect(
      judge(
        reads(),
        reads(() => 0.5),
      ).score,
    ).toBe(100);
  });

  it('is held down by the weakest family, with a slack of 0.3', () => {
    const weak = (part: number) => judge(reads(({ family }) => (family === 'curve' ? part : 1)));
    expect(weak(0.5)).toMatchObject({ score: 80, weakest: { family: 'curve', ratio: 0.5 } });
    expect(weak(0)).toMatchObject({ score: 30, passes: false });
    // From 0.7 on the mean says all.
    expect(weak(0.7).score).toBeGreaterThan(95);
  });

  it('is at most 79 once a decoder is lost that reads the control on the easy captures', () => {
    const easyOnly = judge(reads(({ easy }, column) => (column === 2 && easy ? 0.4 : 1)));
    expect(easyOnly).toMatchObject({ score: 79, passes: false, lost: ['jsqr'] });
    const half = judge(reads(({ easy }, column) => (column === 2 && easy ? 0.5 : 1)));
    expect(half.lost).toEqual([]);
    expect(half.score).toBeGreaterThan(95);
    // Three decoders must read every easy capture: one may be blind to one of them, two may not.
    const first = PROOF_CAPTURES.find(({ easy }) => easy)?.id;
    const blind = (columns: number[], part = 0) =>
      judge(reads(({ id }, column) => (columns.includes(column) && id === first ? part : 1)));
    expect(blind([2]).lost).toEqual([]);
    expect(blind([2, 3])).toMatchObject({ score: 79, lost: ['jsqr', 'qr'] });
    expect(blind([2, 3], 0.25).lost).toEqual([]);
    // One that does not even read the control there has lost nothing.
    const never = (part: number) => reads((_, column) => (column === 2 ? part : 1));
    expect(judge(never(0), never(0.4))).toMatchObject({ lost: [] });
    // It is a cap, not a score.
    expect(judge(reads((_, column) => (column === 2 ? 0 : 0.5))).score).toBeLessThan(79);
  });

  it('is 0 after a misread, however well everything else is read', () => {
    expect(judge({ ...reads(), misread: true })).toMatchObject({ score: 0, passes: false, misread: true });
  });

  it('counts decoders of one design once, and lost ones not at all', () => {
    expect(independentReaders(judge(reads()))).toBe(3);
    expect(independentReaders(judge(reads((_, column) => (column === 2 ? 0 : 1))))).toBe(2);
    expect(independentReaders(judge(reads((_, column) => (column === 0 ? 0 : 1))))).toBe(3);
  });

  it('allows to print this artwork only, from the gate on, and of the present captures', () => {
    const proof = judge(reads());
    expect(allowsPrint(proof, proof.artwork)).toBe(true);
    expect(allowsPrint(proof, 'f'.repeat(64))).toBe(false);
    expect(allowsPrint({ ...proof, edition: proof.edition - 1 }, proof.artwork)).toBe(false);
    const failed = judge(reads(() => 0.929));
    expect(allowsPrint(failed, failed.artwork)).toBe(false);
  });

  it('is explained: the score, the weak families, the lost decoder, each with a mend; nothing once it passes', () => {
    expect(proofFindings(defaultStyle, judge(reads()))).toEqual([]);
    const failed = judge(
      reads(({ family, easy }, column) => (family === 'curve' || (easy && column === 2) ? 0.2 : 1)),
    );
    const style = { ...defaultStyle, modules: { shape: 'dots' as const, size: 0.6 } };
    const findings = proofFindings(style, failed);
    expect(findings.map(({ code }) => code)).toEqual(['scan.score', 'scan.family', 'scan.decoder']);
    for (const { mend } of findings) expect(mend?.action).toBe('repair');
    expect(findings[1]?.details).toEqual({ family: 'curve', percent: 20 });
    expect(findings.every(({ severity }) => severity === 'refuse')).toBe(true);
  });
});

describe('a run', () => {
  /** Reads a photo or not by a sum of its pixels: the same photos, the same answers. */
  const sums: number[][] = [];
  const reader = (text = PAYLOAD): ProofDecoder => ({
    id: 'sum',
    family: 'sum',
    version: '1',
    decode: (luma, width) => {
      let sum = width;
      for (let k = 0; k < luma.length; k += 7) sum = (sum * 31 + (luma[k] ?? 0)) % 1_000_003;
      sums.at(-1)?.push(sum);
      return sum % 4 ? text : null;
    },
  });
  const run = async (style = defaultStyle, payload = PAYLOAD) => {
    sums.push([]);
    return {
      proof: await runProof(style, payload, { decoders: [reader(payload)] }),
      seen: sums.at(-1) ?? [],
    };
  };

  it('takes the same photos for the same artwork, others for another, and tells how far it is', async () => {
    const [one, again, other] = [
      await run(),
      await run(),
      await run(defaultStyle, 'HTTPS://WGMRK.EU/Q/7KQ2MY'),
    ];
    expect(again).toEqual(one);
    expect(other.seen).not.toEqual(one.seen);
    expect(one.proof.photos * 2).toBe(one.seen.length);
    // No two photos of a run are the same.
    expect(new Set(one.seen.slice(0, one.proof.photos)).size).toBeGreaterThan(one.proof.photos * 0.98);
  }, 60_000);

  it('keeps the control between runs of a payload, and is stopped between photos', async () => {
    const controls = new Map<string, Reads>();
    const done: number[] = [];
    const options = { decoders: [reader()], controls, onProgress: (part: number) => void done.push(part) };
    const first = await runProof(plainStyle, PAYLOAD, options);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done.at(-1)).toBe(1);
    // The plain code beside itself.
    expect(first.rel).toBe(1);
    const calls = done.length;
    await runProof(defaultStyle, PAYLOAD, options);
    expect(done.length - calls).toBe(first.photos);
    const newer = { ...reader(), version: '2' };
    await runProof(defaultStyle, PAYLOAD, { ...options, decoders: [newer] });
    expect(controls.size).toBe(2);

    const stop = new AbortController();
    let photos = 0;
    const stopped = runProof(defaultStyle, PAYLOAD, {
      decoders: [reader()],
      signal: stop.signal,
      onProgress: () => {
        photos += 1;
        if (photos === 5) stop.abort(new Error('changed my mind'));
      },
    });
    await expect(stopped).rejects.toThrow('changed my mind');
    expect(photos).toBe(5);
  }, 60_000);
});
