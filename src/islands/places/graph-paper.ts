import type { Map as MapLibre } from 'maplibre-gl';
import type { Position } from '#domain/place/position.ts';
import { GRID_ZOOM, gridLines, gridStepM } from './grid.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** The grid's width depends on the latitude; beyond this it begins anew. */
const FAR_DEG = 0.5;

const corner = (at: { readonly lat: number; readonly lng: number }): Position => ({
  latitudeDeg: at.lat,
  longitudeDeg: at.lng,
});

/** Graph paper in metres over a map that has no plan; drawn under the pins, coloured by `.graph-paper`. */
export function makeGraphPaper(map: MapLibre) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'graph-paper');
  svg.setAttribute('aria-hidden', 'true');
  const [fine, strong] = ['fine', 'strong'].map((name) => {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('class', name);
    svg.append(path);
    return path;
  });
  map.getCanvas().after(svg);
  let anchor: Position | null = null;

  return {
    /**
     * Draws the grid for the present view, a crossing at `first` when that is near.
     * @returns metres of one cell, null when the view is too wide for a grid.
     */
    draw(metresPerPixel: number, first: Position | null): number | null {
      const near = map.getZoom() >= GRID_ZOOM;
      svg.toggleAttribute('hidden', !near);
      if (!near) return null;
      const { lat, lng } = map.getCenter();
      const isNear = (position: Position | null) =>
        position !== null && Math.hypot(position.latitudeDeg - lat, position.longitudeDeg - lng) < FAR_DEG;
      if (!anchor || !isNear(anchor)) anchor = isNear(first) ? first : corner(map.getCenter());
      const step = gridStepM(metresPerPixel);
      const bounds = map.getBounds();
      const { clientWidth: width, clientHeight: height } = map.getContainer();
      const parts = { fine: '', strong: '' };
      for (const line of gridLines(
        anchor ?? corner(map.getCenter()),
        corner(bounds.getSouthWest()),
        corner(bounds.getNorthEast()),
        step,
      )) {
        const { x, y } = map.project(line.axis === 'lng' ? [line.deg, lat] : [lng, line.deg]);
        parts[line.strong ? 'strong' : 'fine'] +=
          line.axis === 'lng' ? `M${x.toFixed(1)} 0V${height}` : `M0 ${y.toFixed(1)}H${width}`;
      }
      fine?.setAttribute('d', parts.fine);
      strong?.setAttribute('d', parts.strong);
      return step;
    },
  };
}
