import { type Device, devices } from './model.ts';

/** What is kept of a request to judge it again: one small integer (14 bits). */
export type Evidence = number;

const HEAD = 1;
const OTHER_METHOD = 2;
const PREFETCH = 4;
const STAFF = 8;
const REPEAT = 16;
const HAS_MODE = 32;
const NAVIGATES = 64;
const HAS_DEST = 128;
const DOCUMENT = 256;
const USER = 512;
const DEVICE_SHIFT = 10;

/** The headers a verdict is made of, as node:http gives them. */
export interface RequestSigns {
  readonly method: string;
  /** `Sec-Purpose`, or the older `Purpose` / `X-Moz`. */
  readonly secPurpose: string | undefined;
  readonly secFetchMode: string | undefined;
  readonly secFetchDest: string | undefined;
  readonly secFetchUser: string | undefined;
  readonly staff: boolean;
}

/** Packs what a request showed; `repeat` is what the ledger's memory says about it. */
export function packEvidence(signs: RequestSigns, device: Device, repeat: boolean): Evidence {
  let bits = devices.indexOf(device) << DEVICE_SHIFT;
  if (signs.method === 'HEAD') bits |= HEAD;
  else if (signs.method !== 'GET') bits |= OTHER_METHOD;
  const { secPurpose, secFetchMode, secFetchDest } = signs;
  // "prefetch", "prefetch;prerender", "prefetch;anonymous-client-ip", "preview" (Safari's Purpose).
  if (secPurpose !== undefined && /prefetch|prerender|preview/i.test(secPurpose)) bits |= PREFETCH;
  if (secFetchMode !== undefined) bits |= secFetchMode === 'navigate' ? HAS_MODE | NAVIGATES : HAS_MODE;
  if (secFetchDest !== undefined) bits |= secFetchDest === 'document' ? HAS_DEST | DOCUMENT : HAS_DEST;
  if (signs.secFetchUser === '?1') bits |= USER;
  if (signs.staff) bits |= STAFF;
  if (repeat) bits |= REPEAT;
  return bits;
}

/** What packed evidence says. */
export const readEvidence = (bits: Evidence) => ({
  head: (bits & HEAD) !== 0,
  otherMethod: (bits & OTHER_METHOD) !== 0,
  prefetch: (bits & PREFETCH) !== 0,
  staff: (bits & STAFF) !== 0,
  repeat: (bits & REPEAT) !== 0,
  /** Sec-Fetch-* was sent and says that no page was being opened. */
  notAPage:
    ((bits & HAS_MODE) !== 0 && (bits & NAVIGATES) === 0) ||
    ((bits & HAS_DEST) !== 0 && (bits & DOCUMENT) === 0),
  userActivated: (bits & USER) !== 0,
  device: devices[(bits >> DEVICE_SHIFT) & 7] ?? 'unknown',
});
