import { expect, test } from 'vitest';
import { layout } from '#domain/qr/layout.ts';
import { plainStyle } from '#domain/qr/model.ts';
import { toSvg } from '#domain/qr/svg.ts';
import { takePicture } from './qr-camera.ts';
import { printOf } from './qr-print.ts';
import { benchReaders } from './qr-readers.ts';
import { shotsOf } from './qr-shots.ts';

const PAYLOAD = 'HTTPS://WGMRK.EU/Q/7KQ2MX';

function plainPrint() {
  const art = layout(plainStyle, PAYLOAD, null);
  const { x, y, size } = art.symbol;
  const { width } = art;
  return printOf(toSvg(art), { x: x / width, y: y / width, size: size / width, modules: size });
}

const shotNamed = (name: string) => {
  const shot = shotsOf(0).find((one) => one.name === name);
  if (!shot) throw new Error(`no capture ${name}`);
  return shot;
};

test('every reader reads a plain code near by, none reads it through thick blur', async () => {
  const print = plainPrint();
  const near = await takePicture(print, shotNamed('size 8'));
  const blurred = await takePicture(print, { ...shotNamed('size 8'), blur: 1.5 });
  for (const reader of await benchReaders()) {
    expect([reader.name, await reader.read(near)]).toEqual([reader.name, PAYLOAD]);
    expect([reader.name, await reader.read(blurred)]).toEqual([reader.name, null]);
  }
});

test('the same capture gives the same picture, another round another one', async () => {
  const print = plainPrint();
  const [shot] = shotsOf(0);
  const [other] = shotsOf(1);
  if (!shot || !other) throw new Error('no captures');
  const picture = await takePicture(print, shot);
  expect((await takePicture(print, shot)).rgba).toEqual(picture.rgba);
  expect((await takePicture(print, other)).rgba).not.toEqual(picture.rgba);
});

test('names are unique and shares of a kind add up to one', () => {
  const shots = shotsOf(0);
  expect(new Set(shots.map(({ name }) => name)).size).toBe(shots.length);
  const glare = shots.filter(({ name }) => name.startsWith('small glare'));
  expect(glare.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
});
