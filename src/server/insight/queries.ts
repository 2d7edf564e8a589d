import { readFileSync } from 'node:fs';

const names = [
  'scans-per-day',
  'scans-per-route',
  'left-out',
  'scans-per-hour',
  'people-per-day',
  'people-per-part',
  'funnel',
  'blocks',
  'last-days',
  'feed',
  'export-page',
  'export-events',
  'routes',
] as const;
export type QueryName = (typeof names)[number];

/** The report SQL of `db/queries`, one named file each, read once at start. */
export function readQueries(): Record<QueryName, string> {
  const folder = new URL('../../../db/queries/', import.meta.url);
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(new URL(`${name}.sql`, folder), 'utf8')]),
  ) as Record<QueryName, string>;
}
