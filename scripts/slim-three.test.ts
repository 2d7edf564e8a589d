import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shadersOf, slimShader, slimThree } from './slim-three.ts';

const build = readFileSync(
  join(createRequire(import.meta.url).resolve('three'), '../three.module.js'),
  'utf8',
);

/** What a GLSL compiler sees: tokens, and directives by the line (GLSL ES 3.00, section 3.4). */
const tokensOf = (source: string): string[] =>
  source
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ' ')
    .split('\n')
    .flatMap((line) =>
      /^\s*#/.test(line)
        ? [line.trim()]
        : (line.match(/[\w.]+|[-+*/<>=!&|^]?=|\+\+|--|&&|\|\||\^\^|<<|>>|\S/g) ?? []),
    );

test('every shader of three keeps its tokens, one by one', () => {
  const before = shadersOf(build);
  const after = shadersOf(slimThree(build));
  for (const [name, text] of before.texts) {
    const wanted = before.unused.has(name) ? [] : tokensOf(text);
    expect(tokensOf(after.texts.get(name) ?? 'missing'), name).toEqual(wanted);
  }
});

test('what glTF can ask for stays: standard, physical, basic, points, depth, shadow', () => {
  const slim = shadersOf(slimThree(build));
  const empty = [...slim.texts].filter(([, text]) => text === '').map(([name]) => name);
  expect(new Set(empty)).toEqual(slim.unused);
  const chunks = /const ShaderChunk = \{[\s\S]*?\n\};/.exec(build)?.[0] ?? '';
  for (const kept of ['meshbasic', 'meshphysical', 'points', 'depth', 'distance', 'shadow', 'background'])
    for (const part of ['vert', 'frag']) {
      const name = new RegExp(`${kept}_${part}: ([\\w$]+)`).exec(chunks)?.[1] ?? '';
      expect(slim.texts.get(name), `${kept}_${part}`).toMatch(/void main/);
    }
});

test('nothing of the build filters skies any more', () => {
  expect(slimThree(build)).not.toContain('new PMREMGenerator');
});

test('directives keep their lines, and two operators never become one', () => {
  expect(slimShader('\t#ifdef A // why\n\tfloat a = ( b - -c ) * d; // no\n/* x\ny */\n\t#endif')).toBe(
    '#ifdef A\nfloat a=(b - -c)*d;\n#endif',
  );
});

test('a build that is written differently is refused', () => {
  expect(() => slimThree(build.replace('const ShaderChunk', 'const Chunks'))).toThrow('slim-three');
  expect(() => slimThree(build.replaceAll('new PMREMGenerator( renderer )', 'filter()'))).toThrow(
    'slim-three',
  );
  expect(() => slimThree('')).toThrow('slim-three');
});
