/** Every frame, in the order of the picker. Stored in style documents: names are never reused. */
export const FRAME_KINDS = [
  'none',
  'border',
  'corners',
  'tab',
  'poster',
  'pointer',
  'bubble',
  'balloon',
  'sign',
  'blaze',
  'pin',
  'arch',
  'ticket',
  'stamp',
  'seal',
  'ribbon',
  'tag',
  'bookmark',
  'photo',
  'film',
] as const;

export interface FrameTraits {
  /** What the words stand on: nothing to write on, the style's ground, or the frame's own colour. */
  readonly words: 'none' | 'ground' | 'frame';
  /** What the paper around the frame, and the bleed with it, shows. */
  readonly paper: 'plate' | 'ground' | 'frame';
  /** Whether it ends in a line or an edge that a cut must not touch. */
  readonly inset: boolean;
  /** Whether nothing is lost when its words stand beside the code, as a lying label has room for them. */
  readonly lies?: boolean;
}

export const FRAMES: Readonly<Record<(typeof FRAME_KINDS)[number], FrameTraits>> = {
  none: { words: 'none', paper: 'plate', inset: false },
  border: { words: 'ground', paper: 'ground', inset: true },
  corners: { words: 'ground', paper: 'ground', inset: true },
  tab: { words: 'frame', paper: 'frame', inset: false, lies: true },
  poster: { words: 'ground', paper: 'ground', inset: false, lies: true },
  pointer: { words: 'ground', paper: 'ground', inset: false },
  bubble: { words: 'frame', paper: 'ground', inset: false },
  balloon: { words: 'ground', paper: 'ground', inset: true },
  sign: { words: 'frame', paper: 'ground', inset: true },
  blaze: { words: 'frame', paper: 'ground', inset: true },
  pin: { words: 'ground', paper: 'ground', inset: true },
  arch: { words: 'frame', paper: 'ground', inset: true },
  ticket: { words: 'ground', paper: 'ground', inset: true },
  stamp: { words: 'ground', paper: 'ground', inset: true },
  seal: { words: 'frame', paper: 'ground', inset: true },
  ribbon: { words: 'frame', paper: 'ground', inset: true },
  tag: { words: 'frame', paper: 'ground', inset: true },
  bookmark: { words: 'frame', paper: 'ground', inset: true },
  photo: { words: 'ground', paper: 'ground', inset: true },
  film: { words: 'frame', paper: 'frame', inset: false },
};
