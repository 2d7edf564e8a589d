import type { FeatureCollection } from 'geojson';
import { describe, expect, test } from 'vitest';
import { boundsOf, firstView, type Ground, groundStyle, positionsOf } from './ground.ts';

const features: FeatureCollection = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { kind: 'water', name: { en: 'Harbour', de: 'Hafen' } },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [10, 53],
            [11, 53],
            [11, 54],
            [10, 53],
          ],
        ],
      },
    },
    {
      type: 'Feature',
      properties: { kind: 'label', name: 'Pier' },
      geometry: { type: 'Point', coordinates: [9, 52] },
    },
  ],
};
const plan: Ground = { kind: 'plan', features, credit: '' };
const palette = Object.fromEntries(
  ['water', 'land', 'block', 'green', 'building', 'street', 'rail', 'border', 'ink', 'halo'].map((name) => [
    name,
    `#${name}`,
  ]),
) as unknown as Parameters<typeof groundStyle>[1];

describe('what the map shows first', () => {
  test('the places, else the plan, else the world', () => {
    expect(firstView(plan, [[10.5, 53.5]])).toEqual([
      [10.5, 53.5],
      [10.5, 53.5],
    ]);
    expect(firstView(plan, [])).toEqual([
      [9, 52],
      [11, 54],
    ]);
    expect(firstView({ kind: 'world', features, credit: '' }, [])).toEqual([
      [-170, -56],
      [178, 74],
    ]);
  });
  test('no coordinates, no bounds', () => {
    expect(boundsOf([])).toBeNull();
    expect([...positionsOf({ type: 'FeatureCollection', features: [] })]).toEqual([]);
  });
});

describe('the style', () => {
  const style = groundStyle(plan, palette, 'http://127.0.0.1/font.woff2', 'de');
  test('asks nobody for tiles, sprites or glyphs', () => {
    expect(style).not.toHaveProperty('glyphs');
    expect(style).not.toHaveProperty('sprite');
    expect(Object.values(style.sources).every(({ type }) => type === 'geojson')).toBe(true);
  });
  test('labels are in the reader’s language, plain names as they are', () => {
    const source = style.sources['ground'];
    const data = source?.type === 'geojson' ? (source.data as FeatureCollection) : features;
    expect(data.features.map(({ properties }) => properties?.['label'])).toEqual(['Hafen', 'Pier']);
  });
  test('a plan without land stands on land, one with land in water', () => {
    const base = (ground: Ground) => groundStyle(ground, palette, '', 'en').layers[0];
    expect(base(plan)).toMatchObject({ paint: { 'background-color': '#land' } });
    const [water] = features.features;
    if (!water) throw new Error('the sample has features');
    const land = { ...features, features: [{ ...water, properties: { kind: 'land' } }] };
    expect(base({ kind: 'plan', features: land, credit: '' })).toMatchObject({
      paint: { 'background-color': '#water' },
    });
  });
});
