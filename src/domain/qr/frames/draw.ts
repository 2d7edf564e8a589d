import type { Shape } from '../artwork.ts';
import type { StyleDocument } from '../model.ts';
import { boundsOf, type PathData } from '../path.ts';
import { blockPath, type Fonts, fitText, type TextBlock } from '../text.ts';

/** What the words around a code say; each may be empty. */
export interface FrameTexts {
  callToAction: string;
  /** A second, quieter line. */
  caption: string;
  /** As printed, without the scheme: `WGMRK.EU/Q/7KQ2MX`. */
  url: string;
}

/** A frame around a plate: its canvas, where the plate lies on it, and the shapes behind the plate. In modules. */
export interface Drawn {
  width: number;
  height: number;
  plateX: number;
  plateY: number;
  shapes: Shape[];
}

/** What a frame is drawn from. */
export interface FrameContext {
  style: StyleDocument;
  /** Side of the plate, symbol and quiet zone, in modules. */
  side: number;
  /** A thirtieth of the side: frames look the same for every version. */
  u: number;
  texts: FrameTexts;
  fonts: Fonts | null;
}

/** Draws one kind of frame. Nothing of it lies on the plate. */
export type DrawFrame = (context: FrameContext) => Drawn;

export function fill(
  path: PathData,
  colour: string,
  part: Shape['part'] = 'frame',
  rule: 'nonzero' | 'evenodd' = 'nonzero',
): Shape {
  return { kind: 'path', part, path, fill: { kind: 'solid', colour }, rule };
}

/** Texts of a frame set one below the other. */
export interface Words {
  isEmpty: boolean;
  /** From the first cap height to what hangs below the last baseline, modules. */
  height: number;
  /** The words with the column's top left at (x, y). `second` paints caption and address. */
  at: (x: number, y: number, colour: string, second?: string) => Shape[];
}

export interface Column {
  /** Width of the column, units of `u`. */
  width: number;
  /** Greatest height of the call to action, units; 5 by default. */
  tall?: number;
  /** Lines that the call to action may take; 2 by default. */
  lines?: number;
  align?: 'left' | 'centre';
  /** Caption and address this many times larger, where a frame is wide; 1 by default. */
  small?: number;
}

// Heights in units: caption and address stay small beside the call to action, whatever its length.
const CAPTION = { size: 1.6, lines: 2, height: 3.7 };
const URL = { size: 1.6 };
const GAP = 1.05;
/** What hangs below a baseline, em. */
const DROP = 0.22;

/** Sets some of a frame's texts in a column. Without fonts, and of empty texts, nothing is left. */
export function setWords(
  { fonts, texts, u }: FrameContext,
  which: readonly (keyof FrameTexts)[],
  { width, tall = 5, lines = 2, align = 'centre', small = 1 }: Column,
): Words {
  const blocks: { block: TextBlock; top: number; isMain: boolean }[] = [];
  let height = 0;
  for (const name of fonts ? which : []) {
    const box = { width: width * u, align };
    const block =
      name === 'callToAction'
        ? fitText(fonts?.text ?? [], texts[name], {
            ...box,
            height: tall * u,
            maxSize: tall * u,
            maxLines: lines,
          })
        : name === 'caption'
          ? fitText(fonts?.text ?? [], texts[name], {
              ...box,
              height: CAPTION.height * small * u,
              maxSize: CAPTION.size * small * u,
              maxLines: CAPTION.lines,
            })
          : fitText(fonts?.mono ?? [], texts[name], {
              ...box,
              height: URL.size * small * u,
              maxSize: URL.size * small * u,
              maxLines: 1,
            });
    if (block.lines.length === 0) continue;
    const top = (height === 0 ? 0 : height + GAP * small * u) + rise(block);
    blocks.push({ block, top, isMain: name === 'callToAction' });
    height = top + block.height + DROP * block.size;
  }
  return {
    isEmpty: blocks.length === 0,
    height,
    at: (x, y, colour, second = colour) =>
      blocks.map(({ block, top, isMain }) =>
        fill(blockPath(block, x, y + top), isMain ? colour : second, 'text'),
      ),
  };
}

/** How far a block reaches above its cap height: the dots of an Ä, an accent. */
function rise(block: TextBlock): number {
  const first = block.lines[0];
  return first ? Math.max(0, -first.y - boundsOf(first.path)[1]) : 0;
}

/** Call to action, caption and address: what most frames say. */
export const ALL = ['callToAction', 'caption', 'url'] as const;
