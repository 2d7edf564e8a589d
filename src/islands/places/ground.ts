import type { FeatureCollection } from 'geojson';
import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  LngLatBoundsLike,
  StyleSpecification,
  SymbolLayerSpecification,
} from 'maplibre-gl';
import { kindOf } from '#domain/place/plan.ts';

/** What the map is drawn on: a campaign's own plan of its town, or the world's outlines. */
export interface Ground {
  readonly kind: 'plan' | 'world';
  readonly features: FeatureCollection;
  /** Whom the plan names as its source; '' for nobody. */
  readonly credit: string;
}

/** The ground's colours, read from the page's tokens, so that both themes and print agree. */
const colourNames = [
  'water',
  'land',
  'block',
  'green',
  'building',
  'street',
  'rail',
  'border',
  'ink',
  'halo',
] as const;
export type Palette = Readonly<Record<(typeof colourNames)[number], string>>;

/** Reads `--map-*` where they hold: on `element`. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  return Object.fromEntries(
    colourNames.map((name) => [name, style.getPropertyValue(`--map-${name}`).trim() || '#888888']),
  ) as unknown as Palette;
}

const isCollection = (value: unknown): value is FeatureCollection =>
  typeof value === 'object' && value !== null && 'features' in value && Array.isArray(value.features);

const creditOf = (plan: object): string =>
  'copyright' in plan && typeof plan.copyright === 'string' ? plan.copyright : '';

/** Loads the plan; the world's outlines when there is none or it cannot be read. */
export async function loadGround(
  planUrl: string | null,
  worldUrl: string,
  signal: AbortSignal,
): Promise<Ground> {
  const fetchMap = async (url: string): Promise<FeatureCollection> => {
    const answer = await fetch(url, { signal });
    const read: unknown = answer.ok ? await answer.json() : null;
    if (!isCollection(read)) throw new Error(`no map at ${url}`);
    return read;
  };
  if (planUrl) {
    const plan = await fetchMap(planUrl).catch(() => null);
    if (plan) return { kind: 'plan', features: plan, credit: creditOf(plan) };
  }
  return { kind: 'world', features: await fetchMap(worldUrl), credit: '' };
}

/** The south-west and north-east corners of all coordinates; null without any. */
export function boundsOf(
  positions: Iterable<readonly number[]>,
): [[number, number], [number, number]] | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lng = 0, lat = 0] of positions) {
    west = Math.min(west, lng);
    east = Math.max(east, lng);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return west <= east
    ? [
        [west, south],
        [east, north],
      ]
    : null;
}

/** Every coordinate of a GeoJSON value. */
export function* positionsOf(value: unknown): Generator<readonly number[]> {
  if (Array.isArray(value)) {
    if (typeof value[0] === 'number') yield value;
    else for (const part of value) yield* positionsOf(part);
  } else if (typeof value === 'object' && value !== null) {
    if ('features' in value) yield* positionsOf(value.features);
    if ('geometry' in value) yield* positionsOf(value.geometry);
    if ('geometries' in value) yield* positionsOf(value.geometries);
    if ('coordinates' in value) yield* positionsOf(value.coordinates);
  }
}

/** Where the map begins: around the places, else the plan, else the whole world. */
export function firstView(ground: Ground, places: readonly (readonly number[])[]): LngLatBoundsLike {
  const plan = ground.kind === 'plan' ? boundsOf(positionsOf(ground.features)) : null;
  return (
    boundsOf(places) ??
    plan ?? [
      [-170, -56],
      [178, 74],
    ]
  );
}

const FONT = 'Ground';

/** Line widths in pixels at zoom 19, by rank; they double with each level, so that they cover the same metres. */
const streetWidths: ExpressionSpecification = ['match', ['get', 'rank'], 1, 60, 2, 42, 4, 9, 26];

const ofKind = (...kinds: string[]): FilterSpecification => ['in', ['get', 'kind'], ['literal', kinds]];

/** The style of the ground: no tiles, no sprites, no glyph server; labels from the font the page uses. */
export function groundStyle(
  ground: Ground,
  palette: Palette,
  fontUrl: string,
  lang: string,
): StyleSpecification {
  const features = readable(ground.features, lang);
  const hasLand = features.features.some(({ properties }) => properties?.['kind'] === 'land');
  const isWorld = ground.kind === 'world';
  // The world's outlines are kilometres off: at town zoom they would put a harbour town into the sea.
  const faded: ExpressionSpecification = [
    'interpolate',
    ['linear'],
    ['zoom'],
    7,
    palette.water,
    8,
    palette.land,
  ];
  const base = isWorld ? faded : hasLand ? palette.water : palette.land;
  const fill = (kind: string, colour: string): LayerSpecification => ({
    id: kind,
    type: 'fill',
    source: 'ground',
    filter: ['all', ['==', ['geometry-type'], 'Polygon'], ['==', ['get', 'kind'], kind]],
    paint: { 'fill-color': colour },
  });
  const label = {
    'text-field': ['get', 'label'],
    'text-font': [FONT],
  } satisfies SymbolLayerSpecification['layout'];
  const paint = { 'text-color': palette.ink, 'text-halo-color': palette.halo, 'text-halo-width': 1.4 };
  return {
    version: 8,
    'font-faces': { [FONT]: fontUrl },
    sources: { ground: { type: 'geojson', data: features } },
    layers: [
      {
        id: 'base',
        type: 'background',
        paint: { 'background-color': base },
      },
      fill('land', palette.land),
      fill('block', palette.block),
      fill('green', palette.green),
      fill('water', palette.water),
      {
        id: 'waterway',
        type: 'line',
        source: 'ground',
        filter: ['all', ['==', ['geometry-type'], 'LineString'], ['==', ['get', 'kind'], 'water']],
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: {
          'line-color': palette.water,
          'line-width': ['interpolate', ['exponential', 2], ['zoom'], 10, 0.2, 19, 40],
        },
      },
      {
        id: 'street',
        type: 'line',
        source: 'ground',
        filter: ofKind('street', 'bridge'),
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: {
          'line-color': palette.street,
          'line-width': ['interpolate', ['exponential', 2], ['zoom'], 10, 0.1, 19, streetWidths],
        },
      },
      {
        id: 'rail',
        type: 'line',
        source: 'ground',
        filter: ofKind('rail'),
        paint: { 'line-color': palette.rail, 'line-width': 2, 'line-dasharray': [3, 1.5] },
      },
      {
        id: 'border',
        type: 'line',
        source: 'ground',
        filter: ofKind('border'),
        paint: {
          'line-color': palette.border,
          'line-width': 0.8,
          'line-opacity': isWorld ? ['interpolate', ['linear'], ['zoom'], 7, 1, 8, 0] : 1,
        },
      },
      fill('building', palette.building),
      {
        id: 'street-label',
        type: 'symbol',
        source: 'ground',
        minzoom: 14.5,
        filter: ['all', ['has', 'label'], ['==', ['geometry-type'], 'LineString']],
        layout: { ...label, 'symbol-placement': 'line', 'text-size': 11 },
        paint,
      },
      {
        id: 'area-label',
        type: 'symbol',
        source: 'ground',
        filter: ['all', ['has', 'label'], ['!=', ['geometry-type'], 'LineString']],
        layout: {
          ...label,
          'text-size': ['match', ['get', 'rank'], 1, 14, 2, 12, 11],
          'text-max-width': 8,
          'symbol-sort-key': ['coalesce', ['get', 'rank'], 3],
        },
        paint,
      },
    ],
  };
}

/** The features with `kind` (a plan from elsewhere may have none) and with `label`: their `name` in `lang`, else in any language; a name may also be plain text. */
function readable(features: FeatureCollection, lang: string): FeatureCollection {
  return {
    ...features,
    features: features.features.map((feature) => {
      const name: unknown = feature.properties?.['name'];
      const label =
        typeof name === 'object' && name !== null
          ? (new Map<string, unknown>(Object.entries(name)).get(lang) ?? Object.values(name)[0])
          : name;
      const kind = kindOf(feature.properties ?? {}, feature.geometry.type);
      const named = typeof label === 'string' && label !== '' ? { label } : {};
      return { ...feature, properties: { ...feature.properties, kind, ...named } };
    }),
  };
}
