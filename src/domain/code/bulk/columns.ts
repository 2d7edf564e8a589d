/** The columns of a bulk file, in the order of the template. */
export const bulkFields = [
  'place',
  'address',
  'latitude',
  'longitude',
  'medium',
  'width',
  'height',
  'distance',
  'copies',
  'target',
  'callToAction',
  'caption',
] as const;
export type BulkField = (typeof bulkFields)[number];

/** What a header may be called, English and German; the first two are those of the templates. */
const names: Readonly<Record<BulkField, readonly string[]>> = {
  place: ['place', 'ort', 'place name', 'name', 'name of the place', 'ortsname', 'location', 'standort'],
  address: ['address', 'adresse', 'anschrift', 'street', 'straße'],
  latitude: ['latitude', 'breite', 'lat', 'breitengrad', 'geografische breite'],
  longitude: ['longitude', 'länge', 'lng', 'lon', 'long', 'längengrad', 'geografische länge'],
  medium: ['medium', 'medium', 'media', 'kind', 'art', 'druckart'],
  width: ['width mm', 'breite mm', 'width', 'druckbreite', 'width in mm', 'breite in mm', 'druckbreite mm'],
  height: [
    'height mm',
    'höhe mm',
    'height',
    'höhe',
    'druckhöhe',
    'height in mm',
    'höhe in mm',
    'druckhöhe mm',
  ],
  distance: [
    'scan distance m',
    'abstand m',
    'scan distance',
    'distance',
    'distance m',
    'abstand',
    'scanabstand',
    'scanabstand m',
    'entfernung',
    'leseabstand',
  ],
  copies: ['copies', 'auflage', 'number', 'quantity', 'anzahl', 'stückzahl', 'stück', 'exemplare', 'menge'],
  target: [
    'leads to',
    'führt zu',
    'target',
    'chapter',
    'url',
    'link',
    'ziel',
    'kapitel',
    'target chapter or url',
  ],
  callToAction: ['call to action', 'aufforderung', 'cta', 'words', 'text', 'aufruf', 'handlungsaufruf'],
  caption: ['caption', 'zeile darunter', 'second line', 'unterzeile', 'zweite zeile', 'bildunterschrift'],
};

/** Letters as a header is compared by: without case, accents, brackets and signs between words. */
export const plainName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

const byName = new Map<string, BulkField>();
for (const field of bulkFields)
  for (const name of names[field]) if (!byName.has(plainName(name))) byName.set(plainName(name), field);

/** A header of the template in a language. */
export const headerOf = (field: BulkField, lang: 'en' | 'de'): string => {
  const name = names[field][lang === 'en' ? 0 : 1] ?? field;
  return name.charAt(0).toUpperCase() + name.slice(1);
};

export interface Columns {
  /** Column index by field. */
  readonly at: ReadonlyMap<BulkField, number>;
  /** Headers that are no column of ours, as written. */
  readonly ignored: readonly string[];
  /** Fields that two headers name. */
  readonly twice: readonly BulkField[];
}

/** Finds the fields in a header. */
export function findColumns(header: readonly string[]): Columns {
  const at = new Map<BulkField, number>();
  const ignored: string[] = [];
  const twice: BulkField[] = [];
  for (const [index, name] of header.entries()) {
    const field = byName.get(plainName(name));
    if (!field) {
      if (name.trim() !== '') ignored.push(name);
    } else if (at.has(field)) twice.push(field);
    else at.set(field, index);
  }
  return { at, ignored, twice };
}
