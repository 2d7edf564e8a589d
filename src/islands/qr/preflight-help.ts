import {
  type Decoder,
  makePhotographer,
  type PreflightHelper,
  readPhoto,
  type Sight,
} from '#domain/qr/preflight.ts';
import type { HelpAnswer, HelpAsk } from './preflight-protocol.ts';

type Images = NonNullable<Parameters<typeof makePhotographer>[2]>;

/**
 * The other end of a worker that reads photos, which must have the same logo pictures as there are here. `dispose`
 * rejects what is under way.
 */
export function makeHelper(
  port: MessagePort,
  images: () => Images,
): PreflightHelper & { dispose: () => void } {
  const waiting = new Map<number, { resolve: (sights: Sight[][]) => void; reject: (why: unknown) => void }>();
  let lastId = 0;
  port.onmessage = ({ data }: MessageEvent<HelpAnswer>) => {
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.sights) asked?.resolve(data.sights);
    else asked?.reject(new Error('no help'));
  };
  return {
    read: (style, payload, takes) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        waiting.set(id, { resolve, reject });
        port.postMessage({ id, style, payload, takes, images: [...images().keys()] } satisfies HelpAsk);
      }),
    dispose: () => {
      port.close();
      for (const { reject } of waiting.values()) reject(new Error('no help'));
      waiting.clear();
    },
  };
}

export interface HelpOptions {
  readonly decoders: readonly Decoder[];
  readonly images: () => Images;
  /** Lets messages in. */
  readonly pause: () => Promise<void>;
}

/** Reads photos for whoever asks through `port`, one batch after another; those of an older style are let go. */
export function giveHelp(port: MessagePort, { decoders, images, pause }: HelpOptions): void {
  const queue: HelpAsk[] = [];
  let newest = '';
  let drawn: { key: string; take: ReturnType<typeof makePhotographer> } | null = null;
  let busy = false;
  const keyOf = ({ style, payload, images }: HelpAsk) => JSON.stringify([style, payload, images]);

  async function read(ask: HelpAsk): Promise<Sight[][] | null> {
    const { style, payload, takes } = ask;
    const key = keyOf(ask);
    // The pictures come by another way and may be late: without them the style would be another one.
    if (ask.images.some((id) => !images().has(id))) return null;
    const sights: Sight[][] = [];
    for (const one of takes) {
      await pause();
      if (key !== newest) return null;
      if (drawn?.key !== key) drawn = { key, take: makePhotographer(style, payload, images()) };
      sights.push(await readPhoto(drawn.take(one), payload, decoders));
    }
    return sights;
  }

  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    for (let ask = queue.shift(); ask; ask = queue.shift()) {
      const sights = await read(ask).catch(() => null);
      port.postMessage({ id: ask.id, sights } satisfies HelpAnswer);
    }
    busy = false;
  }

  port.onmessage = ({ data }: MessageEvent<HelpAsk>) => {
    newest = keyOf(data);
    queue.push(data);
    void work();
  };
}
