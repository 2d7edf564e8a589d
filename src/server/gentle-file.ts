import fs, { type WriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** A scan waits for the disk behind at most this much of somebody else's file (docs/decisions/010-quiet-server.md). */
const STEP_BYTES = 256 * 1_024;

/**
 * A stream into the new file `path` that brings each quarter of a megabyte to the disk before it takes more. What the
 * system would otherwise write out at one go, tens of megabytes, holds up the commits of the ledger meanwhile.
 * Emits an error with code `EEXIST` when the file is there already.
 */
export function openGently(path: string): WriteStream {
  let waiting = 0;
  const write: typeof fs.write = ((
    fd: number,
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number | null,
    done: (error: NodeJS.ErrnoException | null, written: number, buffer: Uint8Array) => void,
  ) =>
    fs.write(fd, buffer, offset, length, position, (failed, written) => {
      waiting += written;
      if (failed || waiting < STEP_BYTES) {
        done(failed, written, buffer);
        return;
      }
      waiting = 0;
      fs.fdatasync(fd, (cause) => done(cause, written, buffer));
    })) as typeof fs.write;
  const { open, close, fsync } = fs;
  // `flush` needs fsync, which the types forget.
  const own: NonNullable<Parameters<typeof fs.createWriteStream>[1]> = Object.assign(
    { flags: 'wx', flush: true },
    { fs: { open, close, fsync, write } },
  );
  return fs.createWriteStream(path, own);
}

/** Writes the new file `path`, in pieces that `openGently` takes. */
export const writeGently = (path: string, bytes: Uint8Array): Promise<void> =>
  pipeline(piecesOf(bytes), openGently(path));

function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  const step = 64 * 1_024;
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
}
