/** Names of what figures are about, by id, in the reader's language. */
export interface Names {
  readonly codes: Readonly<Record<string, string>>;
  readonly places: Readonly<Record<string, string>>;
  readonly chapters: Readonly<Record<string, string>>;
  readonly channels: Readonly<Record<string, string>>;
}

/** The name behind an id; what was deleted since it was scanned is called `gone`. */
export const nameOf = (names: Readonly<Record<string, string>>, id: string | null, gone: string): string =>
  (id === null ? undefined : names[id]) ?? gone;
