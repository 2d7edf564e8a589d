import { describe, expect, it } from 'vitest';
import { direction } from './orbit.ts';
import { moods, skyColour } from './sky.ts';

const bright = ([red, green, blue]: readonly number[]) => (red ?? 0) + (green ?? 0) + (blue ?? 0);

describe.each(Object.entries(moods))('%s', (_name, { sky, key }) => {
  it('is brightest towards its main light', () => {
    const lit = bright(skyColour(sky, direction(0, sky.lamps[0]?.pitchDeg ?? 0)));
    for (const yaw of [60, 120, 180, -120]) {
      expect(bright(skyColour(sky, direction(yaw, key.pitchDeg)))).toBeLessThan(lit);
    }
  });

  it('is darker below than at the horizon', () => {
    expect(bright(skyColour(sky, direction(90, -70)))).toBeLessThan(bright(skyColour(sky, direction(90, 0))));
  });
});
