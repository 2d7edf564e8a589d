/** Runs the server and tells the operator where everything is. `--https` makes and uses a certificate. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { DatabaseRefused } from '#db/open.ts';
import { paths, printedUrl } from '#paths';
import { serve } from '#server/main.ts';
import { lanAddresses, readSettings, SettingRefused } from '#server/settings.ts';
import { ensureCertificate } from './certificate.ts';
import { qrForTerminal } from './terminal-qr.ts';

const refusals: Record<DatabaseRefused['reason'], string> = {
  damaged: 'is damaged and was left as it is. Restore the last backup: npm run -s wegmarke -- restore FILE.',
  newer: 'was written by a newer Wegmarke. Update the program, or restore a backup made with this version.',
  not_writable: 'cannot be written. Check the rights of the data folder, or choose another with DATA_DIR.',
  old_sqlite: 'needs SQLite 3.51.3 or newer. Run npm ci again.',
  migration_failed:
    'could not be brought up to date and was left as it is. Keep the file and report the lines above.',
};

function explain(cause: unknown, port: string): string {
  if (cause instanceof SettingRefused) return cause.message;
  if (cause instanceof DatabaseRefused) {
    if (cause.cause) console.error(String(cause.cause));
    return `The database ${cause.path} ${refusals[cause.reason]}`;
  }
  const code = (cause as NodeJS.ErrnoException | null)?.code;
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use. Stop the other program, or start with another port: PORT=4500 npm start.`;
  if (code === 'EACCES')
    return `Port ${port} or the data folder is not open to this user. Choose another with PORT or DATA_DIR.`;
  if (code === 'EADDRNOTAVAIL') return `HOST is no address of this machine: ${process.env['HOST']}.`;
  return `Wegmarke could not start: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`;
}

try {
  const https = process.argv.includes('--https');
  if (https) {
    process.env['HTTPS'] = '1';
    await ensureCertificate(process.env['DATA_DIR'] ?? 'data', ['localhost', '127.0.0.1', ...lanAddresses()]);
  }
  const settings = readSettings(process.env);
  const running = await serve(settings);
  const { app } = running;
  writeFileSync(join(settings.dataDir, 'server.pid'), String(process.pid));
  if (app.accounts.ownWorkspace() === null) {
    const workspaceId = app.accounts.ensureWorkspace('Wegmarke');
    if (!process.env['WITHOUT_DEMO']) {
      const demo = fileURLToPath(new URL('../db/demo/bundle', import.meta.url));
      await app.transfer.importBundle(workspaceId, demo, 'demo');
    }
  }
  const local = `${settings.tls ? 'https' : 'http'}://${settings.host === '0.0.0.0' ? 'localhost' : settings.host}:${settings.port}`;

  console.log(`\nWegmarke is running.\n\n  Studio           ${local}${paths.studio()}`);
  if (!app.accounts.hasOwner())
    console.log(`  Set-up, once     ${local}${paths.setUp(app.accounts.makeOwnerLink())}`);
  if (settings.host === '0.0.0.0') {
    for (const address of lanAddresses())
      console.log(`  Same network     ${settings.tls ? 'https' : 'http'}://${address}:${settings.port}/`);
  }
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

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      rmSync(join(settings.dataDir, 'server.pid'), { force: true });
      running.stop().then(() => process.exit(0));
    });
  }
} catch (cause) {
  console.error(`\n${explain(cause, process.env['PORT'] ?? '4400')}\n`);
  process.exit(1);
}
