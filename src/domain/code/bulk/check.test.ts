import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BulkGround, type BulkRow, checkBulk, parseAmount } from './check.ts';
import { bulkFields, findColumns, headerOf } from './columns.ts';
import { bulkPlanSchema } from './model.ts';

const ground: BulkGround = {
  places: [
    { id: 'plc_0000000000000001', name: { de: 'Holstentor', en: 'Holsten Gate' } },
    { id: 'plc_0000000000000002', name: { de: 'Markt' } },
    { id: 'plc_0000000000000003', name: { de: 'Markt' } },
  ],
  chapters: [
    { id: 'chp_0000000000000001', number: 1, title: { en: 'One hole too many', de: 'Ein Loch zu viel' } },
    { id: 'chp_0000000000000002', number: 2, title: { en: 'The oil ledger' } },
  ],
  scenes: [
    { id: 'scn_0000000000000001', title: { en: 'The oil ledger' } },
    { id: 'scn_0000000000000002', title: { en: 'Lamp' } },
  ],
};
const row = (cells: BulkRow['cells'], line = 2): BulkRow => ({
  line,
  cells: { place: 'Holstentor', medium: 'Plakat', ...cells },
});
const problems = (...rows: BulkRow[]) =>
  checkBulk(rows, ground).rows.map((one) => one.problems.map(({ field, code }) => `${field} ${code}`));

describe('columns', () => {
  it('are found by English and German names, in any order and spelling', () => {
    const { at, ignored, twice } = findColumns([
      'LÄNGE',
      'Breite (mm)',
      'breite',
      'Ort',
      'Wetter',
      '',
      'Ziel ',
    ]);
    expect(Object.fromEntries(at)).toEqual({ longitude: 0, width: 1, latitude: 2, place: 3, target: 6 });
    expect([ignored, twice]).toEqual([['Wetter'], []]);
    expect(findColumns(['place', 'Ort']).twice).toEqual(['place']);
  });
  it('of both templates are the fields', () => {
    for (const lang of ['en', 'de'] as const)
      expect([...findColumns(bulkFields.map((field) => headerOf(field, lang))).at.keys()]).toEqual([
        ...bulkFields,
      ]);
  });
});

describe('amounts', () => {
  it.each([
    ['70', 'mm', 70],
    ['70 mm', 'mm', 70],
    ['7cm', 'mm', 70],
    ['1,5 m', 'mm', 1_500],
    ['40 cm', 'm', 0.4],
    ['1.234,5', null, 1_234.5],
    ['1,234.5', null, 1_234.5],
    ['1 000', null, 1_000],
    ['-10,25°', null, -10.25],
    ['12 m', null, null],
    ['1e3', null, null],
    ['ten', 'mm', null],
    ['', 'mm', null],
    ['--3', null, null],
  ] as const)('%j in %s is %s', (text, unit, value) => {
    expect(parseAmount(text, unit)).toBe(value);
  });
});

describe('a row', () => {
  it('of the least that is needed gets the usual of its medium', () => {
    expect(checkBulk([row({})], ground).plan).toEqual({
      places: [],
      rows: [
        {
          place: 'plc_0000000000000001',
          medium: 'poster',
          widthMm: 420,
          heightMm: 594,
          scanDistanceM: 2,
          copies: 1,
          target: null,
          callToAction: '',
          caption: '',
        },
      ],
    });
  });

  it.each([
    ['One hole too many', { kind: 'chapter', id: 'chp_0000000000000001' }],
    ['1', { kind: 'chapter', id: 'chp_0000000000000001' }],
    ['1 ein loch  zu viel', { kind: 'chapter', id: 'chp_0000000000000001' }],
    ['The oil ledger', { kind: 'chapter', id: 'chp_0000000000000002' }],
    ['lamp', { kind: 'scene', id: 'scn_0000000000000002' }],
    ['https://example.org/x', { kind: 'url', url: 'https://example.org/x' }],
  ])('leads to %s', (target, expected) => {
    expect(checkBulk([row({ target })], ground).plan?.rows[0]?.target).toEqual(expected);
  });

  it.each([
    [{ medium: '' }, 'medium missing'],
    [{ medium: 'Zeppelin' }, 'medium medium'],
    [{ width: 'wide' }, 'width number'],
    [{ width: '5' }, 'width range'],
    [{ distance: '90' }, 'distance range'],
    [{ copies: '2,5' }, 'copies whole'],
    [{ copies: '0' }, 'copies range'],
    [{ place: 'Markt' }, 'place place_twice'],
    [{ place: '', latitude: '53' }, 'place missing'],
    [{ latitude: '95' }, 'latitude range'],
    [{ target: 'Nowhere' }, 'target target_unknown'],
    [{ target: 'example.org/x' }, 'target target_address'],
    [{ target: 'javascript:alert(1)' }, 'target target_address'],
    [{ target: 'https://' }, 'target target_address'],
    [{ callToAction: 'x'.repeat(61) }, 'callToAction too_long'],
    [{ caption: 'a\nb' }, 'caption line_break'],
  ])('%j is told', (cells, expected) => {
    expect(problems(row(cells))).toEqual([[expected]]);
  });
});

describe('new places', () => {
  it('need a position, once, and are one place for all rows of that name', () => {
    const { plan, rows } = checkBulk(
      [
        row({ place: 'Pier 4', latitude: '53,87', longitude: '10,69', address: 'Kai' }),
        row({ place: 'pier  4' }, 3),
      ],
      ground,
    );
    expect(plan?.places).toEqual([
      { name: 'Pier 4', address: 'Kai', latitudeDeg: 53.87, longitudeDeg: 10.69 },
    ]);
    expect(plan?.rows.map(({ place }) => place)).toEqual([0, 0]);
    expect(rows.every(({ newPlace }) => newPlace)).toBe(true);
  });

  it('without one, or in two positions, are told', () => {
    expect(problems(row({ place: 'Pier 4' }))).toEqual([['latitude place_needed', 'longitude place_needed']]);
    expect(
      problems(
        row({ place: 'Pier 4', latitude: '53', longitude: '10' }),
        row({ place: 'Pier 4', latitude: '54', longitude: '10' }, 3),
      ),
    ).toEqual([[], ['latitude place_elsewhere']]);
  });

  it('of wrong rows alone are not made', () => {
    const { plan } = checkBulk(
      [row({ place: 'Pier 4', latitude: '53', longitude: '10', medium: '' }), row({}, 3)],
      ground,
    );
    expect(plan).toMatchObject({ places: [], rows: [{ place: 'plc_0000000000000001' }] });
  });
});

it('whatever is typed, a plan is one that the store takes, of the rows without a problem', () => {
  const word = fc.constantFrom(
    '',
    'Holstentor',
    'Pier 4',
    '1',
    '53,5',
    '10',
    'Plakat',
    'flyer',
    'x'.repeat(130),
    '-7',
  );
  const cells = fc.record(
    Object.fromEntries(bulkFields.map((field) => [field, fc.oneof(word, fc.string())])),
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(cells, { maxLength: 6 }), (all) => {
      const { rows, plan } = checkBulk(
        all.map((one, at) => ({ line: at + 2, cells: one })),
        ground,
      );
      expect(plan?.rows.length ?? 0).toBe(rows.filter((one) => one.problems.length === 0).length);
      if (plan) expect(bulkPlanSchema.safeParse(plan).success).toBe(true);
    }),
  );
});
