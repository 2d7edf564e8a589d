import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { movePlace, setMedium, setPlace, setPlacement } from './commands.ts';
import { mediumDefaults, newPlace, newPlacement } from './model.ts';
import { distanceM, formatPosition, moveByMetres, parsePosition } from './position.ts';

const at = (latitudeDeg: number, longitudeDeg: number) => ({ latitudeDeg, longitudeDeg });

describe('positions', () => {
  test.each([
    ['53.8655, 10.6866', at(53.8655, 10.6866)],
    ['53.8655 10.6866', at(53.8655, 10.6866)],
    ['(53.8655;10.6866)', at(53.8655, 10.6866)],
    ['53,8655 10,6866', at(53.8655, 10.6866)],
    ['53,8655, 10,6866', at(53.8655, 10.6866)],
    ['-33.8568,151.2153', at(-33.8568, 151.2153)],
    ['−33.8568, 151.2153', at(-33.8568, 151.2153)],
    ['53°51\'55.8"N 10°41\'11.8"E', at(53.865_5, 10.686_611)],
    ['53° 51′ 55,8″ N, 10° 41′ 11,8″ O', at(53.865_5, 10.686_611)],
    ["N 53° 51.93' E 10° 41.196'", at(53.8655, 10.6866)],
    ['N53.8655 E10.6866', at(53.8655, 10.6866)],
    ['10.6866°E 53.8655°N', at(53.8655, 10.6866)],
    ['33°51\'24"S 151°12\'55"E', at(-33.856_667, 151.215_278)],
    ['0, 0', at(0, 0)],
  ])('%s', (entry, position) => {
    expect(parsePosition(entry)).toEqual(position);
  });

  test.each([
    '',
    'Hafenstraße 4',
    '53.8655',
    '91, 10',
    '53, 181',
    '53.8655, 10.6866, 4',
    "N 53° 61' E 10° 1'",
    'N 5 N 6',
    '1 2 3',
  ])('%j is no position', (entry) => {
    expect(parsePosition(entry)).toBeNull();
  });

  test('what is written is read back to a metre', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -90, max: 90, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        (latitudeDeg, longitudeDeg) => {
          const read = parsePosition(formatPosition({ latitudeDeg, longitudeDeg }));
          expect(read).not.toBeNull();
          if (read) expect(distanceM(read, { latitudeDeg, longitudeDeg })).toBeLessThan(1);
        },
      ),
    );
  });

  test('a move is as long as it says, away from the poles', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -70, max: 70, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        fc.integer({ min: -500, max: 500 }),
        fc.integer({ min: -500, max: 500 }),
        (latitudeDeg, longitudeDeg, north, east) => {
          const moved = moveByMetres({ latitudeDeg, longitudeDeg }, north, east);
          expect(distanceM({ latitudeDeg, longitudeDeg }, moved)).toBeCloseTo(Math.hypot(north, east), -1);
          expect(Math.abs(moved.longitudeDeg)).toBeLessThanOrEqual(180);
        },
      ),
    );
  });

  test('one degree of latitude is 111.2 km', () => {
    expect(distanceM(at(0, 0), at(1, 0))).toBeCloseTo(111_195, 0);
  });
});

describe('commands', () => {
  test('what changes nothing is no step', () => {
    const place = newPlace(53, 10);
    expect(setPlace('address', '')(place)).toBe(place);
    expect(movePlace(at(53, 10))(place)).toBe(place);
    expect(movePlace(at(53, 11))(place).longitudeDeg).toBe(11);
    const placement = newPlacement('poster', null);
    expect(setPlacement('copies', 1)(placement)).toBe(placement);
    expect(setPlacement('copies', 2)(placement).copies).toBe(2);
  });
  test('size follows the medium until it was set by hand', () => {
    const poster = newPlacement('poster', null);
    expect(setMedium('sticker')(poster)).toMatchObject(mediumDefaults.sticker);
    const own = setPlacement('widthMm', 400)(poster);
    expect(setMedium('sticker')(own)).toMatchObject({ medium: 'sticker', widthMm: 400, heightMm: 594 });
  });
});
