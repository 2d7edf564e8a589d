import {
  Color,
  CylinderGeometry,
  Mesh,
  MeshStandardMaterial,
  PlaneGeometry,
  type Scene,
  ShadowMaterial,
} from 'three';
import type { BlockOf } from '#domain/scene/model.ts';
import type { Model } from './model.ts';
import { moods } from './sky.ts';

type Look = Pick<BlockOf<'stage'>, 'ground' | 'background' | 'light'>;

export interface Ground {
  apply(look: Look): void;
  dispose(): void;
}

/** What the model stands on: nothing, its shadow alone, or a disc in the colour of the background. */
export function makeGround(scene: Scene, { box, centre, radius }: Model): Ground {
  const shade = new Mesh(
    new PlaneGeometry(radius * 9, radius * 9),
    new ShadowMaterial({ transparent: true }),
  );
  shade.rotation.x = -Math.PI / 2;
  shade.position.set(centre.x, box.min.y - radius * 0.002, centre.z);
  shade.receiveShadow = true;
  const thick = radius * 0.05;
  const disc = new Mesh(
    new CylinderGeometry(radius * 1.25, radius * 1.25, thick, 96),
    new MeshStandardMaterial({ roughness: 0.85, metalness: 0 }),
  );
  disc.position.set(centre.x, box.min.y - thick / 2 - radius * 0.002, centre.z);
  disc.receiveShadow = true;
  scene.add(shade, disc);
  return {
    apply({ ground, background, light }) {
      shade.visible = ground === 'shadow';
      disc.visible = ground === 'disc';
      shade.material.opacity = moods[light.mood].shadow;
      disc.material.color.set(background).lerp(new Color('#ffffff'), 0.18);
    },
    dispose() {
      scene.remove(shade, disc);
      for (const { geometry, material } of [shade, disc]) {
        geometry.dispose();
        material.dispose();
      }
    },
  };
}
