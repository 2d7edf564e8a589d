import { METRES_PER_DEGREE, type Position } from '#domain/place/position.ts';

/** The smallest of 1, 2 or 5 times a power of ten that is at least `metres`. */
export function niceMetres(metres: number): number {
  const power = 10 ** Math.floor(Math.log10(metres));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= metres * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Below this zoom the outlines of countries say more than a grid. */
export const GRID_ZOOM = 8;
/** Narrowest cell in pixels; every fifth line is a strong one. */
const CELL_PX = 32;
export const STRONG_EVERY = 5;

/** Metres between two lines of the grid where a pixel is `metresPerPixel` wide. */
export const gridStepM = (metresPerPixel: number): number => niceMetres(metresPerPixel * CELL_PX);

/** Metres that an arrow key moves a pin: about ten pixels, between 1 and 100 m. */
export const nudgeM = (metresPerPixel: number): number =>
  Math.min(100, Math.max(1, niceMetres(metresPerPixel * 7)));

export interface GridLine {
  readonly axis: 'lng' | 'lat';
  readonly deg: number;
  readonly strong: boolean;
}

/** The grid's lines between two corners: multiples of `stepM` metres north and east of `anchor`. */
export function gridLines(
  anchor: Position,
  southWest: Position,
  northEast: Position,
  stepM: number,
): GridLine[] {
  const latStep = stepM / METRES_PER_DEGREE;
  const lngStep = latStep / Math.max(0.01, Math.cos((anchor.latitudeDeg * Math.PI) / 180));
  const between = (axis: GridLine['axis'], from: number, to: number, origin: number, step: number) => {
    const first = Math.ceil((from - origin) / step);
    const count = Math.min(400, Math.floor((to - origin) / step) - first + 1);
    return Array.from({ length: Math.max(0, count) }, (_, index): GridLine => {
      const at = first + index;
      return { axis, deg: origin + at * step, strong: at % STRONG_EVERY === 0 };
    });
  };
  return [
    ...between('lng', southWest.longitudeDeg, northEast.longitudeDeg, anchor.longitudeDeg, lngStep),
    ...between('lat', southWest.latitudeDeg, northEast.latitudeDeg, anchor.latitudeDeg, latStep),
  ];
}
