/** A refusal that says what happened and what to do, in one sentence or two; `json` is for programs. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly json: Readonly<Record<string, unknown>>;

  constructor(message: string, json: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.json = json;
  }
}
