import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Fonts, loadFonts } from '#domain/qr/text.ts';

const require = createRequire(import.meta.url);
const file = (path: string) => new Uint8Array(readFileSync(require.resolve(`@fontsource/${path}`)));

let loaded: Fonts | null = null;

/** The print fonts, read once from the installed packages: Latin first, extended Latin for what it lacks. */
export function printFonts(): Fonts {
  loaded ??= loadFonts({
    text: [
      file('bricolage-grotesque/files/bricolage-grotesque-latin-700-normal.woff'),
      file('bricolage-grotesque/files/bricolage-grotesque-latin-ext-700-normal.woff'),
    ],
    mono: [
      file('jetbrains-mono/files/jetbrains-mono-latin-500-normal.woff'),
      file('jetbrains-mono/files/jetbrains-mono-latin-ext-500-normal.woff'),
    ],
  });
  return loaded;
}
