/** The plan of a town: a GeoJSON FeatureCollection (RFC 7946) that the map of places is drawn on. */
import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';

export const planLimits = { bytes: 5_000_000, features: 20_000, positions: 500_000 } as const;

/** What the map knows how to draw; each has a colour of its own. */
export const planKinds = [
  'land',
  'block',
  'green',
  'water',
  'street',
  'bridge',
  'rail',
  'border',
  'building',
  'label',
] as const;
export type PlanKind = (typeof planKinds)[number];

/** A plan as it is kept: every feature has `kind`, perhaps `name` and `rank` (1 is the weightiest); two dimensions. */
export interface Plan extends FeatureCollection {
  /** Whom the file names as its source. */
  readonly copyright?: string;
}

export type PlanRefusal = 'no_json' | 'no_collection' | 'too_many' | 'too_detailed' | 'not_wgs84' | 'empty';

export type ReadPlan =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly reason: PlanRefusal; readonly n?: number };

type Properties = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Properties =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads a file's text. Only what the map draws is kept, so nothing else of the file is ever served. */
export function readPlan(text: string): ReadPlan {
  let read: unknown;
  try {
    read = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { ok: false, reason: 'no_json' };
  }
  if (!isObject(read) || read['type'] !== 'FeatureCollection' || !Array.isArray(read['features'])) {
    return { ok: false, reason: 'no_collection' };
  }
  const found: readonly unknown[] = read['features'];
  if (found.length > planLimits.features) return { ok: false, reason: 'too_many', n: found.length };
  if (!isWgs84(read['crs'])) return { ok: false, reason: 'not_wgs84' };
  const seen = { positions: 0, outside: false };
  const features = found.flatMap((feature) => (isObject(feature) ? readFeature(feature, seen) : []));
  if (seen.outside) return { ok: false, reason: 'not_wgs84' };
  if (seen.positions > planLimits.positions) return { ok: false, reason: 'too_detailed' };
  if (features.length === 0) return { ok: false, reason: 'empty' };
  const credit = [read['copyright'], read['attribution']].find((value) => typeof value === 'string');
  return {
    ok: true,
    plan: {
      type: 'FeatureCollection',
      ...(typeof credit === 'string' ? { copyright: credit.slice(0, 200) } : {}),
      features,
    },
  };
}

/** GeoJSON of before 2016 could name a reference system; WGS 84 goes by several names. */
function isWgs84(crs: unknown): boolean {
  if (crs === undefined || crs === null) return true;
  const properties = isObject(crs) ? crs['properties'] : null;
  const name = isObject(properties) ? properties['name'] : null;
  return typeof name === 'string' && /(CRS:?:?84|EPSG:?:?4326)$/i.test(name);
}

interface Seen {
  positions: number;
  outside: boolean;
}

function readFeature(feature: Properties, seen: Seen): Feature[] {
  const properties = isObject(feature['properties']) ? feature['properties'] : {};
  return readGeometries(feature['geometry'], seen).flatMap((geometry): Feature[] => {
    const name = readName(properties['name']);
    const kind = kindOf(properties, geometry.type);
    // Points without a name are the trees and kerbs of an extract: nothing a map this plain could show.
    if (kind === 'label' && name === null) return [];
    const rank = rankOf(properties) ?? (kind === 'street' && !('kind' in properties) ? 4 : null);
    return [
      {
        type: 'Feature',
        properties: { kind, ...(name === null ? {} : { name }), ...(rank === null ? {} : { rank }) },
        geometry,
      },
    ];
  });
}

function readName(name: unknown): string | Record<string, string> | null {
  if (typeof name === 'string') return name.slice(0, 120) || null;
  if (!isObject(name)) return null;
  const known = Object.entries(name).flatMap(([language, text]) =>
    typeof text === 'string' && /^[a-z]{2}$/.test(language) ? [[language, text.slice(0, 120)] as const] : [],
  );
  return known.length > 0 ? Object.fromEntries(known) : null;
}

const depths = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
} as const;

function readGeometries(geometry: unknown, seen: Seen): Geometry[] {
  if (!isObject(geometry)) return [];
  const { type, coordinates, geometries } = geometry;
  if (type === 'GeometryCollection' && Array.isArray(geometries)) {
    return geometries.flatMap((part) =>
      isObject(part) && part['type'] !== 'GeometryCollection' ? readGeometries(part, seen) : [],
    );
  }
  if (typeof type !== 'string' || !Object.hasOwn(depths, type)) return [];
  const made = readCoordinates(coordinates, depths[type as keyof typeof depths], fewest(type), seen);
  return made === null ? [] : [{ type, coordinates: made } as Geometry];
}

/** Positions of a ring, a line, or a set of points. */
const fewest = (type: string): number => (type.endsWith('Polygon') ? 4 : type.endsWith('LineString') ? 2 : 1);

type Coordinates = Position | readonly Coordinates[];

/** Nested positions of `depth`, or null when they are not: too short lines and rings do not count. */
function readCoordinates(value: unknown, depth: number, least: number, seen: Seen): Coordinates | null {
  if (!Array.isArray(value)) return null;
  if (depth === 0) {
    const [lng, lat] = value as unknown[];
    if (typeof lng !== 'number' || typeof lat !== 'number') return null;
    seen.positions += 1;
    if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90)) seen.outside = true;
    return [Number(lng.toFixed(6)), Number(lat.toFixed(6))];
  }
  const parts: Coordinates[] = [];
  for (const part of value) {
    const made = readCoordinates(part, depth - 1, least, seen);
    if (made === null) return null;
    parts.push(made);
  }
  return parts.length < (depth === 1 ? least : 1) ? null : parts;
}

const greens =
  /^(grass|forest|wood|meadow|park|garden|cemetery|allotments|recreation_ground|village_green|orchard|vineyard|scrub|heath|grassland|golf_course|pitch|nature_reserve|farmland)$/;
const waters = /^(water|bay|strait|basin|reservoir|dock|riverbank|river|canal)$/;

/** What a feature is: its own `kind` if the map knows it, else by OpenStreetMap's tags, else by its geometry. */
export function kindOf(properties: Properties, geometry: Geometry['type']): PlanKind {
  const tag = (key: string): string => {
    const value = properties[key];
    return typeof value === 'string' && value !== 'no' ? value : '';
  };
  const own = planKinds.find((kind) => kind === properties['kind']);
  if (own) return own;
  if (geometry === 'Point' || geometry === 'MultiPoint') return 'label';
  const isArea = geometry === 'Polygon' || geometry === 'MultiPolygon';
  if (!isArea) {
    if (tag('waterway') || waters.test(tag('natural'))) return 'water';
    if (tag('railway')) return 'rail';
    if (tag('boundary') || tag('admin_level')) return 'border';
    return 'street';
  }
  if (tag('building') || tag('building:part')) return 'building';
  if (waters.test(tag('natural')) || tag('waterway') || tag('water') || waters.test(tag('landuse')))
    return 'water';
  if ([tag('landuse'), tag('natural'), tag('leisure')].some((value) => greens.test(value))) return 'green';
  if (tag('highway') || tag('landuse') || tag('amenity') || tag('place')) return 'block';
  if (tag('boundary') || tag('admin_level')) return 'border';
  if (tag('natural')) return 'block';
  return 'building';
}

function rankOf(properties: Properties): number | null {
  const { rank, highway, place } = properties;
  if (typeof rank === 'number' && rank >= 1 && rank <= 9) return rank;
  if (typeof place === 'string' && /^(city|town)$/.test(place)) return 1;
  if (typeof place === 'string') return 2;
  if (typeof highway !== 'string') return null;
  if (/^(motorway|trunk|primary)/.test(highway)) return 1;
  if (/^(secondary|tertiary)/.test(highway)) return 2;
  return /^(footway|path|steps|cycleway|track|bridleway|corridor)$/.test(highway) ? 4 : 3;
}
