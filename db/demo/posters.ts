/** Makes the posters of the stages: the models as three draws them, kept beside this file. Needs Chromium. */
import { mkdir, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { buildModels, type DemoModel } from './models.ts';
import { renderShots, type Shot } from './stage-render.ts';

const views: Record<
  DemoModel['name'],
  Pick<Shot, 'yawDeg' | 'pitchDeg' | 'distance' | 'atSeconds' | 'lift'>
> = {
  tin: { yawDeg: -20, pitchDeg: 13, distance: 2.35, atSeconds: 0.4, lift: 0 },
  barge: { yawDeg: 32, pitchDeg: 15, distance: 2.2, atSeconds: 1, lift: -0.1 },
  clockwork: { yawDeg: 22, pitchDeg: 9, distance: 2.8, atSeconds: 1.4, lift: -0.02 },
};

const folder = new URL('./posters/', import.meta.url);
await mkdir(folder, { recursive: true });
const models = await buildModels();
const base = { background: '#14202b', fieldOfViewDeg: 35, width: 1200, height: 1080 };
const pictures = await renderShots(models.map(({ name, glb }) => ({ glb, ...base, ...views[name] })));
for (const [i, { name }] of models.entries()) {
  const webp = await sharp(pictures[i]).webp({ quality: 82, effort: 6 }).toBuffer();
  await writeFile(new URL(`${name}.webp`, folder), webp);
}
