import { createRequire } from 'node:module';
import QRCode from 'qrcode';
import { layout } from '#domain/qr/layout.ts';
import { logoFromSvg } from '#domain/qr/logo.ts';
import { defaultStyle, type StyleDocument } from '#domain/qr/model.ts';
import { toSvg } from '#domain/qr/svg.ts';
import { median, rounded } from './child-processes.ts';

/** How many SVG files of version 3 a second of processor makes; medians of five runs in turns. */
export interface Speed {
  readonly ours: number;
  readonly oursSamePayload: number;
  readonly qrcodePlain: number;
  readonly qrCodeStyling: number;
  /** Bytes of one file of ours. */
  readonly bytes: number;
}

const ROUNDS = 5;

/** The part of qr-code-styling that is used; its types need a browser's. */
type Styling = new (options: object) => { getRawData(kind: 'svg'): Promise<Buffer | Blob | null> };

const LOGO =
  '<svg viewBox="0 0 24 24"><path d="M6 8h12l2 12H4z" fill="#a82c15"/><rect x="8" y="3" width="8" height="3"/></svg>';

/** 29 characters: version 3 at level H in alphanumeric mode. */
const payloadOf = (index: number): string =>
  `HTTPS://WGMRK.EU/Q/${index.toString(32).toUpperCase().padStart(6, '0')}`;

function perCpuSecond(times: number, make: (index: number) => unknown): number {
  const from = process.cpuUsage();
  for (let index = 0; index < times; index++) make(index);
  const { user, system } = process.cpuUsage(from);
  return (times * 1e6) / (user + system);
}

export async function measureSpeed(): Promise<Speed> {
  const { art } = logoFromSvg(LOGO);
  if (!art) throw new Error('the logo of the bench was refused');
  const style: StyleDocument = {
    ...defaultStyle,
    errorCorrection: 'H',
    paint: {
      kind: 'linear',
      angleDeg: 45,
      stops: [
        { at: 0, colour: '#0b3d2e' },
        { at: 1, colour: '#4a1f3d' },
      ],
    },
    logo: { art, size: 0.17, plate: 'rounded', padding: 0.4, shift: { x: 0, y: 0 } },
  };
  const ours = (index: number): string => toSvg(layout(style, payloadOf(index), null));
  const first = layout(style, payloadOf(0), null);
  if (first.symbol.size !== 29) throw new Error(`not version 3: ${first.symbol.size} modules`);

  // A second copy of a DOM is what a server needs to use it at all.
  const require = createRequire(import.meta.url);
  const { JSDOM } = require('jsdom') as { JSDOM: unknown };
  const found = require('qr-code-styling') as Styling | { default: Styling };
  const Styled = typeof found === 'function' ? found : found.default;
  const image = `data:image/svg+xml;base64,${Buffer.from(LOGO).toString('base64')}`;
  const theirs = async (index: number): Promise<void> => {
    const code = new Styled({
      jsdom: JSDOM,
      type: 'svg',
      width: 300,
      height: 300,
      data: payloadOf(index),
      image,
      qrOptions: { errorCorrectionLevel: 'H', typeNumber: 3 },
      imageOptions: { imageSize: 0.3, margin: 1, saveAsBlob: false },
      dotsOptions: {
        type: 'rounded',
        gradient: {
          type: 'linear',
          rotation: 0.8,
          colorStops: [
            { offset: 0, color: '#0b3d2e' },
            { offset: 1, color: '#4a1f3d' },
          ],
        },
      },
      cornersSquareOptions: { type: 'extra-rounded' },
    });
    if (!(await code.getRawData('svg'))) throw new Error('qr-code-styling made nothing');
  };
  const plain = (index: number): void => {
    QRCode.toString(payloadOf(index), { type: 'svg', errorCorrectionLevel: 'H' }, (cause) => {
      if (cause) throw cause;
    });
  };

  const rates = { ours: [], same: [], plain: [], theirs: [] } as Record<
    'ours' | 'same' | 'plain' | 'theirs',
    number[]
  >;
  perCpuSecond(2_000, ours);
  perCpuSecond(1_000, plain);
  await theirs(0);
  for (let round = 0; round < ROUNDS; round++) {
    rates.ours.push(perCpuSecond(3_000, (index) => ours(round * 3_000 + index)));
    rates.same.push(perCpuSecond(3_000, () => ours(7)));
    rates.plain.push(perCpuSecond(3_000, plain));
    const from = process.cpuUsage();
    for (let index = 0; index < 30; index++) await theirs(index);
    const { user, system } = process.cpuUsage(from);
    rates.theirs.push((30 * 1e6) / (user + system));
  }
  return {
    ours: rounded(median(rates.ours), 0),
    oursSamePayload: rounded(median(rates.same), 0),
    qrcodePlain: rounded(median(rates.plain), 0),
    qrCodeStyling: rounded(median(rates.theirs), 0),
    bytes: Buffer.byteLength(ours(0)),
  };
}
