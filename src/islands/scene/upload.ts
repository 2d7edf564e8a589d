import { errorSentence, isErrorCode } from '#i18n/errors.ts';
import type { Lang } from '#i18n/text.ts';
import type { SceneAsset } from './model.ts';

export interface Upload {
  /** The stored file; rejects with an `Error` whose message is a sentence, or `AbortError` when cancelled. */
  readonly done: Promise<SceneAsset>;
  cancel(): void;
}

/**
 * Sends a file to the workspace. `onProgress` gets the part that is sent, 0 to 1; at 1 the server examines it.
 * `wrongKind` is said of a file that the server does not take: the field knows better what it needs.
 */
export function upload(
  file: Blob,
  name: string,
  lang: Lang,
  { onProgress, wrongKind }: { onProgress?: (part: number) => void; wrongKind?: string } = {},
): Upload {
  const request = new XMLHttpRequest();
  const done = new Promise<SceneAsset>((resolve, reject) => {
    const fail = () => reject(new Error(refusalOf(request, lang, wrongKind)));
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0);
    request.onerror = fail;
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
    request.onload = () => {
      if (request.status !== 201) return fail();
      resolve(JSON.parse(request.responseText) as SceneAsset);
    };
    request.open('POST', `/api/assets?name=${encodeURIComponent(name)}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.send(file);
  });
  return { done, cancel: () => request.abort() };
}

function refusalOf({ responseText }: XMLHttpRequest, lang: Lang, wrongKind?: string): string {
  try {
    const problem = JSON.parse(responseText) as { code?: unknown; details?: Record<string, unknown> };
    if (problem.code === 'wrong_type' && wrongKind !== undefined) return wrongKind;
    if (isErrorCode(problem.code)) return errorSentence(lang, problem.code, problem.details ?? {});
  } catch {
    // Not a problem document: the line broke.
  }
  return errorSentence(lang, 'unavailable');
}
