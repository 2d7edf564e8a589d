import { describe, expect, it } from 'vitest';
import { findFaults, reachable, type Surroundings, sameScene, targetFault } from './findings.ts';
import { type Block, type ChoiceTarget, newBlock, newScene, noEffect, type Scene } from './model.ts';

const scene = (...blocks: Block[]): Scene => ({ ...newScene(), title: { en: 'Pier' }, blocks });
const around: Surroundings = {
  languages: ['en'],
  scenes: new Map([
    ['scn_live', { published: true }],
    ['scn_draft', { published: false }],
  ]),
  clips: new Map([['ast_1', ['run']]]),
  chapters: new Map([
    ['chp_live', { sceneId: 'scn_live' }],
    ['chp_draft', { sceneId: 'scn_draft' }],
    ['chp_bare', { sceneId: null }],
  ]),
};
const text = (words = 'The lamp is cold.') => ({ ...newBlock('text'), text: { en: words } });
const choiceTo = (...targets: ChoiceTarget[]) => ({
  ...newBlock('choice'),
  options: targets.map((target, index) => ({ id: `opt_${index}`, label: { en: 'Go' }, target })),
});
const kinds = (doc: Scene, where = around): string[] => findFaults(doc, where).map(({ kind }) => kind);

describe('reachable', () => {
  it('follows the order up to a choice or an end, and choices to their blocks', () => {
    const [a, b, c, d] = [text(), text(), { ...text(), after: 'end' as const }, text()];
    expect([...reachable(scene(a, choiceTo({ kind: 'block', id: c.id }), b, c, d))]).toHaveLength(3);
    expect(reachable(scene(a, b, c, d)).has(d.id)).toBe(false);
  });

  it('follows what a stage leads to when it is touched', () => {
    const [far, between] = [text(), { ...text(), after: 'end' as const }];
    const lead = { id: 'opt_1', target: { kind: 'block', id: far.id } as const };
    const stage = { ...newBlock('stage'), tap: { label: {}, effect: { ...noEffect, lead } } };
    expect(reachable(scene(stage, between, far)).has(far.id)).toBe(true);
  });

  it('ends with choices that lead in a circle', () => {
    const first = text();
    const doc = scene(first, choiceTo({ kind: 'block', id: first.id }));
    expect(reachable(doc).size).toBe(2);
  });
});

it.each<[ChoiceTarget, ReturnType<typeof targetFault>]>([
  [{ kind: 'end' }, null],
  [{ kind: 'block', id: 'blk_gone' }, 'target_gone'],
  [{ kind: 'scene', id: 'scn_live' }, null],
  [{ kind: 'scene', id: 'scn_draft' }, 'target_unpublished'],
  [{ kind: 'scene', id: 'scn_gone' }, 'target_gone'],
  [{ kind: 'chapter', id: 'chp_live' }, null],
  [{ kind: 'chapter', id: 'chp_draft' }, 'target_unpublished'],
  [{ kind: 'chapter', id: 'chp_bare' }, 'target_no_scene'],
  [{ kind: 'chapter', id: 'chp_gone' }, 'target_gone'],
])('knows whether %j arrives: %s', (target, fault) => {
  expect(targetFault(scene(), target, around)).toBe(fault);
});

describe('findFaults', () => {
  it('has nothing to say about a whole scene', () => {
    expect(kinds(scene(text(), choiceTo({ kind: 'end' })))).toEqual([]);
  });

  it('names what is missing, block by block', () => {
    expect(kinds(newScene())).toEqual(['no_title', 'no_blocks']);
    expect(kinds(scene(newBlock('text')))).toEqual(['no_text']);
    expect(kinds(scene(newBlock('image')))).toEqual(['no_image']);
    expect(kinds(scene({ ...newBlock('image'), asset: 'ast_1' }))).toEqual(['no_alt']);
    expect(kinds(scene(newBlock('stage')))).toEqual(['no_model']);
    expect(kinds(scene({ ...newBlock('stage'), model: 'ast_1' }))).toEqual(['no_poster', 'no_alt']);
    expect(kinds(scene(newBlock('link')))).toEqual(['no_url', 'no_link_label']);
    expect(kinds(scene(newBlock('choice')))).toEqual(['no_option_label']);
    const end = { kind: 'end' } as const;
    expect(kinds(scene(choiceTo(end, end, end, end)))).toEqual(['many_options']);
  });

  it('looks into what a touch sets going', () => {
    const stage = { ...newBlock('stage'), model: 'ast_1', poster: 'ast_2', alt: { en: 'A clock' } };
    const sound = { asset: 'ast_3', words: {} };
    const spot = {
      id: 'hot_1',
      position: [0, 0, 0] as [number, number, number],
      label: { en: 'Bell' },
      text: {},
    };
    const lead = { id: 'opt_1', target: { kind: 'block', id: 'blk_gone' } as const };
    const named = (block: Block) =>
      findFaults(scene(block), around).map(({ kind, partId }) => [kind, partId]);
    expect(
      named({ ...stage, hotspots: [{ ...spot, effect: { clip: 'run', sound: null, lead: null } }] }),
    ).toEqual([]);
    expect(named({ ...stage, hotspots: [{ ...spot, effect: { clip: 'fly', sound, lead } }] })).toEqual([
      ['clip_gone', 'hot_1'],
      ['no_sound_words', 'hot_1'],
      ['target_gone', 'hot_1'],
    ]);
    expect(
      named({ ...stage, animation: { clip: 'fly', loop: true }, sound: { ...sound, loop: true } }),
    ).toEqual([
      ['clip_gone', null],
      ['no_sound_words', null],
    ]);
    expect(named({ ...stage, tap: { label: {}, effect: { ...noEffect, clip: 'fly' } } })).toEqual([
      ['no_tap_label', 'tap'],
      ['clip_gone', 'tap'],
    ]);
    // A model that nobody has looked into may have any movement.
    expect(named({ ...stage, model: 'ast_9', animation: { clip: 'fly', loop: true } })).toEqual([]);
  });

  it('names each language once per block, only where something was written at all', () => {
    const both = { ...around, languages: ['en', 'de'] };
    const image = { ...newBlock('image'), asset: 'ast_1', alt: { en: 'A' }, caption: { en: 'B' } };
    const found = findFaults({ ...scene(image), title: { en: 'Pier', de: 'Steg' } }, both);
    expect(found).toEqual([
      { kind: 'untranslated', tone: 'warn', blockId: image.id, partId: null, language: 'de' },
    ]);
    expect(kinds(scene(text()), both)).toEqual(['untranslated', 'untranslated']);
  });
});

it('compares what scenes say, not how they were typed', () => {
  const block = newBlock('text');
  const one = scene({ ...block, text: { en: 'a', de: 'b' } });
  expect(sameScene(one, scene({ ...block, text: { de: 'b', en: 'a', fr: '' } }))).toBe(true);
  expect(sameScene(one, scene({ ...block, text: { en: 'a' } }))).toBe(false);
});
