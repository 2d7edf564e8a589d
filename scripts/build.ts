/** Builds the site and compresses what phones and browsers download. */
import { spawnSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

const COMPRESSIBLE = /\.(?:js|mjs|css|svg|json|wasm|txt|webmanifest)$/;
const MIN_BYTES = 512;
const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];

const built = spawnSync(
  process.execPath,
  ['node_modules/astro/bin/astro.mjs', 'build', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  },
);
if (built.status !== 0) process.exit(built.status ?? 1);

for (const entry of await readdir('dist/client', { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !COMPRESSIBLE.test(entry.name)) continue;
  const file = join(entry.parentPath, entry.name);
  const body = await readFile(file);
  if (body.length < MIN_BYTES) continue;
  await writeFile(`${file}.br`, await brotli(body));
  await writeFile(`${file}.gz`, await zip(body, { level: 9 }));
}
