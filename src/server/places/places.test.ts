import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { retire } from '#domain/code/commands.ts';
import { DomainError } from '#domain/shared/error.ts';
import { makeTestApp, type TestApp } from '#testing/app.ts';
import { openSharp } from '../assets/open-sharp.ts';

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

  it('refuses a post that is printed, since its print bears the code', async () => {
    const { codes, stories } = test.app;
    const chapter = await stories.createChapter(test.actor, campaignId, { title: { en: 'One' } });
    const mint = async (channel: 'poster' | 'bluesky') => {
      const post = await stories.createPost(test.actor, campaignId, {
        chapterId: chapter.id,
        channel,
        language: 'en',
      });
      return codes.mint(test.actor, campaignId, { kind: 'post', id: post.id }, null);
    };
    expect((await refusal(mint('poster'))).code).toBe('invalid');
    expect(await mint('bluesky')).toMatchObject({ bearer: { kind: 'post' } });
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

describe('a plan of the town', () => {
  const upload = (text: string) =>
    test.app.assets.uploadPlan(test.actor, Readable.from([Buffer.from(text)]), 'town.geojson');
  const street = {
    type: 'Feature',
    properties: { highway: 'path', secret: 'x' },
    geometry: {
      type: 'LineString',
      coordinates: [
        [10.1, 53.1],
        [10.2, 53.2],
      ],
    },
  };

  it('is written anew, set and taken off', async () => {
    const plan = await upload(JSON.stringify({ type: 'FeatureCollection', features: [street] }));
    expect(plan.mime).toBe('application/json');
    expect(readFileSync(test.app.assets.file(plan), 'utf8')).not.toContain('secret');
    const set = (id: string | null) => test.app.places.setPlan(test.actor, campaignId, id);
    const used = async () => (await test.app.campaigns.open(test.actor, campaignId)).doc.planAsset;
    expect(await set(plan.id)).toEqual(plan);
    expect(await used()).toBe(plan.id);
    expect((await refusal(set(`ast_${'0'.repeat(32)}`))).code).toBe('not_found');
    expect(await set(null)).toBeNull();
    expect(await used()).toBeNull();
  });

  it('is refused with its reason', async () => {
    expect(await refusal(upload('<svg/>'))).toMatchObject({ code: 'invalid', details: { plan: 'no_json' } });
    expect((await refusal(upload(' '.repeat(5_000_001)))).code).toBe('too_large');
  });
});

describe('the artwork around a code', () => {
  async function picture(width: number, height: number): Promise<string> {
    const sharp = await openSharp();
    // Noise is the worst that a picture can be for its size.
    const noise = Buffer.from(
      Array.from({ length: width * height * 3 }, (_, k) => (k * 7919 + (k >> 3)) & 255),
    );
    const png = await sharp(noise, { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer();
    return (await test.app.assets.upload(test.actor, Readable.from([png]), 'poster.png')).id;
  }
  const place = { x: 0.8, y: 1.2, size: 0.125, turnDeg: -3 };

  it('is kept, and phones get a small picture of it', async () => {
    const { places, assets, routes } = test.app;
    const { print, code } = await hang();
    const assetId = await picture(1_500, 2_100);
    const artwork = { assetId, ...place };
    const saved = await places.savePlacement(test.actor, campaignId, print.id, print.version, {
      ...print.doc,
      artwork,
    });
    expect(saved.doc.artwork).toEqual(artwork);
    expect(routes.find(code.letters)?.print?.artwork).toEqual(artwork);
    const small = await assets.findLighter(assetId);
    expect(small).toMatchObject({ mime: 'image/webp' });
    expect(Math.max(small?.width ?? 0, small?.height ?? 0)).toBeLessThanOrEqual(1_000);
    expect(small?.bytes).toBeLessThanOrEqual(small?.height === 1_000 ? 80_000 : Number.POSITIVE_INFINITY);
    expect((await assets.list(test.actor)).map(({ id }) => id)).toEqual([assetId]);
    // It is made once, and is its own small picture.
    expect((await assets.makePoster(test.actor.workspaceId, assetId)).id).toBe(small?.id);
    expect((await assets.makePoster(test.actor.workspaceId, small?.id ?? '')).id).toBe(small?.id);
    expect((await assets.withKin([assetId])).sort()).toEqual([assetId, small?.id].sort());
  });

  it('is refused when it is no picture of this workspace', async () => {
    const { places } = test.app;
    const { print } = await hang();
    const artwork = { assetId: `ast_${'0'.repeat(32)}`, ...place };
    const doc = { ...print.doc, artwork };
    const refused = await refusal(places.savePlacement(test.actor, campaignId, print.id, print.version, doc));
    expect(refused.code).toBe('not_found');
    expect((await places.getPlacement(test.actor, campaignId, print.id)).doc.artwork).toBeNull();
  });
});
