import { expect, test } from 'vitest';
import { preloadModules } from './module-preloads.ts';

const scripts: Record<string, string> = {
  '/_a/play.js': 'import{t as e}from"./helper.js";import "./side.js";const n=()=>import("./stage.js");',
  '/_a/helper.js': 'import{a}from"./deep.js";export{a as t}',
  '/_a/side.js': 'import "./helper.js"',
  '/_a/deep.js': 'import "./play.js"',
};
const read = async (path: string): Promise<string | null> => scripts[path] ?? null;
const page = (script: string): string => `<head><title>t</title></head><body>${script}</body>`;

test('what the scripts import statically is asked for in the head, each once', async () => {
  const html = await preloadModules(page('<script type="module" src="/_a/play.js"></script>'), read);
  expect([...html.matchAll(/modulepreload" href="([^"]+)"/g)].map(([, path]) => path)).toEqual([
    '/_a/helper.js',
    '/_a/deep.js',
    '/_a/side.js',
  ]);
  expect(html.indexOf('modulepreload')).toBeLessThan(html.indexOf('</head>'));
});

test('a page without scripts, or with one that is not ours, stays as it is', async () => {
  for (const html of [page(''), page('<script type="module" src="/elsewhere.js"></script>')])
    expect(await preloadModules(html, read)).toBe(html);
});
