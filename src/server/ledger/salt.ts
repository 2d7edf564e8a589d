import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { addDays, countingDay, dayStart } from '#domain/shared/time.ts';

interface Salt {
  readonly timeZone: string;
  readonly day: string;
  readonly key: KeyObject;
  /** Epoch ms at which this salt is to be destroyed. */
  readonly until: number;
}

export interface Salts {
  /** The salt of the counting day that `at` belongs to in `timeZone`; synchronous, from memory but once a day. */
  saltOf(timeZone: string, at: number): KeyObject;
  /** Destroys the salts whose day is over at `now`, in memory and on disk. */
  destroyExpired(now: number): void;
}

const fileOf = (timeZone: string): string => `visitor-salt-${encodeURIComponent(timeZone)}.json`;

/**
 * The daily salts of visitor keys, one per time zone: random, in `folder` (outside databases and backups, mode
 * 0600), overwritten and replaced at 04:00 of their zone. When the disk refuses, the salt of the day lives in
 * memory alone: a restart then counts returning visitors of that day twice, and nobody waits.
 */
export function makeSalts(folder: string): Salts {
  const salts = new Map<string, Salt>();
  mkdirSync(folder, { recursive: true, mode: 0o700 });

  function destroyFile(path: string): void {
    try {
      const file = openSync(path, 'r+');
      try {
        writeSync(file, Buffer.alloc(statSync(path).size), 0);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    } catch {
      // Gone already, or not writable: removing it is what is left to try.
    }
    rmSync(path, { force: true });
  }

  function read(timeZone: string): { day: string; bytes: Buffer } | null {
    try {
      const stored = JSON.parse(readFileSync(join(folder, fileOf(timeZone)), 'utf8')) as {
        day: string;
        salt: string;
      };
      const bytes = Buffer.from(stored.salt, 'hex');
      return bytes.length === 32 && typeof stored.day === 'string' ? { day: stored.day, bytes } : null;
    } catch {
      return null;
    }
  }

  function write(timeZone: string, day: string, bytes: Buffer): void {
    const path = join(folder, fileOf(timeZone));
    destroyFile(path);
    const file = openSync(`${path}.new`, 'w', 0o600);
    try {
      writeSync(file, JSON.stringify({ day, salt: bytes.toString('hex') }));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(`${path}.new`, path);
  }

  function renew(timeZone: string, at: number, current: Salt | undefined): Salt {
    const day = countingDay(at, timeZone);
    const until = dayStart(addDays(day, 1), timeZone);
    const stored = current ? null : read(timeZone);
    // A clock that was set back must not bring a new salt for a day that has one.
    const keep = stored && stored.day >= day ? stored.bytes : null;
    const bytes = keep ?? randomBytes(32);
    if (keep === null) {
      try {
        write(timeZone, day, bytes);
      } catch {
        // See the contract above: the salt of the day then lives in memory alone.
      }
    }
    const salt: Salt = { timeZone, day, key: createSecretKey(bytes), until };
    bytes.fill(0);
    salts.set(timeZone, salt);
    return salt;
  }

  return {
    saltOf(timeZone, at) {
      const salt = salts.get(timeZone);
      return salt !== undefined && at < salt.until ? salt.key : renew(timeZone, at, salt).key;
    },
    destroyExpired(now) {
      for (const [timeZone, salt] of salts) {
        if (now >= salt.until) salts.delete(timeZone);
      }
      for (const name of existsSync(folder) ? readdirSync(folder) : []) {
        const match = /^visitor-salt-(.+)\.json(\.new)?$/.exec(name);
        if (!match) continue;
        const timeZone = decodeURIComponent(match[1] ?? '');
        const stored = match[2] === undefined ? read(timeZone) : null;
        if (stored === null || now >= dayStart(addDays(stored.day, 1), timeZone))
          destroyFile(join(folder, name));
      }
    },
  };
}
