import QRCode from 'qrcode';
import { bestMask, remask } from './mask.ts';
import type { ErrorCorrection } from './model.ts';

/** A QR code symbol (ISO/IEC 18004) without quiet zone, row by row from the top left. */
export interface QrSymbol {
  payload: string;
  errorCorrection: ErrorCorrection;
  /** 1–40. */
  version: number;
  /** Modules on a side: 17 + 4 × version. */
  size: number;
  /** Data mask pattern reference, 0–7. */
  mask: number;
  /** 1 = dark; `size * size` long. */
  dark: Uint8Array;
  /** 1 = finder, separator, timing, alignment, format or version information. */
  reserved: Uint8Array;
  /** Whether the whole payload is in alphanumeric or numeric mode, the small way to say it. */
  compact: boolean;
}

const ALPHANUMERIC = /^[0-9A-Z $%*+\-./:]+$/;
const kept = new Map<string, QrSymbol>();

/** The smallest symbol for `payload` at this level. Throws when it does not fit version 40. Recent symbols are kept. */
export function symbol(payload: string, errorCorrection: ErrorCorrection): QrSymbol {
  const key = errorCorrection + payload;
  const found = kept.get(key);
  if (found) return found;
  const result = encode(payload, errorCorrection);
  if (kept.size >= 32) kept.delete(kept.keys().next().value ?? '');
  kept.set(key, result);
  return result;
}

/** As `symbol`, but not kept, and of the version and mask that are asked for. Throws when the payload does not fit. */
export function encode(
  payload: string,
  errorCorrection: ErrorCorrection,
  forced: { version?: number; mask?: QRCode.QRCodeMaskPattern } = {},
): QrSymbol {
  // Alphanumeric throughout is the smallest unless six digits follow one another (ISO/IEC 18004, annex J.2): the search for a
  // better mix of modes, a tenth of the work, is left out.
  const compact = ALPHANUMERIC.test(payload);
  const single = compact && /\D/.test(payload) && !/\d{6}/.test(payload);
  const made = QRCode.create(single ? [{ data: payload, mode: 'alphanumeric' }] : payload, {
    errorCorrectionLevel: errorCorrection,
    ...(forced.version === undefined ? {} : { version: forced.version }),
    // Its own search for the mask is two fifths of the whole work on a styled code.
    maskPattern: 0,
  });
  const { size } = made.modules;
  const dark = new Uint8Array(made.modules.data as ArrayLike<number>);
  const reserved = new Uint8Array(
    (made.modules as unknown as { reservedBit: ArrayLike<number> }).reservedBit,
  );
  const mask = forced.mask ?? bestMask(dark, reserved, size);
  remask(dark, reserved, size, mask);
  return { payload, errorCorrection, version: made.version, size, mask, dark, reserved, compact };
}

/** Side and position of the three eyes (finder patterns), top left module of each. */
export function eyeOrigins(size: number): [x: number, y: number][] {
  return [
    [0, 0],
    [size - 7, 0],
    [0, size - 7],
  ];
}

export function inEye(size: number, x: number, y: number): boolean {
  return (x < 7 && (y < 7 || y >= size - 7)) || (x >= size - 7 && y < 7);
}

/** Middle modules of the alignment patterns, 5 modules wide each (ISO/IEC 18004:2015, annex E). None in version 1. */
export function alignmentCentres(size: number): [x: number, y: number][] {
  const version = (size - 17) / 4;
  if (version < 2) return [];
  const count = Math.floor(version / 7) + 2;
  // Even distances from the lower right; version 32 is the one that the rule of the others misses.
  const step = version === 32 ? 26 : Math.ceil((size - 13) / (2 * count - 2)) * 2;
  const places = Array.from({ length: count }, (_, at) =>
    at === 0 ? 6 : size - 7 - (count - 1 - at) * step,
  );
  return places.flatMap((y) => places.filter((x) => !inEye(size, x, y)).map((x): [number, number] => [x, y]));
}
