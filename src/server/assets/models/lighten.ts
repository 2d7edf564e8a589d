/**
 * Runs as a process of its own, as the examiner does: makes one model lighter. Told the input and the output file;
 * writes lines of JSON (`Told`), how far it is and at last what came of it. Without a lighter file there is no output.
 */
import { readFile } from 'node:fs/promises';
import type { ModelFacts } from '#domain/scene/model-facts.ts';
import { writeGently } from '../../gentle-file.ts';
import { stepBack } from '../../step-back.ts';
import { makeLighter } from './lighter.ts';

export type Told =
  | { readonly done: number }
  | { readonly isLighter: boolean; readonly before: ModelFacts; readonly after: ModelFacts };

const tell = (told: Told): void => void process.stdout.write(`${JSON.stringify(told)}\n`);

stepBack('process');
const [input = '', output = ''] = process.argv.slice(2);
const { glb, before, after } = await makeLighter(new Uint8Array(await readFile(input)), (done) =>
  tell({ done }),
);
if (glb) await writeGently(output, glb);
tell({ isLighter: glb !== null, before, after });
