/**
 * The outlines of the world's land and borders as GeoJSON, cut at the antimeridian: the ground of maps whose
 * campaign has no plan of its own. Data: Natural Earth 1:110m (public domain) through world-atlas.
 */
import type { FeatureCollection, Position } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import atlas from 'world-atlas/countries-110m.json' with { type: 'json' };

type Ring = Position[];

/** Two decimals are about a kilometre: finer than the data. */
const round = (value: number): number => Math.round(value * 100) / 100;

/** Land and borders with `properties.kind` `land` or `border`, coordinates within ±180° and two decimals. */
export function worldOutlines(): FeatureCollection {
  const topology = atlas as unknown as Topology<{ countries: GeometryCollection; land: GeometryCollection }>;
  const land = feature(topology, topology.objects.land).features.flatMap(({ geometry }) =>
    geometry.type === 'MultiPolygon'
      ? geometry.coordinates
      : geometry.type === 'Polygon'
        ? [geometry.coordinates]
        : [],
  );
  const borders = mesh(topology, topology.objects.countries, (one, other) => one !== other);
  return {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { kind: 'land' },
        geometry: { type: 'MultiPolygon', coordinates: land.flatMap(cutPolygon) },
      },
      {
        type: 'Feature',
        properties: { kind: 'border' },
        geometry: {
          type: 'MultiLineString',
          coordinates: borders.coordinates.map((line) =>
            line.map(([lng = 0, lat = 0]) => [round(lng), round(lat)]),
          ),
        },
      },
    ],
  };
}

/**
 * A polygon on the sphere (rings may cross the antimeridian or go around a pole) as polygons within ±180°.
 * Rings are unrolled to continuous longitudes, one around a pole is closed along it, then each turn of the
 * globe is clipped and rolled back (Sutherland and Hodgman, 1974).
 */
export function cutPolygon(polygon: readonly Ring[]): Ring[][] {
  const unrolled = polygon.map(unroll);
  const outer = unrolled[0] ?? [];
  const east = Math.max(...outer.map(([lng = 0]) => lng));
  const west = Math.min(...outer.map(([lng = 0]) => lng));
  const pieces: Ring[][] = [];
  for (let turn = Math.floor((west + 180) / 360); turn <= Math.floor((east + 180) / 360); turn += 1) {
    const middle = turn * 360;
    const rings = unrolled
      .map((ring) => clip(clip(ring, middle - 180, 1), middle + 180, -1))
      .map((ring) => tidy(ring.map(([lng = 0, lat = 0]) => [round(lng - middle), round(lat)])))
      .filter((ring) => ring.length > 3);
    if (rings.length > 0) pieces.push(rings);
  }
  return pieces;
}

/** The ring (first point repeated at the end) with longitudes that never jump. */
function unroll(ring: Ring): Ring {
  const open = ring.slice(0, -1);
  let shift = 0;
  const points: Ring = open.map(([lng = 0, lat = 0], index) => {
    const before = open[index - 1]?.[0] ?? lng;
    if (lng - before > 180) shift -= 360;
    if (before - lng > 180) shift += 360;
    return [lng + shift, lat];
  });
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return [];
  const gap = (first[0] ?? 0) - (last[0] ?? 0);
  if (Math.abs(gap) > 180) {
    const pole = (first[1] ?? 0) < 0 ? -90 : 90;
    const turned = (first[0] ?? 0) - Math.sign(gap) * 360;
    points.push([turned, first[1] ?? 0], [turned, pole], [first[0] ?? 0, pole]);
  }
  return [...points, first];
}

/** The part of a ring east (`side` 1) or west (−1) of a meridian. */
function clip(ring: Ring, meridian: number, side: 1 | -1): Ring {
  const inside = ([lng = 0]: Position): boolean => side * (lng - meridian) >= 0;
  const kept: Ring = [];
  for (const [index, point] of ring.entries()) {
    const before = ring[index - 1];
    if (before && inside(before) !== inside(point)) {
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = [...before, ...point];
      kept.push([meridian, y0 + ((meridian - x0) / (x1 - x0)) * (y1 - y0)]);
    }
    if (inside(point)) kept.push(point);
  }
  const first = kept[0];
  const last = kept.at(-1);
  return first && last && (first[0] !== last[0] || first[1] !== last[1]) ? [...kept, first] : kept;
}

/** Without points that rounding made equal to their neighbour. */
const tidy = (ring: Ring): Ring =>
  ring.filter(
    ([lng, lat], index) => index === 0 || lng !== ring[index - 1]?.[0] || lat !== ring[index - 1]?.[1],
  );
