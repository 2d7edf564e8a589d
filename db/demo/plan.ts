/**
 * The ground of the demo's map: Lübeck's old town, drawn by hand for this campaign. Shapes are simplified to a few
 * metres; they are no survey and copy nobody's data. Positions of churches, gates and museums are WGS 84 and agree
 * with Wikidata to about 20 m.
 *
 * Feature properties: `kind` says how to draw it (`water`, `block`, `green`, `building`, `street`, `bridge`,
 * `label`), `name` is a text by language, `rank` 1–3 orders labels and streets by weight.
 */
import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';

type At = readonly [number, number];

/** Metres per degree at 53.867° north. */
const EAST = 65_690;
const NORTH = 111_300;

/** The island's shore, clockwise from the northern tip. */
export const island: readonly At[] = [
  [10.6905, 53.8764],
  [10.6918, 53.8755],
  [10.693, 53.8743],
  [10.6942, 53.8725],
  [10.695, 53.8708],
  [10.6955, 53.869],
  [10.6957, 53.8672],
  [10.6956, 53.8652],
  [10.695, 53.8634],
  [10.694, 53.862],
  [10.6928, 53.8606],
  [10.6915, 53.8594],
  [10.6898, 53.8584],
  [10.6875, 53.8579],
  [10.685, 53.8582],
  [10.6838, 53.8586],
  [10.6822, 53.8594],
  [10.6812, 53.8602],
  [10.6805, 53.8612],
  [10.6802, 53.8622],
  [10.6803, 53.8632],
  [10.6807, 53.8643],
  [10.6811, 53.8655],
  [10.6811, 53.8664],
  [10.6804, 53.8675],
  [10.6802, 53.8686],
  [10.6806, 53.8697],
  [10.6816, 53.8708],
  [10.683, 53.8719],
  [10.6844, 53.8727],
  [10.6864, 53.8736],
  [10.6883, 53.8747],
  [10.6897, 53.8759],
];

const farBank: readonly At[] = [
  [10.6912, 53.8774],
  [10.6927, 53.8761],
  [10.6939, 53.8747],
  [10.6951, 53.8728],
  [10.6959, 53.8709],
  [10.6964, 53.8691],
  [10.6966, 53.8672],
  [10.6965, 53.8651],
  [10.6959, 53.8631],
  [10.6949, 53.8616],
  [10.6937, 53.8601],
  [10.6923, 53.8588],
  [10.6903, 53.8576],
  [10.6877, 53.857],
  [10.685, 53.8573],
  [10.6826, 53.8572],
  [10.6812, 53.8582],
  [10.6806, 53.8591],
  [10.68, 53.86],
  [10.6797, 53.861],
  [10.6796, 53.8621],
  [10.6797, 53.8632],
  [10.6801, 53.8645],
  [10.6804, 53.8655],
  [10.6803, 53.8664],
  [10.6793, 53.8674],
  [10.6788, 53.8686],
  [10.679, 53.8698],
  [10.6797, 53.8711],
  [10.6808, 53.8723],
  [10.6824, 53.8734],
  [10.6844, 53.8743],
  [10.6863, 53.8753],
  [10.6881, 53.8768],
];

const canals: readonly { line: readonly At[]; metres: number }[] = [
  {
    line: [
      [10.689, 53.8764],
      [10.6886, 53.8785],
      [10.689, 53.8808],
      [10.691, 53.8836],
      [10.694, 53.886],
    ],
    metres: 125,
  },
  {
    line: [
      [10.6817, 53.873],
      [10.6794, 53.8722],
      [10.6776, 53.8707],
      [10.6765, 53.869],
      [10.6761, 53.8672],
      [10.6763, 53.8655],
      [10.6769, 53.8638],
      [10.6773, 53.862],
      [10.6777, 53.8603],
      [10.679, 53.859],
      [10.6828, 53.8576],
    ],
    metres: 44,
  },
  {
    line: [
      [10.6832, 53.858],
      [10.6803, 53.8553],
      [10.6794, 53.8528],
      [10.679, 53.85],
    ],
    metres: 58,
  },
  {
    line: [
      [10.6792, 53.8588],
      [10.6755, 53.8577],
      [10.671, 53.8574],
      [10.6655, 53.8582],
      [10.659, 53.8578],
    ],
    metres: 42,
  },
  {
    line: [
      [10.7012, 53.873],
      [10.6998, 53.8703],
      [10.6994, 53.8674],
      [10.7003, 53.8647],
      [10.7028, 53.8622],
      [10.7068, 53.8602],
      [10.712, 53.859],
    ],
    metres: 150,
  },
];

const ponds: readonly (readonly At[])[] = [
  [
    [10.6903, 53.8634],
    [10.6922, 53.8633],
    [10.6934, 53.8625],
    [10.6929, 53.8614],
    [10.6916, 53.8613],
    [10.6904, 53.8622],
  ],
  [
    [10.6868, 53.8604],
    [10.6884, 53.8608],
    [10.6903, 53.8603],
    [10.6907, 53.8595],
    [10.6889, 53.859],
    [10.6871, 53.8594],
  ],
];

const greens: readonly { ring: readonly At[]; en: string; de: string }[] = [
  {
    ring: [
      [10.6771, 53.8652],
      [10.6795, 53.8653],
      [10.6799, 53.8645],
      [10.6795, 53.8632],
      [10.6794, 53.862],
      [10.6795, 53.8609],
      [10.6784, 53.8606],
      [10.6779, 53.8622],
      [10.6775, 53.8639],
    ],
    en: 'Ramparts',
    de: 'Wallanlagen',
  },
  {
    ring: [
      [10.6773, 53.8669],
      [10.6791, 53.867],
      [10.6797, 53.8662],
      [10.6797, 53.8656],
      [10.6772, 53.8656],
    ],
    en: 'Holstentorplatz',
    de: 'Holstentorplatz',
  },
  {
    ring: [
      [10.6932, 53.8766],
      [10.6958, 53.8741],
      [10.6985, 53.8752],
      [10.6977, 53.8785],
      [10.6945, 53.8795],
      [10.6926, 53.8778],
    ],
    en: 'Burgfeld',
    de: 'Burgfeld',
  },
  {
    ring: [
      [10.6844, 53.8603],
      [10.6863, 53.8603],
      [10.6862, 53.8591],
      [10.6843, 53.8593],
    ],
    en: '',
    de: '',
  },
  {
    ring: [
      [10.697, 53.871],
      [10.6985, 53.8702],
      [10.6981, 53.868],
      [10.6973, 53.8678],
    ],
    en: '',
    de: '',
  },
];

const streets: readonly { line: readonly At[]; rank: 1 | 2 | 3; name?: string }[] = [
  {
    line: [
      [10.6813, 53.8662],
      [10.6832, 53.8663],
      [10.6853, 53.8661],
      [10.6866, 53.866],
    ],
    rank: 1,
    name: 'Holstenstraße',
  },
  {
    line: [
      [10.6887, 53.8712],
      [10.6878, 53.8697],
      [10.6869, 53.868],
      [10.6863, 53.8667],
      [10.6857, 53.8656],
      [10.6856, 53.8645],
    ],
    rank: 1,
    name: 'Breite Straße',
  },
  {
    line: [
      [10.6897, 53.8712],
      [10.6892, 53.8697],
      [10.6883, 53.8678],
      [10.6873, 53.8658],
      [10.6869, 53.8646],
    ],
    rank: 1,
    name: 'Königstraße',
  },
  {
    line: [
      [10.6891, 53.8714],
      [10.6901, 53.8726],
      [10.6911, 53.8741],
      [10.6919, 53.8753],
    ],
    rank: 1,
    name: 'Große Burgstraße',
  },
  {
    line: [
      [10.6856, 53.8645],
      [10.6868, 53.8629],
      [10.6878, 53.8614],
      [10.6893, 53.8598],
      [10.6901, 53.8585],
    ],
    rank: 1,
    name: 'Mühlenstraße',
  },
  {
    line: [
      [10.6869, 53.8662],
      [10.6897, 53.8658],
      [10.6925, 53.8655],
      [10.6953, 53.8652],
    ],
    rank: 1,
    name: 'Hüxstraße',
  },
  {
    line: [
      [10.6876, 53.8673],
      [10.6905, 53.867],
      [10.693, 53.8668],
      [10.6954, 53.8666],
    ],
    rank: 2,
    name: 'Fleischhauerstraße',
  },
  {
    line: [
      [10.6868, 53.8651],
      [10.6893, 53.8645],
      [10.692, 53.864],
      [10.6948, 53.8636],
    ],
    rank: 2,
    name: 'Wahmstraße',
  },
  {
    line: [
      [10.688, 53.868],
      [10.6906, 53.8679],
      [10.6953, 53.8677],
    ],
    rank: 2,
    name: 'Dr.-Julius-Leber-Straße',
  },
  {
    line: [
      [10.6888, 53.8691],
      [10.692, 53.8689],
      [10.6952, 53.8687],
    ],
    rank: 2,
  },
  {
    line: [
      [10.6892, 53.87],
      [10.692, 53.8697],
      [10.6951, 53.8694],
    ],
    rank: 2,
    name: 'Glockengießerstraße',
  },
  {
    line: [
      [10.69, 53.8712],
      [10.6924, 53.871],
      [10.6946, 53.8706],
    ],
    rank: 3,
  },
  {
    line: [
      [10.6903, 53.8724],
      [10.692, 53.8724],
      [10.6939, 53.8722],
    ],
    rank: 3,
  },
  {
    line: [
      [10.6862, 53.8678],
      [10.6838, 53.8683],
      [10.6807, 53.869],
    ],
    rank: 2,
    name: 'Mengstraße',
  },
  {
    line: [
      [10.6868, 53.8688],
      [10.6845, 53.8695],
      [10.6813, 53.8702],
    ],
    rank: 2,
    name: 'Beckergrube',
  },
  {
    line: [
      [10.6875, 53.8698],
      [10.6852, 53.8705],
      [10.6824, 53.8712],
    ],
    rank: 2,
    name: 'Fischergrube',
  },
  {
    line: [
      [10.6882, 53.8711],
      [10.6862, 53.8719],
      [10.6844, 53.8725],
    ],
    rank: 2,
    name: 'Engelsgrube',
  },
  {
    line: [
      [10.6896, 53.8721],
      [10.6878, 53.8729],
      [10.6866, 53.8734],
    ],
    rank: 3,
  },
  {
    line: [
      [10.686, 53.867],
      [10.6836, 53.8672],
      [10.6808, 53.8674],
    ],
    rank: 3,
  },
  {
    line: [
      [10.6854, 53.8652],
      [10.6834, 53.865],
      [10.6814, 53.8651],
    ],
    rank: 2,
  },
  {
    line: [
      [10.6856, 53.8644],
      [10.6834, 53.864],
      [10.681, 53.864],
    ],
    rank: 3,
    name: 'Marlesgrube',
  },
  {
    line: [
      [10.6857, 53.8637],
      [10.6834, 53.8632],
      [10.6808, 53.8631],
    ],
    rank: 3,
    name: 'Dankwartsgrube',
  },
  {
    line: [
      [10.6858, 53.863],
      [10.6836, 53.8624],
      [10.6807, 53.862],
    ],
    rank: 3,
    name: 'Hartengrube',
  },
  {
    line: [
      [10.6814, 53.8663],
      [10.6814, 53.8654],
      [10.681, 53.8642],
      [10.6806, 53.8631],
      [10.6806, 53.8621],
      [10.6809, 53.8612],
      [10.6817, 53.8603],
    ],
    rank: 2,
    name: 'An der Obertrave',
  },
  {
    line: [
      [10.6814, 53.8663],
      [10.6808, 53.8675],
      [10.6806, 53.8686],
      [10.681, 53.8697],
      [10.682, 53.8708],
      [10.6833, 53.8718],
      [10.6847, 53.8726],
      [10.6866, 53.8735],
      [10.6886, 53.8747],
    ],
    rank: 2,
    name: 'An der Untertrave',
  },
  {
    line: [
      [10.6936, 53.8736],
      [10.6945, 53.872],
      [10.6951, 53.87],
      [10.6953, 53.8676],
      [10.6952, 53.8652],
      [10.6946, 53.8635],
    ],
    rank: 2,
    name: 'Kanalstraße',
  },
  {
    line: [
      [10.6812, 53.8662],
      [10.6797, 53.866],
      [10.6776, 53.8661],
      [10.6755, 53.8664],
      [10.673, 53.8668],
      [10.67, 53.8672],
    ],
    rank: 1,
  },
];

const bridges: readonly { line: readonly At[]; name: string }[] = [
  {
    line: [
      [10.68, 53.8661],
      [10.6815, 53.8662],
    ],
    name: 'Holstenbrücke',
  },
  {
    line: [
      [10.6754, 53.8664],
      [10.6771, 53.8662],
    ],
    name: 'Puppenbrücke',
  },
  {
    line: [
      [10.6787, 53.8694],
      [10.6807, 53.8697],
    ],
    name: '',
  },
  {
    line: [
      [10.6953, 53.8652],
      [10.6972, 53.8651],
    ],
    name: 'Hüxtertorbrücke',
  },
  {
    line: [
      [10.6947, 53.8635],
      [10.6964, 53.863],
    ],
    name: 'Rehderbrücke',
  },
  {
    line: [
      [10.6899, 53.8586],
      [10.6905, 53.8573],
    ],
    name: 'Mühlentorbrücke',
  },
  {
    line: [
      [10.6918, 53.8752],
      [10.6929, 53.8764],
    ],
    name: 'Burgtorbrücke',
  },
  {
    line: [
      [10.6795, 53.8634],
      [10.6806, 53.8633],
    ],
    name: 'Dankwartsbrücke',
  },
];

/** The five churches of the seven spires; length and width in metres, turned so that the nave points east. */
export const churches = [
  { de: 'St. Jakobi', en: 'St. Jakobi', at: [10.6889, 53.8711] as At, length: 62, width: 32, spires: 1 },
  { de: 'St. Marien', en: 'St. Marien', at: [10.6851, 53.8678] as At, length: 100, width: 48, spires: 2 },
  { de: 'St. Petri', en: 'St. Petri', at: [10.6828, 53.8659] as At, length: 52, width: 38, spires: 1 },
  { de: 'St. Aegidien', en: 'St. Aegidien', at: [10.6893, 53.8637] as At, length: 56, width: 30, spires: 1 },
  { de: 'Dom', en: 'Cathedral', at: [10.6858, 53.8609] as At, length: 128, width: 42, spires: 2 },
] as const;

/** Where the light falls: on the water of the Obertrave. */
export const eighth: At = [10.67995, 53.8624];

const others = [
  { de: 'Holstentor', en: 'Holsten Gate', at: [10.6797, 53.8662] as At, length: 26, width: 46 },
  { de: 'Rathaus', en: 'Town hall', at: [10.6857, 53.8669] as At, length: 30, width: 70 },
  {
    de: 'Heiligen-Geist-Hospital',
    en: 'Holy Spirit Hospital',
    at: [10.6902, 53.8714] as At,
    length: 84,
    width: 34,
  },
  { de: 'Burgtor', en: 'Burgtor', at: [10.6915, 53.8744] as At, length: 22, width: 22 },
  { de: 'Salzspeicher', en: 'Salt storehouses', at: [10.6802, 53.8657] as At, length: 18, width: 62 },
  { de: 'Hansemuseum', en: 'Hansemuseum', at: [10.6896, 53.874] as At, length: 70, width: 40 },
] as const;

const labels: readonly { at: At; en: string; de: string; rank: 1 | 2 | 3 }[] = [
  { at: [10.6839, 53.8734], en: 'Trave', de: 'Trave', rank: 2 },
  { at: [10.6953, 53.872], en: 'Canal', de: 'Kanal-Trave', rank: 3 },
  { at: [10.6998, 53.8684], en: 'Wakenitz', de: 'Wakenitz', rank: 2 },
  { at: [10.6762, 53.8682], en: 'Stadtgraben', de: 'Stadtgraben', rank: 3 },
  { at: [10.6878, 53.8672], en: 'Lübeck, old town', de: 'Lübeck, Altstadt', rank: 1 },
  { at: [10.6919, 53.8623], en: 'Krähenteich', de: 'Krähenteich', rank: 3 },
  { at: [10.6888, 53.8599], en: 'Mühlenteich', de: 'Mühlenteich', rank: 3 },
  { at: [10.6892, 53.8715], en: 'Koberg', de: 'Koberg', rank: 3 },
  { at: [10.6788, 53.862], en: 'Malerwinkel', de: 'Malerwinkel', rank: 3 },
];

const closed = (ring: readonly At[]): Position[] => [...ring, ring[0] ?? [0, 0]].map(([x, y]) => round(x, y));
const round = (x: number, y: number): Position => [Math.round(x * 1e6) / 1e6, Math.round(y * 1e6) / 1e6];

/** A line with a breadth in metres, as a ring. */
export function band(line: readonly At[], metres: number): At[] {
  const sides: [At[], At[]] = [[], []];
  for (const [i, [x, y]] of line.entries()) {
    const [before, after] = [line[i - 1] ?? line[i] ?? [0, 0], line[i + 1] ?? line[i] ?? [0, 0]];
    const [dx, dy] = [(after[0] - before[0]) * EAST, (after[1] - before[1]) * NORTH];
    const length = Math.hypot(dx, dy) || 1;
    const [nx, ny] = [((-dy / length) * metres) / 2 / EAST, ((dx / length) * metres) / 2 / NORTH];
    sides[0].push([x + nx, y + ny]);
    sides[1].push([x - nx, y - ny]);
  }
  return [...sides[0], ...sides[1].toReversed()];
}

/** Chaikin's corner cutting, closed: shores are not made of straight lines. */
export function smooth(ring: readonly At[], rounds = 2): At[] {
  let points = [...ring];
  for (let round = 0; round < rounds; round++) {
    points = points.flatMap(([x, y], i) => {
      const [u, v] = points[(i + 1) % points.length] ?? [x, y];
      return [
        [x * 0.75 + u * 0.25, y * 0.75 + v * 0.25] as At,
        [x * 0.25 + u * 0.75, y * 0.25 + v * 0.75] as At,
      ];
    });
  }
  return points;
}

/** A rectangle around a point, sides in metres (east–west, north–south), turned clockwise. */
function footprint([x, y]: At, length: number, width: number, turnDeg: number): At[] {
  const [sin, cos] = [Math.sin((-turnDeg * Math.PI) / 180), Math.cos((-turnDeg * Math.PI) / 180)];
  return (
    [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ] as const
  ).map(([a, b]) => {
    const [u, v] = [(a * length) / 2, (b * width) / 2];
    return [x + (u * cos - v * sin) / EAST, y + (u * sin + v * cos) / NORTH];
  });
}

/** The shore drawn in by metres, towards the island's middle: where the houses begin. */
function inset(ring: readonly At[], metres: number): At[] {
  const [cx, cy] = [10.6879, 53.8672];
  return ring.map(([x, y]) => {
    const [dx, dy] = [(cx - x) * EAST, (cy - y) * NORTH];
    const length = Math.hypot(dx, dy) || 1;
    return [x + ((dx / length) * metres) / EAST, y + ((dy / length) * metres) / NORTH];
  });
}

type Properties = { kind: string; name?: { en: string; de: string }; rank?: number };

/** The plan as GeoJSON, in drawing order. */
export function buildPlan(): FeatureCollection<Geometry, Properties> {
  const feature = (geometry: Geometry, properties: Properties): Feature<Geometry, Properties> => ({
    type: 'Feature',
    properties,
    geometry,
  });
  const area = (kind: string, ring: readonly At[], name?: { en: string; de: string }) =>
    feature({ type: 'Polygon', coordinates: [closed(ring)] }, name ? { kind, name } : { kind });
  const shore = smooth(island);
  return {
    type: 'FeatureCollection',
    features: [
      ...greens.map(({ ring, en, de }) => area('green', smooth(ring, 1), en ? { en, de } : undefined)),
      ...canals.map(({ line, metres }) => area('water', smooth(band(line, metres), 1))),
      feature(
        { type: 'Polygon', coordinates: [closed(smooth(farBank)), closed(shore).toReversed()] },
        { kind: 'water' },
      ),
      area('block', inset(shore, 26)),
      ...greens.slice(3, 4).map(({ ring }) => area('green', ring)),
      ...ponds.map((ring) => area('water', smooth(ring))),
      ...streets.map(({ line, rank, name }) =>
        feature(
          { type: 'LineString', coordinates: line.map(([x, y]) => round(x, y)) },
          name ? { kind: 'street', rank, name: { en: name, de: name } } : { kind: 'street', rank },
        ),
      ),
      ...bridges.map(({ line, name }) =>
        feature(
          { type: 'LineString', coordinates: line.map(([x, y]) => round(x, y)) },
          name ? { kind: 'bridge', name: { en: name, de: name } } : { kind: 'bridge' },
        ),
      ),
      ...churches.map(({ at, length, width }) => area('building', footprint(at, length, width, -6))),
      ...others.map(({ at, length, width }) => area('building', footprint(at, length, width, -6))),
      ...labels.map(({ at, en, de, rank }) =>
        feature({ type: 'Point', coordinates: round(...at) }, { kind: 'label', rank, name: { en, de } }),
      ),
      ...[...churches, ...others].map(({ at, en, de }) =>
        feature({ type: 'Point', coordinates: round(...at) }, { kind: 'label', rank: 2, name: { en, de } }),
      ),
    ],
  };
}
