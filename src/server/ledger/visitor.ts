import { createHmac, type KeyObject } from 'node:crypto';

/**
 * The first 8 bytes of HMAC-SHA256(salt, address | user agent | campaign) as a signed 64-bit integer. The salt
 * comes as a key object: from a buffer the same HMAC costs five times as much (17 instead of 3 µs, Node 24).
 */
export const visitorKey = (salt: KeyObject, address: string, agent: string, campaignId: string): bigint =>
  createHmac('sha256', salt).update(`${address}|${agent}|${campaignId}`).digest().readBigInt64BE(0);
