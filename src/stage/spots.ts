import { type Camera, type Matrix4, Raycaster, Vector3 } from 'three';
import type { Hotspot } from '#domain/scene/model.ts';
import type { Model } from './model.ts';

export interface Spots {
  set(hotspots: readonly Hotspot[]): void;
  /** Puts every button where its point is seen now; `world` takes points to the camera's world, if they are not in it. */
  place(camera: Camera, width: number, height: number, world?: Matrix4): void;
  /** Puts all of them out of sight and reach. */
  hide(): void;
  /** Marks buttons whose point is behind the model; costs a ray each, so ask when the camera rests. */
  occlude(camera: Camera, model: Model): void;
  dispose(): void;
}

/** Meshes above this are not searched with rays: a phone would stutter. */
const MAX_RAY_TRIANGLES = 150_000;

/**
 * Hotspots as real buttons in a layer behind `before` in its parent, in the order of the document. A spot behind the model is drawn faint
 * and can still be reached by keyboard.
 */
export function makeSpots(
  before: Element,
  labelOf: (hotspot: Hotspot) => string,
  onHotspot: (id: string) => void,
): Spots {
  const layer = document.createElement('div');
  layer.className = 'stage-spots';
  before.after(layer);
  const point = new Vector3();
  const ray = new Raycaster();
  let spots: { hotspot: Hotspot; button: HTMLButtonElement }[] = [];

  return {
    set(hotspots) {
      spots = hotspots.map((hotspot, index) => {
        const button = spots[index]?.button ?? document.createElement('button');
        const label = labelOf(hotspot) || String(index + 1);
        button.type = 'button';
        button.className = 'stage-spot';
        button.setAttribute('aria-label', label);
        button.dataset['label'] = label;
        button.onclick = () => onHotspot(hotspot.id);
        return { hotspot, button };
      });
      layer.replaceChildren(...spots.map(({ button }) => button));
    },
    place(camera, width, height, world) {
      for (const { hotspot, button } of spots) {
        point.set(...hotspot.position);
        if (world) point.applyMatrix4(world);
        point.project(camera);
        const off = point.z > 1 || Math.abs(point.x) > 1.05 || Math.abs(point.y) > 1.05;
        button.hidden = off;
        const x = ((point.x + 1) / 2) * width;
        const y = ((1 - point.y) / 2) * height;
        button.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
      }
    },
    hide() {
      for (const { button } of spots) button.hidden = true;
    },
    occlude(camera, model) {
      if (spots.length === 0 || model.triangles > MAX_RAY_TRIANGLES) return;
      for (const { hotspot, button } of spots) {
        point.set(...hotspot.position);
        const away = point.distanceTo(camera.position);
        ray.set(camera.position, point.sub(camera.position).normalize());
        ray.far = away - model.radius * 0.03;
        button.classList.toggle('is-behind', ray.intersectObject(model.root, true).length > 0);
      }
    },
    dispose() {
      layer.remove();
    },
  };
}
