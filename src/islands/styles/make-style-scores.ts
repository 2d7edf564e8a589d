import { createSignal, onCleanup, onMount } from 'solid-js';
import type { LogoPixels } from '#domain/qr/artwork.ts';
import { checkStyle } from '#domain/qr/findings.ts';
import { GATE } from '#domain/qr/limits.ts';
import type { StyleDocument } from '#domain/qr/model.ts';
import { makePreflight } from '#islands/qr/make-preflight.ts';
import { fetchPicture } from '#islands/qr/read-logo.ts';

export type StyleScore =
  | { readonly state: 'waiting' }
  | { readonly state: 'failed' }
  | { readonly state: 'judged'; readonly score: number; readonly passes: boolean };

/** Judges styles one after another, each once for what it looks like. Make it in a component. */
export function makeStyleScores(payload: string, logoUrls: Readonly<Record<string, string>>) {
  const [scores, setScores] = createSignal<ReadonlyMap<string, StyleScore>>(new Map());
  const queue: StyleDocument[] = [];
  let running = false;
  let ended = false;
  let client: ReturnType<typeof makePreflight> | null = null;
  onMount(() => {
    client = makePreflight();
    void run();
  });
  onCleanup(() => {
    ended = true;
    client?.dispose();
  });

  const keyOf = (style: StyleDocument) => JSON.stringify(style);
  const put = (style: StyleDocument, score: StyleScore) =>
    setScores(new Map([...scores(), [keyOf(style), score]]));

  async function imagesOf({ logo }: StyleDocument): Promise<ReadonlyMap<string, LogoPixels>> {
    if (logo?.art.kind !== 'raster') return new Map();
    const { assetId } = logo.art;
    const { picture } = await fetchPicture(assetId, logoUrls[assetId] ?? '');
    return new Map([[assetId, picture.pixels]]);
  }

  async function run(): Promise<void> {
    if (running || !client) return;
    running = true;
    for (let style = queue.shift(); style && !ended; style = queue.shift()) {
      try {
        const { preflight } = await client.judge(style, payload, { images: await imagesOf(style) });
        const score = Math.floor(preflight.score);
        const refused = checkStyle(style, payload).some(({ severity }) => severity === 'refuse');
        put(style, { state: 'judged', score, passes: score >= GATE.score && !refused });
      } catch {
        if (!ended) put(style, { state: 'failed' });
      }
    }
    running = false;
  }

  /** What is known of a style; asks for it the first time. */
  return (style: StyleDocument): StyleScore => {
    const known = scores().get(keyOf(style));
    if (known) return known;
    queueMicrotask(() => {
      if (scores().has(keyOf(style))) return;
      put(style, { state: 'waiting' });
      queue.push(style);
      void run();
    });
    return { state: 'waiting' };
  };
}
