import { createHmac } from 'node:crypto';

/** The first 8 bytes of HMAC-SHA256(salt, address | user agent | campaign) as a signed 64-bit integer. */
export const visitorKey = (salt: Buffer, address: string, agent: string, campaignId: string): bigint =>
  createHmac('sha256', salt).update(`${address}|${agent}|${campaignId}`).digest().readBigInt64BE(0);
