/**
 * The demo's three models, made in code: nothing is taken from anywhere, and the same source gives the same bytes.
 * Run by `build.ts`.
 */
import { labelImage } from './label.ts';
import { buildBarge } from './models/barge.ts';
import { buildClockwork } from './models/clockwork.ts';
import { buildTin } from './models/tin.ts';

export interface DemoModel {
  readonly name: 'tin' | 'barge' | 'clockwork';
  readonly glb: Uint8Array;
  /** The model's one animation. */
  readonly clip: string;
}

export async function buildModels(): Promise<DemoModel[]> {
  return [
    { name: 'tin', glb: await buildTin(await labelImage()), clip: 'burn' },
    { name: 'barge', glb: await buildBarge(), clip: 'ride' },
    { name: 'clockwork', glb: await buildClockwork(), clip: 'run' },
  ];
}
