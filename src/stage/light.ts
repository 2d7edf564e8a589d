import {
  CompressedCubeTexture,
  type CompressedPixelFormat,
  DataUtils,
  DirectionalLight,
  HalfFloatType,
  LinearFilter,
  LinearMipmapLinearFilter,
  LinearSRGBColorSpace,
  RGBAFormat,
  type Scene,
  type Texture,
  type Vector3,
} from 'three';
import type { BlockOf } from '#domain/scene/model.ts';
import { direction } from './orbit.ts';
import { reflectionsOf } from './reflections.ts';
import { type Mood, moods, skyPainter } from './sky.ts';

type Light = BlockOf<'stage'>['light'];

export interface StageLight {
  apply(light: Light): void;
  /** Fits light and shadow around a sphere. */
  fit(centre: Vector3, radius: number): void;
  /** To be called when what throws the shadow has moved: a shadow that rests is not drawn anew. */
  moved(): void;
  dispose(): void;
}

const SHADOW_SIZE = 1024;

/** The light of a stage: a drawn sky for soft light and reflections, and one light that throws a shadow. */
export function makeLight(scene: Scene): StageLight {
  const key = new DirectionalLight();
  key.castShadow = true;
  key.shadow.autoUpdate = false;
  key.shadow.mapSize.set(SHADOW_SIZE, SHADOW_SIZE);
  key.shadow.radius = 5;
  key.shadow.bias = -0.0004;
  scene.add(key, key.target);
  let drawn: { mood: Mood; sky: Texture } | null = null;
  let sphere = { x: 0, y: 0, z: 0, radius: 1 };
  let present: Light | null = null;

  const moved = (): void => {
    key.shadow.needsUpdate = true;
  };
  const place = (): void => {
    if (!present) return;
    const [x, y, z] = direction(present.yawDeg, moods[present.mood].key.pitchDeg);
    const away = sphere.radius * 4;
    key.position.set(sphere.x + x * away, sphere.y + y * away, sphere.z + z * away);
    key.target.position.set(sphere.x, sphere.y, sphere.z);
    key.target.updateMatrixWorld();
    moved();
  };

  return {
    apply(light) {
      present = light;
      const mood = moods[light.mood];
      if (drawn?.mood !== light.mood) {
        drawn?.sky.dispose();
        drawn = { mood: light.mood, sky: drawSky(light.mood) };
        scene.environment = drawn.sky;
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
    moved,
    dispose() {
      scene.environment = null;
      drawn?.sky.dispose();
      key.dispose();
      scene.remove(key, key.target);
    },
  };
}

function drawSky(mood: Mood): Texture {
  const { sky } = moods[mood];
  const levels = reflectionsOf(skyPainter(sky));
  const half = (values: Float32Array): Uint16Array =>
    Uint16Array.from(values, (value) => DataUtils.toHalfFloat(Math.min(value, 60_000)));
  // Nothing here is compressed: this is three's only cube texture that takes levels of its own.
  const faces = [0, 1, 2, 3, 4, 5].map((face) => ({
    width: levels[0]?.size ?? 0,
    height: levels[0]?.size ?? 0,
    mipmaps: levels.map(({ size, faces }) => ({
      width: size,
      height: size,
      data: half(faces[face] ?? new Float32Array()),
    })),
  }));
  const texture = new CompressedCubeTexture(
    faces,
    RGBAFormat as unknown as CompressedPixelFormat,
    HalfFloatType,
  );
  texture.colorSpace = LinearSRGBColorSpace;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.magFilter = LinearFilter;
  texture.isPMREMTexture = true;
  texture.needsUpdate = true;
  return texture;
}
