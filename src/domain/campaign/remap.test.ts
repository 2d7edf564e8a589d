import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newBlock } from '../scene/model.ts';
import { newId } from '../shared/id.ts';
import { type Bundle, bundleFiles, isBundleFile, stableJson } from './bundle.ts';
import { anySample } from './bundle-arbitrary.ts';
import { remap } from './remap.ts';

const documentIds = (bundle: Bundle): string[] =>
  [bundle.chapters, bundle.posts, bundle.places, bundle.placements, bundle.codes, bundle.scenes].flatMap(
    (entries) => entries.map(({ id }) => id),
  );

const withoutUrls = (bundle: Bundle): Bundle => ({
  ...bundle,
  codes: bundle.codes.map((code) => ({
    ...code,
    doc: { ...code.doc, rules: code.doc.rules.filter(({ target }) => target.kind !== 'url') },
  })),
});

describe('remap', () => {
  it('gives every document a new id and is undone by the opposite renaming', () => {
    fc.assert(
      fc.property(anySample, ({ bundle: given }) => {
        const bundle = withoutUrls(given);
        const { bundle: moved, ids } = remap(bundle, newId);
        const before = documentIds(bundle);
        const after = documentIds(moved);
        expect(new Set([...before, ...after]).size).toBe(before.length * 2);
        let text = stableJson(moved);
        for (const [old, fresh] of ids) text = text.replaceAll(fresh, old);
        expect(JSON.parse(text)).toEqual(JSON.parse(stableJson(bundle)));
      }),
      { numRuns: 60 },
    );
  });

  it('takes url targets off and says so', () => {
    fc.assert(
      fc.property(anySample, ({ bundle }) => {
        const wanted = bundle.codes.flatMap(({ doc }) =>
          doc.rules.filter(({ target }) => target.kind === 'url'),
        );
        const { bundle: moved, notes } = remap(bundle, newId);
        expect(stableJson(moved.codes)).not.toContain('"url"');
        const taken = notes.filter(({ kind }) => kind === 'url_target');
        expect(taken.map((note) => ('ruleId' in note ? note.ruleId : null))).toEqual(
          wanted.map(({ id }) => id),
        );
        expect(
          taken.every((note) => 'codeId' in note && moved.codes.some(({ id }) => id === note.codeId)),
        ).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  const sample = (): Bundle => fc.sample(anySample, { numRuns: 1, seed: 7 })[0]?.bundle ?? neverEmpty();
  const neverEmpty = (): never => {
    throw new Error('no sample');
  };

  it('empties references that lead out of the bundle', () => {
    const bundle = sample();
    const foreign = newId('scn');
    const [first, ...rest] = bundle.chapters;
    if (!first) return neverEmpty();
    const chapters = [{ ...first, doc: { ...first.doc, sceneId: foreign } }, ...rest];
    const planAsset = `ast_${'0'.repeat(32)}`;
    const { bundle: moved, notes } = remap(
      { ...bundle, chapters, campaign: { ...bundle.campaign, planAsset } },
      newId,
    );
    expect(moved.chapters[0]?.doc.sceneId).toBeNull();
    expect(moved.campaign.planAsset).toBeNull();
    const missing = notes.flatMap((note) => (note.kind === 'dangling' ? [note.missing] : []));
    expect(missing).toEqual(expect.arrayContaining([foreign, planAsset]));
  });

  it('takes along what a stage sounds and leads to, and lets go of what is not there', () => {
    const bundle = sample();
    const [asset, scene] = [bundle.assets[0]?.id ?? '', bundle.scenes[0] ?? neverEmpty()];
    const gone = `ast_${'0'.repeat(32)}`;
    const sound = (id: string) => ({ asset: id, words: { en: 'A bell' } });
    const lead = (id: string) => ({ id: newId('opt'), target: { kind: 'scene' as const, id } });
    const spot = { id: newId('hot'), position: [0, 0, 0] as [number, number, number], label: {}, text: {} };
    const stage = {
      ...newBlock('stage'),
      sound: { ...sound(gone), loop: true },
      hotspots: [{ ...spot, effect: { clip: 'run', sound: sound(asset), lead: lead(scene.id) } }],
      tap: { label: {}, effect: { clip: null, sound: sound(gone), lead: lead(newId('scn')) } },
    };
    const doc = { ...scene.doc, blocks: [stage] };
    const { bundle: moved, ids } = remap({ ...bundle, scenes: [{ ...scene, doc }] }, newId);
    expect(moved.scenes[0]?.doc.blocks[0]).toMatchObject({
      sound: null,
      hotspots: [
        { effect: { clip: 'run', sound: sound(asset), lead: { target: { id: ids.get(scene.id) } } } },
      ],
      tap: { effect: { sound: null, lead: null } },
    });
  });

  it('refuses a post without its chapter, an id twice, two codes for one bearer', () => {
    const bundle = sample();
    const id = newId('pst');
    const lost = {
      id,
      doc: {
        schema: 1 as const,
        chapterId: newId('chp'),
        channel: 'x',
        language: 'en',
        fields: {},
        contribution: '',
        media: [],
        state: 'idea' as const,
        plannedAt: null,
        permalink: '',
      },
    };
    expect(() => remap({ ...bundle, posts: [lost], placements: [], codes: [] }, newId)).toThrow(
      expect.objectContaining({
        code: 'bundle_invalid',
        details: { reason: 'dangling', path: `posts/${id}.json` },
      }),
    );
    const twice = { ...bundle, places: [], scenes: [...bundle.scenes, ...bundle.scenes] };
    expect(() => remap(twice, newId)).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ reason: 'duplicate_id' }) }),
    );
    const placement = {
      id: newId('plm'),
      doc: { ...(bundle.placements[0]?.doc ?? neverEmpty()), placeId: null, postId: null },
      events: [],
    };
    const [code] = bundle.codes;
    if (!code) return neverEmpty();
    const bearer = { kind: 'placement' as const, id: placement.id };
    const codes = [
      { ...code, bearer },
      { ...code, id: newId('cod'), bearer },
    ];
    expect(() => remap({ ...bundle, placements: [placement], codes }, newId)).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ reason: 'duplicate_bearer' }) }),
    );
  });
});

describe('bundle files', () => {
  it('have names that can only lie inside the bundle', () => {
    fc.assert(
      fc.property(anySample, ({ bundle }) => {
        for (const name of bundleFiles(bundle).keys()) expect(isBundleFile(name)).toBe(true);
      }),
      { numRuns: 20 },
    );
    for (const name of [
      '../campaign.json',
      '/campaign.json',
      'chapters/../x.json',
      'C:\\x.json',
      'chapters\\chp_0.json',
      'assets/ast_0.sh',
      'campaign.json\u0000',
    ]) {
      expect(isBundleFile(name)).toBe(false);
    }
  });

  it('have the same bytes whatever the order of keys', () => {
    expect(stableJson({ b: [{ d: 1, c: 2 }], a: null })).toBe(stableJson({ a: null, b: [{ c: 2, d: 1 }] }));
  });
});
