import { readFileSync } from 'node:fs';
import { Readable, Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newBlock } from '#domain/scene/model.ts';
import { makeTestApp, type TestApp } from '#testing/app.ts';
import {
  type BrokenModel,
  brokenModels,
  modelByOthers,
  modelsByOthers,
  movingModel,
} from '#testing/models.ts';
import { firstError, validate } from '../validation.ts';
import type { LightenDone } from './index.ts';
import { makeLighter, openIo } from './lighter.ts';
import { sameShape, shapeOf } from './shape.ts';

let test: TestApp;
let campaignId: string;
beforeAll(async () => {
  test = await makeTestApp();
  const made = await test.app.campaigns.create(test.actor, {
    title: 'Lamp',
    language: 'en',
    timeZone: 'Europe/Berlin',
  });
  campaignId = made.id;
});
afterAll(() => test.close());

const send = (bytes: Uint8Array, name = 'model.glb') =>
  test.app.assets.upload(test.actor, Readable.from([Buffer.from(bytes)]), name);

const shapeOfBytes = async (glb: Uint8Array) => shapeOf(await (await openIo()).readBinary(glb));

async function lighten(assetId: string): Promise<LightenDone> {
  const { actor, app } = test;
  const { job } = await app.models.start(actor, campaignId, assetId);
  await app.jobs.settled(actor, job);
  const { state, data, error } = app.jobs.get(actor, job);
  expect(state, error?.code).toBe('done');
  return data as LightenDone;
}

describe('models by others', () => {
  it.each(modelsByOthers)('%s', async (name) => {
    const original = modelByOthers(name);
    const { glb, before, after } = await makeLighter(new Uint8Array(original));
    expect(glb, 'all of these are heavier than they need be').not.toBeNull();
    expect(glb?.length).toBeLessThan(original.length * 0.5);
    const report = await validate(glb ?? original);
    expect(firstError(report)).toBeUndefined();
    const [one, other] = [await shapeOfBytes(original), await shapeOfBytes(glb ?? original)];
    expect(sameShape(one, other)).toBe(true);
    const diagonal = Math.hypot(...one.max.map((value, axis) => value - (one.min[axis] ?? 0)));
    for (const axis of [0, 1, 2]) {
      expect(Math.abs((one.min[axis] ?? 0) - (other.min[axis] ?? 9))).toBeLessThan(diagonal * 1e-3);
      expect(Math.abs((one.max[axis] ?? 0) - (other.max[axis] ?? 9))).toBeLessThan(diagonal * 1e-3);
    }
    expect(after.triangles).toBe(before.triangles);
    expect(after.texturePx).toBeLessThanOrEqual(2_048);
  });
});

describe('what moves', () => {
  it('clips, bones, morph targets and the names of nodes stay', async () => {
    const original = await movingModel();
    const { glb } = await makeLighter(original);
    const document = await (await openIo()).readBinary(glb ?? original);
    const root = document.getRoot();
    expect(glb).not.toBeNull();
    expect(root.listAnimations().map((clip) => clip.getName())).toEqual(['wave', 'breathe', 'bend']);
    expect(
      root
        .listSkins()[0]
        ?.listJoints()
        .map((joint) => joint.getName()),
    ).toEqual(['foot', 'head']);
    const names = root.listNodes().map((node) => node.getName());
    for (const name of ['place', 'board', 'breath', 'stand', 'foot', 'head']) expect(names).toContain(name);
    const targets = root
      .listMeshes()
      .flatMap((mesh) => mesh.listPrimitives().flatMap((each) => each.listTargets()));
    expect(targets).toHaveLength(1);
    const moved = root.listAnimations()[0]?.listChannels()[0]?.getTargetNode();
    expect(moved?.getName()).toBe('board');
  });

  it('the demo keeps its clips', async () => {
    const assets = JSON.parse(readFileSync('db/demo/bundle/assets.json', 'utf8')) as { file: string }[];
    for (const { file } of assets.filter((each) => each.file.endsWith('.glb'))) {
      const original = readFileSync(`db/demo/bundle/${file}`);
      const { glb } = await makeLighter(new Uint8Array(original));
      const [one, other] = [await shapeOfBytes(original), await shapeOfBytes(glb ?? original)];
      expect(other.clips).toHaveLength(one.clips.length);
      expect(sameShape(one, other)).toBe(true);
    }
  });

  it('a file that shows something else is not taken for the same', async () => {
    const shape = await shapeOfBytes(await movingModel());
    const [x, y, z] = shape.max;
    expect(sameShape(shape, { ...shape, max: [x + 0.01, y, z] })).toBe(false);
    expect(sameShape(shape, { ...shape, max: [Number.NaN, y, z] })).toBe(false);
    expect(sameShape(shape, { ...shape, clips: shape.clips.slice(1) })).toBe(false);
    expect(sameShape(shape, { ...shape, clips: [...shape.clips].reverse() })).toBe(false);
    expect(sameShape(shape, { ...shape, facts: { ...shape.facts, triangles: 9 } })).toBe(false);
    expect(sameShape(shape, shape)).toBe(true);
  });
});

describe('as a job', () => {
  it('keeps both files, tells them apart, and answers at once the second time', async () => {
    const { app, actor } = test;
    const upload = await send(await movingModel(), 'board.glb');
    expect(upload).toMatchObject({ lighterId: null, model: null });
    const { original, lighter } = await lighten(upload.id);
    expect(original).toMatchObject({ id: upload.id, lighterId: lighter.id, name: 'board.glb' });
    expect(lighter).toMatchObject({ lighterId: lighter.id, name: 'board.glb', mime: 'model/gltf-binary' });
    expect(lighter.bytes).toBeLessThan(original.bytes / 2);
    expect(original.model).toEqual({ triangles: 9_600, textures: 1, texturePx: 256, meshopt: false });
    expect(lighter.model).toEqual({ ...original.model, meshopt: true });
    expect(readFileSync(app.assets.file(original))).toHaveLength(upload.bytes);
    expect(await lighten(upload.id)).toEqual({ original, lighter });
    expect(await app.assets.withKin([lighter.id])).toEqual(expect.arrayContaining([original.id, lighter.id]));
    const listed = (await app.assets.list(actor, 'model')).map(({ id }) => id);
    expect(listed).toContain(original.id);
    expect(listed).not.toContain(lighter.id);
  });

  it('keeps an upload that is as light as it gets', async () => {
    const { glb } = await makeLighter(await movingModel());
    const upload = await send(glb ?? new Uint8Array(), 'light.glb');
    const { original, lighter } = await lighten(upload.id);
    expect(lighter).toEqual(original);
    expect(original.lighterId).toBe(upload.id);
  });

  it('is one job for one model, can be cancelled, and leaves nothing half', async () => {
    const { app, actor } = test;
    const upload = await send(modelByOthers('samsung-galaxyxr/left'), 'heavy.glb');
    const { job } = await app.models.start(actor, campaignId, upload.id);
    expect(await app.models.start(actor, campaignId, upload.id)).toEqual({ job });
    expect(Object.keys(await app.models.running(actor, campaignId))).toEqual([upload.id]);
    app.jobs.cancel(actor, job);
    await app.jobs.settled(actor, job);
    expect(await app.models.running(actor, campaignId)).toEqual({});
    expect((await app.assets.refs([upload.id]))[upload.id]).toMatchObject({ lighterId: null });
  });

  it('travels in a bundle with its original', async () => {
    const { app, actor } = test;
    const { original, lighter } = await lighten((await send(await movingModel(), 'board.glb')).id);
    const stage = { ...newBlock('stage'), model: lighter.id };
    await app.scenes.create(actor, campaignId, { title: { en: 'Board' }, blocks: [stage] });
    const parts: Buffer[] = [];
    const sink = new Writable({
      write(part: Buffer, _encoding, done) {
        parts.push(part);
        done();
      },
    });
    await app.transfer.exportBundle(campaignId, sink);
    const other = await makeTestApp();
    try {
      await other.app.transfer.importBundle(other.actor.workspaceId, Buffer.concat(parts), 'test');
      const refs = await other.app.assets.refs(await other.app.assets.withKin([lighter.id]));
      expect(refs[original.id]).toEqual(original);
      expect(refs[lighter.id]).toEqual(lighter);
    } finally {
      await other.close();
    }
  });

  it('is nothing for strangers, and for what is no model', async () => {
    const { app, actor } = test;
    const upload = await send(await movingModel(), 'board.glb');
    const stranger = { ...actor, workspaceId: 'wsp_other' };
    await expect(app.assets.lighten(stranger, upload.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(app.models.start(stranger, campaignId, upload.id)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('broken models', () => {
  let broken: BrokenModel[];
  beforeAll(async () => {
    broken = await brokenModels();
  });

  it('are refused with a reason, each of them', async () => {
    expect(broken.length).toBeGreaterThanOrEqual(20);
    const told: Record<string, unknown> = {};
    for (const { name, glb } of broken)
      told[name] = await send(glb).then(
        () => 'taken',
        ({ details }) => details?.reason,
      );
    expect(told).toEqual(Object.fromEntries(broken.map(({ name, reason }) => [name, reason])));
  }, 120_000);

  it('and one that is whole is not', async () => {
    expect(await send(await movingModel())).toMatchObject({ mime: 'model/gltf-binary' });
  });
});
