import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Stored } from '#domain/shared/document.ts';
import type { Chapter } from '#domain/story/model.ts';
import { makeTestApp, type TestApp } from '#testing/app.ts';

let test: TestApp;
let campaignId: string;

beforeEach(async () => {
  test = await makeTestApp();
  const made = await test.app.campaigns.create(test.actor, {
    title: 'Debt',
    language: 'en',
    timeZone: 'UTC',
  });
  campaignId = made.id;
});
afterEach(() => test.close());

const newChapter = (title: string, phaseId: string | null = null): Promise<Stored<Chapter>> =>
  test.app.stories.createChapter(test.actor, campaignId, { title: { en: title }, phaseId });
const order = async (): Promise<string[]> =>
  (await test.app.stories.matrix(test.actor, campaignId)).flatMap(({ rows }) =>
    rows.map(({ chapter }) => chapter.doc.title['en'] ?? ''),
  );

describe('placeChapter', () => {
  it('moves a chapter within a phase and into another', async () => {
    const { phases } = (await test.app.campaigns.open(test.actor, campaignId)).doc;
    const [tease, build] = phases;
    if (!tease || !build) throw new Error('a new campaign has phases');
    const one = await newChapter('one', tease.id);
    await newChapter('two', tease.id);
    const three = await newChapter('three', build.id);
    const { stories } = test.app;
    await stories.placeChapter(test.actor, campaignId, { id: one.id, phaseId: tease.id, beforeId: null });
    expect(await order()).toEqual(['two', 'one', 'three']);
    const moved = await stories.placeChapter(test.actor, campaignId, {
      id: one.id,
      phaseId: build.id,
      beforeId: three.id,
    });
    expect(moved.doc.phaseId).toBe(build.id);
    expect(await order()).toEqual(['two', 'one', 'three']);
    await stories.placeChapter(test.actor, campaignId, { id: one.id, phaseId: null, beforeId: null });
    expect(await order()).toEqual(['two', 'three', 'one']);
  });

  it('refuses a phase that the campaign does not have', async () => {
    const one = await newChapter('one');
    await expect(
      test.app.stories.placeChapter(test.actor, campaignId, {
        id: one.id,
        phaseId: 'phs_0000000000000000',
        beforeId: null,
      }),
    ).rejects.toMatchObject({ code: 'invalid', details: { fields: { phaseId: 'invalid_value' } } });
  });
});

describe('savePost', () => {
  const draft = async () => {
    const chapter = await newChapter('one');
    return test.app.stories.createPost(test.actor, campaignId, {
      chapterId: chapter.id,
      channel: 'bluesky',
      language: 'en',
    });
  };

  it('refuses to approve what the channel would refuse, and takes it as a draft', async () => {
    const { id, doc } = await draft();
    const long = { ...doc, fields: { text: 'x'.repeat(301) } };
    const save = (version: number, next: typeof doc) =>
      test.app.stories.savePost(test.actor, campaignId, id, version, next);
    await expect(save(1, { ...long, state: 'approved' })).rejects.toMatchObject({
      code: 'invalid',
      details: { fields: { state: 'blocked' } },
    });
    expect((await save(1, long)).version).toBe(2);
    const fits = { ...doc, fields: { text: 'x'.repeat(300) }, state: 'approved' as const };
    expect((await save(2, fits)).doc.state).toBe('approved');
  });

  it('refuses a script as permalink, another channel and a chapter that does not exist', async () => {
    const { id, doc } = await draft();
    const wrong = {
      ...doc,
      permalink: 'javascript:alert(1)',
      channel: 'x',
      chapterId: 'chp_0000000000000000',
    };
    await expect(test.app.stories.savePost(test.actor, campaignId, id, 1, wrong)).rejects.toMatchObject({
      details: {
        fields: { permalink: 'invalid_format', channel: 'invalid_value', chapterId: 'invalid_value' },
      },
    });
  });

  it('tells a second window what the first one saved', async () => {
    const { id, doc } = await draft();
    await test.app.stories.savePost(test.actor, campaignId, id, 1, { ...doc, contribution: 'first' });
    await expect(
      test.app.stories.savePost(test.actor, campaignId, id, 1, { ...doc, contribution: 'second' }),
    ).rejects.toMatchObject({
      code: 'conflict',
      details: { current: { version: 2, doc: { contribution: 'first' } } },
    });
  });
});

it('does not show a campaign of another workspace', async () => {
  const stranger = { ...test.actor, workspaceId: 'wsp_stranger' };
  await expect(test.app.stories.matrix(stranger, campaignId)).rejects.toMatchObject({ code: 'not_found' });
  await expect(test.app.campaigns.setChannels(stranger, campaignId, [])).rejects.toMatchObject({
    code: 'not_found',
  });
});

it('chooses channels on top of whatever was saved meanwhile', async () => {
  const first = await test.app.campaigns.open(test.actor, campaignId);
  await test.app.campaigns.save(test.actor, campaignId, first.version, { ...first.doc, town: 'Hamburg' });
  const saved = await test.app.campaigns.setChannels(test.actor, campaignId, ['x', 'poster', 'x']);
  expect(saved.doc).toMatchObject({ town: 'Hamburg', channels: ['x', 'poster'] });
});
