/** A visit ends after this much silence; what the phone reports later belongs to no visit. */
export const VISIT_SILENCE_MS = 30 * 60_000;

/** A visit's last report comes within this time of its first step; a tab left open over night still reports. */
export const VISIT_REACH_MS = 48 * VISIT_SILENCE_MS;

/** A second scan of the same code by the same visitor within this time is a repeat. */
export const REPEAT_MS = 10_000;

/** Scan numbers begin here (2020-01-01 UTC), so that they stay exact as JS numbers until 2089. */
export const SCAN_EPOCH_MS = 1_577_836_800_000;
const PER_MS = 4_096;

/** A scan's number in the ledger: its time in ms × 4096 + a sequence. Strictly growing, never used twice. */
export type ScanNo = number;

/** The number for a scan at `at` (epoch ms) that follows the scan numbered `last`. */
export const nextScanNo = (at: number, last: ScanNo): ScanNo =>
  Math.max(last + 1, (at - SCAN_EPOCH_MS) * PER_MS);

/** The first number a scan at `at` can have. */
export const firstScanNoAt = (at: number): ScanNo => (at - SCAN_EPOCH_MS) * PER_MS;

/** When the scan was numbered (epoch ms); the scan's own time unless the clock was set back. */
export const scanNoAt = (no: ScanNo): number => Math.floor(no / PER_MS) + SCAN_EPOCH_MS;

/** What a visit id says: the scan that began it, and 32 random bits that a stranger would have to guess. */
export interface VisitKey {
  readonly scanNo: ScanNo;
  readonly secret: number;
}

const HIGH = 2 ** 32;

/** The visit id of a scan: 16 characters base64url (8 bytes scan number, 4 bytes secret). */
export function visitIdOf({ scanNo, secret }: VisitKey): string {
  const bytes = Buffer.allocUnsafe(12);
  bytes.writeUInt32BE(Math.floor(scanNo / HIGH), 0);
  bytes.writeUInt32BE(scanNo % HIGH, 4);
  bytes.writeInt32BE(secret, 8);
  return bytes.toString('base64url');
}

export const visitIdPattern = /^[\w-]{16}$/;

/** The key in a visit id; null for anything that is none. */
export function parseVisitId(id: string): VisitKey | null {
  if (!visitIdPattern.test(id)) return null;
  const bytes = Buffer.from(id, 'base64url');
  const scanNo = bytes.readUInt32BE(0) * HIGH + bytes.readUInt32BE(4);
  return Number.isSafeInteger(scanNo) && scanNo > 0 ? { scanNo, secret: bytes.readInt32BE(8) } : null;
}
