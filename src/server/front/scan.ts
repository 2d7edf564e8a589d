/**
 * The scan path: route map → decide → ledger → answer. A scene is served at the scanned address itself; a
 * foreign target gets 302. The target comes from the database alone, and no cookie is set.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseCode, resolveTarget } from '#domain/code/model.ts';
import type { ScanRoute } from '#domain/scan/model.ts';
import { negotiate } from '#domain/shared/language.ts';
import type { App } from '../app.ts';
import { type Answer, decide, type Route } from '../codes/routes.ts';
import type { PreparedPage } from './page-cache.ts';
import type { Pages } from './pages.ts';

const CODE_PATH = /^\/q\/([^?#]*?)\/?(?:[?#]|$)/i;
const interfaceLanguages = ['en', 'de'];

/** The text after `/Q/`, or null when the address is no scan. */
export const scanEntry = (url: string): string | null => CODE_PATH.exec(url)?.[1] ?? null;

const header = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

const MAX_REDIRECTS = 10_000;
const pageHeaders = [
  'Content-Type',
  'text/html; charset=utf-8',
  'Cache-Control',
  'no-store',
  'X-Robots-Tag',
  'noindex',
  'Vary',
  'Accept-Encoding, Accept-Language',
];
const zippedHeader = ['Content-Encoding', 'gzip'];

/** Headers and body of a 302 to `url`, which is an http(s) address that the owner stored. */
function prepareRedirect(url: string): { headers: readonly string[]; body: Buffer } {
  const location = new URL(url).href;
  const safe = location.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const body = Buffer.from(`<!doctype html><title>Wegmarke</title><a href="${safe}">→</a>`);
  const headers = [
    'Location',
    location,
    'Content-Type',
    'text/html; charset=utf-8',
    'Content-Length',
    String(body.length),
    'Cache-Control',
    'no-store',
    'X-Robots-Tag',
    'noindex',
  ];
  return { headers, body };
}

export function makeScanPath(app: App, pages: Pages, addressOf: (request: IncomingMessage) => string) {
  const redirects = new Map<string, ReturnType<typeof prepareRedirect>>();
  /** One object per code, answer and language, so that the ledger knows it again by identity. */
  const attributions = new WeakMap<Route, Map<string, ScanRoute>>();

  function attribute(route: Route, answer: Answer, language: string, now: number): ScanRoute {
    const versionId = answer.kind === 'scene' ? answer.versionId : null;
    const key = `${answer.rule}|${versionId}|${answer.chapterId}|${language}`;
    let known = attributions.get(route);
    if (!known) {
      known = new Map();
      attributions.set(route, known);
    }
    let made = known.get(key);
    if (!made) {
      made = {
        campaignId: route.campaignId,
        timeZone: route.campaign.timeZone,
        code: route.letters,
        codeId: route.codeId,
        bearer: route.bearer,
        placeId: route.placeId,
        chapterId: answer.chapterId,
        channel: route.channel,
        targetKind:
          answer.kind === 'notice'
            ? null
            : (resolveTarget(route.code, now, route.campaign.timeZone).target?.kind ?? null),
        rule: answer.rule,
        sceneVersionId: versionId,
        language,
      };
      known.set(key, made);
    }
    return made;
  }

  function sendPage(
    request: IncomingMessage,
    response: ServerResponse,
    page: PreparedPage,
    visitId: string,
  ): void {
    const zipped = String(request.headers['accept-encoding'] ?? '').includes('gzip');
    const body = zipped ? page.gzip(visitId) : page.plain(visitId);
    response.writeHead(page.status, [
      ...page.headers,
      ...pageHeaders,
      ...(zipped ? zippedHeader : []),
      'Content-Length',
      String(body.length),
    ]);
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  function sendRedirect(
    request: IncomingMessage,
    response: ServerResponse,
    url: string,
    policy: readonly string[],
  ): void {
    let made = redirects.get(url);
    if (!made) {
      if (redirects.size > MAX_REDIRECTS) redirects.clear();
      made = prepareRedirect(url);
      redirects.set(url, made);
    }
    response.writeHead(302, [...policy, ...made.headers]);
    response.end(request.method === 'HEAD' ? undefined : made.body);
  }

  async function unknown(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const language = negotiate(interfaceLanguages, null, header(request.headers['accept-language']));
    sendPage(request, response, await pages.notice('unknown', null, language), '');
  }

  function answerScan(
    request: IncomingMessage,
    response: ServerResponse,
    route: Route,
    staff: boolean,
    policy: readonly string[],
  ): void {
    const now = app.clock();
    const answer = decide(route, now, staff);
    const { headers } = request;
    const wish = /[?&]lang=([a-z]{2})(?:&|$)/.exec(request.url ?? '')?.[1];
    const language = negotiate(route.campaign.languages, wish, header(headers['accept-language']));
    app.ledger.enqueue(
      {
        at: now,
        route: attribute(route, answer, language, now),
        address: addressOf(request),
        userAgent: headers['user-agent'],
        method: request.method ?? 'GET',
        secPurpose: header(headers['sec-purpose'] ?? headers['purpose'] ?? headers['x-moz']),
        secFetchMode: header(headers['sec-fetch-mode']),
        secFetchDest: header(headers['sec-fetch-dest']),
        secFetchUser: header(headers['sec-fetch-user']),
        staff,
      },
      ({ visitId }) => {
        if (answer.kind === 'redirect') {
          sendRedirect(request, response, answer.url, policy);
          return;
        }
        const page =
          answer.kind === 'scene'
            ? pages.passage(answer.versionId, null, null, language)
            : pages.notice(answer.notice, route.campaignId, language);
        page.then(
          (ready) => sendPage(request, response, ready, visitId),
          (cause: unknown) => {
            console.error('scene could not be rendered:', cause);
            pages
              .notice('error', route.campaignId, language)
              .then((ready) => sendPage(request, response, ready, visitId))
              .catch(() => response.destroy());
          },
        );
      },
    );
  }

  /** Answers a scan of `entry`, the text after `/Q/`; `policy` holds raw headers that are not set yet. */
  return function scan(
    request: IncomingMessage,
    response: ServerResponse,
    entry: string,
    policy: readonly string[],
  ): void {
    const letters = parseCode(entry);
    const route = letters === null ? undefined : app.routes.find(letters);
    if (!route) {
      void unknown(request, response).catch(() => response.destroy());
      return;
    }
    if (!request.headers.cookie) {
      answerScan(request, response, route, false, policy);
      return;
    }
    app.accounts.actorOf(request.headers.cookie).then(
      (actor) => answerScan(request, response, route, actor !== null, policy),
      () => answerScan(request, response, route, false, policy),
    );
  };
}
