/** What a command did: a line for people, an object for programs. */
export interface Done {
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
  /** 0 unless it says otherwise. */
  readonly exitCode?: number;
}
