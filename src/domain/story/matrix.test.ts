import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Phase } from '../campaign/model.ts';
import { checkPost } from '../channel/check.ts';
import type { Stored } from '../shared/document.ts';
import { checkOf } from './commands.ts';
import { excerptOf, inOrder, layMatrix, leadingCount, placed, roomOf, studyPost } from './matrix.ts';
import { type Chapter, newChapter, newPost, type Post } from './model.ts';

const phase = (id: string): Phase => ({ id, name: {}, question: {}, from: null, until: null });
const phases = [phase('phs_a'), phase('phs_b')];
const stored = <Doc>(id: string, doc: Doc): Stored<Doc> => ({ id, version: 1, doc, updatedAt: 0 });
const chapter = (id: string, phaseId: string | null): Stored<Chapter> => stored(id, newChapter(phaseId));
const post = (id: string, chapterId: string, channel: string, text: string, language = 'en'): Stored<Post> =>
  stored(id, { ...newPost(chapterId, channel, language), fields: { text } });
const study = ({ doc }: Stored<Post>) => studyPost(doc, checkOf(doc, {}));
const sentence = 'Page 31 is missing from the oil ledger. Page 32 is in my handwriting.';

describe('layMatrix', () => {
  it('groups chapters by phase and stands those of a lost phase last', () => {
    const chapters = [chapter('chp_1', 'phs_b'), chapter('chp_2', 'phs_gone'), chapter('chp_3', 'phs_a')];
    const groups = layMatrix(phases, chapters, [], study);
    expect(groups.map((group) => [group.phase?.id ?? null, group.rows.map((row) => row.chapter.id)])).toEqual(
      [
        ['phs_a', ['chp_3']],
        ['phs_b', ['chp_1']],
        [null, ['chp_2']],
      ],
    );
    expect(inOrder(phases, chapters).map(({ id }) => id)).toEqual(['chp_3', 'chp_1', 'chp_2']);
  });

  it('shows no group without a phase when every chapter has one', () => {
    expect(layMatrix(phases, [chapter('chp_1', 'phs_a')], [], study)).toHaveLength(2);
    expect(layMatrix([], [], [], study)).toHaveLength(1);
  });

  it('tells posts of one chapter and language that say the same, and no others', () => {
    const chapters = [chapter('chp_1', null), chapter('chp_2', null)];
    const posts = [
      post('pst_1', 'chp_1', 'bluesky', sentence),
      post('pst_2', 'chp_1', 'instagram', `${sentence} #harbour`),
      post('pst_3', 'chp_1', 'mastodon', sentence, 'de'),
      post('pst_4', 'chp_2', 'bluesky', sentence),
    ];
    const [group] = layMatrix([], chapters, posts, study);
    const alike = group?.rows
      .flatMap(({ cells }) => [...cells.values()].flat())
      .map(({ id, alike }) => [id, alike?.channel]);
    expect(alike).toEqual([
      ['pst_1', 'instagram'],
      ['pst_2', 'bluesky'],
      ['pst_3', undefined],
      ['pst_4', undefined],
    ]);
  });

  it('marks a post that its channel would refuse', () => {
    const posts = [
      post('pst_1', 'chp_1', 'bluesky', 'x'.repeat(301)),
      post('pst_2', 'chp_1', 'bluesky', 'x'),
    ];
    const [group] = layMatrix([], [chapter('chp_1', null)], posts, study);
    const cell = group?.rows[0]?.cells.get('bluesky');
    expect(cell?.map(({ isOver, isBlocked }) => [isOver, isBlocked])).toEqual([
      [true, true],
      [false, false],
    ]);
  });
});

describe('the count of a cell', () => {
  const counted = (channel: string, fields: Record<string, string>) =>
    leadingCount({ channel, fields }, checkPost(channel, fields));

  it('is the limit that stops, even where an advice is exceeded', () => {
    expect(counted('bluesky', { text: 'abc' })).toEqual({ used: 3, unit: 'graphemes', limit: 300 });
    expect(counted('instagram', { text: 'x'.repeat(400) })).toMatchObject({ used: 400, limit: 2_200 });
    expect(counted('poster', { headline: 'Who carries the oil' })).toEqual({
      used: 4,
      unit: 'words',
      limit: 40,
    });
  });

  it('is words where nothing limits the text', () => {
    expect(counted('newsletter', { body: 'Dear neighbour' })).toEqual({
      used: 2,
      unit: 'words',
      limit: null,
    });
    expect(roomOf('newsletter', checkPost('newsletter', {}))).toBeNull();
    expect(counted('no-such-channel', { text: 'one two' })).toEqual({ used: 2, unit: 'words', limit: null });
  });
});

describe('excerptOf', () => {
  it('joins the fields in the order of the channel and ends long texts', () => {
    const doc: Post = {
      ...newPost('chp_1', 'newsletter', 'en'),
      fields: { body: 'Dear\n\nneighbour', subject: 'A debt' },
    };
    expect(excerptOf(doc)).toBe('A debt Dear neighbour');
    const long = excerptOf({ ...doc, fields: { body: '🔥'.repeat(5_000) } });
    expect([...long]).toHaveLength(221);
    expect(long.endsWith('🔥…')).toBe(true);
  });
});

describe('placed', () => {
  const arrangement = fc
    .array(fc.constantFrom('phs_a', 'phs_b', null), { minLength: 1, maxLength: 8 })
    .map((of) => of.map((phaseId, at) => chapter(`chp_${at}`, phaseId)));

  it('keeps every chapter once, in the phase and before the chapter that was asked for', () => {
    fc.assert(
      fc.property(arrangement, fc.nat(), fc.nat(), fc.boolean(), (unordered, one, other, toEnd) => {
        const chapters = inOrder(phases, unordered);
        const moved = chapters[one % chapters.length];
        const target = chapters[other % chapters.length];
        if (!moved || !target || moved === target) return;
        const { phaseId } = target.doc;
        const ids = placed(phases, chapters, { id: moved.id, phaseId, beforeId: toEnd ? null : target.id });
        expect(ids.toSorted()).toEqual(chapters.map(({ id }) => id).toSorted());
        const rest = chapters.filter(({ id }) => id !== moved.id).map(({ id }) => id);
        expect(ids.filter((id) => id !== moved.id)).toEqual(rest);
        if (!toEnd) expect(ids.indexOf(moved.id) + 1).toBe(ids.indexOf(target.id));
        else {
          const own = chapters.filter(({ id, doc }) => doc.phaseId === phaseId && id !== moved.id);
          expect(ids.indexOf(moved.id)).toBe(ids.indexOf(own.at(-1)?.id ?? '') + 1);
        }
      }),
    );
  });

  it('changes nothing for a chapter that does not exist', () => {
    const chapters = [chapter('chp_1', null), chapter('chp_2', null)];
    expect(placed([], chapters, { id: 'chp_9', phaseId: null, beforeId: null })).toEqual(['chp_1', 'chp_2']);
  });
});

it('likeness that is known goes with the posts it is about', () => {
  const posts = [
    post('pst_1', 'chp_1', 'bluesky', 'The lamp is cold and the tin ticks on the quay'),
    post('pst_2', 'chp_1', 'mastodon', 'The lamp is cold and the tin ticks on the quay'),
  ];
  const studies = new Map(posts.map((stored) => [stored.id, study(stored)]));
  const keep = (stored: Stored<Post>) => studies.get(stored.id) ?? study(stored);
  const alikeOf = (some: readonly Stored<Post>[]) =>
    [...(layMatrix([], [chapter('chp_1', null)], some, keep)[0]?.rows[0]?.cells.values() ?? [])]
      .flat()
      .map(({ alike }) => alike?.channel ?? null);
  expect(alikeOf(posts)).toEqual(['mastodon', 'bluesky']);
  expect(alikeOf(posts)).toEqual(['mastodon', 'bluesky']);
  const other = post('pst_2', 'chp_1', 'mastodon', 'Nobody has seen the keeper since the tide turned');
  studies.set('pst_2', study(other));
  expect(alikeOf(posts.with(1, other))).toEqual([null, null]);
  expect(alikeOf(posts.slice(0, 1))).toEqual([null]);
});
