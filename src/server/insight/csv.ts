export type CsvValue = string | number | null;

/**
 * A CSV cell (RFC 4180). Text that a spreadsheet would run as a formula gets a leading apostrophe
 * (OWASP, "CSV Injection": the signs themselves, their full-width forms, and what a spreadsheet skips before them).
 */
export function csvCell(value: CsvValue): string {
  if (value === null) return '';
  let text = String(value);
  if (typeof value === 'string' && /^[\s]*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A row with its end. */
export const csvLine = (values: readonly CsvValue[]): string => `${values.map(csvCell).join(',')}\r\n`;
