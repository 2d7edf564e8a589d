import type { Finding } from '#domain/qr/model.ts';
import { errorSentence, isErrorCode } from '#i18n/errors.ts';
import type { Lang } from '#i18n/text.ts';

export type PrintFormat = 'pdf' | 'svg' | 'png';

/** What a print file is asked for; lengths in mm. */
export interface PrintAsk {
  readonly campaign: string;
  readonly code: string;
  readonly format: PrintFormat;
  readonly widthMm: number;
  readonly bleedMm: number;
  readonly cropMarks: boolean;
  /** For PDF: black and greys as tints of black ink alone. */
  readonly pureBlack: boolean;
  readonly dpi: number;
  readonly medium: string;
  /** What a test print says of itself. */
  readonly testWords: string;
  /** Adds the proof as a page in this language. */
  readonly proofPage: Lang | null;
}

export type PrintAnswer =
  | { readonly ok: true; readonly blob: Blob; readonly name: string }
  | { readonly ok: false; readonly message: string; readonly findings: readonly Finding[] };

/**
 * The file of a code. `onProgress` gets null while the server draws, then the part that is loaded, 0–1.
 * Rejects only when `signal` aborts.
 */
export async function fetchPrint(
  ask: PrintAsk,
  lang: Lang,
  signal: AbortSignal,
  onProgress: (part: number | null) => void,
): Promise<PrintAnswer> {
  const query = new URLSearchParams({
    campaign: ask.campaign,
    code: ask.code,
    format: ask.format,
    widthMm: String(ask.widthMm),
    bleedMm: String(ask.bleedMm),
    cropMarks: ask.cropMarks ? '1' : '0',
    pureBlack: ask.pureBlack ? '1' : '0',
    dpi: String(ask.dpi),
    medium: ask.medium,
    testWords: ask.testWords,
    ...(ask.proofPage ? { proofPage: ask.proofPage } : {}),
  });
  onProgress(null);
  try {
    const answer = await fetch(`/api/print?${query}`, { signal });
    if (!answer.ok) return refusal(await answer.json().catch(() => null), lang);
    const total = Number(answer.headers.get('Content-Length') ?? 0);
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let got = 0;
    const reader = answer.body?.getReader();
    for (let step = await reader?.read(); step && !step.done; step = await reader?.read()) {
      parts.push(step.value);
      got += step.value.length;
      onProgress(total > 0 ? Math.min(1, got / total) : null);
    }
    const name = /filename="([^"]+)"/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1];
    const type = answer.headers.get('Content-Type') ?? '';
    return { ok: true, blob: new Blob(parts, { type }), name: name ?? `code.${ask.format}` };
  } catch (error) {
    if (signal.aborted) throw error;
    return refusal(null, lang);
  }
}

function refusal(problem: unknown, lang: Lang): PrintAnswer {
  const { code, details } = (problem ?? {}) as { code?: unknown; details?: Record<string, unknown> };
  const known = isErrorCode(code) ? code : 'unavailable';
  const findings = Array.isArray(details?.['findings']) ? (details['findings'] as Finding[]) : [];
  return { ok: false, message: errorSentence(lang, known, details ?? {}), findings };
}

/** Hands a file to the browser's downloads. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
