/**
 * Bulk import of codes from a table: reading and writing the file, knowing its columns, and checking its rows. Pure:
 * bytes and the campaign come in, rows with their problems and a plan for the store come out.
 */
import Papa from 'papaparse';

export const CSV_LIMITS = { bytes: 2_000_000, rows: 1_000, columns: 60, cellChars: 2_000 } as const;

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** A table as it stands in the file; rows are as long as the header, and none is blank. */
export interface CsvTable {
  readonly encoding: Encoding;
  readonly delimiter: string;
  readonly header: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

export type CsvProblem =
  | { readonly reason: 'too-large' | 'workbook' | 'not-text' | 'empty' | 'no-rows' | 'too-many-columns' }
  | { readonly reason: 'too-many-rows'; readonly rows: number }
  | { readonly reason: 'open-quote' | 'long-cell' | 'long-row'; readonly line: number };

/** Reads the bytes of a CSV file: comma, semicolon or tab, in UTF-8, UTF-16 or Windows-1252. Never throws. */
export function readCsv(bytes: Uint8Array): CsvTable | CsvProblem {
  if (bytes.length > CSV_LIMITS.bytes) return { reason: 'too-large' };
  // A zip file: what spreadsheets save as their own format.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4)
    return { reason: 'workbook' };
  const decoded = decode(bytes);
  if (!decoded) return { reason: 'not-text' };
  // Spreadsheets write their delimiter into a first line of its own.
  const named = /^sep=([,;\t])\r?\n/i.exec(decoded.text);
  const text = named ? decoded.text.slice(named[0].length) : decoded.text;
  if (text.trim() === '') return { reason: 'empty' };
  const delimiter = named?.[1] ?? delimiterOf(text);
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: false });
  const lines = lineNumbers(data, named ? 2 : 1);
  const open = errors.find(({ type }) => type === 'Quotes');
  if (open) return { reason: 'open-quote', line: lines[open.row ?? 0] ?? 1 };
  const filled = data.flatMap((cells, at) =>
    cells.some((cell) => cell.trim() !== '') ? [{ line: lines[at] ?? 1, cells: cells.map(unguard) }] : [],
  );
  const [head, ...rows] = filled;
  if (!head) return { reason: 'empty' };
  if (head.cells.length > CSV_LIMITS.columns) return { reason: 'too-many-columns' };
  if (rows.length === 0) return { reason: 'no-rows' };
  if (rows.length > CSV_LIMITS.rows) return { reason: 'too-many-rows', rows: rows.length };
  for (const { line, cells } of rows) {
    if (cells.slice(head.cells.length).some((cell) => cell !== '')) return { reason: 'long-row', line };
    if (cells.some((cell) => cell.length > CSV_LIMITS.cellChars)) return { reason: 'long-cell', line };
  }
  return {
    encoding: decoded.encoding,
    delimiter,
    header: head.cells,
    rows: rows.map(({ line, cells }) => ({ line, cells: head.cells.map((_, at) => cells[at] ?? '') })),
  };
}

/** The line of the file on which each record begins; a cell may hold line breaks. */
function lineNumbers(data: readonly (readonly string[])[], first: number): number[] {
  let line = first;
  return data.map((cells) => {
    const begins = line;
    line += 1 + cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
    return begins;
  });
}

function decode(bytes: Uint8Array): { text: string; encoding: Encoding } | null {
  const marked: Encoding | null =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
          ? 'utf-8'
          : null;
  const tries: readonly Encoding[] = marked ? [marked] : [...unmarkedUtf16(bytes), 'utf-8', 'windows-1252'];
  for (const encoding of tries) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      // Control characters: bytes that the encoding does not have, or no text at all.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
      if (!/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffe\uffff]/.test(text)) return { text, encoding };
    } catch {
      // Not in this encoding.
    }
  }
  return null;
}

/** Text of our languages has a zero in every other byte when it is UTF-16. */
function unmarkedUtf16(bytes: Uint8Array): Encoding[] {
  const sample = bytes.subarray(0, 2_000);
  if (sample.length < 4) return [];
  let even = 0;
  let odd = 0;
  for (let at = 0; at < sample.length; at++) if (sample[at] === 0) at % 2 === 0 ? even++ : odd++;
  const many = sample.length / 4;
  if (odd > many && even < odd / 4) return ['utf-16le'];
  return even > many && odd < even / 4 ? ['utf-16be'] : [];
}

/** The one of the three that stands most often in the first line, outside quotes. */
function delimiterOf(text: string): string {
  const first = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text.replace(/^\s*[\r\n]+/, ''))?.[0] ?? '';
  const bare = first.replace(/"(?:[^"]|"")*"/g, '');
  const count = (one: string) => bare.split(one).length - 1;
  const [best = ','] = [',', ';', '\t'].sort((a, b) => count(b) - count(a));
  return best;
}

// What a spreadsheet would take for a formula: https://owasp.org/www-community/attacks/CSV_Injection
const formula = /^[=+\-@\t\r]/;
const guarded = /^'+[=+\-@\t\r]/;
const plainNumber = /^[+-]?\d+([.,]\d+)?$/;

/** A cell that no spreadsheet runs: formulas begin with an apostrophe, which `readCsv` takes off again. */
export const guard = (cell: string): string =>
  (formula.test(cell) && !plainNumber.test(cell)) || guarded.test(cell) ? `'${cell}` : cell;
const unguard = (cell: string): string => (guarded.test(cell) ? cell.slice(1) : cell);

/** A CSV file in UTF-8 with its mark, which spreadsheets need to read it as such. */
export function writeCsv(rows: readonly (readonly string[])[], delimiter = ','): string {
  const cells = rows.map((row) => row.map(guard));
  return `\ufeff${Papa.unparse(cells, { delimiter, newline: '\r\n' })}\r\n`;
}
