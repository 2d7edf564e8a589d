import textUrl from '@fontsource/bricolage-grotesque/files/bricolage-grotesque-latin-700-normal.woff?url';
import textExtUrl from '@fontsource/bricolage-grotesque/files/bricolage-grotesque-latin-ext-700-normal.woff?url';
import monoUrl from '@fontsource/jetbrains-mono/files/jetbrains-mono-latin-500-normal.woff?url';
import monoExtUrl from '@fontsource/jetbrains-mono/files/jetbrains-mono-latin-ext-500-normal.woff?url';
import { type Fonts, loadFonts } from '#domain/qr/text.ts';

let loading: Promise<Fonts> | null = null;

/** The print fonts for the preview, fetched once: the same files that the print worker sets. Browser only. */
export function loadPrintFonts(): Promise<Fonts> {
  loading ??= load().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function load(): Promise<Fonts> {
  const [text, textExt, mono, monoExt] = await Promise.all([
    fetchBytes(textUrl),
    fetchBytes(textExtUrl),
    fetchBytes(monoUrl),
    fetchBytes(monoExtUrl),
  ]);
  return loadFonts({ text: [text, textExt], mono: [mono, monoExt] });
}

async function fetchBytes(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`font: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
