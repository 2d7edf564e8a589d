/**
 * The bytes that a Range header asks for, both ends included (RFC 9110, section 14; one range). Null for the whole, which
 * also answers what is not understood; `outside` for what the file does not have.
 */
export function rangeOf(
  header: string | undefined,
  bytes: number,
): { readonly start: number; readonly end: number } | 'outside' | null {
  const [, first = '', last = ''] = /^bytes=(?!-$)(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return null;
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first);
  const end = first !== '' && last !== '' ? Math.min(Number(last), bytes - 1) : bytes - 1;
  return start > end ? 'outside' : { start, end };
}
