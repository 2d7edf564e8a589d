import { createSecretKey } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeSalts } from './salt.ts';
import { NOON, temporaryFolder } from './testing.ts';
import { visitorOf } from './visitor.ts';

const HOUR = 3_600_000;
const bytesOf = (salts: ReturnType<typeof makeSalts>, timeZone: string, at: number): string =>
  salts.saltOf(timeZone, at).export().toString('hex');
const keyOf = (byte: number) => createSecretKey(Buffer.alloc(32, byte));
const BERLIN = 'Europe/Berlin';
/** 2026-11-23 04:00 in Berlin. */
const FOUR = Date.UTC(2026, 10, 23, 3);

describe('salts', () => {
  it('last from 04:00 to 04:00 of their own zone', () => {
    const salts = makeSalts(temporaryFolder());
    const day = bytesOf(salts, BERLIN, NOON);
    expect(bytesOf(salts, BERLIN, FOUR - 1)).toBe(day);
    expect(bytesOf(salts, BERLIN, FOUR)).not.toBe(day);
    const tokyo = bytesOf(salts, 'Asia/Tokyo', NOON);
    expect(tokyo).not.toBe(day);
    // 04:00 in Tokyo is 19:00 UTC.
    expect(bytesOf(salts, 'Asia/Tokyo', NOON + 8 * HOUR)).not.toBe(tokyo);
  });

  it('survive a restart on the same day, readable by the owner alone, and no clock set back renews them', () => {
    const folder = temporaryFolder();
    const day = bytesOf(makeSalts(folder), BERLIN, NOON);
    expect(bytesOf(makeSalts(folder), BERLIN, NOON + HOUR)).toBe(day);
    expect(bytesOf(makeSalts(folder), BERLIN, NOON - 24 * HOUR)).toBe(day);
    const [name] = readdirSync(folder);
    expect(statSync(join(folder, name ?? '')).mode & 0o777).toBe(0o600);
  });

  it('are destroyed at 04:00 without a scan, also those a former run left', () => {
    const folder = temporaryFolder();
    const salts = makeSalts(folder);
    const old = bytesOf(salts, BERLIN, NOON);
    const [name] = readdirSync(folder);
    expect(readFileSync(join(folder, name ?? ''), 'utf8')).toContain(old);
    makeSalts(folder).destroyExpired(FOUR - 1);
    expect(existsSync(join(folder, name ?? ''))).toBe(true);
    makeSalts(folder).destroyExpired(FOUR);
    expect(readdirSync(folder)).toEqual([]);
    salts.destroyExpired(FOUR);
    expect(bytesOf(salts, BERLIN, NOON)).not.toBe(old);
  });

  it('go on in memory when the folder is gone', () => {
    const folder = temporaryFolder();
    const salts = makeSalts(join(folder, 'secret'));
    rmSync(join(folder, 'secret'), { recursive: true });
    const day = salts.saltOf(BERLIN, NOON);
    expect(salts.saltOf(BERLIN, NOON + HOUR)).toBe(day);
    salts.destroyExpired(NOON);
  });
});

describe('visitorOf', () => {
  it('differs by salt, address, agent and campaign, and is stable otherwise', () => {
    const salt = keyOf(1);
    const key = visitorOf(salt, '192.0.2.1', 'a', 'cmp_1').key;
    expect(visitorOf(salt, '192.0.2.1', 'a', 'cmp_1').key).toBe(key);
    const others = [
      visitorOf(keyOf(2), '192.0.2.1', 'a', 'cmp_1').key,
      visitorOf(salt, '192.0.2.2', 'a', 'cmp_1').key,
      visitorOf(salt, '192.0.2.1', 'b', 'cmp_1').key,
      visitorOf(salt, '192.0.2.1', 'a', 'cmp_2').key,
    ];
    expect(new Set([key, ...others]).size).toBe(5);
  });
});
