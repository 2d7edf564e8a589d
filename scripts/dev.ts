/** `npm run dev`: the product with reload. The same front and services, pages by Astro's dev server, no CSP. */
import { join } from 'node:path';
import type { AstroIntegration } from 'astro';
import { dev } from 'astro';
import { paths } from '#paths';
import { makeApp } from '#server/app.ts';
import { makeFront, type PageHandler } from '#server/front/index.ts';
import { readSettings } from '#server/settings.ts';

const localsKey = Symbol.for('astro.locals');
const settings = readSettings({ HOST: '127.0.0.1', ...process.env });
const app = await makeApp(settings);

const front: AstroIntegration = {
  name: 'wegmarke-front',
  hooks: {
    'astro:server:setup': async ({ server }) => {
      const handler: PageHandler = (request, response, next, locals) => {
        Reflect.set(request, localsKey, locals);
        server.middlewares(request, response, next);
      };
      const listener = makeFront(app, { roots: [], handler, development: true });
      server.middlewares.use((request, response, next) => {
        if (Reflect.has(request, localsKey)) next();
        else listener.then((listen) => listen(request, response), next);
      });
    },
  },
};

process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
const server = await dev({
  integrations: [front],
  // Of its own, so that two dev servers do not pull each other's dependencies away.
  vite: { cacheDir: join(settings.dataDir, 'vite') },
  server: { host: settings.host, port: settings.port },
  logLevel: 'warn',
});
app.accounts.ensureWorkspace('Wegmarke');
console.log(`Studio  http://${settings.host}:${settings.port}${paths.studio()}`);
if (!app.accounts.hasOwner())
  console.log(`Set-up  http://${settings.host}:${settings.port}${paths.setUp(app.accounts.makeOwnerLink())}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, async () => {
    await server.stop();
    await app.close();
    process.exit(0);
  });
}
