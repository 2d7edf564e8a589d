/** What the studio needs beside pages and actions: uploads, the live feed, language and theme. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { DomainError } from '#domain/shared/error.ts';
import type { App } from '../app.ts';
import type { Actor } from '../context.ts';
import { sendJson } from './exchange.ts';

const YEAR_SECONDS = 31_536_000;
const HEARTBEAT_MS = 20_000;
const MAX_UNREAD_BYTES = 1_000_000;

/** A path of this site to go back to; anything else leads to the studio. */
export const ownPath = (back: string | null): string =>
  back && /^\/(?![/\\])[\w\-./?=&%]*$/.test(back) ? back : '/studio';

export function makeStudioRoutes(app: App) {
  const secure = app.settings.publicOrigin.startsWith('https://') ? '; Secure' : '';
  const feeds = new Set<ServerResponse>();

  return {
    /** `GET /studio/lang?to=de&back=…` and `/studio/theme?to=dark&back=…`: kept in a cookie of the studio. */
    preference(response: ServerResponse, name: 'lang' | 'theme', url: URL): void {
      const allowed = name === 'lang' ? ['en', 'de'] : ['light', 'dark', 'system'];
      const to = url.searchParams.get('to') ?? '';
      response.writeHead(303, {
        Location: ownPath(url.searchParams.get('back')),
        'Cache-Control': 'no-store',
        'Content-Length': 0,
        ...(allowed.includes(to)
          ? { 'Set-Cookie': `wegmarke.${name}=${to}; Path=/; SameSite=Lax; Max-Age=${YEAR_SECONDS}${secure}` }
          : {}),
      });
      response.end();
    },

    /** `POST /api/assets?name=…`: the body is the file; JSON only as `&kind=plan`. 201 with the asset. */
    async upload(
      request: IncomingMessage,
      response: ServerResponse,
      actor: Actor | null,
      url: URL,
    ): Promise<void> {
      if (!actor) throw new DomainError('not_signed_in');
      const name = url.searchParams.get('name') ?? '';
      const isPlan = url.searchParams.get('kind') === 'plan';
      const asset = await app.assets[isPlan ? 'uploadPlan' : 'upload'](actor, request, name);
      sendJson(response, 201, asset);
    },

    /** `GET /api/live?campaign=…`: server-sent events, one for each committed scan of the campaign. */
    async live(
      request: IncomingMessage,
      response: ServerResponse,
      actor: Actor | null,
      url: URL,
    ): Promise<void> {
      if (!actor) throw new DomainError('not_signed_in');
      const campaign = await app.campaigns.open(actor, url.searchParams.get('campaign') ?? '');
      if (response.destroyed) return;
      response.writeHead(200, {
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store',
        'X-Accel-Buffering': 'no',
      });
      if (request.method === 'HEAD') {
        response.end();
        return;
      }
      response.write('retry: 2000\n\n');
      const end = app.ledger.subscribe((scan) => {
        if (scan.route.campaignId !== campaign.id) return;
        // A reader that does not keep up is sent away rather than waited for; it comes back by itself.
        if (response.writableLength > MAX_UNREAD_BYTES) response.destroy();
        else response.write(`event: scan\ndata: ${JSON.stringify(scan)}\n\n`);
      });
      const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
      feeds.add(response);
      response.once('close', () => {
        feeds.delete(response);
        clearInterval(heartbeat);
        end();
      });
    },

    /** Ends every live feed; browsers come back by themselves. */
    endLive(): void {
      for (const feed of feeds) feed.end();
    },
  };
}
