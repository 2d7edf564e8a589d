import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvTable, guard, readCsv, writeCsv } from './csv.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, big: boolean, mark: boolean) => {
  const view = new DataView(new ArrayBuffer((text.length + (mark ? 1 : 0)) * 2));
  const units = [...(mark ? [0xfeff] : []), ...Array.from(text, (_, at) => text.charCodeAt(at))];
  for (const [at, unit] of units.entries()) view.setUint16(at * 2, unit, !big);
  return new Uint8Array(view.buffer);
};
const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const table = (bytes: Uint8Array): CsvTable => {
  const read = readCsv(bytes);
  if ('reason' in read) throw new Error(read.reason);
  return read;
};
const text = 'Ort;Medium\nKöniginnenbrücke;Plakat\n"Hafen; Tor ""3""";Schild\n';
const rows = [
  ['Königinnenbrücke', 'Plakat'],
  ['Hafen; Tor "3"', 'Schild'],
];

describe('what programs save as CSV', () => {
  it.each([
    ['UTF-8', utf8(text), 'utf-8'],
    ['UTF-8 with its mark', utf8(`\ufeff${text}`), 'utf-8'],
    ['UTF-16 of Windows', utf16(text, false, true), 'utf-16le'],
    ['UTF-16, big end first', utf16(text, true, true), 'utf-16be'],
    ['UTF-16 without a mark', utf16(text, false, false), 'utf-16le'],
    ['Windows-1252', latin(text), 'windows-1252'],
    ['old line ends', utf8(text.replaceAll('\n', '\r\n')), 'utf-8'],
    ['a line that names the delimiter', utf8(`sep=;\r\n${text}`), 'utf-8'],
    ['blank lines', utf8(`\n;\n${text}\n\n;;\n`), 'utf-8'],
  ])('%s', (_, bytes, encoding) => {
    const read = table(bytes);
    expect(read.encoding).toBe(encoding);
    expect(read.header).toEqual(['Ort', 'Medium']);
    expect(read.rows.map(({ cells }) => cells)).toEqual(rows);
  });

  it.each([',', ';', '\t'])('delimiter %j, whatever stands in quotes', (delimiter) => {
    const read = table(utf8(`"a;,,\t\t;;b"${delimiter}c\n1${delimiter}2\n`));
    expect(read).toMatchObject({ delimiter, header: ['a;,,\t\t;;b', 'c'], rows: [{ cells: ['1', '2'] }] });
  });

  it('lines are counted as an editor shows them', () => {
    const read = table(utf8('a,b\n"x\ny",1\n\nz,2\n'));
    expect(read.rows.map(({ line }) => line)).toEqual([2, 5]);
  });

  it('short rows are filled up', () => {
    expect(table(utf8('a,b,c\n1\n')).rows[0]?.cells).toEqual(['1', '', '']);
  });
});

describe('what is refused, by name', () => {
  it.each([
    ['too-large', new Uint8Array(2_000_001).fill(65)],
    ['workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0])],
    ['not-text', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13])],
    ['not-text', latin('Ort;Medium\nK\x81;x\n')],
    ['not-text', Uint8Array.from([0xff, 0xfe, 0x41])],
    ['empty', utf8('')],
    ['empty', utf8('\ufeff \r\n')],
    ['no-rows', utf8('Ort;Medium\n;\n')],
    ['too-many-columns', utf8(`${','.repeat(60)}a\n1\n`)],
    ['open-quote', utf8('a,b\n1,"2\n3,4\n')],
    ['long-row', utf8('a,b\n1,2,3\n')],
    ['long-cell', utf8(`a\n${'x'.repeat(2_001)}\n`)],
  ])('%s', (reason, bytes) => {
    expect(readCsv(bytes)).toMatchObject({ reason });
  });

  it('1,001 rows, but not 1,000', () => {
    const lines = (n: number) => utf8(`a\n${'1\n'.repeat(n)}`);
    expect(table(lines(1_000)).rows).toHaveLength(1_000);
    expect(readCsv(lines(1_001))).toEqual({ reason: 'too-many-rows', rows: 1_001 });
  });

  it('and nothing throws', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void readCsv(bytes)));
  });
});

describe('what is written', () => {
  it('is read as it was', () => {
    // Control characters are no text; a lone half of a character cannot be written as UTF-8.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out.
    const noText = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\ufffe\uffff]/g;
    const cell = fc
      .string({
        unit: fc.oneof(fc.constantFrom(...'=+-@\'";,\t\n x1.'), fc.string({ minLength: 1, maxLength: 1 })),
      })
      .map((one) => one.toWellFormed().replace(noText, '').slice(0, 80));
    const row = fc.tuple(cell, cell, cell).filter((cells) => cells.some((one) => one.trim() !== ''));
    const anyDelimiter = fc.constantFrom(',', ';', '\t');
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), anyDelimiter, (body, delimiter) => {
        const header = ['a', 'b', 'c'];
        const read = table(utf8(writeCsv([header, ...body], delimiter)));
        expect(read.header).toEqual(header);
        expect(read.rows.map(({ cells }) => cells)).toEqual(body);
      }),
      { numRuns: 500 },
    );
  });

  it('runs in no spreadsheet', () => {
    for (const cell of ['=1+1', '+49 451', '-x', '@SUM(A1)', '\t=1', "'=1"])
      expect(guard(cell)).toBe(`'${cell}`);
    for (const cell of ['-10.5', '+3', "it's", '', 'a=b']) expect(guard(cell)).toBe(cell);
  });
});
