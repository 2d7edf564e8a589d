import { type Medium, mediumDefaults } from '../../place/model.ts';
import { media } from '../../place/schema.ts';
import { LIMITS } from '../../qr/limits.ts';
import type { Localized } from '../../shared/language.ts';
import type { Target } from '../model.ts';
import type { BulkField } from './columns.ts';
import { plainName } from './columns.ts';
import type { BulkPlan, BulkPlanRow } from './model.ts';

/** What a row is checked against. */
export interface BulkGround {
  readonly places: readonly { readonly id: string; readonly name: Localized }[];
  readonly chapters: readonly { readonly id: string; readonly number: number; readonly title: Localized }[];
  readonly scenes: readonly { readonly id: string; readonly title: Localized }[];
}

/** A row as typed: a cell by field, absent where the file has no such column. */
export interface BulkRow {
  readonly line: number;
  readonly cells: Readonly<Partial<Record<BulkField, string>>>;
}

/** Why a cell cannot be; the sentence is `problem_<code>` of the bulk texts, filled with `details`. */
export interface CellProblem {
  readonly field: BulkField;
  readonly code: (typeof problemCodes)[number];
  readonly details: Readonly<Record<string, string | number>>;
}

export const problemCodes = [
  'missing',
  'number',
  'range',
  'whole',
  'medium',
  'place_needed',
  'place_twice',
  'place_elsewhere',
  'target_unknown',
  'target_twice',
  'target_address',
  'too_long',
  'line_break',
] as const;

export interface CheckedRow extends BulkRow {
  readonly problems: readonly CellProblem[];
  /** True for a row whose place is new with this import. */
  readonly newPlace: boolean;
}

export interface CheckedBulk {
  readonly rows: readonly CheckedRow[];
  /** What the right rows make; null when there is none. */
  readonly plan: BulkPlan | null;
}

const mediumNames: Readonly<Record<Medium, readonly string[]>> = {
  poster: ['poster', 'plakat'],
  tabletent: ['table tent', 'tabletent', 'tent', 'tischaufsteller', 'aufsteller'],
  sticker: ['sticker', 'label', 'aufkleber', 'etikett'],
  packaging: ['packaging', 'package', 'box', 'verpackung', 'packung'],
  flyer: ['flyer', 'leaflet', 'handzettel', 'faltblatt'],
  sign: ['sign', 'schild', 'tafel'],
  screen: ['screen', 'display', 'bildschirm', 'monitor'],
};
const mediumByName = new Map<string, Medium>(
  media.flatMap((medium) => mediumNames[medium].map((name) => [plainName(name), medium] as const)),
);

/** A name as places are matched by: without case, accents and doubled spaces. */
export const matchName = (name: string): string =>
  name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLocaleLowerCase('de');

const group = <Item>(items: readonly Item[], keys: (item: Item) => readonly string[]) => {
  const found = new Map<string, Item[]>();
  for (const item of items)
    for (const key of new Set(keys(item))) if (key) found.set(key, [...(found.get(key) ?? []), item]);
  return found;
};

/** `1234.5`, `1.234,5`, `1,234.5`, `70 mm`, `1,5 m`, `40cm`; null for what is no number. Lengths come in `unit`. */
export function parseAmount(text: string, unit: 'mm' | 'm' | null): number | null {
  const match = /^([+-]?[\d.,\s\u00a0\u202f'’]*\d)\s*(mm|cm|m|°)?$/i.exec(text.trim());
  if (!match) return null;
  let digits = (match[1] ?? '').replace(/[\s\u00a0\u202f'’]/g, '');
  const [comma, point] = [digits.lastIndexOf(','), digits.lastIndexOf('.')];
  if (comma >= 0 && point >= 0) {
    const thousands = comma > point ? '.' : ',';
    digits = digits.replaceAll(thousands, '');
  }
  digits = digits.replace(',', '.');
  if (!/^[+-]?\d+(\.\d+)?$/.test(digits)) return null;
  const value = Number(digits);
  const given = match[2]?.toLowerCase();
  if (given === '°') return unit === null ? value : null;
  if (given === undefined) return value;
  if (unit === null) return null;
  const mm = given === 'm' ? value * 1_000 : given === 'cm' ? value * 10 : value;
  return Math.round((unit === 'mm' ? mm : mm / 1_000) * 1e6) / 1e6;
}

/** Checks every row and says what the right ones make. New places of the same name are one place. */
export function checkBulk(rows: readonly BulkRow[], ground: BulkGround): CheckedBulk {
  const known = group(ground.places, ({ name }) => Object.values(name).map(matchName));
  const chapters = group(ground.chapters, ({ title, number }) => [
    String(number),
    ...Object.values(title).flatMap((text) => [matchName(text), matchName(`${number} ${text}`)]),
  ]);
  const scenes = group(ground.scenes, ({ title }) => Object.values(title).map(matchName));
  /** Where the file itself says a new place is: the first row that does. */
  const said = new Map<
    string,
    { latitudeDeg: number; longitudeDeg: number; address: string; name: string }
  >();
  for (const row of rows) {
    const name = (row.cells.place ?? '').trim();
    const latitudeDeg = degrees(row.cells.latitude, 90);
    const longitudeDeg = degrees(row.cells.longitude, 180);
    if (name === '' || latitudeDeg === null || longitudeDeg === null || said.has(matchName(name))) continue;
    said.set(matchName(name), { name, latitudeDeg, longitudeDeg, address: (row.cells.address ?? '').trim() });
  }

  const places: BulkPlan['places'][number][] = [];
  const placeAt = new Map<string, number>();
  const planned: BulkPlanRow[] = [];
  const checked = rows.map((row): CheckedRow => {
    const problems: CellProblem[] = [];
    const cell = (field: BulkField) => (row.cells[field] ?? '').trim();
    const no = (field: BulkField, code: CellProblem['code'], details: CellProblem['details'] = {}) => {
      problems.push({ field, code, details });
      return null;
    };
    const amount = (
      field: BulkField,
      unit: 'mm' | 'm' | null,
      [min, max]: readonly [number, number],
      usual: number | null,
    ) => {
      const text = cell(field);
      if (text === '') return usual;
      const value = parseAmount(text, unit);
      if (value === null) return no(field, 'number', { value: text });
      return value < min || value > max ? no(field, 'range', { min, max, unit: unit ?? '' }) : value;
    };
    const words = (field: 'callToAction' | 'caption', most: number) => {
      const text = cell(field);
      if (/[\r\n]/.test(text)) no(field, 'line_break');
      if (text.length > most) no(field, 'too_long', { most, chars: text.length });
      return text;
    };

    const medium = mediumByName.get(plainName(cell('medium'))) ?? null;
    if (cell('medium') === '') no('medium', 'missing');
    else if (!medium) no('medium', 'medium', { value: cell('medium') });
    const usual = mediumDefaults[medium ?? 'sticker'];
    const widthMm = amount('width', 'mm', [10, 5_000], usual.widthMm);
    const heightMm = amount('height', 'mm', [10, 5_000], usual.heightMm);
    const scanDistanceM = amount('distance', 'm', [0.05, 60], usual.scanDistanceM);
    const copies = amount('copies', null, [1, 1_000_000], 1);
    if (copies !== null && !Number.isInteger(copies)) no('copies', 'whole');

    const name = cell('place');
    const key = matchName(name);
    const latitudeDeg = amount('latitude', null, [-90, 90], null);
    const longitudeDeg = amount('longitude', null, [-180, 180], null);
    const existing = known.get(key) ?? [];
    if (name.length > 120) no('place', 'too_long', { most: 120, chars: name.length });
    if (cell('address').length > 300) no('address', 'too_long', { most: 300, chars: cell('address').length });
    if (existing.length > 1) no('place', 'place_twice', { value: name, n: existing.length });
    const isNew = name !== '' && existing.length === 0;
    const where = said.get(key);
    const hasProblem = (field: BulkField) => problems.some((problem) => problem.field === field);
    if (isNew && !where) {
      if (latitudeDeg === null && !hasProblem('latitude')) no('latitude', 'place_needed', { value: name });
      if (longitudeDeg === null && !hasProblem('longitude')) no('longitude', 'place_needed', { value: name });
    }
    if (isNew && where && latitudeDeg !== null && longitudeDeg !== null) {
      if (where.latitudeDeg !== latitudeDeg || where.longitudeDeg !== longitudeDeg)
        no('latitude', 'place_elsewhere', { value: name });
    }
    if (name === '' && (cell('latitude') !== '' || cell('longitude') !== '' || cell('address') !== ''))
      no('place', 'missing');

    const target = cell('target') === '' ? null : findTarget(cell('target'), chapters, scenes, no);
    const callToAction = words('callToAction', LIMITS.callToActionChars);
    const caption = words('caption', LIMITS.captionChars);

    if (
      problems.length === 0 &&
      medium &&
      widthMm !== null &&
      heightMm !== null &&
      scanDistanceM !== null &&
      copies !== null
    ) {
      let place: BulkPlanRow['place'] = existing[0]?.id ?? null;
      if (isNew && where) {
        place = placeAt.get(key) ?? places.length;
        if (place === places.length) places.push(where);
        placeAt.set(key, place);
      }
      planned.push({
        place,
        medium,
        widthMm,
        heightMm,
        scanDistanceM,
        copies,
        target,
        callToAction,
        caption,
      });
    }
    return { ...row, problems, newPlace: isNew };
  });
  return { rows: checked, plan: planned.length > 0 ? { places, rows: planned } : null };
}

function degrees(text: string | undefined, most: number): number | null {
  const value = parseAmount(text ?? '', null);
  return value === null || Math.abs(value) > most ? null : value;
}

/** A chapter by number or title, a scene by title, or an address. */
function findTarget(
  text: string,
  chapters: ReadonlyMap<string, readonly { readonly id: string }[]>,
  scenes: ReadonlyMap<string, readonly { readonly id: string }[]>,
  no: (field: BulkField, code: CellProblem['code'], details: CellProblem['details']) => null,
): Target | null {
  const key = matchName(text);
  const found: Target[] = [
    ...(chapters.get(key) ?? []).map(({ id }) => ({ kind: 'chapter', id }) as const),
    ...(scenes.get(key) ?? []).map(({ id }) => ({ kind: 'scene', id }) as const),
  ];
  // A scene is often named like the chapter it belongs to: the chapter is meant.
  const ofChapters = found.filter(({ kind }) => kind === 'chapter');
  const [first, second] = ofChapters.length > 0 ? ofChapters : found;
  if (second) return no('target', 'target_twice', { value: text });
  if (first) return first;
  if (/^https?:\/\//i.test(text)) {
    const url = URL.canParse(text) ? new URL(text) : null;
    return url?.hostname && text.length <= 2_000
      ? { kind: 'url', url: text }
      : no('target', 'target_address', { value: text });
  }
  return /^[\w-]+(\.[\w-]+)+(\/|$)/.test(text) || /^[a-z][a-z0-9+.-]*:/i.test(text)
    ? no('target', 'target_address', { value: text })
    : no('target', 'target_unknown', { value: text });
}
