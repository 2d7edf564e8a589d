import { parseCode } from '#domain/code/model.ts';
import { paths } from '#paths';
import { loadPrint, templateOf } from '#player/ar/marker.ts';
import { lumaOf } from '#player/scan/luma.ts';
import { readFile } from '#player/scan/pictures.ts';
import { makeReader } from '#player/scan/reader.ts';
import type { LumaPicture, SymbolPlace } from './find-symbol.ts';

/** What a picture shows of a code: its place, the text of another one, the code in another look, or none. */
export type Finding =
  | { readonly kind: 'found'; readonly place: SymbolPlace }
  | { readonly kind: 'other'; readonly text: string }
  | { readonly kind: 'differs' }
  | { readonly kind: 'none' };

const OWN = /\/q\/([0-9a-z]{6})\/?$/i;

/**
 * Looks for the code of these letters in a picture of this site.
 * @throws whatever keeps the picture, the code or a reader from coming; the signal's reason.
 */
export async function findInArtwork(url: string, letters: string, signal: AbortSignal): Promise<Finding> {
  const [print, file] = await Promise.all([
    loadPrint(paths.marker(letters), signal),
    fetch(url, { signal }).then((answer) => answer.blob()),
  ]);
  const code = templateOf({ ...print, poster: null });
  const place = await lookFor(code, await lumaPicture(file), signal);
  if (place) return { kind: 'found', place };
  const reader = await makeReader();
  try {
    const text = await readFile(file, reader, signal);
    signal.throwIfAborted();
    if (text === null) return { kind: 'none' };
    const read = parseCode(OWN.exec(text)?.[1] ?? '');
    return read === letters ? { kind: 'differs' } : { kind: 'other', text: read ?? text };
  } finally {
    reader.end();
  }
}

async function lumaPicture(file: Blob): Promise<LumaPicture> {
  const bitmap = await createImageBitmap(file);
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const luma = lumaOf(context.getImageData(0, 0, width, height).data);
  return { luma: new Uint8Array(luma.buffer), width, height };
}

async function lookFor(
  code: ReturnType<typeof templateOf>,
  picture: LumaPicture,
  signal: AbortSignal,
): Promise<SymbolPlace | null> {
  const worker = new Worker(new URL('./find-symbol.worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<SymbolPlace | null>) => resolve(data);
      worker.onerror = () => reject(new Error('the search ended'));
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      worker.postMessage({ code, picture });
    });
  } finally {
    worker.terminate();
  }
}
