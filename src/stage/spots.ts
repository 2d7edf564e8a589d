import { type Camera, type Intersection, type Matrix4, Raycaster, Vector2, Vector3 } from 'three';
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

/** What of a model is seen under a point of the window. */
export function hitAt(
  canvas: HTMLCanvasElement,
  camera: Camera,
  { root }: Model,
  clientX: number,
  clientY: number,
): Intersection | undefined {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const ray = new Raycaster();
  ray.setFromCamera(
    new Vector2(((clientX - left) / width) * 2 - 1, 1 - ((clientY - top) / height) * 2),
    camera,
  );
  return ray.intersectObject(root, true)[0];
}

/** Meshes above this are not searched with rays: a phone would stutter. */
const MAX_RAY_TRIANGLES = 150_000;

/**
 * Hotspots as real buttons, labelled in `language` where that was written, in a layer behind `before` in its parent, in the order of the document. A spot behind the model is drawn faint
 * and can still be reached by keyboard.
 */
export function makeSpots(
  before: Element,
  language: string | undefined,
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
        // A new one is seen once it has been placed.
        const button =
          spots[index]?.button ?? Object.assign(document.createElement('button'), { hidden: true });
        const { label: words } = hotspot;
        const label = words[language ?? ''] || Object.values(words).find(Boolean) || String(index + 1);
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
