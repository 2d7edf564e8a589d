import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { retire } from '#domain/code/commands.ts';
import { DomainError } from '#domain/shared/error.ts';
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

const refusal = async (attempt: Promise<unknown>): Promise<DomainError> => {
  const error = await attempt.then(
    () => null,
    (cause: unknown) => cause,
  );
  if (error instanceof DomainError) return error;
  throw new Error('was not refused');
};

async function hang() {
  const { places, codes } = test.app;
  const place = await places.createPlace(test.actor, campaignId, { latitudeDeg: 53.8, longitudeDeg: 10.7 });
  const print = await places.createPlacement(test.actor, campaignId, { medium: 'poster', placeId: place.id });
  const code = await codes.mint(test.actor, campaignId, { kind: 'placement', id: print.id }, null);
  return { place, print, code };
}

describe('a place with a working code', () => {
  it('is not trashed until the code is retired; it comes back as it was', async () => {
    const { places, codes } = test.app;
    const { place, code } = await hang();
    const refused = await refusal(places.trashPlace(test.actor, campaignId, place.id));
    expect(refused).toMatchObject({ code: 'code_in_use', details: { letters: [code.letters] } });
    await codes.save(test.actor, campaignId, code.id, code.version, retire(code.doc));
    await places.trashPlace(test.actor, campaignId, place.id);
    expect((await places.list(test.actor, campaignId)).places).toEqual([]);
    expect(await places.restorePlace(test.actor, campaignId, place.id)).toMatchObject({ doc: place.doc });
  });

  it('is trashed once the print hangs elsewhere, which cannot be trashed either', async () => {
    const { places } = test.app;
    const { place, print } = await hang();
    await places.savePlacement(test.actor, campaignId, print.id, print.version, {
      ...print.doc,
      placeId: null,
    });
    await places.trashPlace(test.actor, campaignId, place.id);
    const refused = await refusal(places.trashPlacement(test.actor, campaignId, print.id));
    expect(refused.code).toBe('code_in_use');
  });
});

describe('minting', () => {
  it('gives a bearer one code for ever', async () => {
    const { print, code } = await hang();
    const again = await test.app.codes.mint(
      test.actor,
      campaignId,
      { kind: 'placement', id: print.id },
      null,
    );
    expect(again).toEqual(code);
  });

  it('refuses a bearer that is not of this campaign', async () => {
    const { codes } = test.app;
    const other = await test.app.campaigns.create(test.actor, {
      title: 'Other',
      language: 'en',
      timeZone: 'UTC',
    });
    const { print } = await hang();
    for (const id of [print.id, 'plm_0000000000000000']) {
      const bearer = { kind: 'placement', id } as const;
      expect((await refusal(codes.mint(test.actor, other.id, bearer, null))).code).toBe('not_found');
    }
  });

  it('keeps every version and who made it', async () => {
    const { codes } = test.app;
    const { code } = await hang();
    await codes.save(test.actor, campaignId, code.id, 1, retire(code.doc));
    const history = await codes.history(test.actor, campaignId, code.id);
    expect(history.map(({ version, doc }) => [version, doc.retired])).toEqual([
      [2, true],
      [1, false],
    ]);
    // The test's actor has no account, as somebody whose account was deleted.
    expect(history.map(({ byName }) => byName)).toEqual([null, null]);
  });
});
