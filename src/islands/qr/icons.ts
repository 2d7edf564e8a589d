import { frameAround } from '#domain/qr/frames/index.ts';
import type { EyeShape, FrameKind, ModuleShape, StyleDocument } from '#domain/qr/model.ts';
import { modulesOf } from '#domain/qr/options.ts';
import { eyeFrames, eyePupils, modulesPath } from '#domain/qr/shapes.ts';
import { svgPath } from '#domain/qr/svg.ts';
import type { QrSymbol } from '#domain/qr/symbol.ts';
import type { Fonts } from '#domain/qr/text.ts';

const SIZE = 21;
const FROM = 8.5;

// A corner, a run and a lone module: what tells one shape from another.
const PATTERN = ['1110', '1000', '1011', '0010'];

const dark = new Uint8Array(SIZE * SIZE);
PATTERN.forEach((row, y) => {
  [...row].forEach((bit, x) => {
    dark[(y + 9) * SIZE + x + 9] = Number(bit);
  });
});
const sample: QrSymbol = {
  payload: '',
  errorCorrection: 'M',
  version: 1,
  size: SIZE,
  mask: 0,
  dark,
  reserved: new Uint8Array(SIZE * SIZE),
  compact: true,
};

/** One picture of an option: its view box and the paths in it, drawn by the same code as the print. */
export interface Icon {
  readonly viewBox: string;
  readonly paths: readonly { readonly d: string; readonly fill?: string; readonly evenOdd?: boolean }[];
}

export const moduleIcon = (shape: ModuleShape): Icon => ({
  viewBox: `${FROM} ${FROM} 5 5`,
  paths: [{ d: svgPath(modulesPath(sample, modulesOf(shape), null)) }],
});

/** The dots that are too small to be offered. */
export const smallDotsIcon: Icon = {
  viewBox: `${FROM} ${FROM} 5 5`,
  paths: [{ d: svgPath(modulesPath(sample, { shape: 'dots', size: 0.5 }, null)) }],
};

export const eyeIcon = (frame: EyeShape, pupil: EyeShape): Icon => ({
  viewBox: '-.5 -.5 8 8',
  paths: [{ d: svgPath(eyeFrames(60, frame)), evenOdd: true }, { d: svgPath(eyePupils(60, pupil)) }],
});

/** A frame around a grey stand-in for the code, with its own colours and words. */
export function frameIcon(style: StyleDocument, kind: FrameKind, words: string, fonts: Fonts | null): Icon {
  const side = 30;
  const framed = frameAround(
    { ...style, frame: { ...style.frame, kind, showUrl: false } },
    side,
    { callToAction: words, caption: '', url: '' },
    fonts,
  );
  const { plateX: x, plateY: y } = framed;
  const square = (at: number, size: number) => `M${x + at} ${y + at}h${size}v${size}h-${size}z`;
  return {
    viewBox: `0 0 ${framed.width} ${framed.height}`,
    paths: [
      ...framed.shapes.flatMap((shape) =>
        shape.kind === 'path' && shape.fill.kind === 'solid'
          ? [{ d: svgPath(shape.path), fill: shape.fill.colour, evenOdd: shape.rule === 'evenodd' }]
          : [],
      ),
      { d: square(0, side), fill: style.plate },
      { d: square(4, side - 8), fill: '#8a8578' },
    ],
  };
}
