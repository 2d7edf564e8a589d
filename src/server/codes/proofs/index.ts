/**
 * Proofs: whether a code's artwork scans, by the full set of simulated photos and decoders, run in threads of its own
 * and kept with the code. Promises that a print file is made of an artwork only on the strength of a stored proof of
 * exactly this artwork for the present origin, and that whoever asks for a print gets that proof made.
 */
import { readFile } from 'node:fs/promises';
import { artworkHash } from '#domain/qr/artwork-hash.ts';
import { checkStyle } from '#domain/qr/findings.ts';
import type { StyleDocument } from '#domain/qr/model.ts';
import { allowsPrint, type ProofRecord, type ProvenRepair, type StoredProof } from '#domain/qr/proof.ts';
import { PROOF_EDITION } from '#domain/qr/proof-captures.ts';
import { proofFindings } from '#domain/qr/proof-findings.ts';
import { repair } from '#domain/qr/repair.ts';
import { DomainError } from '#domain/shared/error.ts';
import { newId } from '#domain/shared/id.ts';
import { printedUrl } from '#paths';
import type { Assets } from '../../assets/index.ts';
import type { Actor, Context } from '../../context.ts';
import type { Jobs } from '../../jobs/index.ts';
import type { makeCodes, StoredCode } from '../index.ts';
import { type AskOptions, pause } from '../thread.ts';
import { makeProver } from './prover.ts';
import { makeProofStore } from './store.ts';

export interface ProofServices {
  readonly codes: Pick<ReturnType<typeof makeCodes>, 'get'>;
  readonly assets: Pick<Assets, 'refs' | 'file'>;
  readonly jobs: Pick<Jobs, 'start' | 'list'>;
}

export type Proofs = ReturnType<typeof makeProofs>;

/** The names of these jobs. */
const KIND = 'proof';
const REPAIR_KIND = 'proof-repair';

/** Looks that a repair proves at most, the two plainest among them: each takes seconds. */
const REPAIR_BUDGET = 12;

/** Stored pictures of a style's logo as print and proof take them; none when its picture is gone. */
export async function logoImages(
  assets: ProofServices['assets'],
  style: StyleDocument,
): Promise<{ assetId: string; bytes: Uint8Array<ArrayBuffer> }[]> {
  const art = style.logo?.art;
  if (art?.kind !== 'raster') return [];
  const refs = Object.values(await assets.refs([art.assetId]));
  return Promise.all(
    refs.map(async (ref) => ({ assetId: ref.id, bytes: new Uint8Array(await readFile(assets.file(ref))) })),
  );
}

/** Artworks drawn between two turns of others, and kept for the list of codes. */
const PORTION = 4;
const MOST_LISTED = 5_000;

/** `origin` is where printed codes point to now. */
export function makeProofs(
  context: Context,
  { codes, assets, jobs }: ProofServices,
  origin: string,
  worker = new URL('./worker.ts', import.meta.url),
) {
  const store = makeProofStore(context);
  const prover = makeProver(worker);
  /** Jobs under way by code, with the artwork they prove. */
  const running = new Map<string, { job: string; artwork: string }>();
  const repairing: typeof running = new Map();

  const payloadOf = (code: StoredCode): string => printedUrl(origin, code.letters);

  // It takes some milliseconds to draw and hash, and one question about a code asks for it again and again.
  const artworks = new WeakMap<StoredCode, string>();
  const artworkOf = (code: StoredCode): string => {
    const artwork = artworks.get(code) ?? artworkHash(code.doc.style, payloadOf(code));
    artworks.set(code, artwork);
    return artwork;
  };

  /** The artworks of listed codes by id, each for the version it was drawn from. */
  const listed = new Map<string, { version: number; artwork: string }>();

  /** Which of these codes, all of one actor, a stored proof lets print as they are now. */
  async function proven(codes: readonly StoredCode[]): Promise<ReadonlySet<string>> {
    const passed = await store.passed(
      codes.map(({ id }) => id),
      origin,
    );
    const found = new Set<string>();
    let drawn = 0;
    for (const code of codes) {
      const artworks = passed.get(code.id);
      if (!artworks) continue;
      let known = listed.get(code.id);
      if (known?.version !== code.version) {
        // Scans are answered by this thread too.
        if (++drawn % PORTION === 0) await pause();
        known = { version: code.version, artwork: artworkHash(code.doc.style, payloadOf(code)) };
        if (listed.size >= MOST_LISTED) listed.clear();
        listed.set(code.id, known);
      }
      if (artworks.has(known.artwork)) found.add(code.id);
    }
    return found;
  }

  /** The stored proof that lets this code print as it is now, null when there is none. */
  async function valid(code: StoredCode, forOrigin: string = origin): Promise<StoredProof | null> {
    const artwork =
      forOrigin === origin
        ? artworkOf(code)
        : artworkHash(code.doc.style, printedUrl(forOrigin, code.letters));
    const found = await store.find(code.id, artwork, forOrigin);
    return found && allowsPrint(found.proof, artwork) ? found : null;
  }

  /** Proofs under way by artwork, so that a print waits for the one that the designer has begun. */
  const proving = new Map<string, Promise<StoredProof>>();

  function prove(actor: Actor, code: StoredCode, options: AskOptions): Promise<StoredProof> {
    const artwork = artworkOf(code);
    const made = make(actor, code, options).finally(() => proving.delete(artwork));
    proving.set(artwork, made);
    return made;
  }

  /** Takes and reads the photos of this look of the code. @throws DomainError `preflight_failed`, `unavailable`. */
  async function take(style: StyleDocument, code: StoredCode, options: AskOptions): Promise<ProofRecord> {
    const images = await logoImages(assets, style);
    const art = style.logo?.art;
    if (art?.kind === 'raster' && images.length === 0)
      throw new DomainError('preflight_failed', {
        findings: [{ code: 'logo.missing', severity: 'refuse', details: {} }],
      });
    return prover.prove({ style, payload: payloadOf(code), images }, options);
  }

  async function keep(actor: Actor, code: StoredCode, record: ProofRecord): Promise<StoredProof> {
    const id = newId('prf');
    const madeAt = context.clock();
    await store.add({ id, codeId: code.id, origin, record, madeAt, madeBy: actor.userId });
    const { table: _, ...proof } = record;
    return { id, codeId: code.id, origin, madeAt, byName: actor.name, proof };
  }

  const make = async (actor: Actor, code: StoredCode, options: AskOptions): Promise<StoredProof> =>
    keep(actor, code, await take(code.doc.style, code, options));

  /** The nearest look that passes, with its proof; null when none does within the budget. */
  async function findRepair(
    actor: Actor,
    code: StoredCode,
    { signal, onProgress }: AskOptions,
  ): Promise<ProvenRepair | null> {
    const payload = payloadOf(code);
    let runs = 0;
    const found = await repair(
      code.doc.style,
      payload,
      async (style) => {
        signal?.throwIfAborted();
        const tell = (part: number) => onProgress?.((runs + part) / REPAIR_BUDGET);
        const artwork = artworkHash(style, payload);
        // The look it begins with was mostly proven before, and failed.
        const known = await store.find(code.id, artwork, origin);
        const stored = known?.proof.edition === PROOF_EDITION ? known : null;
        const record = stored ? null : await take(style, code, { signal, onProgress: tell });
        runs += 1;
        tell(0);
        return { passes: stored?.proof.passes ?? record?.passes ?? false, stored, record };
      },
      REPAIR_BUDGET,
    );
    if (!found) return null;
    const { stored, record } = found.preflight;
    const proof = stored ?? (record && (await keep(actor, code, record)));
    return proof && { style: found.style, proof };
  }

  /** Starts one job per artwork of a code at a time; answers the one under way. */
  function startOnce(
    kind: string,
    known: typeof running,
    { actor, campaignId, code }: { actor: Actor; campaignId: string; code: StoredCode },
    work: (options: AskOptions) => Promise<unknown>,
  ): { job: string } {
    const artwork = artworkOf(code);
    const open = known.get(code.id);
    if (open?.artwork === artwork) return { job: open.job };
    const job = jobs.start({
      actor,
      campaignId,
      kind,
      run: async ({ progress, signal }) => {
        try {
          return { data: await work({ signal, onProgress: progress }) };
        } finally {
          if (known.get(code.id)?.artwork === artwork) known.delete(code.id);
        }
      },
    });
    known.set(code.id, { job, artwork });
    return { job };
  }

  return {
    valid,
    proven,

    /** All proofs of a code, the newest first, and the job that makes another, if one is under way. */
    async list(
      actor: Actor,
      campaignId: string,
      codeId: string,
    ): Promise<{ proofs: StoredProof[]; job: string | null }> {
      await codes.get(actor, campaignId, codeId);
      return { proofs: await store.list(codeId), job: running.get(codeId)?.job ?? null };
    },

    /** Proves the stored artwork anew, as a job; its data is the StoredProof. One job per artwork of a code at a time. */
    async start(actor: Actor, campaignId: string, codeId: string): Promise<{ job: string }> {
      const code = await codes.get(actor, campaignId, codeId);
      return startOnce(KIND, running, { actor, campaignId, code }, (options) => prove(actor, code, options));
    },

    /**
     * Looks for the nearest look of the stored style that passes a proof, as a job; its data is a ProvenRepair, null when
     * there is none. The found proof is kept with the code, so that the look can be printed as soon as it is worn.
     */
    async startRepair(actor: Actor, campaignId: string, codeId: string): Promise<{ job: string }> {
      const code = await codes.get(actor, campaignId, codeId);
      const start = { actor, campaignId, code };
      return startOnce(REPAIR_KIND, repairing, start, (options) => findRepair(actor, code, options));
    },

    /**
     * The proof by which this code may be printed: the stored one, else one made now. `code` is the actor's.
     * @throws DomainError `preflight_failed` with `findings` when the style is refused or the proof fails.
     */
    async ensure(actor: Actor, code: StoredCode, options: AskOptions = {}): Promise<StoredProof> {
      const payload = payloadOf(code);
      const refusals = checkStyle(code.doc.style, payload).filter(({ severity }) => severity === 'refuse');
      if (refusals.length > 0) throw new DomainError('preflight_failed', { findings: refusals });
      const awaited = await proving.get(artworkOf(code))?.catch(() => null);
      options.signal?.throwIfAborted();
      const found = awaited ?? (await valid(code)) ?? (await prove(actor, code, options));
      if (!found.proof.passes)
        throw new DomainError('preflight_failed', { findings: proofFindings(code.doc.style, found.proof) });
      return found;
    },

    close: () => prover.close(),
  };
}
