import { expect, test } from 'vitest';
import type { BlockCount } from '#domain/insight/model.ts';
import { newBlock, noEffect, type Scene } from '#domain/scene/model.ts';
import { DomainError } from '#domain/shared/error.ts';
import { readWays } from './ways.ts';

const option = (id: string, en: string) => ({ id, label: { en }, target: { kind: 'end' as const } });
const choice = { ...newBlock('choice'), prompt: { en: 'And now?' } };
const link = { ...newBlock('link'), label: {}, url: 'https://example.org/tin' };
const end = { ...newBlock('text'), text: { en: 'It is over.' } };
const first: Scene = {
  schema: 3,
  title: { en: 'Cold' },
  blocks: [{ ...choice, options: [option('opt_a', 'Ask'), option('opt_b', 'Go')] }, link, end],
};
/** The second version has one option less, one more, other words, and neither link nor end. */
const second: Scene = {
  schema: 3,
  title: { en: 'Colder' },
  blocks: [{ ...choice, options: [option('opt_a', 'Ask him'), option('opt_c', 'Wait')] }],
};
const versions: Record<string, { sceneId: string; number: number; scene: Scene }> = {
  ver_1: { sceneId: 'scn_1', number: 1, scene: first },
  ver_2: { sceneId: 'scn_1', number: 2, scene: second },
  ver_9: { sceneId: 'scn_9', number: 1, scene: { ...first, title: { en: 'Other' } } },
};
const find = async (id: string) => {
  const found = versions[id];
  if (!found) throw new DomainError('not_found', { what: 'scene' });
  return found;
};
const counted = (
  kind: BlockCount['kind'],
  versionId: string,
  blockId: string | null,
  optionId: string | null,
  events: number,
): BlockCount => ({ kind, versionId, blockId, optionId, events });

test('ways are added up over the versions of a scene, in the words of the newest, the most told scene first', async () => {
  const ways = await readWays(find, [
    counted('completed', 'ver_9', null, null, 1),
    counted('chosen', 'ver_2', choice.id, 'opt_a', 2),
    counted('chosen', 'ver_1', choice.id, 'opt_a', 3),
    counted('link', 'ver_1', link.id, null, 4),
    counted('completed', 'ver_1', end.id, null, 5),
    counted('completed', 'ver_2', null, null, 6),
    counted('chosen', 'ver_gone', choice.id, 'opt_a', 100),
  ]);
  expect(ways).toEqual([
    {
      sceneId: 'scn_1',
      title: { en: 'Colder' },
      choices: [
        {
          id: choice.id,
          prompt: { en: 'And now?' },
          options: [
            { id: 'opt_a', text: { en: 'Ask him' }, times: 5 },
            { id: 'opt_c', text: { en: 'Wait' }, times: 0 },
          ],
        },
      ],
      links: [{ id: link.id, text: { '': 'https://example.org/tin' }, times: 4 }],
      ends: [
        { id: null, text: {}, times: 6 },
        { id: end.id, text: { en: 'It is over.' }, times: 5 },
      ],
    },
    {
      sceneId: 'scn_9',
      title: { en: 'Other' },
      choices: [
        {
          id: choice.id,
          prompt: { en: 'And now?' },
          options: [
            { id: 'opt_a', text: { en: 'Ask' }, times: 0 },
            { id: 'opt_b', text: { en: 'Go' }, times: 0 },
          ],
        },
      ],
      links: [{ id: link.id, text: { '': 'https://example.org/tin' }, times: 0 }],
      ends: [{ id: null, text: {}, times: 1 }],
    },
  ]);
});

test('an option that the newest version no longer offers keeps its count', async () => {
  const [scene] = await readWays(find, [
    counted('chosen', 'ver_1', choice.id, 'opt_b', 3),
    counted('chosen', 'ver_2', choice.id, 'opt_a', 1),
  ]);
  expect(scene?.choices[0]?.options.map(({ id, text, times }) => [id, text['en'], times])).toEqual([
    ['opt_a', 'Ask him', 1],
    ['opt_c', 'Wait', 0],
    ['opt_b', 'Go', 3],
  ]);
});

test('what leads on from a stage is a way like an option, told by what the stage shows', async () => {
  const lead = { id: 'opt_s', target: { kind: 'end' as const } };
  const stage = {
    ...newBlock('stage'),
    alt: { en: 'A clock' },
    tap: { label: { en: 'Nudge it' }, effect: { ...noEffect, lead } },
  };
  const version = {
    sceneId: 'scn_1',
    number: 1,
    scene: { ...first, blocks: [stage, { ...newBlock('stage') }] },
  };
  const [scene] = await readWays(async () => version, [counted('chosen', 'ver_1', stage.id, 'opt_s', 3)]);
  expect(scene?.choices).toEqual([
    {
      id: stage.id,
      prompt: { en: 'A clock' },
      options: [{ id: 'opt_s', text: { en: 'Nudge it' }, times: 3 }],
    },
  ]);
});
