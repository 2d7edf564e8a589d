import {
  readStyleFile,
  type SavedStyle,
  STYLE_FILE_BYTES,
  writeStyleFile,
} from '#domain/qr/style-library.ts';
import { stylesTexts } from '#i18n/studio/styles.ts';
import { fill, type Lang } from '#i18n/text.ts';

/** Hands the reader a file. */
export function download(name: string, type: string, content: string | Uint8Array<ArrayBuffer>): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A name as a file may have it. */
const fileName = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'style';

export const downloadStyle = (saved: SavedStyle): void =>
  download(`${fileName(saved.name)}.style.json`, 'application/json', writeStyleFile(saved));

/** Reads a chosen style file: the style, or the sentence that says what is wrong with it. */
export async function readChosenStyle(
  lang: Lang,
  file: File,
): Promise<{ readonly saved: SavedStyle } | { readonly sentence: string }> {
  const t = stylesTexts[lang];
  // A longer file is refused by its size; reading it whole would only hold the memory.
  const read = readStyleFile(await file.slice(0, STYLE_FILE_BYTES + 2).text());
  if ('saved' in read) {
    const name = read.saved.name === '–' ? file.name.replace(/(\.style)?\.json$/i, '').slice(0, 60) : '';
    return { saved: { ...read.saved, name: name.trim() || read.saved.name.replace(/^–$/, t.fileName) } };
  }
  const { reason } = read;
  const sentence = t[`file_${reason.replaceAll('-', '_') as 'not_json'}`];
  return { sentence: reason === 'malformed' ? fill(sentence, { path: read.path }) : sentence };
}
