import { isErrorCode } from '#i18n/errors.ts';

/** A stored file, as `POST /api/assets` answers. */
export interface Uploaded {
  readonly id: string;
  readonly url: string;
}

export type UploadResult =
  | { readonly ok: true; readonly data: Uploaded }
  | {
      readonly ok: false;
      readonly message: string | null;
      readonly details: Readonly<Record<string, unknown>>;
    };

/** Uploads a file; a refusal comes with its sentence in the reader's language, or null when there is none. */
export async function upload(
  file: File,
  kind: 'media' | 'plan' = 'media',
  signal: AbortSignal | null = null,
): Promise<UploadResult> {
  try {
    const answer = await fetch(`/api/assets?${new URLSearchParams({ name: file.name, kind })}`, {
      method: 'POST',
      body: file,
      signal,
    });
    const told = (await answer.json()) as {
      id?: unknown;
      url?: unknown;
      code?: unknown;
      title?: unknown;
      details?: unknown;
    };
    if (answer.ok && typeof told.id === 'string' && typeof told.url === 'string') {
      return { ok: true, data: { id: told.id, url: told.url } };
    }
    return {
      ok: false,
      message: isErrorCode(told.code) && typeof told.title === 'string' ? told.title : null,
      details: typeof told.details === 'object' ? { ...told.details } : {},
    };
  } catch {
    return { ok: false, message: null, details: {} };
  }
}
