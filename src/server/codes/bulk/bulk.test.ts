import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BulkPlan } from '#domain/code/bulk/model.ts';
import { retire } from '#domain/code/commands.ts';
import { defaultStyle } from '#domain/qr/model.ts';
import { DomainError } from '#domain/shared/error.ts';
import { makeTestApp, plantStory, type TestApp } from '#testing/app.ts';

let test: TestApp;
let planted: Awaited<ReturnType<typeof plantStory>>;
beforeEach(async () => {
  test = await makeTestApp();
  planted = await plantStory(test);
});
afterEach(() => test.close());

type Row = BulkPlan['rows'][number];
const row = (change: Partial<Row> = {}): Row => ({
  place: planted.place.id,
  medium: 'sticker',
  widthMm: 70,
  heightMm: 70,
  scanDistanceM: 0.4,
  copies: 3,
  target: { kind: 'chapter', id: planted.chapter.id },
  callToAction: '',
  caption: '',
  ...change,
});
const pier = { name: 'Pier 9', address: 'Kai', latitudeDeg: 53.8, longitudeDeg: 10.6 };
const make = (plan: BulkPlan, styleId: string | null = null) =>
  test.app.bulk.make(test.actor, planted.campaign.id, plan, styleId);
const standing = async () => {
  const { places, placements } = await test.app.places.list(test.actor, planted.campaign.id);
  const codes = await test.app.codes.list(test.actor, planted.campaign.id);
  return { places, placements, codes };
};
const counts = async () => Object.values(await standing()).map((all) => all.length);
const refusal = async (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => {
      throw new Error('was not refused');
    },
    (cause: unknown) => cause,
  );

describe('an import', () => {
  it('makes places, prints and codes in one style, with words of each row', async () => {
    const brand = await test.app.styles.create(test.actor, {
      schema: 1,
      name: 'Brand',
      style: { ...defaultStyle, frame: { ...defaultStyle.frame, kind: 'ticket', callToAction: 'Look' } },
      locked: [],
    });
    const made = await make(
      {
        places: [pier],
        rows: [row({ place: 0, callToAction: 'Come in', caption: 'Daily' }), row({ place: 0 }), row()],
      },
      brand.id,
    );
    expect(made).toMatchObject({ places: 1, takenBackAt: null });
    const { places, placements, codes } = await standing();
    const place = places.find(({ doc }) => doc.name['en'] === 'Pier 9');
    expect(place?.doc).toMatchObject({ address: 'Kai', latitudeDeg: 53.8 });
    const fresh = codes.filter(({ id }) => made.codeIds.includes(id));
    expect(fresh.map(({ doc }) => [doc.style.frame.callToAction, doc.style.frame.caption])).toEqual([
      ['Come in', 'Daily'],
      ['Look', ''],
      ['Look', ''],
    ]);
    expect(fresh.every(({ doc }) => doc.from?.id === brand.id)).toBe(true);
    const prints = fresh.map(({ bearer }) => placements.find(({ id }) => id === bearer.id));
    expect(prints.map((print) => print?.doc.placeId)).toEqual([place?.id, place?.id, planted.place.id]);
    expect(prints[0]?.doc).toMatchObject({ medium: 'sticker', widthMm: 70, copies: 3 });
    const [first] = fresh;
    expect(first && test.app.routes.find(first.letters)?.code.otherwise).toEqual(row().target);
    expect(first && (await test.app.codes.history(test.actor, planted.campaign.id, first.id))).toHaveLength(
      1,
    );
  });

  it('of 1,000 rows is made, of 1,001 refused', async () => {
    const { codeIds } = await make({ places: [], rows: Array.from({ length: 1_000 }, () => row()) });
    expect(new Set((await standing()).codes.map(({ letters }) => letters)).size).toBe(1_001);
    expect(codeIds).toHaveLength(1_000);
    await refusal(make({ places: [], rows: Array.from({ length: 1_001 }, () => row()) }));
    expect(await counts()).toEqual([1, 1_001, 1_001]);
  });

  it.each([
    ['a place of elsewhere', () => row({ place: 'plc_0000000000000000' })],
    ['a chapter of elsewhere', () => row({ target: { kind: 'chapter', id: 'chp_0000000000000000' } })],
    ['a scene of elsewhere', () => row({ target: { kind: 'scene', id: 'scn_0000000000000000' } })],
    ['a place that is not in the plan', () => row({ place: 7 })],
    ['a size that cannot be', () => row({ widthMm: 1 })],
    ['an address that runs', () => row({ target: { kind: 'url', url: 'javascript:alert(1)' } })],
  ])('with %s stores nothing at all', async (_, wrong) => {
    const before = await counts();
    await refusal(make({ places: [pier], rows: [row({ place: 0 }), wrong()] }));
    expect(await counts()).toEqual(before);
    expect(await test.app.bulk.list(test.actor, planted.campaign.id)).toEqual([]);
  });

  it('in a campaign or style of another workspace does not exist', async () => {
    const stranger = { ...test.actor, workspaceId: 'wsp_0000000000000000' };
    const plan = { places: [], rows: [row()] };
    const { bulk } = test.app;
    const id = planted.campaign.id;
    for (const attempt of [
      bulk.make(stranger, id, plan, null),
      bulk.list(stranger, id),
      bulk.takeBack(stranger, id, 'imp_0000000000000000'),
      bulk.takeBack(test.actor, id, 'imp_0000000000000000'),
      bulk.make(test.actor, id, plan, 'sty_0000000000000000'),
    ])
      expect(await refusal(attempt)).toMatchObject({ code: 'not_found' });
  });
});

describe('taking an import back', () => {
  it('trashes what it made and nothing else, and can be undone', async () => {
    const before = await counts();
    const made = await make({ places: [pier], rows: [row({ place: 0 }), row()] });
    const after = await counts();
    const letters = (await standing()).codes.at(-1)?.letters ?? '';
    await test.app.bulk.takeBack(test.actor, planted.campaign.id, made.id);
    expect(await counts()).toEqual(before);
    expect(test.app.routes.find(letters)).toBeUndefined();
    await test.app.bulk.restore(test.actor, planted.campaign.id, made.id);
    expect(await counts()).toEqual(after);
    expect(test.app.routes.find(letters)).toBeDefined();
  });

  it('keeps a place that something else hangs at by now', async () => {
    const made = await make({ places: [pier], rows: [row({ place: 0 })] });
    const place = (await standing()).places.find(({ doc }) => doc.name['en'] === 'Pier 9');
    await test.app.places.createPlacement(test.actor, planted.campaign.id, {
      medium: 'poster',
      placeId: place?.id ?? '',
    });
    await test.app.bulk.takeBack(test.actor, planted.campaign.id, made.id);
    expect((await standing()).places.map(({ id }) => id)).toContain(place?.id);
  });

  it('is refused once somebody has worked on it', async () => {
    const made = await make({ places: [], rows: [row(), row()] });
    const [id = ''] = made.codeIds;
    const now = await test.app.codes.get(test.actor, planted.campaign.id, id);
    await test.app.codes.save(test.actor, planted.campaign.id, id, now.version, retire(now.doc));
    const refused = await refusal(test.app.bulk.takeBack(test.actor, planted.campaign.id, made.id));
    expect(refused).toBeInstanceOf(DomainError);
    expect(refused).toMatchObject({ code: 'code_in_use', details: { reason: 'bulk_changed' } });
    expect((await standing()).codes).toHaveLength(3);
  });
});
