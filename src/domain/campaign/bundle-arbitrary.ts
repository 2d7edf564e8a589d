import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { type Artwork, newPlace, newPlacement, type PlacementEvent } from '../place/model.ts';
import { defaultStyle } from '../qr/model.ts';
import { newBlock, noEffect } from '../scene/model.ts';
import { newId } from '../shared/id.ts';
import { newChapter, newPost } from '../story/model.ts';
import type { AssetEntry, Bundle } from './bundle.ts';
import { newCampaign } from './model.ts';

export interface Sample {
  readonly bundle: Bundle;
  readonly bytes: ReadonlyMap<string, Uint8Array>;
}

const text = fc.string({ unit: 'grapheme', maxLength: 60 });
const shape = fc.record({
  chapters: fc.array(fc.record({ title: text, link: fc.nat(), scene: fc.option(fc.nat()) }), {
    minLength: 1,
    maxLength: 5,
  }),
  scenes: fc.array(
    fc.record({ title: text, to: fc.nat(), picture: fc.option(fc.nat()), url: fc.boolean() }),
    { minLength: 1, maxLength: 4 },
  ),
  posts: fc.array(fc.record({ body: text, chapter: fc.nat(), media: fc.option(fc.nat()) }), { maxLength: 6 }),
  placements: fc.array(
    fc.record({
      name: text,
      place: fc.option(fc.nat()),
      post: fc.option(fc.nat()),
      target: fc.nat(),
      url: fc.boolean(),
      life: fc.nat(3),
    }),
    { maxLength: 5 },
  ),
  places: fc.array(
    fc.record({ latitude: fc.double({ min: -90, max: 90, noNaN: true }).map((degrees) => degrees + 0) }),
    { maxLength: 3 },
  ),
  files: fc.array(fc.uint8Array({ minLength: 0, maxLength: 400 }), { maxLength: 4 }),
});

/** A few steps, the last one taken back. */
function lifeOf(length: number, photo: string | null): PlacementEvent[] {
  const base = { at: 1_700_000_000_000, recordedAt: 1_700_000_000_000, note: '', reading: null };
  const steps = (['printed', 'installed', 'removed'] as const).slice(0, length).map((state) => ({
    ...base,
    id: newId('evt'),
    state,
    undoes: null,
    photo,
  }));
  const last = steps.at(-1);
  return last ? [...steps, { ...base, id: newId('evt'), state: null, undoes: last.id, photo: null }] : [];
}

/** For tests. A campaign in which every reference leads somewhere inside the bundle. */
export const anySample: fc.Arbitrary<Sample> = shape.map((given) => {
  const of = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(1, list.length)];
  const bytes = new Map<string, Uint8Array>();
  for (const file of given.files) {
    bytes.set(`ast_${createHash('sha256').update(file).digest('hex').slice(0, 32)}`, file);
  }
  const assets: AssetEntry[] = [...bytes.keys()].map((id, i) => ({
    id,
    file: `assets/${id}.webp`,
    mime: 'image/webp',
    name: `picture ${i}`,
    width: 10 + i,
    height: null,
  }));
  const assetIds = assets.map((asset) => asset.id);
  const ids = {
    chapters: given.chapters.map(() => newId('chp')),
    scenes: given.scenes.map(() => newId('scn')),
    posts: given.posts.map(() => newId('pst')),
    places: given.places.map(() => newId('plc')),
    placements: given.placements.map(() => newId('plm')),
  };
  const zip = <T, U>(some: readonly T[], others: readonly U[]): [T, U][] =>
    some.flatMap((one, i) => {
      const other = others[i];
      return other === undefined ? [] : [[one, other] as [T, U]];
    });
  const pick = (list: readonly string[], wish: number | null): string | null =>
    wish === null ? null : (of(list, wish) ?? null);
  const campaign = newCampaign('Sample', 'en', 'Europe/Berlin');
  const bundle: Bundle = {
    exportedAt: 1_700_000_000_000,
    campaign: { ...campaign, planAsset: assetIds[0] ?? null },
    chapters: zip(ids.chapters, given.chapters).map(([id, chapter]) => ({
      id,
      doc: {
        ...newChapter(campaign.phases[0]?.id ?? null),
        title: { en: chapter.title },
        links: [{ to: of(ids.chapters, chapter.link) ?? id, callToAction: {} }],
        sceneId: pick(ids.scenes, chapter.scene),
      },
    })),
    scenes: zip(ids.scenes, given.scenes).map(([id, scene]) => ({
      id,
      published: scene.to % 2 === 0,
      doc: {
        schema: 3,
        title: { en: scene.title },
        blocks: [
          { ...newBlock('image'), asset: pick(assetIds, scene.picture) },
          {
            ...newBlock('stage'),
            poster: pick(assetIds, scene.picture),
            tap: {
              label: {},
              effect: {
                ...noEffect,
                lead: {
                  id: newId('opt'),
                  target: { kind: 'scene' as const, id: of(ids.scenes, scene.to) ?? id },
                },
              },
            },
          },
          { ...newBlock('link'), url: scene.url ? 'https://example.org/a' : '' },
          {
            ...newBlock('choice'),
            options: [
              {
                id: newId('opt'),
                label: {},
                target: { kind: 'chapter', id: of(ids.chapters, scene.to) ?? '' },
              },
              { id: newId('opt'), label: {}, target: { kind: 'scene', id: of(ids.scenes, scene.to) ?? id } },
              { id: newId('opt'), label: {}, target: { kind: 'end' } },
            ],
          },
        ],
      },
    })),
    posts: zip(ids.posts, given.posts).map(([id, post]) => ({
      id,
      doc: {
        ...newPost(of(ids.chapters, post.chapter) ?? '', 'bluesky', 'en'),
        fields: { text: post.body },
        media: [pick(assetIds, post.media)].flatMap((asset) => (asset ? [{ asset, alt: '' }] : [])),
      },
    })),
    places: zip(ids.places, given.places).map(([id, place]) => ({ id, doc: newPlace(place.latitude, 0) })),
    placements: zip(ids.placements, given.placements).map(([id, placement]) => ({
      id,
      doc: {
        ...newPlacement('poster', pick(ids.places, placement.place)),
        name: placement.name,
        postId: pick(ids.posts, placement.post),
        artwork: artworkIn(pick(assetIds, placement.life)),
      },
      events: lifeOf(placement.life, pick(assetIds, placement.target)),
    })),
    codes: zip(ids.placements, given.placements).map(([id, placement]) => ({
      id: newId('cod'),
      bearer: { kind: 'placement', id },
      doc: {
        schema: 1,
        style: defaultStyle,
        rules: [
          {
            id: newId('rul'),
            from: null,
            until: '2026-12-01T04:00',
            target: placement.url
              ? { kind: 'url', url: 'https://example.org/b' }
              : { kind: 'scene', id: of(ids.scenes, placement.target) ?? '' },
          },
        ],
        otherwise: { kind: 'chapter', id: of(ids.chapters, placement.target) ?? '' },
        retired: false,
      },
    })),
    assets,
  };
  return { bundle, bytes };
});

const artworkIn = (assetId: string | null): Artwork | null =>
  assetId === null ? null : { assetId, x: 0.8, y: 1.2, size: 0.125, turnDeg: -3 };
