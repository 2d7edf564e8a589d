import { readFile, stat } from 'node:fs/promises';
import { LIMITS } from '#domain/qr/limits.ts';
import type { StyleDocument } from '#domain/qr/model.ts';
import { payloadSchema, styleSchema } from '#domain/qr/schema.ts';
import { Refused } from './refused.ts';

/** More than any style: its largest part is a logo of 60,000 characters. */
const MOST_BYTES = 1_000_000;

/** A style document of a file. @throws Refused that says where it is wrong. */
export async function readStyle(file: string): Promise<StyleDocument> {
  if ((await stat(file)).size > MOST_BYTES)
    throw new Refused(`${file} is larger than a style can be (${MOST_BYTES / 1e6} MB).`);
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new Refused(`${file} is no JSON: ${cause.message}.`, { file });
  }
  const parsed = styleSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = issue?.path.join('.') || 'style';
  throw new Refused(`${file} is no style: "${path}" is wrong (${issue?.message ?? 'invalid'}).`, {
    file,
    path,
    issues: parsed.error.issues.map((one) => ({ path: one.path.join('.'), message: one.message })),
  });
}

/** What a code shall say. @throws Refused when no code of ours can say it. */
export function checkText(text: string): string {
  if (text.length > LIMITS.payloadChars)
    throw new Refused(
      `The text has ${text.length} characters; a code takes at most ${LIMITS.payloadChars}, so that it stays readable in print. Use a shorter address.`,
      { characters: text.length, limit: LIMITS.payloadChars },
    );
  if (!payloadSchema.safeParse(text).success)
    throw new Refused(
      text === ''
        ? 'The text is empty. Say what the code shall hold with --text.'
        : 'The text has characters that an address cannot hold. Use printable ASCII; write others percent-encoded.',
    );
  return text;
}

/** A number of the command line. @throws Refused when it is none or out of its bounds. */
export function readNumber(
  name: string,
  text: string | undefined,
  { min, max, whole = false }: { min: number; max: number; whole?: boolean },
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !(value >= min && value <= max) || (whole && !Number.isInteger(value)))
    throw new Refused(
      `--${name} is a ${whole ? 'whole ' : ''}number from ${min} to ${max}; "${text.slice(0, 40)}" is not.`,
    );
  return value;
}
