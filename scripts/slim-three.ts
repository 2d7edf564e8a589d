/** Materials that glTF has no word for and the stage does not use, in the names of three's `ShaderChunk`. */
const UNUSED =
  /^(?:mesh(?:lambert|matcap|normal|phong|toon)|lights_(?:lambert|phong|toon)|linedashed|sprite|equirect)_/;
/** How a shader stands in three's build: a variable with nothing but its text. */
const SHADER = /^(?:var|const) ([\w$]+) = ("(?:[^"\\\n]|\\.)*");$/gm;
const CHUNKS = /^const ShaderChunk = \{\n([\s\S]*?)\n\};/m;
/** Filters pictures of a sky on the graphics card; the stage works its skies out itself (`stage/reflections.ts`). */
const SKY_FILTER = 'new PMREMGenerator( renderer )';
/** three r187 has 143 shaders and 18 of unused materials. */
const [MIN_SHADERS, MIN_UNUSED] = [100, 12];

/** The names of three's shaders that no scene can need, and every shader's text by its name. */
export function shadersOf(code: string): { texts: Map<string, string>; unused: Set<string> } {
  const chunks = CHUNKS.exec(code)?.[1] ?? '';
  const named = [...chunks.matchAll(/(\w+): ([\w$]+)/g)];
  const unused = new Set(named.flatMap(([, chunk = '', name = '']) => (UNUSED.test(chunk) ? [name] : [])));
  const texts = new Map(
    [...code.matchAll(SHADER)].map(([, name = '', text = '']) => [name, JSON.parse(text) as string]),
  );
  return { texts, unused };
}

/**
 * GLSL without what only people read: comments, indentation, spaces beside brackets, commas, `=` and `*`.
 * Directives keep their lines.
 */
export const slimShader = (source: string): string =>
  source
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .split('\n')
    .map((line) => line.replace(/\/\/.*$/, '').trim())
    .filter((line) => line !== '')
    .map((line) => (line.startsWith('#') ? line : line.replace(/ *([(),=*{}[\];]) */g, '$1')))
    .join('\n');

/**
 * three's build with slim shaders, none for materials that cannot occur, and no filter for skies.
 * @throws Error when the build is not written as this expects, so that an update of three is noticed.
 */
export function slimThree(code: string): string {
  const { texts, unused } = shadersOf(code);
  if (texts.size < MIN_SHADERS || unused.size < MIN_UNUSED || !code.includes(SKY_FILTER))
    throw new Error('three is written differently now: see scripts/slim-three.ts');
  const slim = code.replace(SHADER, (_, name: string) => {
    const text = unused.has(name) ? '' : slimShader(texts.get(name) ?? '');
    return `const ${name} = ${JSON.stringify(text)};`;
  });
  return slim.replaceAll(SKY_FILTER, 'null');
}

/** Part of the site's build: phones get what they need of three. */
export const slimThreePlugin = {
  name: 'slim-three',
  transform: {
    filter: { id: /three\/build\/three\.module\.js$/ },
    handler: (code: string) => ({ code: slimThree(code), map: null }),
  },
};
