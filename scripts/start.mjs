// `npm start`: needs Node 20 and npm only. Installs and builds what is missing, then goes on in Node 24.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serverArguments } from './server-arguments.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

const fail = (message) => {
  console.error(`\n${message}\n`);
  process.exit(1);
};

/** The newest change below `path`, in epoch ms. */
function changedAt(path) {
  if (!existsSync(path)) return 0;
  const info = statSync(path);
  if (!info.isDirectory()) return info.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}

const installed = join('node_modules', '.package-lock.json');
if (!existsSync(installed) || changedAt(installed) < changedAt('package-lock.json')) {
  console.log('Installing …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--no-fund', '--no-audit', '--loglevel=error'], { stdio: 'inherit' });
  if (done.status !== 0)
    fail('The packages could not be installed. Check the network, then run npm start again.');
}

const node = join('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
if (!existsSync(node)) fail('Node 24 is missing from node_modules. Run npm ci, then npm start again.');

const built = changedAt(join('dist', 'server', 'entry.mjs'));
if (
  built === 0 ||
  ['src', 'public', 'astro.config.mjs', 'package.json'].some((path) => changedAt(path) > built)
) {
  console.log('Building …');
  const done = spawnSync(node, ['scripts/build.ts', '--silent'], { stdio: 'inherit' });
  if (done.status !== 0) fail('The site could not be built. The lines above say why.');
}

const server = spawn(node, [...serverArguments, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal));
server.on('exit', (code, signal) =>
  process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)),
);
