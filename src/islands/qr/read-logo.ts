import type { LogoPixels } from '#domain/qr/artwork.ts';
import { LIMITS } from '#domain/qr/limits.ts';
import { logoFromSvg } from '#domain/qr/logo.ts';
import type { Finding, Logo } from '#domain/qr/model.ts';
import { sha256 } from '#domain/shared/sha256.ts';
import { errorSentence, isErrorCode } from '#i18n/errors.ts';
import type { Lang } from '#i18n/text.ts';
import { readLogoPixels } from './read-logo-pixels.ts';

/** A picture of the workspace that a style can hold: its address and pixels. */
export interface LogoPicture {
  readonly assetId: string;
  readonly url: string;
  readonly pixels: LogoPixels;
}

export type LogoRead =
  | {
      readonly ok: true;
      readonly art: Logo['art'];
      readonly picture: LogoPicture | null;
      readonly findings: Finding[];
    }
  | { readonly ok: false; readonly findings: Finding[]; readonly message: string | null };

/** What can become a logo; told to whoever chooses something else. */
const LOGO_FILES = ['SVG', 'PNG', 'JPEG', 'WebP'];

/** Reads a chosen file: an SVG becomes paths of our own, a picture is stored with the workspace. Never throws. */
export async function readLogo(file: File, lang: Lang): Promise<LogoRead> {
  const isSvg = file.type === 'image/svg+xml' || /\.svg$/i.test(file.name);
  if (isSvg) {
    // Longer files are refused by their size; reading them whole would only hold the memory.
    const source = await file.slice(0, LIMITS.logoSourceBytes * 4).text();
    const { art, findings } = logoFromSvg(source);
    return art ? { ok: true, art, picture: null, findings } : { ok: false, findings, message: null };
  }
  try {
    const answer = await fetch(`/api/assets?name=${encodeURIComponent(file.name)}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: file,
    });
    const told = (await answer.json()) as {
      id?: unknown;
      url?: unknown;
      code?: unknown;
      details?: Record<string, unknown>;
    };
    if (!answer.ok || typeof told.id !== 'string' || typeof told.url !== 'string') {
      const code = isErrorCode(told.code) ? told.code : 'unavailable';
      const details = code === 'wrong_type' ? { allowed: LOGO_FILES } : (told.details ?? {});
      return { ok: false, findings: [], message: errorSentence(lang, code, details) };
    }
    const { picture, bytes } = await fetchPicture(told.id, told.url);
    const aspect = picture.pixels.width / picture.pixels.height;
    if (aspect < 0.2 || aspect > 5)
      return { ok: false, findings: [], message: errorSentence(lang, 'wrong_type') };
    const art: Logo['art'] = {
      kind: 'raster',
      aspect: Math.round(aspect * 1e4) / 1e4,
      assetId: told.id,
      hash: sha256(bytes),
    };
    return { ok: true, art, picture, findings: [] };
  } catch {
    return { ok: false, findings: [], message: errorSentence(lang, 'unavailable') };
  }
}

/** The picture of a stored raster logo. Rejects when it is gone or cannot be read. */
export async function fetchPicture(
  assetId: string,
  url: string,
): Promise<{ picture: LogoPicture; bytes: Uint8Array }> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`logo: ${answer.status}`);
  const blob = await answer.blob();
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return { picture: { assetId, url, pixels: await readLogoPixels(blob) }, bytes };
}
