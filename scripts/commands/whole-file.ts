import { existsSync, type WriteStream } from 'node:fs';
import { link, rename, rm } from 'node:fs/promises';
import { openGently } from '#server/gentle-file.ts';

/**
 * Writes `file` by `write`: it appears when it is complete, under its name, or not at all. `write` must have
 * ended the stream when it resolves. @throws an error with code `EEXIST` when `file` is there already.
 */
export async function writeWhole(
  file: string,
  write: (stream: WriteStream) => Promise<unknown>,
): Promise<void> {
  const taken = (): Error => Object.assign(new Error('exists'), { code: 'EEXIST', path: file });
  if (existsSync(file)) throw taken();
  const part = `${file}.${process.pid}.part`;
  const stream = openGently(part);
  try {
    await write(stream);
    // A link, unlike a rename, never replaces what came there meanwhile; not every file system has them.
    await link(part, file).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'EEXIST') throw taken();
      return rename(part, file);
    });
  } finally {
    stream.destroy();
    await rm(part, { force: true });
  }
}
