import { expect, test } from 'vitest';
import { nameModules } from './named-modules.ts';

const scripts: Record<string, string> = {
  '/_a/play.js': 'import{t as e}from"./helper.js";import "./side.js";const n=()=>import("./stage.js");',
  '/_a/helper.js': 'import{a}from"./deep.js";export{a as t}',
  '/_a/side.js': 'import "./helper.js"',
  '/_a/deep.js': 'import "./play.js"',
};
const read = async (path: string): Promise<string | null> => scripts[path] ?? null;
const page = (script: string): string => `<head><title>t</title></head><body>${script}</body>`;

test('what the scripts import statically is named in the head, each once', async () => {
  const html = await nameModules(page('<script type="module" src="/_a/play.js"></script>'), read);
  expect([...html.matchAll(/type="module" src="([^"]+)"/g)].map(([, path]) => path)).toEqual([
    '/_a/helper.js',
    '/_a/deep.js',
    '/_a/side.js',
    '/_a/play.js',
  ]);
  expect(html.indexOf('/_a/side.js')).toBeLessThan(html.indexOf('</head>'));
});

test('a page without scripts, or with one that is not ours, stays as it is', async () => {
  for (const html of [page(''), page('<script type="module" src="/elsewhere.js"></script>')])
    expect(await nameModules(html, read)).toBe(html);
});
