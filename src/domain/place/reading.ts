/** What a photo of a real print says about it. Pure; finding codes in the picture is the server's part. */
import type { PhotoReading } from './model.ts';

/** What was found in a photo, before anybody judged it. */
export interface FoundInPhoto {
  /** The code that was looked at closely: this print's own if it is in the picture, else the largest. */
  readonly symbol: PhotoReading['symbol'];
  /** What each decoder read in it; null for nothing. */
  readonly decoders: PhotoReading['decoders'];
  /** Texts of the other codes in the picture. */
  readonly others: readonly string[];
  readonly light: PhotoLight;
}

/** Brightness of the code, or of the middle of the picture where no code was found; luma 0–255. */
export interface PhotoLight {
  /** 1st and 99th percentile. */
  readonly dark: number;
  readonly bright: number;
  /** Part of the pixels that are blown out, 0–1. */
  readonly clipped: number;
  /** Steepest edges, as part of the whole range per pixel: a sharp picture has 0.3 and more, 4 px of blur 0.1. */
  readonly steepness: number;
}

/** Decoders begin to lose plain codes below three pixels a module (capture 3 of the preflight). */
const LEAST_PX_PER_MODULE = 3;
const LEAST_STEEPNESS = 0.16;
const LEAST_RANGE = 70;
const DARK_PAPER = 90;
const GLARE_PART = 0.06;

/**
 * Judges a photo of the print that should say one of `expected` (the present address first, older ones behind it).
 * It passes when at least half of the decoders, and two, read exactly that and no decoder anything else; `weak`
 * when fewer do; `wrong` when the print says something else.
 */
export function judgePhoto(found: FoundInPhoto, expected: readonly string[]): PhotoReading {
  const texts = found.decoders.flatMap(({ text }) => (text === null ? [] : [text]));
  const right = texts.filter((text) => expected.includes(text)).length;
  const verdict =
    texts.length === 0
      ? 'unread'
      : right < texts.length
        ? 'wrong'
        : right >= Math.min(found.decoders.length, Math.max(2, found.decoders.length / 2))
          ? 'passed'
          : 'weak';
  return {
    verdict,
    expected: expected.find((text) => texts.includes(text)) ?? expected[0] ?? '',
    decoders: [...found.decoders],
    others: [...found.others],
    symbol: found.symbol,
    hints: verdict === 'passed' || verdict === 'wrong' ? [] : hintsOf(found),
  };
}

function hintsOf({ symbol, light }: FoundInPhoto): PhotoReading['hints'] {
  const range = light.bright - light.dark;
  const hints: [PhotoReading['hints'][number], boolean][] = [
    ['too_small', symbol !== null && symbol.pxPerModule < LEAST_PX_PER_MODULE],
    ['dark', light.bright < DARK_PAPER],
    ['blurred', range >= LEAST_RANGE && light.steepness < LEAST_STEEPNESS],
    ['glare', light.clipped > GLARE_PART],
    ['faint', symbol !== null && light.bright >= DARK_PAPER && range < LEAST_RANGE],
  ];
  return hints.flatMap(([hint, holds]) => (holds ? [hint] : []));
}
