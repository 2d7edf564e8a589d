/** What a phone sends while a scene plays: events, choices without JavaScript, steps into other scenes. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Marker, markerOf, type Poster } from '#domain/code/marker.ts';
import { parseCode } from '#domain/code/model.ts';
import type { Artwork } from '#domain/place/model.ts';
import { eventsSchema, MAX_EVENTS_BYTES } from '#domain/scan/schema.ts';
import { type ChoiceTarget, endsHere, passage, type Scene } from '#domain/scene/model.ts';
import { DomainError } from '#domain/shared/error.ts';
import { idPattern } from '#domain/shared/id.ts';
import { negotiate } from '#domain/shared/language.ts';
import { paths, printedUrl } from '#paths';
import type { App } from '../app.ts';
import { findOption } from '../scenes/index.ts';
import { readBody, sendJson } from './exchange.ts';
import type { Pages } from './pages.ts';
import { sendQuickLook } from './quick-look.ts';

const visitPattern = /^[A-Za-z0-9_-]{16}$/;
const versionPattern = idPattern('ver');
const optionPattern = idPattern('opt');
const MAX_FORM_BYTES = 4_096;

/** The part at which the scene is over after `target`; null is the closing screen. Nothing when it goes on. */
function endOf(scene: Scene, target: ChoiceTarget): { readonly block: string | null } | undefined {
  if (target.kind === 'end') return { block: null };
  if (target.kind !== 'block') return undefined;
  const shown = passage(scene, target.id);
  return endsHere(shown) ? { block: shown.at(-1)?.id ?? null } : undefined;
}

export function makePlay(app: App, pages: Pages) {
  /** Where a choice leads: an address, within the frozen version or into the newest of another scene. */
  async function follow(
    versionId: string,
    sceneId: string,
    target: ChoiceTarget,
    visit: string,
    language: string | undefined,
  ): Promise<string> {
    const parameters = new URLSearchParams();
    if (language) parameters.set('lang', language);
    if (visit) parameters.set('v', visit);
    const query = parameters.size > 0 ? `?${parameters}` : '';
    if (target.kind === 'block') return `${paths.passage(versionId, sceneId, target.id)}${query}`;
    if (target.kind === 'end') return `${paths.passage(versionId, sceneId, 'end')}${query}`;
    const nextScene = target.kind === 'scene' ? target.id : app.routes.sceneOf(target.id);
    const next = nextScene ? await app.scenes.versions.newestOf(nextScene) : null;
    if (!next) return `${paths.passage(versionId, sceneId, 'end')}${query}`;
    return `${paths.passage(next.id, next.sceneId, 'start')}${query}`;
  }

  /** The language that the address asks for, so that a choice does not change it. */
  const languageOf = ({ url }: IncomingMessage): string | undefined =>
    /[?&]lang=([a-z]{2})(?:&|$)/.exec(url ?? '')?.[1];

  function redirect(response: ServerResponse, location: string): void {
    response.writeHead(303, { Location: location, 'Cache-Control': 'no-store', 'Content-Length': 0 });
    response.end();
  }

  async function optionOf(versionId: string, optionId: string) {
    if (!versionPattern.test(versionId) || !optionPattern.test(optionId))
      throw new DomainError('not_found', { what: 'choice' });
    const version = await app.scenes.getVersion(versionId);
    const chosen = findOption(version.scene, optionId);
    if (!chosen) throw new DomainError('not_found', { what: 'choice' });
    return { version, ...chosen };
  }

  /** What phones get of a print's artwork; null as long as nothing was made for them. */
  async function posterOf(artwork: Artwork | null): Promise<Poster | null> {
    if (!artwork) return null;
    const { assetId, ...place } = artwork;
    const small = await app.assets.findLighter(assetId);
    return small && { url: small.url, ...place };
  }

  /** @throws DomainError `not_found`. */
  async function markerFor(request: IncomingMessage, entry: string): Promise<Marker> {
    const letters = parseCode(entry);
    const route = letters === null ? undefined : app.routes.find(letters);
    if (!route) throw new DomainError('not_found', { what: 'code' });
    const { style } = route.code;
    const art = style.logo?.art;
    const logo = art?.kind === 'raster' ? (await app.assets.refs([art.assetId]))[art.assetId] : undefined;
    const { origins, publicOrigin } = app.settings;
    // Former origins are still on walls: the print says the one that was scanned.
    const scanned = origins.find((origin) => new URL(origin).host === request.headers.host);
    const payload = printedUrl(scanned ?? publicOrigin, route.letters);
    return markerOf(style, payload, {
      logoUrl: logo?.url,
      poster: await posterOf(route.print?.artwork ?? null),
      print: route.print,
    });
  }

  return {
    /** `POST /api/events`: 204 whatever the visit was; a malformed body gets a problem. */
    async events(request: IncomingMessage, response: ServerResponse): Promise<void> {
      if (!String(request.headers['content-type'] ?? '').startsWith('application/json'))
        throw new DomainError('wrong_type');
      const body = await readBody(request, MAX_EVENTS_BYTES);
      let parsed: unknown;
      try {
        parsed = JSON.parse(body.toString('utf8'));
      } catch {
        throw new DomainError('invalid', { path: '' });
      }
      const result = eventsSchema.safeParse(parsed);
      if (!result.success) {
        sendJson(response, 400, {
          type: 'about:blank',
          title: 'invalid',
          status: 400,
          code: 'invalid',
          requestId: crypto.randomUUID(),
          path: result.error.issues[0]?.path.join('.') ?? '',
        });
        return;
      }
      const { v, version, events } = result.data;
      await app.ledger.record(v, version, events);
      response.writeHead(204, { 'Cache-Control': 'no-store' });
      response.end();
    },

    /** `POST /play/<version>/choose`: a choice made without JavaScript; recorded here, answered with 303. */
    async choose(request: IncomingMessage, response: ServerResponse, versionId: string): Promise<void> {
      const form = new URLSearchParams((await readBody(request, MAX_FORM_BYTES)).toString('utf8'));
      const visit = visitPattern.test(form.get('v') ?? '') ? (form.get('v') ?? '') : '';
      const { version, blockId, option } = await optionOf(versionId, form.get('choice') ?? '');
      if (visit) {
        const at = { block: blockId, atMs: 0 };
        const end = endOf(version.scene, option.target);
        await app.ledger.record(visit, versionId, [
          { kind: 'shown', ...at },
          { kind: 'read', ...at },
          { kind: 'chosen', ...at, option: option.id },
          // Nothing is heard of the phone after the last choice.
          ...(end ? [{ kind: 'completed' as const, ...at, ...end }] : []),
        ]);
      }
      redirect(response, await follow(versionId, version.sceneId, option.target, visit, languageOf(request)));
    },

    /** `GET /play/go/<version>/<option>`: where a choice leads outside its own version. */
    async go(response: ServerResponse, versionId: string, optionId: string, visit: string): Promise<void> {
      const { version, option } = await optionOf(versionId, optionId);
      redirect(
        response,
        await follow(
          versionId,
          version.sceneId,
          option.target,
          visitPattern.test(visit) ? visit : '',
          languageOf(response.req),
        ),
      );
    },

    /** `GET /play/marker/<CODE>`: the code as it is printed, for the camera to find. @throws DomainError `not_found`. */
    async marker(request: IncomingMessage, response: ServerResponse, entry: string): Promise<void> {
      sendJson(response, 200, await markerFor(request, entry));
    },

    /** `GET /play/quick-look/<version>/<block>[/<CODE>].usdz`. @throws DomainError `not_found`. */
    async quickLook(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
      const [, version, block, entry] =
        /^\/play\/quick-look\/([^/]+)\/([^/]+?)(?:\/([^/]+))?\.usdz$/.exec(path) ?? [];
      if (!version || !block) throw new DomainError('not_found', { what: 'model' });
      const symbolMm = entry ? (await markerFor(request, entry)).symbolMm : null;
      await sendQuickLook(app, request, response, { version, block, symbolMm });
    },

    /** A passage of a frozen version, from the cache. */
    async passage(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> {
      const match = /^\/play\/(ver_[0-9a-z]{16})\/(?:(scn_[0-9a-z]{16})\/([a-z0-9_]{1,40}))?$/.exec(
        url.pathname,
      );
      if (!match?.[1]) return false;
      const version = await app.scenes.getVersion(match[1]).catch(() => null);
      if (!version) return false;
      const language = negotiate(
        version.campaign.languages,
        url.searchParams.get('lang'),
        request.headers['accept-language'],
      );
      const page = await pages.passage(version.versionId, match[2] ?? null, match[3] ?? null, language);
      const visit = url.searchParams.get('v') ?? '';
      const zipped = String(request.headers['accept-encoding'] ?? '').includes('gzip');
      const text = visitPattern.test(visit) ? visit : '';
      const body = zipped ? page.gzip(text) : page.plain(text);
      for (let index = 0; index < page.headers.length; index += 2) {
        response.setHeader(page.headers[index] ?? '', page.headers[index + 1] ?? '');
      }
      response.writeHead(page.status, {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Length': body.length,
        'Cache-Control': 'no-store',
        'X-Robots-Tag': 'noindex',
        Vary: 'Accept-Encoding, Accept-Language',
        ...(zipped ? { 'Content-Encoding': 'gzip' } : {}),
      });
      response.end(request.method === 'HEAD' ? undefined : body);
      return true;
    },
  };
}
