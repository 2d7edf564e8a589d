/**
 * The HTTP front: everything between the socket and the pages. Limits, hosts, methods, origins and headers are
 * decided here, once, for every answer, errors and files included. A scan is answered before Astro is asked.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { DomainError } from '#domain/shared/error.ts';
import { negotiate } from '#domain/shared/language.ts';
import { isLang, type Lang, langs } from '#i18n/text.ts';
import { paths } from '#paths';
import type { App } from '../app.ts';
import { makeRest } from '../rest.ts';
import { makeDownloads } from './downloads.ts';
import { cookieOf, sendProblem, sendText } from './exchange.ts';
import { makeFiles } from './files.ts';
import { answerJob, jobPath } from './jobs.ts';
import { makePages } from './pages.ts';
import { makePlay } from './play.ts';
import { headersOf, makePolicies, routeKind } from './policy.ts';
import { inlineHashes, type PageHandler, renderPage } from './render.ts';
import { makeScanPath, scanEntry } from './scan.ts';
import { makeStudioRoutes } from './studio.ts';
import type { Locals } from './types.ts';

export type { PageHandler } from './render.ts';

const METHODS = new Set(['GET', 'HEAD', 'POST']);
const MAX_FORM_BYTES = 2_000_000;
const MAX_PATH_CHARS = 2_048;
const INTERNAL = new Set<string>([paths.probe(), `${paths.probe()}/`, paths.notice(), `${paths.notice()}/`]);

export interface FrontOptions {
  /** Folders of static files, searched in order. */
  readonly roots: readonly string[];
  readonly handler: PageHandler;
  /** Pages come from the dev server, whose inline scripts change with every edit: no policy is set. */
  readonly development?: boolean;
}

export interface Listener {
  (request: IncomingMessage, response: ServerResponse): void;
  /** Ends what would never end by itself (live feeds); later answers close their connection. */
  drain(): void;
}

/** The request listener of the product. Renders the probe page to learn the hashes of the inline tags. */
export async function makeFront(
  app: App,
  { roots, handler, development = false }: FrontOptions,
): Promise<Listener> {
  const { settings } = app;
  const host = new URL(settings.publicOrigin).host;
  const hosts = new Set(settings.origins.map((origin) => new URL(origin).host));
  const origins = new Set(settings.origins);
  const secure = settings.publicOrigin.startsWith('https://');
  const proxies = new Set(settings.trustedProxies);

  const addressOf = (request: IncomingMessage): string => {
    const peer = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
    if (!proxies.has(peer)) return peer;
    const forwarded = String(request.headers['x-forwarded-for'] ?? '');
    return forwarded.split(',').at(-1)?.trim() || peer;
  };

  const hostOf = (request: IncomingMessage): string => {
    const peer = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
    const forwarded = proxies.has(peer) ? request.headers['x-forwarded-host'] : undefined;
    return String(forwarded ?? request.headers.host ?? '').toLowerCase();
  };

  const anonymous: Locals = {
    app,
    actor: null,
    lang: 'en',
    theme: 'light',
    language: 'en',
    visit: null,
    notice: null,
    cookies: [],
  };
  const hashes = development
    ? { scripts: [], styles: [] }
    : inlineHashes((await renderPage(handler, paths.probe(), host, anonymous)).html);
  const policies = makePolicies(hashes, secure);
  const hsts = secure && !settings.tls ? { 'Strict-Transport-Security': 'max-age=63072000' } : {};

  const files = makeFiles(roots, app.assets.folder);
  const pages = makePages(app, handler, host, {
    policyOf: (kind, styles) =>
      development
        ? []
        : Object.entries({
            ...headersOf(kind, { ...hashes, styles: [...hashes.styles, ...styles] }, secure),
            ...hsts,
          }).flat(),
    readText: (path) => files.readText(path),
  });
  app.onCampaignChange(() => pages.forget());
  const scan = makeScanPath(app, pages, addressOf);
  const play = makePlay(app, pages);
  const studio = makeStudioRoutes(app);
  const downloads = makeDownloads(app);

  /** A path fit to be looked at: decodes once, stays on this site, names no folder above. Null is a 404. */
  function readPath(target: string): 'bad' | null | URL {
    if (target.length > MAX_PATH_CHARS || !target.startsWith('/') || /^\/[/\\]/.test(target)) return null;
    try {
      const decoded = decodeURIComponent(target.split('?')[0] ?? '');
      if (/[\0\\]|\/\/|(?:^|\/)\.\.?(?:\/|$)/.test(decoded) || /%[0-9a-f]{2}/i.test(decoded)) return null;
    } catch {
      return 'bad';
    }
    return new URL(target, settings.publicOrigin);
  }

  const langOf = (request: IncomingMessage): Lang => {
    const language = negotiate(langs, cookieOf(request, 'wegmarke.lang'), request.headers['accept-language']);
    return isLang(language) ? language : 'en';
  };

  async function toPages(request: IncomingMessage, response: ServerResponse, lang: Lang): Promise<void> {
    const actor = await app.accounts.actorOf(request.headers.cookie);
    const theme = cookieOf(request, 'wegmarke.theme');
    const locals: Locals = {
      app,
      actor,
      lang,
      theme: theme === 'light' || theme === 'dark' ? theme : 'system',
      language: lang,
      visit: null,
      notice: null,
      cookies: [],
    };
    if (request.method === 'POST') {
      const length = request.headers['content-length'];
      if (length === undefined) return sendText(response, 411, 'Length Required');
      if (Number(length) > MAX_FORM_BYTES) throw new DomainError('too_large', { limitBytes: MAX_FORM_BYTES });
    }
    response.setHeader('Cache-Control', 'no-store');
    // The page's own head may come before an action's cookies are known, so they are added when it is written.
    const writeHead = response.writeHead.bind(response);
    response.writeHead = ((...args: Parameters<typeof writeHead>) => {
      for (const cookie of locals.cookies) response.appendHeader('Set-Cookie', cookie);
      locals.cookies.length = 0;
      return writeHead(...args);
    }) as typeof response.writeHead;
    const nothing = () => sendText(response, 404, 'Not found');
    /** No such page: whoever reads HTML gets the page that says so. */
    const missing = () => {
      if (!String(request.headers.accept ?? '').includes('text/html')) return nothing();
      request.url = '/404';
      Promise.resolve(handler(request, response, nothing, locals)).catch(() => response.destroy());
    };
    await handler(request, response, missing, locals);
  }

  async function route(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    lang: Lang,
  ): Promise<void> {
    const path = url.pathname;
    const posts = request.method === 'POST';
    if (posts || request.method === 'DELETE') {
      const origin = request.headers.origin;
      if (!origin || !origins.has(origin)) throw new DomainError('not_allowed', { reason: 'origin' });
    }
    const job = jobPath(path);
    if (job && !posts)
      return answerJob(app, request, response, await app.accounts.actorOf(request.headers.cookie), job);
    if (path === '/api/events' && posts) return play.events(request, response);
    const choose = /^\/play\/([^/]+)\/choose$/.exec(path);
    if (choose && posts) return play.choose(request, response, choose[1] ?? '');
    // A passage is read, never sent to: its page is filled in by us alone.
    if (posts && path.startsWith('/play/'))
      return sendText(response, 405, 'Method Not Allowed', { Allow: 'GET, HEAD' });
    if (path === '/api/assets' && posts) {
      return studio.upload(request, response, await app.accounts.actorOf(request.headers.cookie), url);
    }
    if (!posts) {
      const go = /^\/play\/go\/([^/]+)\/([^/]+)$/.exec(path);
      if (go) return play.go(response, go[1] ?? '', go[2] ?? '', url.searchParams.get('v') ?? '');
      const marker = /^\/play\/marker\/([^/]+)$/.exec(path);
      if (marker) return play.marker(request, response, marker[1] ?? '');
      if (path === '/studio/lang') return studio.preference(response, 'lang', url);
      if (path === '/studio/theme') return studio.preference(response, 'theme', url);
      if (path === '/api/print')
        return downloads.print(request, response, await app.accounts.actorOf(request.headers.cookie), url);
      if (path === '/api/export')
        return downloads.bundle(response, await app.accounts.actorOf(request.headers.cookie), url);
      if (path === '/api/scans')
        return downloads.scans(response, await app.accounts.actorOf(request.headers.cookie), url, lang);
      if (path === '/api/live')
        return studio.live(request, response, await app.accounts.actorOf(request.headers.cookie), url);
      if (path.startsWith('/play/quick-look/')) return play.quickLook(request, response, path);
      if (path.startsWith('/play/') && (await play.passage(request, response, url))) return;
      if (await files.send(request, response, path)) return;
    }
    // Astro decodes what it routes, so that a spelling of its own would lead there too.
    if (INTERNAL.has(decodeURIComponent(path)) || /^\/(?:_a|assets)\//.test(path))
      return sendText(response, 404, 'Not found');
    await toPages(request, response, lang);
  }

  /** Policy headers of each kind as `writeHead` takes them raw, for the scan path. */
  const scanHeaders = Object.entries(development ? {} : { ...policies.play, ...hsts }).flat();

  let draining = false;
  const rest = makeRest();

  function listen(request: IncomingMessage, response: ServerResponse): void {
    rest.stir();
    const target = request.url ?? '/';
    response.on('error', () => response.destroy());
    if (draining) response.shouldKeepAlive = false;
    const entry = scanEntry(target);
    if (entry !== null && request.method === 'GET' && hosts.has(hostOf(request)) && !entry.includes('%')) {
      scan(request, response, target.length > MAX_PATH_CHARS ? '' : entry, scanHeaders);
      return;
    }
    const policy = policies[routeKind(target.split('?')[0] ?? '/')];
    for (const [name, value] of Object.entries(development ? {} : { ...policy, ...hsts }))
      response.setHeader(name, value);
    if (!METHODS.has(request.method ?? '') && !(request.method === 'DELETE' && jobPath(target) !== null)) {
      sendText(response, 405, 'Method Not Allowed', { Allow: 'GET, HEAD, POST', Connection: 'close' });
      return;
    }
    if (!hosts.has(hostOf(request))) {
      sendText(response, 421, 'Misdirected Request: this server does not answer for that host.');
      return;
    }
    const url = readPath(target);
    if (url === 'bad') {
      sendText(response, 400, 'Bad Request: the address is not valid UTF-8.');
      return;
    }
    if (entry !== null && request.method !== 'POST') {
      scan(request, response, url === null ? '' : entry, []);
      return;
    }
    if (url === null) {
      sendText(response, 404, 'Not found');
      return;
    }
    const lang = langOf(request);
    route(request, response, url, lang).catch((cause: unknown) => {
      if (cause instanceof DomainError) {
        if (cause.code === 'too_large') {
          // What is still on its way is not read: the connection ends with the answer.
          response.setHeader('Connection', 'close');
          response.once('finish', () => request.destroy());
        }
        sendProblem(response, lang, cause.code, cause.details);
      } else if (request.errored && request.errored === cause) {
        // The client went away, or was too slow and was sent away: there is nobody to answer.
        response.destroy();
      } else {
        console.error('request failed:', cause instanceof Error ? cause.stack : 'unknown');
        sendProblem(response, lang, 'unavailable', {}, 500);
      }
    });
  }

  return Object.assign(listen, {
    drain(): void {
      draining = true;
      rest.close();
      studio.endLive();
      app.jobs.drain();
    },
  });
}
