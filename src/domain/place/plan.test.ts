import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kindOf, planLimits, readPlan } from './plan.ts';

const line = (...coordinates: unknown[]) => ({ type: 'LineString', coordinates });
const feature = (geometry: unknown, properties: object = {}) => ({ type: 'Feature', properties, geometry });
const collection = (features: unknown[], more: object = {}) =>
  JSON.stringify({ type: 'FeatureCollection', ...more, features });
const street = feature(line([10.1, 53.1], [10.2, 53.2]), { highway: 'primary', name: 'Am Sande' });

describe('a plan', () => {
  test('is kept as what the map draws, and nothing else of the file', () => {
    const text = collection(
      [
        feature(line([10.123456789, 53.1, 12], [10.2, 53.2]), {
          highway: 'primary',
          name: 'Am Sande',
          secret: 1,
        }),
      ],
      { copyright: 'OpenStreetMap contributors', other: true },
    );
    expect(readPlan(`\uFEFF${text}`)).toEqual({
      ok: true,
      plan: {
        type: 'FeatureCollection',
        copyright: 'OpenStreetMap contributors',
        features: [
          {
            type: 'Feature',
            properties: { kind: 'street', name: 'Am Sande', rank: 1 },
            geometry: {
              type: 'LineString',
              coordinates: [
                [10.123457, 53.1],
                [10.2, 53.2],
              ],
            },
          },
        ],
      },
    });
  });
  test('collections of geometries come apart; points without a name and broken shapes are left out', () => {
    const read = readPlan(
      collection([
        feature({ type: 'GeometryCollection', geometries: [street.geometry, street.geometry] }),
        feature({ type: 'Point', coordinates: [10, 53] }),
        feature({ type: 'Point', coordinates: [10, 53] }, { name: 'Pier' }),
        feature(line([10, 53])),
        feature({
          type: 'Polygon',
          coordinates: [
            [
              [1, 1],
              [2, 2],
              [1, 1],
            ],
          ],
        }),
        feature({ type: 'Sphere', coordinates: [1, 1] }),
        feature(null),
        7,
      ]),
    );
    expect(read.ok && read.plan.features.map(({ properties }) => properties?.['kind'])).toEqual([
      'street',
      'street',
      'label',
    ]);
  });
  test.each([
    ['no_json', '<svg/>'],
    ['no_collection', '[]'],
    ['no_collection', JSON.stringify(street)],
    ['empty', collection([])],
    ['too_many', collection(Array.from({ length: planLimits.features + 1 }, () => null))],
    ['not_wgs84', collection([feature(line([565_000, 5_930_000], [565_100, 5_930_100]))])],
    ['not_wgs84', collection([street], { crs: { properties: { name: 'urn:ogc:def:crs:EPSG::25832' } } })],
    [
      'too_detailed',
      collection([
        feature({ type: 'LineString', coordinates: new Array(planLimits.positions + 1).fill([1, 1]) }),
      ]),
    ],
  ])('is refused: %s', (reason, text) => {
    expect(readPlan(text)).toMatchObject({ ok: false, reason });
  });
  test('may name WGS 84 in the old way', () => {
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } };
    expect(readPlan(collection([street], { crs })).ok).toBe(true);
  });
  test('any JSON is read or refused, and what was read reads the same again', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constant(street), fc.jsonValue()), { maxLength: 5 }), (features) => {
        const read = readPlan(collection(features));
        if (read.ok) expect(readPlan(JSON.stringify(read.plan))).toEqual(read);
      }),
    );
  });
});

test.each([
  [{ natural: 'water' }, 'Polygon', 'water'],
  [{ waterway: 'river' }, 'LineString', 'water'],
  [{ landuse: 'forest' }, 'MultiPolygon', 'green'],
  [{ landuse: 'residential' }, 'Polygon', 'block'],
  [{ building: 'yes', amenity: 'school' }, 'Polygon', 'building'],
  [{ highway: 'pedestrian' }, 'Polygon', 'block'],
  [{ railway: 'tram' }, 'LineString', 'rail'],
  [{ boundary: 'administrative' }, 'Polygon', 'border'],
  [{ kind: 'green', building: 'yes' }, 'Polygon', 'green'],
  [{}, 'Polygon', 'building'],
  [{}, 'LineString', 'street'],
] as const)('%j %s is drawn as %s', (properties, geometry, kind) => {
  expect(kindOf(properties, geometry)).toBe(kind);
});
