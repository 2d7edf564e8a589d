import { parentPort } from 'node:worker_threads';
import { run, type Trial } from './ar-trials.ts';

/** A thread of bench `ar`: a trial comes in, what each frame came to goes out. */
parentPort?.on('message', (trial: Trial) => parentPort?.postMessage(run(trial)));
