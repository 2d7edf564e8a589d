import { expect, test } from 'vitest';
import { type Ar, newBlock } from '#domain/scene/model.ts';
import { applyTo, type Box, type Point3, placeOnPrint } from '#domain/scene/placing.ts';
import { eyeFor, FOCAL, viewOf } from './print-eye.ts';

const boxes: Readonly<Record<string, Box>> = {
  'a cube': { min: [-1, 0, -1], max: [1, 2, 1] },
  'a tower': { min: [-0.2, 0, -0.2], max: [0.2, 4, 0.2] },
  'a lying pen': { min: [-0.1, 0, -1], max: [0.1, 1.4, 1] },
};
const forms = ['edge', 'relief', 'window', 'captions', 'standing'] as const satisfies readonly Ar['form'][];
/** The editor's picture is 4 : 3. */
const ASPECT = 4 / 3;

const corners = ({ min, max }: Box): Point3[] =>
  [min[0], max[0]].flatMap((x) =>
    [min[1], max[1]].flatMap((y) => [min[2], max[2]].map((z): Point3 => [x, y, z])),
  );

/** Where a point of the print's frame is in the picture: half of its height is 1, its middle 0. */
function seenAt(ar: Ar, [x, y, z]: Point3): { across: number; down: number } {
  const { rotation: r, translation } = viewOf(eyeFor(ar, 60, 1), ar.form === 'standing', {
    aroundDeg: 0,
    aboveDeg: 0,
  });
  const along = (row: number): number =>
    (r[row * 3] ?? 0) * x + (r[row * 3 + 1] ?? 0) * -y + (r[row * 3 + 2] ?? 0) * -z + (translation[row] ?? 0);
  const depth = along(2);
  return { across: (2 * FOCAL * along(0)) / depth, down: (2 * FOCAL * along(1)) / depth };
}

test.each(forms)('the whole model and its code are seen, however large it is (%s)', (form) => {
  for (const [name, box] of Object.entries(boxes))
    for (const value of [0.1, 1, 2.5, 4]) {
      const ar: Ar = { ...newBlock('stage').ar, stand: 'code', form, size: { value, unit: 'widths' } };
      const place = placeOnPrint(ar, box, 60);
      const code: Point3[] = [-0.5, 0.5].flatMap((x) => [-0.5, 0.5].map((y): Point3 => [x, y, 0]));
      for (const point of [...corners(box).map((corner) => applyTo(place, corner)), ...code]) {
        const { across, down } = seenAt(ar, point);
        expect(Math.abs(down), `${name} ${value}`).toBeLessThan(1);
        expect(Math.abs(across), `${name} ${value}`).toBeLessThan(ASPECT);
      }
    }
});
