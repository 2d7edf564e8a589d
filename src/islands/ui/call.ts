import type { ErrorCode, ErrorDetails } from '#domain/shared/error.ts';
import { errorSentence, fieldSentence, isErrorCode } from '#i18n/errors.ts';
import type { Lang } from '#i18n/text.ts';
import { CALLED } from './called.ts';

/** A refusal as a screen shows it: `message` is a sentence in the reader's language. */
export interface CallError {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  readonly message: string;
}

export type CallResult<Data> =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly error: CallError };

/** What an Astro action answers with, as far as we read it. */
interface ActionAnswer {
  readonly data: unknown;
  readonly error: { readonly message: string; readonly type?: string; readonly issues?: unknown } | undefined;
}

/** What an action hands back when nothing refused it. */
type DataOf<Answer extends ActionAnswer> = Extract<Answer, { readonly error: undefined }>['data'];

const pageLang = (): Lang =>
  typeof document !== 'undefined' && document.documentElement.lang === 'de' ? 'de' : 'en';

/**
 * Waits for an Astro action and never throws: `call(actions.story.save(input))`. A broken connection is
 * `unavailable`; input the schema refused is `invalid` with `details.fields`, a sentence by field path.
 */
export async function call<Answer extends ActionAnswer>(
  pending: Promise<Answer>,
  lang: Lang = pageLang(),
): Promise<CallResult<DataOf<Answer>>> {
  try {
    const answer = await pending;
    if (answer.error) return { ok: false, error: readActionError(answer.error, lang) };
    if (typeof document !== 'undefined') document.dispatchEvent(new Event(CALLED));
    return { ok: true, data: answer.data as DataOf<Answer> };
  } catch {
    return { ok: false, error: refusal('unavailable', {}, lang) };
  }
}

/** Reads the error of an action result; also for forms that work without scripts (`Astro.getActionResult`). */
export function readActionError(
  error: { readonly message: string; readonly type?: string; readonly issues?: unknown },
  lang: Lang,
): CallError {
  if (Array.isArray(error.issues)) return refusal('invalid', { fields: fieldsOfIssues(error.issues) }, lang);
  let sent: unknown;
  try {
    sent = JSON.parse(error.message);
  } catch {
    return refusal('unavailable', {}, lang);
  }
  const { code, details } = isObject(sent) ? sent : {};
  if (!isErrorCode(code)) return refusal('unavailable', {}, lang);
  return refusal(code, isObject(details) ? details : {}, lang);
}

/** The sentence for one field of an `invalid` refusal, by its path (`title`, `goals.0.target`). */
export function fieldError(error: CallError | null | undefined, path: string): string | null {
  const { fields } = error?.details ?? {};
  const sentence = isObject(fields) ? fields[path] : undefined;
  return typeof sentence === 'string' ? sentence : null;
}

function refusal(code: ErrorCode, details: ErrorDetails, lang: Lang): CallError {
  const { fields } = details;
  if (!isObject(fields)) return { code, details, message: errorSentence(lang, code, details) };
  const sentences = Object.fromEntries(
    Object.entries(fields).map(([path, issue]) => [path, fieldSentence(lang, String(issue))]),
  );
  return { code, details: { ...details, fields: sentences }, message: errorSentence(lang, code, details) };
}

function fieldsOfIssues(issues: readonly unknown[]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of issues) {
    const { path, code, message } = isObject(issue) ? issue : {};
    if (Array.isArray(path)) fields[path.join('.')] ??= String(code === 'custom' ? message : code);
  }
  return fields;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
