/**
 * Orders: up to a thousand codes on real paper as one PDF, or as a ZIP of SVG files with a table. Promises that every code
 * in the file stands on a proof of its style in its size of symbol, and was itself read by every decoder as drawn
 * (docs/decisions/009-batch-proof.md). Orders run as jobs, their work in a thread of its own.
 */
import { countPages, MOST_CODES, MOST_LABELS, type PrintOrder, perPage } from '#domain/qr/labels.ts';
import type { Proof } from '#domain/qr/proof.ts';
import { DomainError } from '#domain/shared/error.ts';
import { pick } from '#domain/shared/language.ts';
import { printedShortUrl, printedUrl } from '#paths';
import type { Assets } from '../../../assets/index.ts';
import type { Campaigns } from '../../../campaigns/index.ts';
import type { Actor } from '../../../context.ts';
import type { JobContext, JobResult, Jobs } from '../../../jobs/index.ts';
import type { Places } from '../../../places/index.ts';
import type { makeCodes, StoredCode } from '../../index.ts';
import { logoImages, type Proofs } from '../../proofs/index.ts';
import { type AskOptions, makeThread, pause } from '../../thread.ts';
import { finishOf } from './draw.ts';
import type { OrderItem, PackedBatch } from './order.ts';
import type { BatchAnswer, BatchAsk, Kin, KinProof, Refused } from './worker.ts';

export { orderSchema } from './order.ts';

export interface OrderServices {
  readonly campaigns: Pick<Campaigns, 'open'>;
  readonly codes: Pick<ReturnType<typeof makeCodes>, 'pick'>;
  readonly places: Pick<Places, 'places' | 'placements'>;
  readonly assets: Pick<Assets, 'refs' | 'file'>;
  readonly jobs: Pick<Jobs, 'start'>;
  readonly proofs: Pick<Proofs, 'ensure' | 'valid'>;
}

/** What a finished order tells beside its file. */
export interface OrderDone {
  readonly codes: number;
  readonly pages: number;
  readonly labels: number;
  /** Styles in a size of symbol that a proof stands for, and how many of those had to be made. */
  readonly kin: number;
  readonly proofsMade: number;
  /** Codes that a reader missed and that passed a proof of their own. */
  readonly judgedAlone: readonly string[];
}

/** The name of these jobs. */
export const ORDER_KIND = 'print';

/**
 * From this score on one code's proof stands for all of its kin. Measured (decision 009): of styles that score 95 or more
 * the codes of one kin lie within 2.5 points of one another; nearer to the gate (93) a single payload decides.
 */
const STANDS_FOR_KIN = 96;

/** Seconds that a proof and a code take, for the progress only. */
const SECONDS = { proof: 8, code: 0.012 };
/** Codes looked up between two turns of others. */
const PORTION = 20;

/** Refused codes that are named. */
const NAMED = 50;

/** Print on packaging blurs more: a module needs 0.75 mm there (QR size guides). */
const LEAST_MODULE_MM = { paper: 0.4, packaging: 0.75 };

export function makeOrders(
  services: OrderServices,
  { origin, testPrint }: { origin: string; testPrint: boolean },
  worker = new URL('./worker.ts', import.meta.url),
) {
  const { campaigns, codes, places, assets, jobs, proofs } = services;
  const thread = makeThread<BatchAsk, BatchAnswer>(worker, 768);

  async function ask<Kind extends BatchAnswer['kind']>(
    kind: Kind,
    question: BatchAsk,
    options: AskOptions,
  ): Promise<Extract<BatchAnswer, { kind: Kind }>> {
    const answer = await thread.ask(question, options);
    if (answer.kind !== kind) throw new DomainError('unavailable');
    return answer as Extract<BatchAnswer, { kind: Kind }>;
  }

  /** The codes by id in the order asked for. @throws DomainError `not_found`, `code_retired`. */
  async function chosen(actor: Actor, campaignId: string, ids: readonly string[]): Promise<StoredCode[]> {
    const wanted = [...new Set(ids)];
    const all = await codes.pick(actor, campaignId, wanted);
    return wanted.map((id) => {
      const code = all.get(id);
      if (!code) throw new DomainError('not_found', { what: 'code' });
      if (code.doc.retired) throw new DomainError('code_retired', { letters: code.letters });
      return code;
    });
  }

  async function batchOf(
    actor: Actor,
    campaignId: string,
    list: readonly StoredCode[],
    order: PrintOrder,
    lang: string,
  ): Promise<PackedBatch> {
    const { doc } = await campaigns.open(actor, campaignId);
    const placeNames = new Map<string, string>();
    const nameOf = async (id: string): Promise<string> => {
      const known = placeNames.get(id);
      if (known !== undefined) return known;
      const place = await places.places.find(campaignId, id);
      const name = place ? pick(place.doc.name, lang, doc.languages).text : '';
      placeNames.set(id, name);
      return name;
    };
    const styles: string[] = [];
    const images = new Map<string, PackedBatch['images'][number]>();
    const styleAt = new Map<string, number>();
    const items: OrderItem[] = [];
    for (const [index, code] of list.entries()) {
      // Scans are answered by this thread too.
      if (index % PORTION === 0) await pause();
      const text = JSON.stringify(code.doc.style);
      let style = styleAt.get(text);
      if (style === undefined) {
        style = styles.push(text) - 1;
        styleAt.set(text, style);
        for (const image of await logoImages(assets, code.doc.style)) images.set(image.assetId, image);
      }
      const { kind, id } = code.bearer;
      const placement = kind === 'placement' ? (await places.placements.find(campaignId, id))?.doc : null;
      const medium = placement?.medium ?? '';
      items.push({
        id: code.id,
        letters: code.letters,
        payload: printedUrl(origin, code.letters),
        shortUrl: printedShortUrl(origin, code.letters),
        style,
        place: (placement?.placeId && (await nameOf(placement.placeId))) || placement?.name || '',
        medium,
        leastModuleMm: medium === 'packaging' ? LEAST_MODULE_MM.packaging : LEAST_MODULE_MM.paper,
      });
    }
    const title = pick(doc.title, lang, doc.languages).text;
    return { order, items, styles, images: [...images.values()], title, testPrint };
  }

  /**
   * A proof for each kin, made where none is stored; where it is close, one for each of its codes. What fails is told all
   * at once.
   */
  async function proveAll(
    actor: Actor,
    kin: readonly Kin[],
    list: readonly StoredCode[],
    signal: AbortSignal,
    onProgress: (done: number, at: number) => void,
  ): Promise<{ proofs: KinProof[]; made: number }> {
    const refused: Refused[] = [];
    const found: KinProof[] = [];
    let made = 0;

    /** The code's proof; null, and told, when it is refused. */
    async function prove(code: StoredCode, tell: (part: number) => void): Promise<Proof | null> {
      // A stored proof is found without a wait, and its artwork takes some milliseconds to name.
      await pause();
      signal.throwIfAborted();
      try {
        const known = await proofs.valid(code);
        const { proof } = known ?? (await proofs.ensure(actor, code, { signal, onProgress: tell }));
        if (!known) made += 1;
        return proof;
      } catch (cause) {
        if (!(cause instanceof DomainError) || cause.code !== 'preflight_failed') throw cause;
        const findings = cause.details['findings'] as Refused['findings'];
        refused.push({ letters: code.letters, findings });
        return null;
      }
    }

    for (const [at, { items }] of kin.entries()) {
      // Always in the same order, so that the next order finds the same proof again.
      const bearers = items
        .flatMap((index) => list[index] ?? [])
        .sort((one, other) => (one.id < other.id ? -1 : 1));
      const tell = (part: number) => onProgress((at + part) / kin.length, at);
      tell(0);
      const [first, ...others] = bearers;
      if (!first) continue;
      const proof = await prove(first, (part) => tell(part / bearers.length));
      found.push({ score: proof?.score ?? 0, artwork: proof?.artwork ?? '', letters: first.letters });
      if (!proof) {
        // A style that fails on one payload is not put on a thousand.
        const { findings = [] } = refused.at(-1) ?? {};
        refused.push(...others.map(({ letters }) => ({ letters, findings })));
      } else if (proof.score < STANDS_FOR_KIN)
        for (const [index, code] of others.entries())
          await prove(code, (part) => tell((index + 1 + part) / bearers.length));
    }
    refuse(refused);
    return { proofs: found, made };
  }

  async function run(
    actor: Actor,
    list: readonly StoredCode[],
    batch: PackedBatch,
    { progress, signal, path }: JobContext,
  ): Promise<JobResult> {
    const { kin } = await ask('looked', { kind: 'look', batch }, { signal });
    refuse(
      kin.flatMap(({ items, findings }) =>
        findings.some(({ severity }) => severity === 'refuse')
          ? items.map((index) => ({ letters: batch.items[index]?.letters ?? '', findings }))
          : [],
      ),
    );
    const [proving, drawing] = [kin.length * SECONDS.proof, list.length * SECONDS.code];
    const share = proving / (proving + drawing);
    const { proofs: stood, made } = await proveAll(actor, kin, list, signal, (done, at) =>
      progress(done * share, `proving ${at + 1} ${kin.length}`),
    );
    progress(share, 'drawing');
    const done = await ask(
      'made',
      { kind: 'make', batch, kin, proofs: stood, path },
      { signal, onProgress: (part) => progress(share + part * (1 - share), 'drawing') },
    );
    const data: OrderDone = {
      codes: list.length,
      pages: done.pages,
      labels: done.labels,
      kin: kin.length,
      proofsMade: made,
      judgedAlone: done.judgedAlone,
    };
    const name = [batch.title, `${list.length} codes`].filter(Boolean).join(', ');
    return batch.order.format === 'pdf'
      ? { data, file: { name: `${name}.pdf`, type: 'application/pdf' } }
      : { data, file: { name: `${name}.zip`, type: 'application/zip' } };
  }

  return {
    /**
     * Starts an order; the job's data is an `OrderDone`, a refusal's details name the codes (`refused`) with their findings.
     * @throws DomainError `invalid` for none or too many, `not_found`, `code_retired`, `busy`.
     */
    async start(
      actor: Actor,
      campaignId: string,
      ids: readonly string[],
      order: PrintOrder,
      lang: string,
    ): Promise<{ job: string }> {
      const list = await chosen(actor, campaignId, ids);
      const labels = list.length * order.copies;
      if (list.length === 0 || list.length > MOST_CODES) throw new DomainError('invalid', { path: 'codes' });
      if (order.format === 'pdf') {
        if (labels > MOST_LABELS) throw new DomainError('invalid', { path: 'copies' });
        if (perPage(order.stock, finishOf(order)) === 0 || countPages(order.stock, finishOf(order), 1) === 0)
          throw new DomainError('invalid', { path: 'stock' });
      }
      const batch = await batchOf(actor, campaignId, list, order, lang);
      const job = jobs.start({
        actor,
        campaignId,
        kind: ORDER_KIND,
        run: (context) => run(actor, list, batch, context),
      });
      return { job };
    },

    close: () => thread.close(),
  };
}

/** @throws DomainError `preflight_failed` when there is any, with the first one's findings and all by name. */
function refuse(refused: readonly Refused[]): void {
  if (refused.length === 0) return;
  throw new DomainError('preflight_failed', {
    findings: refused[0]?.findings ?? [],
    refused: refused.slice(0, NAMED),
    refusedInAll: refused.length,
  });
}
