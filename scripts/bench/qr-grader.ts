/** A thread of the bench: takes pictures of the codes it is given and lets every reader try. */
import { parentPort } from 'node:worker_threads';
import sharp from 'sharp';
import { takePicture } from './qr-camera.ts';
import { type Print, printOf, type SymbolBox, withGain } from './qr-print.ts';
import { benchReaders } from './qr-readers.ts';
import { shotsOf } from './qr-shots.ts';

export interface GradeTask {
  readonly svg: string;
  readonly box: SymbolBox;
  readonly payload: string;
  readonly round: number;
  /** Every how manieth capture is taken. */
  readonly every: number;
}

export interface Graded {
  /** Captures × readers: 1 read, 0 not. */
  readonly reads: readonly (readonly number[])[];
  readonly shares: readonly number[];
  readonly names: readonly string[];
  /** What was read that is not the payload. */
  readonly misreads: readonly string[];
}

async function grade({ svg, box, payload, round, every }: GradeTask): Promise<Graded> {
  const readers = await benchReaders();
  const print = printOf(svg, box);
  const gained = new Map<number, Print>();
  const reads: number[][] = [];
  const misreads: string[] = [];
  const shots = shotsOf(round).filter((_, at) => at % every === every >> 1);
  for (const shot of shots) {
    // Print gain in steps of a twentieth of a module, so that few prints are made.
    const gain = Math.round(shot.gain * 20) / 20;
    const seen = gained.get(gain) ?? (gain === 0 ? print : withGain(print, gain));
    gained.set(gain, seen);
    const picture = await takePicture(seen, shot);
    const row: number[] = [];
    for (const reader of readers) {
      const text = await reader.read(picture);
      row.push(text === payload ? 1 : 0);
      if (text !== null && text !== payload) misreads.push(`${reader.name} at ${shot.name}: ${text}`);
    }
    reads.push(row);
  }
  return {
    reads,
    misreads,
    shares: shots.map(({ share }) => share),
    names: shots.map(({ name }) => name),
  };
}

sharp.concurrency(1);
parentPort?.on('message', async (task: GradeTask) => parentPort?.postMessage(await grade(task)));
