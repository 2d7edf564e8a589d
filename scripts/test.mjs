// `npm test`: the one command. Sets itself up (packages, browser), runs every check, and closes with the counts.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const reports = mkdtempSync(join(tmpdir(), 'wegmarke-test-'));
const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1', CI: process.env.CI ?? '' };
let passed = 0;
let failed = 0;

const run = (command, args, options = {}) =>
  spawnSync(command, args, { stdio: 'inherit', env, shell: process.platform === 'win32', ...options })
    .status === 0;

/** One check that counts as one test. */
function check(name, command, args) {
  console.log(`\n— ${name}`);
  if (run(command, args)) passed += 1;
  else {
    failed += 1;
    console.log(`✗ ${name} failed`);
  }
}

function finish() {
  rmSync(reports, { recursive: true, force: true });
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

const lock = join('node_modules', '.package-lock.json');
if (!existsSync(lock) || statSync(lock).mtimeMs < statSync('package-lock.json').mtimeMs) {
  console.log('— install');
  if (!run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'])) {
    failed += 1;
    finish();
  }
}

const bin = join('node_modules', '.bin');
const node = join('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
env.PATH = `${join(root, 'node_modules', 'node', 'bin')}${process.platform === 'win32' ? ';' : ':'}${join(root, bin)}:${env.PATH}`;

function findBrowser() {
  if (env.CHROMIUM && existsSync(env.CHROMIUM)) return env.CHROMIUM;
  return ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
    existsSync(path),
  );
}
if (!findBrowser()) {
  console.log('— browser');
  const apt = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
  if (!apt || !run('apt-get', ['update', '-qq']) || !run('apt-get', ['install', '-y', '-qq', 'chromium'])) {
    run(node, [join('node_modules', 'playwright', 'cli.js'), 'install', '--with-deps', 'chromium']);
  }
}
const browser = findBrowser();
if (browser) env.CHROMIUM = browser;

check('format, lint and zones', 'biome', ['check', '.']);
check('format of pages', 'prettier', ['--check', '--log-level', 'warn', 'src/**/*.astro']);
check('types', node, ['node_modules/astro/bin/astro.mjs', 'check', '--minimumFailingSeverity', 'warning']);
check('unused code', 'knip', []);

console.log('\n— unit and server');
const unit = join(reports, 'unit.json');
const unitPassed = run(node, [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${unit}`,
]);
if (existsSync(unit)) {
  const report = JSON.parse(readFileSync(unit, 'utf8'));
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  if (!unitPassed && report.numFailedTests === 0) failed += 1;
} else failed += 1;

check('build', node, ['scripts/build.ts', '--silent']);
check('bundle budgets', node, ['scripts/check-bundle.ts']);

console.log('\n— in the browser');
const e2e = join(reports, 'e2e.json');
env.PLAYWRIGHT_JSON_OUTPUT_NAME = e2e;
const e2ePassed = run(node, ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json']);
if (existsSync(e2e)) {
  const { stats } = JSON.parse(readFileSync(e2e, 'utf8'));
  passed += stats.expected + stats.flaky;
  failed += stats.unexpected;
  if (!e2ePassed && stats.unexpected === 0) failed += 1;
} else failed += 1;
finish();
