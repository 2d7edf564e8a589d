import { createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js';
import type { LogoPixels } from '#domain/qr/artwork.ts';
import type { StyleDocument } from '#domain/qr/model.ts';
import { seenByCamera } from '#domain/qr/repair.ts';
import { GOOD, type MarkerScore, type Printed, scoreOf } from '#marker/score.ts';
import type { Trial } from '#marker/trial.ts';
import type { MarkerAnswer, MarkerAsk, TriedChange } from './marker-protocol.ts';

/** A change that gains less is not worth a style's look. */
const LEAST_GAIN = 3;

export interface MarkerOptions {
  readonly style: () => StyleDocument;
  readonly payload: string;
  readonly images: () => ReadonlyMap<string, LogoPixels>;
  readonly printed: () => Printed;
  /** Whether the scan score is done: it goes first. */
  readonly isFree: () => boolean;
}

/** The change of the style that helps its scene most, and the score that the style has then. */
export interface Limit extends TriedChange {
  readonly score: number;
}

/** Follows a style with its marker score. Make it in a component. */
export function makeMarker({ style, payload, images, printed, isFree }: MarkerOptions) {
  const worker = new Worker(new URL('./marker.worker.ts', import.meta.url), { type: 'module' });
  const tell = (message: MarkerAsk) => worker.postMessage(message);
  const picture = createMemo(() => seenByCamera(style()));
  const [tried, setTried] = createSignal<{ readonly picture: string; readonly trial: Trial } | null>(null);
  const [changes, setChanges] = createSignal<{
    readonly picture: string;
    readonly list: readonly TriedChange[];
  } | null>(null);
  const [progress, setProgress] = createSignal<number | null>(null);
  const [failed, setFailed] = createSignal(false);
  const [tookMs, setTookMs] = createSignal<number | null>(null);
  let asked: { readonly id: number; readonly picture: string } | null = null;
  let lastId = 0;
  let told: ReadonlyMap<string, LogoPixels> | null = null;

  const isCurrent = () => tried()?.picture === picture();
  const score = createMemo<MarkerScore | null>(() => {
    const last = tried();
    return last && scoreOf(last.trial, printed());
  });
  const isWeak = createMemo(() => isCurrent() && (score()?.score ?? GOOD) < GOOD);

  function ask(kind: 'trial' | 'changes'): void {
    asked = { id: ++lastId, picture: picture() };
    // Reactive stores are proxies, which cannot be posted.
    const plain = JSON.parse(JSON.stringify(style())) as StyleDocument;
    tell({ kind, id: asked.id, style: plain, payload });
  }
  function stop(): void {
    if (asked) tell({ kind: 'cancel' });
    asked = null;
    setProgress(null);
  }
  function again(): void {
    setFailed(false);
    setProgress(0);
    ask('trial');
  }

  worker.addEventListener('message', ({ data }: MessageEvent<MarkerAnswer>) => {
    if (!asked || data.id !== asked.id) return;
    if (data.kind === 'progress') {
      setProgress(data.done);
      return;
    }
    const { picture } = asked;
    asked = null;
    setProgress(null);
    if (data.kind === 'failed') setFailed(true);
    else if (data.kind === 'changes') setChanges({ picture, list: data.changes });
    else {
      setTookMs(data.tookMs);
      setTried({ picture, trial: data.trial });
    }
  });
  worker.addEventListener('error', () => {
    asked = null;
    setProgress(null);
    setFailed(true);
  });
  onCleanup(() => worker.terminate());

  createEffect(
    on([picture, images, isFree], () => {
      stop();
      if (images() !== told) {
        told = images();
        if (told.size > 0) tell({ kind: 'images', images: [...told] });
        setTried(null);
        setChanges(null);
      }
      if (isFree() && !isCurrent()) again();
    }),
  );
  createEffect(
    on([isWeak, isFree, tried], () => {
      if (isWeak() && isFree() && changes()?.picture !== picture() && !asked) ask('changes');
    }),
  );

  return {
    score,
    isCurrent,
    progress,
    failed,
    again,
    /** Work of the last trial, ms of the worker's thread. */
    tookMs,
    /** The trial that the score was worked out from. */
    trial: () => tried()?.trial ?? null,
    /** Undefined while it is looked for, null when no single change of the style helps. */
    limit: createMemo<Limit | null | undefined>(() => {
      const found = changes();
      const now = score();
      if (!now || !isWeak()) return null;
      if (found?.picture !== picture()) return undefined;
      const best = found.list
        .map((one) => ({ ...one, score: scoreOf(one.trial, printed()).score }))
        .sort((one, other) => other.score - one.score)[0];
      return best && best.score >= now.score + LEAST_GAIN ? best : null;
    }),
  };
}

export type MarkerState = ReturnType<typeof makeMarker>;
