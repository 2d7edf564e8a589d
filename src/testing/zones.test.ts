import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

/** One import for each zone that it must not make; the linter is asked about a file that makes it. */
const forbidden = [
  ['src/domain/campaign', '#server/app.ts'],
  ['src/domain/scene', 'better-sqlite3'],
  ['db/schema', '#server/app.ts'],
  ['src/server/codes', '#islands/ui/Button.tsx'],
  ['src/server/codes', 'better-sqlite3'],
  ['src/actions', '#db/open.ts'],
  ['src/pages', '#db/open.ts'],
  ['src/layouts', 'three'],
  ['src/components/ui', 'drizzle-orm'],
  ['src/islands/ui', '#server/app.ts'],
  ['src/stage', 'solid-js'],
  ['src/player', 'zod'],
  ['src/player', 'three'],
  ['src/player', '#islands/ui/Button.tsx'],
  ['src/player', '#marker/score.ts'],
  ['src/marker', '#islands/ui/Button.tsx'],
  ['src/marker', 'node:fs'],
] as const;

const made: string[] = [];

/** True when Biome reports a restricted import in a file of this text at `folder`. */
function isRefused(folder: string, name: string, text: string): boolean {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  made.push(file);
  const biome = join('node_modules', '.bin', 'biome');
  const checked = spawnSync(biome, ['lint', '--vcs-use-ignore-file=false', file], { encoding: 'utf8' });
  return `${checked.stdout}${checked.stderr}`.includes('noRestrictedImports');
}

afterAll(() => {
  for (const file of made) rmSync(file, { force: true });
});

test.each(forbidden)('%s may not import %s', (folder, target) => {
  expect(isRefused(folder, 'zone-probe.ts', `import * as x from '${target}';\nconsole.log(x);\n`)).toBe(true);
});

test('the fence holds in .astro files too', () => {
  const text = `---\nimport { openDatabase } from '#db/open.ts';\nopenDatabase('x', { kind: 'content' });\n---\n<p>x</p>\n`;
  expect(isRefused('src/pages', 'zone-probe.astro', text)).toBe(true);
});

test('what a zone may import is not refused', () => {
  expect(
    isRefused(
      'src/server/codes',
      'zone-probe-2.ts',
      `import { paths } from '#paths';\nconsole.log(paths);\n`,
    ),
  ).toBe(false);
});
