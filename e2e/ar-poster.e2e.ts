/** A code on a poster: the scene stays where it stands when the code has left the picture. */
import { CODE_GONE, dotsModel, posterPose } from './ar-film.ts';
import {
  assetOf,
  ballsOnCode,
  median,
  open,
  openWorld,
  read,
  scan,
  test,
  truth,
  type World,
} from './ar-world.ts';
import { expect } from './server.ts';

/** Four balls, up and to the left of the code. */
const stage = {
  ...ballsOnCode,
  ar: {
    ...ballsOnCode.ar,
    form: 'edge' as const,
    offset: { x: -2.8, y: 1.4, z: 0 },
  },
};

let world: World;

test.beforeAll(async () => {
  const model = assetOf('model/gltf-binary', await dotsModel());
  world = await openWorld([{ ...stage, model: model.id }], [model], 'poster');
});
test.afterAll(() => world.close());

test('a scene on a poster stays where it stands when the code leaves the picture', async ({
  withFilm,
  troubles,
}, info) => {
  const page = await scan(world, await withFilm(world.film), troubles);
  await open(page);
  await expect.poll(async () => (await read(page)).dots.size, { timeout: 60_000 }).toBe(4);
  const errors: number[] = [];
  await expect(async () => {
    const { frame, dots } = await read(page);
    if (frame >= CODE_GONE.from && frame <= CODE_GONE.to) {
      const expected = truth(frame, stage.ar, posterPose);
      for (const [hue, [x, y]] of dots) {
        const [trueX, trueY] = expected.get(hue) ?? [Number.NaN, Number.NaN];
        errors.push(Math.hypot(x - trueX, y - trueY));
      }
    }
    expect(errors.length).toBeGreaterThanOrEqual(16);
  }).toPass({ timeout: 120_000, intervals: [60] });
  info.annotations.push({ type: 'seen', description: `${median(errors).toFixed(2)} px median` });
  expect(median(errors)).toBeLessThanOrEqual(3);
});
