/**
 * A stored document: saved whole, against the version it was based on.
 * `version` starts at 1 and grows by one with each save; times are epoch milliseconds UTC.
 */
export interface Stored<Doc> {
  readonly id: string;
  readonly version: number;
  readonly doc: Doc;
  readonly updatedAt: number;
}
