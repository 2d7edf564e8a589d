import { expect, it } from 'vitest';
import { newBlock, newScene, standsOnCode, usesCamera } from './model.ts';

it('tells a stage on the code from one on the floor or in the page', () => {
  const stands = (stand: 'page' | 'code' | 'floor') => {
    const stage = newBlock('stage');
    return { ...newScene(), blocks: [newBlock('text'), { ...stage, ar: { ...stage.ar, stand } }] };
  };
  expect((['page', 'code', 'floor'] as const).map((one) => standsOnCode(stands(one)))).toEqual([
    false,
    true,
    false,
  ]);
  expect((['page', 'code', 'floor'] as const).map((one) => usesCamera(stands(one)))).toEqual([
    false,
    true,
    true,
  ]);
});
