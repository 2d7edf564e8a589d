/**
 * Runs as a process of its own, as the examiner does: makes one model a USDZ. Told the input, the output file and, as
 * JSON, what it plays (`Playing`). Ends with a sentence on its error stream when it cannot.
 */
import { readFile } from 'node:fs/promises';
import { writeGently } from '../../gentle-file.ts';
import { stepBack } from '../../step-back.ts';
import { makeUsdz } from './usdz.ts';

/** More than this is no picture of a story but a wait: a minute on a street's line (1.6 Mbit/s). */
const MAX_BYTES = 12_000_000;

stepBack('process');
const [input = '', output = '', playing = ''] = process.argv.slice(2);
const usdz = await makeUsdz(new Uint8Array(await readFile(input)), JSON.parse(playing));
if (usdz.length > MAX_BYTES) throw new Error(`${usdz.length} bytes are too many for a phone`);
await writeGently(output, usdz);
