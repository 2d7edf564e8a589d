/** One row per file of a ZIP of codes. */
export interface ManifestRow {
  readonly file: string;
  readonly code: string;
  readonly url: string;
  readonly place: string;
  readonly medium: string;
  readonly widthMm: number;
  readonly heightMm: number;
  /** The symbol without its quiet zone. */
  readonly symbolMm: number;
  /** The proof of this style in this size of symbol: its score, the artwork it was made with, and whose that is. */
  readonly proofScore: number | null;
  readonly proofArtwork: string;
  readonly proofCode: string;
  /** Decoders that read this very file, of those that tried. */
  readonly readBy: string;
}

const COLUMNS = [
  'file',
  'code',
  'url',
  'place',
  'medium',
  'width_mm',
  'height_mm',
  'symbol_mm',
  'proof_score',
  'proof_artwork',
  'proof_code',
  'read_by',
] as const;

/**
 * A field by RFC 4180. What a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV injection").
 */
function field(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(Math.round(value * 100) / 100);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The table of a ZIP as CSV, with a byte order mark, by which spreadsheets know UTF-8. */
export function manifestCsv(rows: readonly ManifestRow[]): string {
  const lines = rows.map((row) =>
    [
      row.file,
      row.code,
      row.url,
      row.place,
      row.medium,
      row.widthMm,
      row.heightMm,
      row.symbolMm,
      row.proofScore,
      row.proofArtwork,
      row.proofCode,
      row.readBy,
    ]
      .map(field)
      .join(','),
  );
  return `\ufeff${[COLUMNS.join(','), ...lines].join('\r\n')}\r\n`;
}
