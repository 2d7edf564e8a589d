import groundFont from '@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2?url';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { moveByMetres, type Position } from '#domain/place/position.ts';
import { makeGraphPaper } from './graph-paper.ts';
import { nudgeM } from './grid.ts';
import { firstView, type Ground, groundStyle, loadGround, readPalette } from './ground.ts';

/** A place as the map shows it. */
export interface Pin extends Position {
  readonly id: string;
  readonly name: string;
  readonly selected: boolean;
  /** How many prints hang there, or a few words about it; read out with the name. */
  readonly says: string;
}

export interface MapTexts {
  readonly map: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly metres: string;
  readonly kilometres: string;
}

export interface MapOptions {
  readonly host: HTMLElement;
  readonly planUrl: string | null;
  readonly worldUrl: string;
  readonly lang: string;
  readonly texts: MapTexts;
  readonly pins: readonly Pin[];
  readonly onSelect: (id: string) => void;
  /** A click on the ground while `setPlacing(true)`. */
  readonly onPick: (position: Position) => void;
  /** The selected pin is being dragged or was moved by arrow keys. */
  readonly onMove: (id: string, position: Position) => void;
  /** Told at first and when it changes with the zoom. */
  readonly onScale: (scale: MapScale) => void;
  /** Told once, when the ground is on screen. */
  readonly onDrawn: () => void;
}

/** What the map's present zoom means in metres. */
export interface MapScale {
  /** One press of an arrow key on the selected pin; with Shift a tenth. */
  readonly nudgeM: number;
  /** One cell of the graph paper; null while none is drawn. */
  readonly gridM: number | null;
}

export interface PlacesMap {
  readonly ground: Ground['kind'];
  readonly credit: string;
  setPins(pins: readonly Pin[]): void;
  setPlacing(placing: boolean): void;
  middle(): Position;
  /** Brings a position into view if it is not, and near enough to see the streets around it. */
  show(position: Position): void;
  showAll(): void;
  end(): void;
}

const STREET_ZOOM = 16;
/** A place that is shown from farther away is flown to. */
const FAR_ZOOM = 12;
const NEAR_ZOOM = 15;

/**
 * The map: ground, scale bar, and a button for each place. Calls no other host. The selected pin can be dragged,
 * or moved by the arrow keys. @throws when the browser has no WebGL or the ground cannot be loaded.
 */
export async function makeMap(options: MapOptions): Promise<PlacesMap> {
  const { host, texts } = options;
  const aborted = new AbortController();
  const [maplibre, ground] = await Promise.all([
    import('maplibre-gl'),
    loadGround(options.planUrl, options.worldUrl, aborted.signal),
  ]);
  maplibre.setWorkerUrl(workerUrl);
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const font = new URL(groundFont, location.href).href;
  const style = () => groundStyle(ground, readPalette(host), font, options.lang);
  let pins = options.pins;
  const inView = () =>
    firstView(
      ground,
      pins.map(({ longitudeDeg, latitudeDeg }) => [longitudeDeg, latitudeDeg]),
    );
  // A pin stands on its place with its name above it, of two lines at most.
  const beside = Math.min(88, host.clientWidth / 5);
  const padding = { top: 96, right: beside, bottom: 40, left: beside };
  const fit = { padding, maxZoom: pins.length > 0 ? STREET_ZOOM : 15 };

  const map = new maplibre.Map({
    container: host,
    style: style(),
    bounds: inView(),
    fitBoundsOptions: fit,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    maxZoom: 20,
    fadeDuration: calm ? 0 : 150,
    locale: {
      'Map.Title': texts.map,
      'NavigationControl.ZoomIn': texts.zoomIn,
      'NavigationControl.ZoomOut': texts.zoomOut,
      'ScaleControl.Meters': texts.metres,
      'ScaleControl.Kilometers': texts.kilometres,
    },
  });
  map.once('idle', () => options.onDrawn());
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new maplibre.ScaleControl({ maxWidth: 120, unit: 'metric' }), 'bottom-left');

  let placing = false;
  map.on('click', ({ lngLat }) => {
    if (placing) options.onPick(toPosition(lngLat.wrap()));
  });

  interface Standing {
    readonly marker: InstanceType<typeof maplibre.Marker>;
    readonly button: HTMLButtonElement;
    readonly label: HTMLSpanElement;
    pin: Pin;
  }
  const standing = new Map<string, Standing>();

  /** Metres of one pixel at a position, by the Web Mercator projection with tiles of 512 px. */
  const metresPerPixel = (latitudeDeg: number): number =>
    (40_075_016.7 * Math.cos((latitudeDeg * Math.PI) / 180)) / (512 * 2 ** map.getZoom());

  function nudge(event: KeyboardEvent, at: Standing): void {
    const way = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key];
    if (!way || !at.pin.selected || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const step = nudgeM(metresPerPixel(at.pin.latitudeDeg)) * (event.shiftKey ? 0.1 : 1);
    const moved = moveByMetres(at.pin, (way[0] ?? 0) * step, (way[1] ?? 0) * step);
    options.onMove(at.pin.id, moved);
    keepInView(moved);
  }

  function raise(pin: Pin): Standing {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'pin';
    const blaze = document.createElement('i');
    const label = document.createElement('span');
    button.append(blaze, label);
    const marker = new maplibre.Marker({ element: button, anchor: 'bottom' })
      .setLngLat([pin.longitudeDeg, pin.latitudeDeg])
      .addTo(map);
    const made: Standing = { marker, button, label, pin };
    button.addEventListener('click', (event) => {
      event.stopPropagation();
      options.onSelect(pin.id);
    });
    button.addEventListener('keydown', (event) => nudge(event, made));
    marker.on('drag', () => options.onMove(pin.id, toPosition(marker.getLngLat().wrap())));
    return made;
  }

  function setPins(next: readonly Pin[]): void {
    pins = next;
    const kept = new Set(next.map(({ id }) => id));
    for (const [id, { marker }] of standing) {
      if (kept.has(id)) continue;
      marker.remove();
      standing.delete(id);
    }
    for (const pin of next) {
      const at = standing.get(pin.id) ?? raise(pin);
      standing.set(pin.id, at);
      at.pin = pin;
      at.label.textContent = pin.name;
      at.button.setAttribute('aria-label', [pin.name, pin.says].filter(Boolean).join(', '));
      at.button.setAttribute('aria-pressed', String(pin.selected));
      at.marker.setDraggable(pin.selected);
      const { lng, lat } = at.marker.getLngLat();
      if (lng !== pin.longitudeDeg || lat !== pin.latitudeDeg) {
        at.marker.setLngLat([pin.longitudeDeg, pin.latitudeDeg]);
      }
    }
  }

  function keepInView({ longitudeDeg, latitudeDeg }: Position): void {
    if (map.getBounds().contains([longitudeDeg, latitudeDeg])) return;
    map.easeTo({ center: [longitudeDeg, latitudeDeg], animate: !calm });
  }

  function show(position: Position): void {
    const center: [number, number] = [position.longitudeDeg, position.latitudeDeg];
    if (map.getZoom() >= FAR_ZOOM) keepInView(position);
    else if (calm) map.jumpTo({ center, zoom: NEAR_ZOOM });
    else map.flyTo({ center, zoom: NEAR_ZOOM, maxDuration: 1_600 });
  }

  const graph = ground.kind === 'world' ? makeGraphPaper(map) : null;
  let told: MapScale = { nudgeM: 0, gridM: 0 };
  function rescale(): void {
    const here = metresPerPixel(map.getCenter().lat);
    const next = { nudgeM: nudgeM(here), gridM: graph?.draw(here, pins[0] ?? null) ?? null };
    if (next.nudgeM === told.nudgeM && next.gridM === told.gridM) return;
    told = next;
    options.onScale(next);
  }
  map.on('move', rescale);
  map.on('resize', rescale);

  const repaint = () => map.setStyle(style(), { diff: true });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', repaint);
  const size = new ResizeObserver(() => map.resize());
  size.observe(host);
  setPins(pins);
  rescale();

  return {
    ground: ground.kind,
    credit: ground.credit,
    setPins,
    setPlacing(next) {
      placing = next;
      host.toggleAttribute('data-placing', next);
    },
    middle: () => toPosition(map.getCenter().wrap()),
    show,
    showAll() {
      map.fitBounds(inView(), { ...fit, animate: !calm });
    },
    end() {
      aborted.abort();
      dark.removeEventListener('change', repaint);
      size.disconnect();
      for (const { marker } of standing.values()) marker.remove();
      map.remove();
    },
  };
}

const toPosition = ({ lat, lng }: { readonly lat: number; readonly lng: number }): Position =>
  moveByMetres({ latitudeDeg: lat, longitudeDeg: lng }, 0, 0);
