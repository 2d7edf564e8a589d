import { expect, it } from 'vitest';
import { mainLens } from './lens.ts';

const cameras = (...labels: string[]) => labels.map((label, index) => ({ id: String(index), label }));

it.each([
  ['an iPhone', ['Front Camera', 'Back Ultra Wide Camera', 'Back Dual Wide Camera', 'Back Camera'], '3'],
  ['an Android phone', ['camera2 1, facing front', 'camera2 2, facing back', 'camera2 0, facing back'], '2'],
  ['a German phone', ['Frontkamera', 'Rückkamera (Ultraweitwinkel)', 'Rückkamera'], '2'],
  ['a laptop', ['HD Webcam'], null],
  ['a browser that tells no names', ['', ''], null],
])('finds the main lens of %s', (_name, labels, id) => {
  expect(mainLens(cameras(...labels))).toBe(id);
});
