import {
  DataTexture,
  DataUtils,
  DirectionalLight,
  EquirectangularReflectionMapping,
  HalfFloatType,
  LinearFilter,
  LinearSRGBColorSpace,
  PMREMGenerator,
  type Scene,
  type Vector3,
  type WebGLRenderer,
  type WebGLRenderTarget,
} from 'three';
import type { BlockOf } from '#domain/scene/model.ts';
import { direction } from './orbit.ts';
import { type Mood, moods, skyPixels } from './sky.ts';

type Light = BlockOf<'stage'>['light'];

export interface StageLight {
  apply(light: Light): void;
  /** Fits light and shadow around a sphere. */
  fit(centre: Vector3, radius: number): void;
  dispose(): void;
}

const SKY_WIDTH = 128;
const SHADOW_SIZE = 1024;

/** The light of a stage: a drawn sky for soft light and reflections, and one light that throws a shadow. */
export function makeLight(renderer: WebGLRenderer, scene: Scene): StageLight {
  const key = new DirectionalLight();
  key.castShadow = true;
  key.shadow.mapSize.set(SHADOW_SIZE, SHADOW_SIZE);
  key.shadow.radius = 5;
  key.shadow.bias = -0.0004;
  scene.add(key, key.target);
  let drawn: { mood: Mood; target: WebGLRenderTarget } | null = null;
  let sphere = { x: 0, y: 0, z: 0, radius: 1 };
  let present: Light | null = null;

  const place = (): void => {
    if (!present) return;
    const [x, y, z] = direction(present.yawDeg, moods[present.mood].key.pitchDeg);
    const away = sphere.radius * 4;
    key.position.set(sphere.x + x * away, sphere.y + y * away, sphere.z + z * away);
    key.target.position.set(sphere.x, sphere.y, sphere.z);
    key.target.updateMatrixWorld();
  };

  return {
    apply(light) {
      present = light;
      const mood = moods[light.mood];
      if (drawn?.mood !== light.mood) {
        drawn?.target.dispose();
        drawn = { mood: light.mood, target: drawSky(renderer, light.mood) };
        scene.environment = drawn.target.texture;
      }
      scene.environmentIntensity = mood.skyIntensity * light.intensity;
      scene.environmentRotation.set(0, (light.yawDeg * Math.PI) / 180, 0);
      key.color.set(mood.key.colour);
      key.intensity = mood.key.intensity * light.intensity;
      place();
    },
    fit(centre, radius) {
      sphere = { x: centre.x, y: centre.y, z: centre.z, radius };
      const { camera } = key.shadow;
      // Wide enough for a long shadow at dusk, tight enough for a clear edge.
      camera.left = camera.bottom = -radius * 1.7;
      camera.right = camera.top = radius * 1.7;
      camera.near = radius * 0.5;
      camera.far = radius * 9;
      camera.updateProjectionMatrix();
      key.shadow.normalBias = radius * 0.012;
      place();
    },
    dispose() {
      scene.environment = null;
      drawn?.target.dispose();
      key.dispose();
      scene.remove(key, key.target);
    },
  };
}

function drawSky(renderer: WebGLRenderer, mood: Mood): WebGLRenderTarget {
  const height = SKY_WIDTH / 2;
  const half = Uint16Array.from(skyPixels(moods[mood].sky, SKY_WIDTH, height), (value) =>
    DataUtils.toHalfFloat(Math.min(value, 60_000)),
  );
  const texture = new DataTexture(half, SKY_WIDTH, height);
  texture.type = HalfFloatType;
  texture.colorSpace = LinearSRGBColorSpace;
  texture.mapping = EquirectangularReflectionMapping;
  texture.minFilter = texture.magFilter = LinearFilter;
  texture.needsUpdate = true;
  const generator = new PMREMGenerator(renderer);
  const target = generator.fromEquirectangular(texture);
  generator.dispose();
  texture.dispose();
  return target;
}
