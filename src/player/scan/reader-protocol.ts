/** A picture to read. */
export interface Ask {
  readonly id: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/** First whether the reader could be loaded, then for each picture its text, null when nothing was found. */
export type Answer = { readonly ready: boolean } | { readonly id: number; readonly text: string | null };
