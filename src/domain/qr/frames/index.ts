import type { FrameKind, StyleDocument } from '../model.ts';
import { type Fonts, missingGlyphs } from '../text.ts';
import { arch } from './arch.ts';
import { balloon } from './balloon.ts';
import { blaze } from './blaze.ts';
import { bookmark } from './bookmark.ts';
import { border } from './border.ts';
import { bubble } from './bubble.ts';
import { corners } from './corners.ts';
import type { DrawFrame, Drawn, FrameTexts } from './draw.ts';
import { film } from './film.ts';
import { photo } from './photo.ts';
import { pin } from './pin.ts';
import { pointer } from './pointer.ts';
import { poster } from './poster.ts';
import { ribbon } from './ribbon.ts';
import { seal } from './seal.ts';
import { sign } from './sign.ts';
import { stamp } from './stamp.ts';
import { tab } from './tab.ts';
import { tag } from './tag.ts';
import { ticket } from './ticket.ts';

export type { FrameTexts } from './draw.ts';

const DRAW: Record<FrameKind, DrawFrame> = {
  none: ({ side }) => ({ width: side, height: side, plateX: 0, plateY: 0, shapes: [] }),
  border,
  corners,
  tab,
  poster,
  pointer,
  bubble,
  balloon,
  sign,
  blaze,
  pin,
  arch,
  ticket,
  stamp,
  seal,
  ribbon,
  tag,
  bookmark,
  photo,
  film,
};

/** A drawn frame and what its fonts could not set. */
export interface Framed extends Drawn {
  missingGlyphs: string[];
}

/** Draws the frame of a style around a plate of `side` modules. Nothing of it lies on the plate. */
export function frameAround(
  style: StyleDocument,
  side: number,
  texts: FrameTexts,
  fonts: Fonts | null,
): Framed {
  const { kind, showUrl } = style.frame;
  const said = { ...texts, url: showUrl ? texts.url : '' };
  const drawn = DRAW[kind]({ style, side, u: side / 30, texts: said, fonts });
  const missing =
    kind === 'none' || !fonts
      ? []
      : [
          ...missingGlyphs(fonts.text, said.callToAction + said.caption),
          ...missingGlyphs(fonts.mono, said.url),
        ];
  return { ...drawn, missingGlyphs: [...new Set(missing)] };
}
