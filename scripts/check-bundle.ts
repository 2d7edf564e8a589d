/**
 * Fails when a play page's first load breaks its budget, or holds what phones must not be sent. Reads the built
 * files: the entry script that play pages name, everything it imports statically, and the stylesheet.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const CLIENT = 'dist/client/_a';
const MAX_SCRIPT_BYTES = 15_000;
const MAX_STAGE_BYTES = 190_000;
const MAX_STYLE_BYTES = 12_000;
const banned = [/solid-js|\b_\$HY\b/, /ZodError/, /WebGLRenderer/];

const files = readdirSync(CLIENT);
const read = (name: string): string => readFileSync(join(CLIENT, name), 'utf8');
const zipped = (names: Iterable<string>): number =>
  [...names].reduce((sum, name) => sum + gzipSync(read(name), { level: 9 }).length, 0);

/** A script and all it imports statically. */
function closure(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  for (const [, target = ''] of read(entry).matchAll(/(?:import|from)\s*["'](\.[^"']+\.js)["']/g)) {
    closure(basename(join(dirname(entry), target)), seen);
  }
  return seen;
}

/** Scripts that a script loads later. */
const later = (names: Iterable<string>): string[] =>
  [...names].flatMap((name) =>
    [...read(name).matchAll(/import\(\s*["'`]\.\/([^"'`]+\.js)["'`]\s*\)/g)].map(([, target = '']) => target),
  );

const problems: string[] = [];
const entry = files.find(
  (name) => /\.js$/.test(name) && read(name).includes('/api/events') && !read(name).includes('WebGLRenderer'),
);
if (!entry) {
  console.error('The player script is not in the build.');
  process.exit(1);
}
const importers = files.filter((name) => name.endsWith('.js') && read(name).includes(`./${entry}`));
const root = importers.find((name) => /Play|Scene|boot/i.test(name)) ?? entry;
const first = closure(root);
const scriptBytes = zipped(first);
console.log(
  `player, first load: ${scriptBytes} bytes gz (budget ${MAX_SCRIPT_BYTES}): ${[...first].join(', ')}`,
);
if (scriptBytes > MAX_SCRIPT_BYTES) problems.push(`the player's first load is ${scriptBytes} bytes`);
for (const name of first) {
  for (const pattern of banned) if (pattern.test(read(name))) problems.push(`${name} holds ${pattern}`);
}

const stageEntries = later(first).filter((name) =>
  [...closure(name)].some((each) => read(each).includes('WebGLRenderer')),
);
if (stageEntries.length === 0) problems.push('no stage is loaded later');
for (const name of stageEntries) {
  const bytes = zipped(closure(name));
  console.log(`stage, loaded later: ${bytes} bytes gz (budget ${MAX_STAGE_BYTES})`);
  if (bytes + scriptBytes > MAX_STAGE_BYTES) problems.push(`the stage is ${bytes} bytes`);
}

/** What the camera's view adds: its own script and the worker that follows the print. */
const view = later(first).find((name) => read(name).includes('requestVideoFrameCallback'));
const tracker = files.find((name) => /^pose\.worker.*\.js$/.test(name));
if (view && tracker) {
  const parts = new Set([
    ...first,
    ...closure(view),
    ...stageEntries.flatMap((name) => [...closure(name)]),
    tracker,
  ]);
  const bytes = zipped(parts);
  console.log(`AR page, everything: ${bytes} bytes gz (budget ${MAX_STAGE_BYTES})`);
  if (bytes > MAX_STAGE_BYTES) problems.push(`an AR page is ${bytes} bytes`);
} else problems.push('the camera view is not in the build');

const style = files.find((name) => /^(?:Play|play|Scene|Notice).*\.css$/.test(name));
if (style) {
  const bytes = zipped([style]);
  console.log(`play stylesheet: ${bytes} bytes gz (budget ${MAX_STYLE_BYTES})`);
  if (bytes > MAX_STYLE_BYTES) problems.push(`the play stylesheet is ${bytes} bytes`);
} else problems.push('the play stylesheet is not in the build');

for (const problem of problems) console.error(`✗ ${problem}`);
process.exit(problems.length === 0 ? 0 : 1);
