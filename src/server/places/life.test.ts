import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { migrate, migrationsOf } from '#db/migrate.ts';
import { openDatabase } from '#db/open.ts';
import { stateOf } from '#domain/place/life.ts';
import type { LifeEvent, Lives } from '#domain/place/model.ts';
import { DomainError } from '#domain/shared/error.ts';
import { printedUrl } from '#paths';
import { makeTestApp, plantStory, TEST_ORIGIN, type TestApp } from '#testing/app.ts';
import { type PhotoOptions, photoOfPrint } from '#testing/photo.ts';

let test: TestApp;
let story: Awaited<ReturnType<typeof plantStory>>;

beforeEach(async () => {
  test = await makeTestApp();
  story = await plantStory(test);
});
afterEach(() => test.close());

const refusal = async (attempt: Promise<unknown>): Promise<DomainError> => {
  const error = await attempt.then(
    () => null,
    (cause: unknown) => cause,
  );
  if (error instanceof DomainError) return error;
  throw new Error('was not refused', { cause: error });
};

const said = (events: readonly unknown[]) => ({ after: events.length, note: '' });
const eventsOf = (lives: Lives): readonly LifeEvent[] => lives.events[story.placement.id] ?? [];
const step = async (to: 'planned' | 'printed' | 'installed' | 'removed', events: readonly LifeEvent[]) =>
  eventsOf(
    await test.app.places.life.step(test.actor, story.campaign.id, story.placement.id, {
      ...said(events),
      to,
      photo: null,
    }),
  );
const own = () => printedUrl(TEST_ORIGIN, story.code.letters);

async function photograph(payload: string | null, options: PhotoOptions = {}) {
  const { app, actor } = test;
  const bytes = await photoOfPrint(payload, options);
  return app.assets.upload(actor, Readable.from([bytes]), 'wall.jpg');
}
async function prove(
  payload: string | null,
  options: PhotoOptions & { hangs?: boolean } = {},
  events: readonly LifeEvent[] = [],
): Promise<Lives> {
  const photo = await photograph(payload, options);
  return test.app.places.life.addPhoto(test.actor, story.campaign.id, story.placement.id, {
    ...said(events),
    photo: photo.id,
    hangs: options.hangs ?? true,
  });
}

describe('the steps of a print', () => {
  it('are kept with day and person, and taken back by one more event', async () => {
    const printed = await step('printed', []);
    test.tick(60_000);
    const hung = await step('installed', printed);
    const { app, actor } = test;
    const [, last] = hung;
    const after = eventsOf(
      await app.places.life.undo(actor, story.campaign.id, story.placement.id, {
        ...said(hung),
        event: last?.id ?? '',
      }),
    );
    expect(after.map(({ state, undoes }) => [state, undoes])).toEqual([
      ['printed', null],
      ['installed', null],
      [null, last?.id],
    ]);
    expect(stateOf(after)).toBe('printed');
    expect((last?.at ?? 0) - (printed[0]?.at ?? 0)).toBe(60_000);
    expect(after.every(({ by }) => by === actor.userId)).toBe(true);
    expect((await app.places.life.list(actor, story.campaign.id)).events[story.placement.id]).toEqual(after);
  });

  it('may be entered late, never ahead', async () => {
    const { app, actor } = test;
    const { life } = app.places;
    const at = app.clock() - 86_400_000;
    const input = { to: 'printed' as const, photo: null, note: 'from the shop', after: 0 };
    const late = eventsOf(await life.step(actor, story.campaign.id, story.placement.id, { ...input, at }));
    expect(late[0]).toMatchObject({ at, recordedAt: app.clock(), note: 'from the shop' });
    const ahead = eventsOf(
      await life.step(actor, story.campaign.id, story.placement.id, {
        ...input,
        to: 'installed',
        after: 1,
        at: app.clock() + 86_400_000,
      }),
    );
    expect(ahead[1]?.at).toBe(app.clock());
  });

  it('that make no sense are refused, and one who was slower is told', async () => {
    const printed = await step('printed', []);
    expect(await refusal(step('removed', printed))).toMatchObject({
      code: 'invalid',
      details: { step: 'removed', from: 'printed' },
    });
    expect(await refusal(step('installed', []))).toMatchObject({
      code: 'conflict',
      details: { events: printed },
    });
  });

  it('are not for those outside, nor for prints, events and photos of others', async () => {
    const { app, actor } = test;
    const { life } = app.places;
    const elsewhere = { ...actor, workspaceId: 'wsp_elsewhere' };
    const input = { ...said([]), to: 'printed' as const, photo: null };
    const [campaign, print] = [story.campaign.id, story.placement.id];
    const other = await app.campaigns.create(actor, { title: 'Other', language: 'en', timeZone: 'UTC' });
    const attempts = [
      life.step(elsewhere, campaign, print, input),
      life.get(elsewhere, campaign, print),
      life.list(elsewhere, campaign),
      life.step(actor, other.id, print, input),
      life.step(actor, campaign, 'plm_0000000000000000', input),
      life.step(actor, campaign, print, { ...input, photo: `ast_${'0'.repeat(32)}` }),
    ];
    for (const attempt of attempts) expect((await refusal(attempt)).code).toBe('not_found');
    const undo = life.undo(actor, campaign, print, { ...said([]), event: 'evt_0000000000000000' });
    expect((await refusal(undo)).code).toBe('invalid');
    expect(eventsOf(await life.get(actor, campaign, print))).toEqual([]);
  });
});

describe('a photo of a print', () => {
  it('that says its own address checks it, seen from the side and a little out of focus', async () => {
    const lives = await prove(own(), { aslant: 0.75, blurPx: 1.5 });
    const [event] = eventsOf(lives);
    expect(event).toMatchObject({ state: 'checked', reading: { verdict: 'passed', expected: own() } });
    expect(event?.reading?.decoders.length).toBeGreaterThanOrEqual(4);
    expect(event?.reading?.symbol?.modules).toBe(29);
    expect(event?.reading?.symbol?.pxPerModule).toBeGreaterThan(8);
    expect(Object.keys(lives.photos)).toEqual([event?.photo]);
  });

  it('keeps no place and no time of the camera', async () => {
    const ref = await photograph(own());
    expect((await sharp(await photoOfPrint(own())).metadata()).exif).toBeDefined();
    const kept = await sharp(readFileSync(test.app.assets.file(ref))).metadata();
    expect([kept.format, kept.exif, kept.xmp]).toEqual(['webp', undefined, undefined]);
  });

  it('taken at the desk is kept and leaves the print where it was', async () => {
    const printed = await step('printed', []);
    const events = eventsOf(await prove(own(), { hangs: false }, printed));
    expect(events[1]).toMatchObject({ state: null, reading: { verdict: 'passed' } });
    expect(stateOf(events)).toBe('printed');
  });

  it('of another print says whose it is and takes the check away', async () => {
    const { app, actor } = test;
    const second = await app.places.createPlacement(actor, story.campaign.id, {
      medium: 'sign',
      placeId: null,
    });
    const bearer = { kind: 'placement', id: second.id } as const;
    const { letters } = await app.codes.mint(actor, story.campaign.id, bearer, null);
    const checked = eventsOf(await prove(own()));
    const text = printedUrl(TEST_ORIGIN, letters);
    const lives = await prove(text, {}, checked);
    expect(eventsOf(lives)[1]).toMatchObject({ state: 'installed', reading: { verdict: 'wrong' } });
    expect(lives.shown[text]).toMatchObject({ letters, campaignId: story.campaign.id, bearer });
  });

  it('of what is no code of this workspace names nobody', async () => {
    const lives = await prove('HTTPS://EXAMPLE.ORG/Q/7KQ2M4');
    expect(eventsOf(lives)[0]).toMatchObject({ state: null, reading: { verdict: 'wrong' } });
    expect(lives.shown).toEqual({});
  });

  it('with two codes is about its own', async () => {
    const text = printedUrl(TEST_ORIGIN, 'ABC123');
    const lives = await prove(own(), {
      printPx: 380,
      at: [0.25, 0.5],
      beside: [{ payload: text, at: [0.75, 0.5] }],
    });
    expect(eventsOf(lives)[0]?.reading).toMatchObject({ verdict: 'passed', others: [text] });
  });

  it.each<[string, PhotoOptions & { bare?: boolean }, string[]]>([
    ['blurred', { blurPx: 11 }, ['blurred']],
    ['with a reflection', { glare: 0.7 }, ['glare']],
    ['in the dark', { gain: 0.12, blurPx: 9 }, ['dark']],
    ['of a bare wall', { bare: true }, []],
  ])('%s is kept with the reason', async (_, { bare, ...options }, hints) => {
    const [event] = eventsOf(await prove(bare ? null : own(), options));
    expect(event).toMatchObject({ state: null, reading: { verdict: 'unread', hints } });
  });

  it('is not read for a print without a code', async () => {
    const { app, actor } = test;
    const bare = await app.places.createPlacement(actor, story.campaign.id, {
      medium: 'sign',
      placeId: null,
    });
    const photo = await photograph(null);
    const input = { ...said([]), photo: photo.id, hangs: true };
    const attempt = app.places.life.addPhoto(actor, story.campaign.id, bare.id, input);
    expect(await refusal(attempt)).toMatchObject({ code: 'invalid', details: { what: 'code' } });
  });
});

describe('a campaign that travels', () => {
  it('takes the life of its prints along, without the people; the copy is to be printed anew', async () => {
    const { app, actor } = test;
    const events = eventsOf(await prove(own(), {}, await step('printed', [])));
    const parts: Buffer[] = [];
    const stream = new PassThrough();
    stream.on('data', (part: Buffer) => parts.push(part));
    await app.transfer.exportBundle(story.campaign.id, stream);
    expect(Buffer.concat(parts).includes(actor.userId)).toBe(false);
    const { campaignId } = await app.transfer.importBundle(
      actor.workspaceId,
      Buffer.concat(parts),
      'importer',
    );
    const lives = await app.places.life.list(actor, campaignId);
    const [copy] = Object.values(lives.events);
    expect(copy?.map(({ state, by, photo }) => [state, by, photo])).toEqual([
      ['printed', null, null],
      ['checked', null, events[1]?.photo],
      ['planned', 'importer', null],
    ]);
    expect(copy?.[1]?.reading).toEqual(events[1]?.reading);
    expect(copy?.map(({ id }) => id)).not.toContain(events[0]?.id);
  });
});

it('a placement of before tells where it stood as its first event', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'wegmarke-life-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const db = openDatabase(join(folder, 'content.db'), { kind: 'rollup' });
  db.exec('DROP TABLE mark');
  db.pragma('user_version = 0');
  const all = migrationsOf('content');
  migrate(
    db,
    'content',
    ':memory:',
    false,
    all.filter(({ number }) => number < 4),
  );
  db.exec(
    "INSERT INTO workspace VALUES ('w', 'W', 1); INSERT INTO campaign VALUES ('c', 'w', 1, '{}', 1, 1, NULL)",
  );
  const put = db.prepare("INSERT INTO placement VALUES (?, 'c', 1, 1, ?, 1, 77, NULL)");
  put.run('plm_aaaaaaaaaaaaaaaa', JSON.stringify({ schema: 1, state: 'installed' }));
  put.run('plm_bbbbbbbbbbbbbbbb', JSON.stringify({ schema: 1, state: 'planned' }));
  migrate(db, 'content', ':memory:', false, all);
  const rows = db.prepare('SELECT id, placement_id, number, at, by, state FROM placement_event').all();
  expect(rows).toEqual([
    {
      id: 'evt_aaaaaaaaaaaaaaaa',
      placement_id: 'plm_aaaaaaaaaaaaaaaa',
      number: 1,
      at: 77,
      by: null,
      state: 'installed',
    },
  ]);
  db.close();
});
