import { expect, test } from 'vitest';
import { zoomOf } from './camera.ts';

test('a camera that zooms says how far', () => {
  expect(zoomOf({ zoom: { min: 1, max: 8, step: 0.5 } }, 2)).toEqual({ min: 1, max: 8, step: 0.5, value: 2 });
  expect(zoomOf({ zoom: { min: 1, max: 6 } }, undefined)).toEqual({ min: 1, max: 6, step: 0.05, value: 1 });
  expect(zoomOf({ zoom: { min: 1, max: 6, step: 0 } }, 9)?.value).toBe(6);
});

test('one that does not has no control', () => {
  expect(zoomOf({}, undefined)).toBeNull();
  expect(zoomOf({ zoom: { min: 1, max: 1, step: 0.1 } }, 1)).toBeNull();
  expect(zoomOf({ zoom: { max: 4 } }, 1)).toBeNull();
});
