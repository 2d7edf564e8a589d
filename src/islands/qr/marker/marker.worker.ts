/** Tries how far a style carries a scene, away from the page and from the workers of the scan score. */
import type { LogoPixels } from '#domain/qr/artwork.ts';
import type { StyleDocument } from '#domain/qr/model.ts';
import { seenByCamera } from '#domain/qr/repair.ts';
import { changesFor } from '#marker/changes.ts';
import { type Trial, trial } from '#marker/trial.ts';
import { makePause } from '../pause.ts';
import type { MarkerAnswer, MarkerAsk, TriedChange } from './marker-protocol.ts';

const pause = makePause();
/** What was tried of late, by all that the camera sees: undo costs nothing. */
const known = new Map<string, Trial>();
const KEPT = 60;
let images: ReadonlyMap<string, LogoPixels> = new Map();
let current = 0;

const answer = (message: MarkerAnswer) => postMessage(message);

addEventListener('message', ({ data: ask }: MessageEvent<MarkerAsk>) => {
  if (ask.kind === 'images') {
    images = new Map(ask.images);
    known.clear();
    return;
  }
  current = ask.kind === 'cancel' ? 0 : ask.id;
  if (ask.kind === 'cancel') return;
  run(ask).catch((error: unknown) => answer({ kind: 'failed', id: ask.id, error: String(error) }));
});

async function run({ kind, id, style, payload }: Exclude<MarkerAsk, { kind: 'images' | 'cancel' }>) {
  if (kind === 'trial') {
    let tookMs = 0;
    const found = await tryStyle(id, style, payload, (done, ms) => {
      tookMs += ms;
      answer({ kind: 'progress', id, done });
    });
    if (found) answer({ kind: 'trial', id, trial: found, tookMs });
    return;
  }
  const changes: TriedChange[] = [];
  for (const changed of changesFor(style, payload)) {
    const found = await tryStyle(id, changed.style, payload, () => undefined);
    if (!found) return;
    changes.push({ ...changed, trial: found });
  }
  answer({ kind: 'changes', id, changes });
}

/** Null when a newer question came. */
async function tryStyle(
  id: number,
  style: StyleDocument,
  payload: string,
  onStep: (done: number, ms: number) => void,
): Promise<Trial | null> {
  const key = `${payload} ${seenByCamera(style)}`;
  const kept = known.get(key);
  if (kept) return kept;
  const steps = trial(style, payload, images);
  for (;;) {
    const from = performance.now();
    const { done, value } = steps.next();
    if (done) {
      if (known.size >= KEPT) known.delete(known.keys().next().value ?? '');
      known.set(key, value);
      return value;
    }
    onStep(value, performance.now() - from);
    await pause();
    if (id !== current) return null;
  }
}
