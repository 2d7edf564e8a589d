import { frameAround } from '#domain/qr/frames/index.ts';
import type { EyeShape, FrameKind, ModuleShape, StyleDocument } from '#domain/qr/model.ts';
import { modulesOf } from '#domain/qr/options.ts';
import { place } from '#domain/qr/path.ts';
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

/** A code as small as a thumbnail: three eyes and a few runs, on a plate of 30. */
const thumb = (() => {
  const at = (x: number, y: number, width: number, height = width) =>
    `M${4 + x} ${4 + y}h${width}v${height}h-${width}z`;
  const eye = (x: number, y: number) => at(x, y, 8) + at(x + 1.8, y + 1.8, 4.4) + at(x + 2.8, y + 2.8, 2.4);
  const runs = [
    [10, 0, 2, 4],
    [10, 6, 2, 2],
    [0, 10, 4, 2],
    [6, 10, 6, 2],
    [10, 12, 2, 4],
    [14, 8, 2, 6],
    [18, 10, 4, 2],
    [18, 14, 2, 2],
    [12, 18, 4, 2],
    [10, 20, 2, 2],
    [18, 18, 4, 4],
    [2, 12, 2, 2],
  ] as const;
  return eye(0, 0) + eye(14, 0) + eye(0, 14) + runs.map(([x, y, w, h]) => at(x, y, w, h)).join('');
})();

/** A frame around a stand-in for the code, with its own colours and words. */
export function frameIcon(style: StyleDocument, kind: FrameKind, words: string, fonts: Fonts | null): Icon {
  const side = 30;
  const framed = frameAround(
    { ...style, frame: { ...style.frame, kind, showUrl: false } },
    side,
    { callToAction: words, caption: '', url: '' },
    fonts,
  );
  const { plateX: x, plateY: y } = framed;
  const ink = style.paint.kind === 'solid' ? style.paint.colour : (style.paint.stops[0]?.colour ?? '#000000');
  return {
    viewBox: `${-x} ${-y} ${framed.width} ${framed.height}`,
    paths: [
      ...framed.shapes.flatMap((shape) =>
        shape.kind === 'path' && shape.fill.kind === 'solid'
          ? [
              {
                d: svgPath(place(shape.path, -x, -y)),
                fill: shape.fill.colour,
                evenOdd: shape.rule === 'evenodd',
              },
            ]
          : [],
      ),
      { d: `M0 0h${side}v${side}h-${side}z`, fill: style.plate },
      { d: thumb, fill: ink, evenOdd: true },
    ],
  };
}
