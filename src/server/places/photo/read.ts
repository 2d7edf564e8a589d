/** Runs as a process of its own: reads a stored photo. Told the file and the texts that are right; writes one line of JSON. */
import { readFile } from 'node:fs/promises';
import { proofDecoders } from '../../codes/print/decoders.ts';
import { findInPhoto } from './find.ts';

const [file, ...expected] = process.argv.slice(2);
if (file) {
  const found = await findInPhoto(await readFile(file), expected, await proofDecoders());
  process.stdout.write(`${JSON.stringify(found)}\n`);
}
