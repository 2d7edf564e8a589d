import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeSalts } from './salt.ts';
import { NOON, temporaryFolder } from './testing.ts';
import { visitorKey } from './visitor.ts';

const HOUR = 3_600_000;
const BERLIN = 'Europe/Berlin';
/** 2026-11-23 04:00 in Berlin. */
const FOUR = Date.UTC(2026, 10, 23, 3);

describe('salts', () => {
  it('last from 04:00 to 04:00 of their own zone', () => {
    const salts = makeSalts(temporaryFolder());
    const day = Buffer.from(salts.saltOf(BERLIN, NOON));
    expect(salts.saltOf(BERLIN, FOUR - 1)).toEqual(day);
    expect(salts.saltOf(BERLIN, FOUR)).not.toEqual(day);
    const tokyo = Buffer.from(salts.saltOf('Asia/Tokyo', NOON));
    expect(tokyo).not.toEqual(day);
    // 04:00 in Tokyo is 19:00 UTC.
    expect(salts.saltOf('Asia/Tokyo', NOON + 8 * HOUR)).not.toEqual(tokyo);
  });

  it('survive a restart on the same day, readable by the owner alone, and no clock set back renews them', () => {
    const folder = temporaryFolder();
    const day = makeSalts(folder).saltOf(BERLIN, NOON);
    expect(makeSalts(folder).saltOf(BERLIN, NOON + HOUR)).toEqual(day);
    expect(makeSalts(folder).saltOf(BERLIN, NOON - 24 * HOUR)).toEqual(day);
    const [name] = readdirSync(folder);
    expect(statSync(join(folder, name ?? '')).mode & 0o777).toBe(0o600);
  });

  it('are destroyed at 04:00 without a scan, also those a former run left', () => {
    const folder = temporaryFolder();
    const salts = makeSalts(folder);
    const held = salts.saltOf(BERLIN, NOON);
    const old = held.toString('hex');
    const [name] = readdirSync(folder);
    expect(readFileSync(join(folder, name ?? ''), 'utf8')).toContain(old);
    makeSalts(folder).destroyExpired(FOUR - 1);
    expect(existsSync(join(folder, name ?? ''))).toBe(true);
    makeSalts(folder).destroyExpired(FOUR);
    expect(readdirSync(folder)).toEqual([]);
    salts.destroyExpired(FOUR);
    expect(held.every((byte) => byte === 0)).toBe(true);
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

describe('visitorKey', () => {
  it('differs by salt, address, agent and campaign, and is stable otherwise', () => {
    const salt = Buffer.alloc(32, 1);
    const key = visitorKey(salt, '192.0.2.1', 'a', 'cmp_1');
    expect(visitorKey(salt, '192.0.2.1', 'a', 'cmp_1')).toBe(key);
    const others = [
      visitorKey(Buffer.alloc(32, 2), '192.0.2.1', 'a', 'cmp_1'),
      visitorKey(salt, '192.0.2.2', 'a', 'cmp_1'),
      visitorKey(salt, '192.0.2.1', 'b', 'cmp_1'),
      visitorKey(salt, '192.0.2.1', 'a', 'cmp_2'),
    ];
    expect(new Set([key, ...others]).size).toBe(5);
  });
});
