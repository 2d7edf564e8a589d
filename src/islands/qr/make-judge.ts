import { createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js';
import type { LogoPixels } from '#domain/qr/artwork.ts';
import { checkStyle } from '#domain/qr/findings.ts';
import { GATE } from '#domain/qr/limits.ts';
import type { Finding, StyleDocument } from '#domain/qr/model.ts';
import type { Preflight } from '#domain/qr/preflight.ts';
import { mendWithInks, seenByCamera } from '#domain/qr/repair.ts';
import { makePreflight } from './make-preflight.ts';

/** A single edit is judged at once; a burst, as dragging makes them, once it pauses this long. */
const PAUSE_MS = 40;

export interface JudgeOptions {
  readonly style: () => StyleDocument;
  readonly payload: string;
  readonly images: () => ReadonlyMap<string, LogoPixels>;
}

const stale = (error: unknown) => error instanceof DOMException && error.name === 'AbortError';

/** Follows a style with the preflight: the last judgement, how far the next is, and the repair. */
export function makeJudge({ style, payload, images }: JudgeOptions) {
  const client = makePreflight();
  const [preflight, setPreflight] = createSignal<Preflight | null>(null);
  const [scanFindings, setScanFindings] = createSignal<readonly Finding[]>([]);
  /** Part done, 0–1, while a judgement or repair runs. */
  const [progress, setProgress] = createSignal<number | null>(null);
  const [isCurrent, setCurrent] = createSignal(false);
  const [isRepairing, setRepairing] = createSignal(false);
  const [failed, setFailed] = createSignal(false);
  const [tookMs, setTookMs] = createSignal<number | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let changedAt = Number.NEGATIVE_INFINITY;

  const picture = createMemo(() => seenByCamera(style()));

  async function judge(start = performance.now()): Promise<void> {
    const asked = style();
    const key = picture();
    setFailed(false);
    setProgress(0);
    try {
      const result = await client.judge(asked, payload, { images: images(), onProgress: setProgress });
      if (picture() !== key) return;
      setPreflight(result.preflight);
      setScanFindings(result.findings.filter(({ code }) => code.startsWith('scan.')));
      setTookMs(performance.now() - start);
      setCurrent(true);
      setProgress(null);
    } catch (error) {
      if (stale(error)) return;
      setProgress(null);
      setFailed(true);
    }
  }

  createEffect(
    on([picture, images], () => {
      setCurrent(false);
      clearTimeout(timer);
      client.cancel();
      const now = performance.now();
      const pause = now - changedAt < 4 * PAUSE_MS ? PAUSE_MS : 0;
      changedAt = now;
      timer = setTimeout(() => void judge(now), pause);
    }),
  );
  onCleanup(() => {
    clearTimeout(timer);
    client.dispose();
  });

  const fixed = createMemo(() => checkStyle(style(), payload));
  const findings = createMemo<readonly Finding[]>(() => [...fixed(), ...(isCurrent() ? scanFindings() : [])]);
  const refusals = createMemo(() => findings().filter(({ severity }) => severity === 'refuse'));

  return {
    preflight,
    progress,
    isCurrent,
    isRepairing,
    failed,
    /** From the change to its score, ms. */
    tookMs,
    findings,
    refusals,
    passes: () => isCurrent() && (preflight()?.score ?? 0) >= GATE.score && refusals().length === 0,
    again: () => void judge(),
    /** The nearest style that passes, null when there is none; colours near one of `inks` become it. Rejects when it could not be looked for. */
    async repair(inks: readonly string[]): Promise<StyleDocument | null> {
      clearTimeout(timer);
      setRepairing(true);
      setProgress(0);
      try {
        return await client.repair(mendWithInks(style(), payload, inks), payload, {
          images: images(),
          onProgress: setProgress,
        });
      } finally {
        setRepairing(false);
        setProgress(null);
      }
    },
  };
}

export type Judge = ReturnType<typeof makeJudge>;
