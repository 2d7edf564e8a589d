import { createHash } from 'node:crypto';
import validator from 'gltf-validator';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildModels, type DemoModel } from './models.ts';

describe('demo models', () => {
  let models: DemoModel[];
  beforeAll(async () => {
    models = await buildModels();
  }, 60_000);

  it('are valid, small and animated', async () => {
    for (const { name, glb, clip } of models) {
      const report = await validator.validateBytes(glb, {});
      expect(
        report.issues.messages.filter(({ severity }) => severity < 2),
        name,
      ).toEqual([]);
      expect(glb.byteLength, name).toBeLessThan(400_000);
      expect(report.info?.totalTriangleCount, name).toBeLessThan(60_000);
      const view = new DataView(glb.buffer, glb.byteOffset);
      const json = new TextDecoder().decode(glb.subarray(20, 20 + view.getUint32(12, true)));
      const { animations, materials } = JSON.parse(json) as {
        animations: { name: string }[];
        materials: object[];
      };
      expect(
        animations.map((animation) => animation.name),
        name,
      ).toEqual([clip]);
      expect(materials.length, name).toBeGreaterThanOrEqual(5);
    }
  });

  it('are the same at every build', async () => {
    const hash = ({ glb }: DemoModel) => createHash('sha256').update(glb).digest('hex');
    expect((await buildModels()).map(hash)).toEqual(models.map(hash));
  }, 60_000);
});
