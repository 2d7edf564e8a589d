import { parentPort } from 'node:worker_threads';
import { type MarkerTask, tryMarker } from './marker-trials.ts';

/** A thread of bench `marker`: a style comes in, its score and what became of it go out. */
parentPort?.on('message', (task: MarkerTask) => parentPort?.postMessage(tryMarker(task)));
