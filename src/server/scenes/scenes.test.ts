import { afterAll, beforeAll, expect, it } from 'vitest';
import { insertBlock, setTitle } from '#domain/scene/commands.ts';
import { newBlock } from '#domain/scene/model.ts';
import { makeTestApp, plantStory, type TestApp } from '#testing/app.ts';

let test: TestApp;
let campaignId: string;
let sceneId: string;
beforeAll(async () => {
  test = await makeTestApp();
  await plantStory(test);
  campaignId = (await test.app.campaigns.list(test.actor))[0]?.id ?? '';
  sceneId = (await test.app.scenes.list(test.actor, campaignId))[0]?.id ?? '';
});
afterAll(() => test.close());

it('publishes a version only when the scene says something else than the last', async () => {
  const { scenes } = test.app;
  await expect(scenes.publish(test.actor, campaignId, sceneId)).rejects.toMatchObject({
    code: 'nothing_to_publish',
  });
  const draft = await scenes.get(test.actor, campaignId, sceneId);
  const next = setTitle({ en: 'Colder' })(draft.doc);
  const saved = await scenes.save(test.actor, campaignId, sceneId, draft.version, next);
  expect(await scenes.publish(test.actor, campaignId, sceneId, saved.version)).toMatchObject({ number: 2 });
  expect(await scenes.newest(test.actor, campaignId, sceneId)).toMatchObject({
    number: 2,
    scene: { title: { en: 'Colder' } },
  });
});

it('publishes only the draft that the author saw', async () => {
  const { scenes } = test.app;
  const draft = await scenes.get(test.actor, campaignId, sceneId);
  const doc = insertBlock(newBlock('link'), 0)(draft.doc);
  await scenes.save(test.actor, campaignId, sceneId, draft.version, doc);
  await expect(scenes.publish(test.actor, campaignId, sceneId, draft.version)).rejects.toMatchObject({
    code: 'conflict',
    details: { current: { version: draft.version + 1 } },
  });
});

it('refuses to publish an empty scene', async () => {
  const { scenes } = test.app;
  const empty = await scenes.create(test.actor, campaignId, {});
  await expect(scenes.publish(test.actor, campaignId, empty.id)).rejects.toMatchObject({
    code: 'nothing_to_publish',
  });
});

it('previews a draft for its own workspace and for nobody else', async () => {
  const { scenes } = test.app;
  const draft = await scenes.preview(test.actor, sceneId);
  expect(draft).toMatchObject({ versionId: 'draft', sceneId, campaign: { id: campaignId } });
  expect(draft.scene.blocks[0]?.type).toBe('link');
  const stranger = { ...test.actor, workspaceId: 'wsp_0000000000000000' };
  await expect(scenes.preview(stranger, sceneId)).rejects.toMatchObject({ code: 'not_found' });
  await expect(scenes.preview(test.actor, 'scn_0000000000000000')).rejects.toMatchObject({
    code: 'not_found',
  });
});

it('is not trashed while a chapter or a working code shows it', async () => {
  const { scenes, stories, codes } = test.app;
  await expect(scenes.trash(test.actor, campaignId, sceneId)).rejects.toMatchObject({
    code: 'code_in_use',
    details: { reason: 'scene_shown' },
  });
  for (const { id, version, doc } of await stories.listChapters(test.actor, campaignId)) {
    await stories.saveChapter(test.actor, campaignId, id, version, { ...doc, sceneId: null });
  }
  const [code] = await codes.list(test.actor, campaignId);
  if (!code) throw new Error('the story has a code');
  const shown = { ...code.doc, otherwise: { kind: 'scene', id: sceneId } as const };
  const saved = await codes.save(test.actor, campaignId, code.id, code.version, shown);
  await expect(scenes.trash(test.actor, campaignId, sceneId)).rejects.toMatchObject({
    details: { letters: [code.letters] },
  });
  await codes.save(test.actor, campaignId, code.id, saved.version, { ...shown, retired: true });
  await scenes.trash(test.actor, campaignId, sceneId);
  expect((await scenes.list(test.actor, campaignId)).map(({ id }) => id)).not.toContain(sceneId);
});
