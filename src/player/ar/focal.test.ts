import { afterEach, describe, expect, it, vi } from 'vitest';
import { focalOf, keepFocal } from './focal.ts';

const PICTURE = { id: 'back', width: 1_280, height: 720 };

function storage() {
  const items = new Map<string, string>();
  const setItem = vi.fn((key: string, value: string) => void items.set(key, value));
  vi.stubGlobal('sessionStorage', { getItem: (key: string) => items.get(key) ?? null, setItem });
  return { items, setItem };
}

describe('focal lengths that were learnt', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('are kept for a camera and its resolution, and for no other', () => {
    storage();
    keepFocal(PICTURE, 0.8123);
    expect(focalOf(PICTURE)).toBeCloseTo(0.8123, 4);
    expect(focalOf({ ...PICTURE, id: 'wide' })).toBeNull();
    expect(focalOf({ ...PICTURE, height: 960 })).toBeNull();
  });

  it('are not written down for what autofocus does, nor for cameras without a name', () => {
    const { setItem } = storage();
    keepFocal(PICTURE, 0.8);
    keepFocal(PICTURE, 0.802);
    expect(setItem).toHaveBeenCalledTimes(1);
    keepFocal(PICTURE, 0.82);
    expect(focalOf(PICTURE)).toBeCloseTo(0.82, 4);
    keepFocal({ ...PICTURE, id: '' }, 0.7);
    expect(setItem).toHaveBeenCalledTimes(2);
  });

  it('are none where nothing sensible is kept, or nothing may be', () => {
    const { items } = storage();
    keepFocal(PICTURE, 0.8);
    for (const key of items.keys()) items.set(key, 'wide');
    expect(focalOf(PICTURE)).toBeNull();
    vi.stubGlobal('sessionStorage', {
      getItem() {
        throw new Error('forbidden');
      },
      setItem() {
        throw new Error('forbidden');
      },
    });
    expect(focalOf(PICTURE)).toBeNull();
    expect(() => keepFocal(PICTURE, 0.8)).not.toThrow();
  });
});
