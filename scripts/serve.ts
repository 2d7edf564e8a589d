/** Runs the server and tells the operator where everything is. `--https` makes and uses a certificate. */
import { isIP } from 'node:net';
import { fileURLToPath } from 'node:url';

import { DatabaseRefused } from '#db/open.ts';
import { paths, printedUrl } from '#paths';
import type { App } from '#server/app.ts';
import { serve } from '#server/main.ts';
import { lanAddresses, readSettings, type Settings } from '#server/settings.ts';
import { ensureCertificate } from './certificate.ts';
import { refusalSentence } from './refusals.ts';
import { qrForTerminal } from './terminal-qr.ts';

const DEMO = fileURLToPath(new URL('../db/demo/bundle', import.meta.url));
/** npm, a shell and the terminal may each pass on the same Ctrl+C; a second wish comes later than that. */
const SECOND_WISH_MS = 500;

/** The settings; with `--https` a certificate for every address the studio and the codes have. */
async function prepare(): Promise<Settings> {
  const settings = readSettings({ ...process.env, HTTPS: '' });
  if (!process.argv.includes('--https')) return settings;
  const names = settings.origins.map((origin) => new URL(origin).hostname.replace(/^\[|\]$/g, ''));
  await ensureCertificate(settings.dataDir, [...new Set(names)]);
  return readSettings({ ...process.env, HTTPS: '1' });
}

/** At first start: the workspace, and the demo campaign in it. A demo that fails is no reason not to start. */
async function plant(app: App): Promise<void> {
  if (app.accounts.ownWorkspace() !== null) return;
  const workspaceId = app.accounts.ensureWorkspace('Wegmarke');
  if (process.env['WITHOUT_DEMO']) return;
  try {
    await app.transfer.importBundle(workspaceId, DEMO, 'demo');
  } catch (cause) {
    console.error(`The demo campaign was left out: ${refusalSentence(cause, process.env) ?? cause}`);
  }
}

async function greet(app: App): Promise<void> {
  const { settings } = app;
  const everywhere = !isIP(settings.host) || /^(?:0\.0\.0\.0|::)$/.test(settings.host);
  const scheme = settings.tls ? 'https' : 'http';
  const at = (name: string): string =>
    `${scheme}://${name.includes(':') ? `[${name}]` : name}:${settings.port}`;
  const local = at(everywhere ? 'localhost' : settings.host);
  console.log(`\nWegmarke is running.\n\n  Studio           ${local}${paths.studio()}`);
  if (!app.accounts.hasOwner())
    console.log(`  Set-up, once     ${local}${paths.setUp(app.accounts.makeOwnerLink())}`);
  if (everywhere) for (const address of lanAddresses()) console.log(`  Same network     ${at(address)}/`);
  console.log(
    `  Codes lead to    ${settings.publicOrigin}${settings.testPrint ? '  (test print: set PUBLIC_ORIGIN to an https address)' : ''}`,
  );
  const first = (await app.codes.store.listAll()).find(
    (code) => !code.doc.retired && app.routes.find(code.letters)?.campaign.state === 'live',
  );
  if (first) {
    const url = printedUrl(settings.publicOrigin, first.letters);
    console.log(`  First code       ${url}\n\n${qrForTerminal(url)}`);
  }
  if (settings.tls) {
    console.log(
      '\nThe certificate is self-made: the phone will warn once that the connection is not private. Choose "Advanced", then "Proceed".',
    );
  }
  console.log('\nStop with Ctrl+C.\n');
}

function fail(cause: unknown): never {
  // Why, for those who look deeper; the sentence below it says what to do.
  if (cause instanceof DatabaseRefused && cause.reason !== 'in_use' && cause.cause)
    console.error(String(cause.cause));
  const said = refusalSentence(cause, process.env);
  const unforeseen = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  console.error(`\n${said ?? `Wegmarke could not start: ${unforeseen}`}\n`);
  process.exit(1);
}

try {
  const running = await serve(await prepare());
  let wishedAt = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      const again = wishedAt > 0 && Date.now() - wishedAt > SECOND_WISH_MS;
      wishedAt ||= Date.now();
      running.stop(again).then(() => process.exit(0), fail);
    });
  }
  await plant(running.app);
  await greet(running.app);
} catch (cause) {
  fail(cause);
}
