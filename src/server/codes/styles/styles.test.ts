import { drizzle } from 'drizzle-orm/better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#db/open.ts';
import type { Code } from '#domain/code/model.ts';
import { onStyle, setFrame, setInk, setShape } from '#domain/qr/commands.ts';
import { defaultStyle } from '#domain/qr/model.ts';
import { letGo, type SavedStyle, wear } from '#domain/qr/style-library.ts';
import { DomainError } from '#domain/shared/error.ts';
import type { Actor } from '#server/context.ts';
import { makeTestApp, plantStory, signUp, type TestApp } from '#testing/app.ts';

let test: TestApp;
let owner: Actor;
let campaignId: string;
let codeId: string;

const brand: SavedStyle = {
  schema: 1,
  name: 'Brand',
  style: setShape('dots')(setInk('#14406b')(defaultStyle)),
  locked: [],
};

beforeEach(async () => {
  test = await makeTestApp();
  const planted = await plantStory(test);
  const cookie = await signUp(test);
  const found = await test.app.accounts.actorOf(cookie);
  if (!found) throw new Error('no owner');
  owner = found;
  campaignId = planted.campaign.id;
  codeId = planted.code.id;
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
const stranger = (): Actor => ({ ...test.actor, workspaceId: 'wsp_0000000000000000' });
const change = async (actor: Actor, command: (code: Code) => Code) => {
  const now = await test.app.codes.get(actor, campaignId, codeId);
  return test.app.codes.save(actor, campaignId, codeId, now.version, command(now.doc));
};

describe('a saved style', () => {
  it('is kept, renamed, trashed and brought back', async () => {
    const { styles } = test.app;
    const made = await styles.create(owner, brand);
    const renamed = await styles.save(owner, made.id, 1, { ...brand, name: 'House' });
    expect(renamed).toMatchObject({ version: 2, doc: { name: 'House' } });
    await styles.trash(owner, made.id);
    expect(await styles.list(owner)).toEqual([]);
    expect(await styles.restore(owner, made.id)).toMatchObject({ doc: { name: 'House' } });
    expect(await styles.list(owner)).toHaveLength(1);
  });

  it('does not exist for another workspace', async () => {
    const { styles } = test.app;
    const { id } = await styles.create(owner, brand);
    expect(await styles.list(stranger())).toEqual([]);
    for (const attempt of [
      styles.save(stranger(), id, 1, brand),
      styles.trash(stranger(), id),
      styles.restore(stranger(), id),
      styles.update(stranger(), id, []),
    ])
      expect((await refusal(attempt)).code).toBe('not_found');
  });

  it('refuses a stale base with the newer version', async () => {
    const { styles } = test.app;
    const { id } = await styles.create(owner, brand);
    await styles.save(owner, id, 1, { ...brand, name: 'Newer' });
    const refused = await refusal(styles.save(owner, id, 1, brand));
    expect(refused).toMatchObject({ code: 'conflict', details: { current: { doc: { name: 'Newer' } } } });
  });
});

describe('codes that wear a style', () => {
  it('are found, brought up to date with a line of history each, and taken back', async () => {
    const { styles, codes } = test.app;
    const made = await styles.create(owner, brand);
    await change(owner, (code) => onStyle(setFrame({ callToAction: 'Light it' }))(wear(made)(code)));
    expect(await styles.uses(owner)).toMatchObject([{ codeId, styleId: made.id, takes: [] }]);
    const next = await styles.save(owner, made.id, 1, { ...brand, style: setShape('square')(brand.style) });
    expect(await styles.uses(owner, made.id)).toMatchObject([{ takes: ['shapes'] }]);
    const steps = await styles.update(owner, made.id, [codeId]);
    expect(steps).toEqual([{ codeId, before: 2, after: 3 }]);
    const now = await codes.get(owner, campaignId, codeId);
    expect(now.doc.style.modules).toEqual({ shape: 'square' });
    expect(now.doc.style.frame.callToAction).toBe('Light it');
    expect(now.doc.from).toEqual({ id: made.id, version: next.version });
    expect(await codes.history(owner, campaignId, codeId)).toHaveLength(3);
    expect(await styles.update(owner, made.id, [codeId])).toEqual([]);
    expect(await styles.takeBack(owner, made.id, steps)).toBe(1);
    expect((await codes.get(owner, campaignId, codeId)).doc.style.modules).toEqual({
      shape: 'dots',
      size: 1,
    });
    expect(await styles.takeBack(owner, made.id, steps)).toBe(0);
  });

  it('are updated all or none: one that does not wear it stops them', async () => {
    const { styles, codes } = test.app;
    const made = await styles.create(owner, brand);
    await change(owner, wear(made));
    await styles.save(owner, made.id, 1, { ...brand, style: setShape('square')(brand.style) });
    const refused = await refusal(styles.update(owner, made.id, [codeId, 'cod_0000000000000000']));
    expect(refused.code).toBe('not_found');
    expect((await codes.get(owner, campaignId, codeId)).version).toBe(2);
  });

  it('cannot wear a style of elsewhere', async () => {
    const refused = await refusal(
      change(owner, (code) => ({ ...code, from: { id: 'sty_0000000000000000', version: 1 } })),
    );
    expect(refused.code).toBe('not_found');
  });
});

describe('a locked style', () => {
  it('leaves the words open and refuses the rest, by name', async () => {
    const made = await test.app.styles.create(owner, { ...brand, locked: ['colours', 'shapes'] });
    await change(test.actor, wear(made));
    await change(test.actor, onStyle(setFrame({ callToAction: 'Light it', kind: 'ticket' })));
    const refused = await refusal(change(test.actor, onStyle(setInk('#a82c15'))));
    expect(refused).toMatchObject({
      code: 'not_allowed',
      details: { reason: 'style_locked', name: 'Brand', parts: ['colours'] },
    });
    expect((await refusal(change(owner, onStyle(setInk('#a82c15'))))).code).toBe('not_allowed');
  });

  it('is let go, changed and unlocked by an owner only', async () => {
    const { styles } = test.app;
    const made = await styles.create(owner, { ...brand, locked: ['colours'] });
    await change(test.actor, wear(made));
    for (const attempt of [
      change(test.actor, letGo),
      styles.save(test.actor, made.id, 1, { ...brand, locked: [] }),
      styles.trash(test.actor, made.id),
      styles.create(test.actor, { ...brand, locked: ['logo'] }),
    ])
      expect((await refusal(attempt)).code).toBe('not_allowed');
    await change(owner, letGo);
    await change(test.actor, onStyle(setInk('#a82c15')));
    expect(await styles.save(owner, made.id, 1, brand)).toMatchObject({ version: 2 });
  });

  it('cannot be claimed by a look that is not it', async () => {
    const made = await test.app.styles.create(owner, { ...brand, locked: ['colours'] });
    const refused = await refusal(
      change(test.actor, (code) => ({ ...code, from: { id: made.id, version: 1 } })),
    );
    expect(refused.code).toBe('not_allowed');
  });
});

describe('palettes', () => {
  it('are one book per workspace, saved against its version', async () => {
    const { styles } = test.app;
    const first = await styles.palettes(owner);
    expect(first).toMatchObject({ version: 0, doc: { palettes: [] } });
    const book = {
      schema: 1 as const,
      palettes: [{ id: 'pal_0000000000000000', name: 'House', colours: [{ name: 'Moss', hex: '#20504a' }] }],
    };
    expect(await styles.savePalettes(owner, 0, book)).toMatchObject({ version: 1, doc: book });
    expect((await refusal(styles.savePalettes(owner, 0, book))).code).toBe('conflict');
    expect((await styles.palettes(stranger())).doc.palettes).toEqual([]);
  });
});

it('looks stored in the first version of the style document are read in the newest', async () => {
  const made = await test.app.styles.create(owner, brand);
  const { caption: _, ...frame } = brand.style.frame;
  const old = JSON.stringify({ ...brand, style: { ...brand.style, schema: 1, frame } });
  const db = openDatabase(`${test.dataDir}/wegmarke.db`, { kind: 'content' });
  drizzle(db).run(`UPDATE saved_style SET doc = '${old}'`);
  db.close();
  expect((await test.app.styles.get(owner, made.id)).doc).toEqual(brand);
});
