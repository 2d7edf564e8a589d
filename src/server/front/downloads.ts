/** Files for members of the studio: print files, campaign bundles, scans as CSV or NDJSON. */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { media } from '#domain/place/schema.ts';
import { DomainError } from '#domain/shared/error.ts';
import { pick } from '#domain/shared/language.ts';
import { localDayPattern } from '#domain/shared/time.ts';
import { type Lang, langs } from '#i18n/text.ts';
import { printedShortUrl, printedUrl } from '#paths';
import type { App } from '../app.ts';
import { logoImages } from '../codes/proofs/index.ts';
import type { Actor } from '../context.ts';
import { namesOf, readNamed } from '../insight/names.ts';
import { attachment } from './exchange.ts';

const campaign = z.string().max(40);

/** What `GET /api/print` is asked for; lengths in millimetres. */
const printQuery = z.object({
  campaign,
  code: z.string().max(40),
  format: z.enum(['svg', 'png', 'pdf']),
  widthMm: z.coerce.number().min(10).max(3_000),
  bleedMm: z.coerce.number().min(0).max(20).default(0),
  cropMarks: z.enum(['0', '1']).default('0'),
  /** For PDF: black and greys as tints of black ink alone. */
  pureBlack: z.enum(['0', '1']).default('0'),
  dpi: z.coerce.number().int().min(72).max(1_200).default(300),
  medium: z.enum(media).default('poster'),
  /** What a test print says of itself, in the studio's language. */
  testWords: z.string().max(60).optional(),
  /** Adds the proof as a page of the PDF, in this language. */
  proofPage: z.enum(langs).optional(),
});

const scansQuery = z.object({
  campaign,
  format: z.enum(['csv', 'ndjson']),
  from: z.string().regex(localDayPattern),
  until: z.string().regex(localDayPattern),
});

const types = {
  svg: 'image/svg+xml',
  png: 'image/png',
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson',
} as const;

/** Print on packaging and stickers blurs more: a module needs 0.75 mm there (QR size guides). */
const leastModuleMm = (medium: string): number =>
  medium === 'packaging' || medium === 'sticker' ? 0.75 : 0.4;

function parse<Schema extends z.ZodType>(schema: Schema, url: URL): z.infer<Schema> {
  const result = schema.safeParse(Object.fromEntries(url.searchParams));
  if (!result.success)
    throw new DomainError('invalid', { path: result.error.issues[0]?.path.join('.') ?? '' });
  return result.data;
}

export function makeDownloads(app: App) {
  const signedIn = (actor: Actor | null): Actor => {
    if (!actor) throw new DomainError('not_signed_in');
    return actor;
  };

  return {
    /** `GET /api/print`: the file of a code, made only when its artwork has a proof that passed. */
    async print(
      request: IncomingMessage,
      response: ServerResponse,
      who: Actor | null,
      url: URL,
    ): Promise<void> {
      const actor = signedIn(who);
      const query = parse(printQuery, url);
      const code = await app.codes.get(actor, query.campaign, query.code);
      const campaign = await app.campaigns.open(actor, query.campaign);
      const stop = new AbortController();
      response.once('close', () => stop.abort(new DomainError('busy')));
      // Where none is stored the proof is made now, so that asking for a print is never a dead end.
      const proof = await app.proofs.ensure(actor, code, { signal: stop.signal });
      const images = await logoImages(app.assets, code.doc.style);
      const bytes = await app.printer.render(
        {
          format: query.format,
          style: code.doc.style,
          payload: printedUrl(app.settings.publicOrigin, code.letters),
          shortUrl: printedShortUrl(app.settings.publicOrigin, code.letters),
          size: { widthMm: query.widthMm },
          bleedMm: query.bleedMm,
          cropMarks: query.cropMarks === '1',
          pureBlack: query.pureBlack === '1',
          dpi: query.dpi,
          testPrint: app.settings.testPrint,
          ...(query.testWords === undefined ? {} : { testWords: query.testWords }),
          leastModuleMm: leastModuleMm(query.medium),
          proof,
          ...(query.proofPage && query.format === 'pdf'
            ? { proofPage: { lang: query.proofPage, timeZone: campaign.doc.timeZone, letters: code.letters } }
            : {}),
          images,
        },
        stop.signal,
      );
      response.writeHead(200, {
        'Content-Type': types[query.format],
        'Content-Length': bytes.length,
        'Content-Disposition': attachment(`${code.letters}-${Math.round(query.widthMm)}mm.${query.format}`),
        'Cache-Control': 'no-store',
      });
      response.end(request.method === 'HEAD' ? undefined : bytes);
    },

    /** `GET /api/export`: the campaign as a bundle. */
    async bundle(response: ServerResponse, who: Actor | null, url: URL): Promise<void> {
      const actor = signedIn(who);
      const stored = await app.campaigns.open(actor, url.searchParams.get('campaign') ?? '');
      const name = pick(stored.doc.title, 'en', stored.doc.languages).text || 'campaign';
      response.writeHead(200, {
        'Content-Type': 'application/zip',
        'Content-Disposition': attachment(`${name}.wegmarke.zip`),
        'Cache-Control': 'no-store',
      });
      await app.transfer.exportBundle(stored.id, response);
    },

    /** `GET /api/scans`: every scan of a range and what the visits did, named in `lang`, without addresses. */
    async scans(response: ServerResponse, who: Actor | null, url: URL, lang: Lang): Promise<void> {
      const actor = signedIn(who);
      const query = parse(scansQuery, url);
      const stored = await app.campaigns.open(actor, query.campaign);
      const { from, until, format } = query;
      const names = namesOf(await readNamed(app, stored.id), lang, stored.doc.languages);
      const rows = app.insight.exportRows({ campaignId: stored.id, from, until, format, names });
      response.writeHead(200, {
        'Content-Type': types[format],
        'Content-Disposition': attachment(`scans-${from}-${until}.${format}`),
        'Cache-Control': 'no-store',
      });
      for await (const page of rows) {
        if (response.destroyed) break;
        if (!response.write(page)) await once(response, 'drain');
      }
      response.end();
    },
  };
}
