import fc from 'fast-check';
import { expect, test } from 'vitest';
import { artworkSchema } from '#domain/place/schema.ts';
import { inTheMiddle, moved, type Shape, sized, within } from './shape.ts';

const shape: Shape = { x: 0.5, y: 0.6, size: 0.2, turnDeg: 0, aspect: 1.4 };

test('a corner that is pulled sizes the frame about its middle and turns it', () => {
  expect(sized(shape, 0.7, 0.8)).toMatchObject({ x: 0.5, y: 0.6, turnDeg: 0 });
  expect(sized(shape, 0.7, 0.8).size).toBeCloseTo(0.4);
  expect(sized(shape, 0.5, 0.8).turnDeg).toBeCloseTo(45);
  expect(sized(shape, 0.5, 0.8).size).toBeCloseTo(0.2 * Math.SQRT2);
});

test('whatever is dragged, the frame stays in the picture and can be stored', () => {
  const some = fc.double({ min: -3, max: 3, noNaN: true });
  fc.assert(
    fc.property(
      some,
      some,
      some,
      some,
      fc.double({ min: 0.2, max: 4, noNaN: true }),
      (x, y, cornerX, cornerY, aspect) => {
        const place = within(sized(moved(inTheMiddle(aspect), x, y), cornerX, cornerY));
        expect(artworkSchema.safeParse({ assetId: `ast_${'0'.repeat(32)}`, ...place }).success).toBe(true);
        const angle = (place.turnDeg * Math.PI) / 180;
        const reach = (place.size * (Math.abs(Math.cos(angle)) + Math.abs(Math.sin(angle)))) / 2;
        expect(Math.min(place.x, place.y) - reach).toBeGreaterThan(-1e-4);
        expect(place.x + reach).toBeLessThan(1 + 1e-4);
        expect(place.y + reach).toBeLessThan(aspect + 1e-4);
      },
    ),
  );
});

test('a turn is told between −180 and 180 degrees', () => {
  expect(within({ ...shape, turnDeg: 181 }).turnDeg).toBe(-179);
  expect(within({ ...shape, turnDeg: -190 }).turnDeg).toBe(170);
});
