import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const aliases = Object.entries(
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { imports: Record<string, string> })
    .imports,
);

/** Imports that remain when types are gone; `import()` waits until it is called and closes no circle. */
const IMPORT = /^(?:import|export)\s+(?!type\b)(?:([^'";]*?)\sfrom\s+)?'([^']+)'/gm;
const isTypesAlone = (names: string | undefined): boolean =>
  names !== undefined &&
  /^\{[^}]*\}$/.test(names.trim()) &&
  names
    .replace(/[{}]/g, '')
    .split(',')
    .every((name) => name.trim() === '' || name.trim().startsWith('type '));

function resolve(from: string, name: string): string | null {
  if (name.startsWith('.')) return normalize(join(dirname(from), name));
  for (const [alias, path] of aliases) {
    const [head = ''] = alias.split('*');
    if (alias === name) return normalize(path);
    if (alias.includes('*') && name.startsWith(head))
      return normalize(path.replace('*', name.slice(head.length)));
  }
  return null;
}

/** The circles of a graph, each as the path that closes it. */
function circlesOf(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) found.push([...path.slice(at), file].join(' → '));
    if (at >= 0 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) walk(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) walk(file, []);
  return found;
}

test('no module imports itself by way of others', () => {
  const files = globSync('{src,db,scripts,e2e}/**/*.{ts,tsx,astro}', { cwd: root });
  const graph = new Map(
    files.map((file) => [
      normalize(file),
      [...readFileSync(join(root, file), 'utf8').matchAll(IMPORT)]
        .filter(([, names]) => !isTypesAlone(names))
        .flatMap(([, , name = '']) => resolve(file, name) ?? [])
        .filter((path) => existsSync(join(root, path))),
    ]),
  );
  expect(graph.get('db/open.ts')).toContain('db/migrate.ts');
  expect(circlesOf(graph)).toEqual([]);
  graph.set('db/connection.ts', ['db/open.ts']);
  expect(circlesOf(graph).join()).toContain('db/open.ts → db/connection.ts → db/open.ts');
});
