import { batch, createMemo, createSignal } from 'solid-js';
import { type BulkGround, type BulkRow, checkBulk } from '#domain/code/bulk/check.ts';
import { type BulkField, bulkFields, findColumns } from '#domain/code/bulk/columns.ts';
import { type CsvTable, readCsv } from '#domain/code/bulk/csv.ts';
import type { Medium } from '#domain/place/model.ts';
import { bulkTexts } from '#i18n/studio/bulk.ts';
import { fill, formatNumber, type Lang } from '#i18n/text.ts';

/** The file that is open: what it was read as, and its rows as they are being mended. */
export interface OpenFile {
  readonly name: string;
  readonly table: CsvTable;
  readonly ignored: readonly string[];
  /** Columns the file has. */
  readonly fields: readonly BulkField[];
}

/** The state of a bulk import before it is made: file, rows, and what is wrong with each. */
export function makeTable(lang: Lang, ground: BulkGround) {
  const t = bulkTexts[lang];
  const [file, setFile] = createSignal<OpenFile | null>(null);
  const [rows, setRows] = createSignal<readonly BulkRow[]>([]);
  const [problem, setProblem] = createSignal<string | null>(null);
  const [medium, setMedium] = createSignal<Medium | null>(null);
  /** Cells that were wrong or edited: they stay fields, so that mending one does not take the focus away. */
  const [open, setOpen] = createSignal<ReadonlySet<string>>(new Set());

  const complete = createMemo<readonly BulkRow[]>(() => {
    const forAll = medium();
    if (!forAll || file()?.fields.includes('medium')) return rows();
    return rows().map((row) => ({ ...row, cells: { ...row.cells, medium: forAll } }));
  });
  const checked = createMemo(() => checkBulk(complete(), ground));
  const wrong = createMemo(() => checked().rows.filter(({ problems }) => problems.length > 0));
  const keyOf = (line: number, field: BulkField) => `${line} ${field}`;
  const openWrong = () =>
    setOpen(
      new Set([
        ...open(),
        ...wrong().flatMap(({ line, problems }) => problems.map(({ field }) => keyOf(line, field))),
      ]),
    );

  return {
    file,
    problem,
    checked,
    wrong,
    medium,
    setMedium,
    /** Reads a chosen file; what cannot be read is said in `problem`. */
    async read(chosen: File): Promise<void> {
      const read = readCsv(new Uint8Array(await chosen.slice(0, 2_000_001).arrayBuffer()));
      if ('reason' in read) {
        const sentence = t[`file_${read.reason.replaceAll('-', '_') as 'empty'}`];
        const { reason: _, ...details } = read;
        const spoken = Object.entries(details).map(([key, value]) => [
          key,
          formatNumber(lang, Number(value)),
        ]);
        setProblem(fill(sentence, Object.fromEntries(spoken)));
        return;
      }
      const { at, ignored, twice } = findColumns(read.header);
      if (at.size === 0) return void setProblem(t.noColumns);
      if (twice.length > 0) {
        const columns = twice.map((field) => t[`Col_${field}`]).join(', ');
        return void setProblem(fill(t.twice, { columns }));
      }
      const fields = bulkFields.filter((field) => at.has(field));
      batch(() => {
        setProblem(null);
        setMedium(null);
        setOpen(new Set<string>());
        setFile({ name: chosen.name, table: read, ignored, fields });
        setRows(
          read.rows.map(({ line, cells }) => ({
            line,
            cells: Object.fromEntries(fields.map((field) => [field, cells[at.get(field) ?? -1] ?? ''])),
          })),
        );
      });
      openWrong();
    },
    close(): void {
      setFile(null);
      setRows([]);
      setProblem(null);
    },
    type(line: number, field: BulkField, value: string): void {
      setRows(
        rows().map((row) => (row.line === line ? { ...row, cells: { ...row.cells, [field]: value } } : row)),
      );
      openWrong();
    },
    isOpen: (line: number, field: BulkField) => open().has(keyOf(line, field)),
  };
}

export type BulkTable = ReturnType<typeof makeTable>;
