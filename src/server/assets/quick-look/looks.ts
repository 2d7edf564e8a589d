import type { Material, Texture, TextureInfo } from '@gltf-transform/core';
import type { Clearcoat, EmissiveStrength, IOR, Transform, Transmission } from '@gltf-transform/extensions';
import { type Painted, paint } from './paint.ts';
import type { Part } from './parts.ts';
import {
  type Curve,
  flatCurve,
  lightCurve,
  type Pictures,
  scaleCurve,
  shadeCurve,
  slopeCurve,
  type Wanted,
} from './pictures.ts';

/** A set of picture coordinates as a mesh writes it: which of its own, and how moved (KHR_texture_transform). */
export interface UvSet {
  readonly set: number;
  readonly offset: readonly number[];
  readonly turn: number;
  readonly scale: readonly number[];
}

/** A material in USD, and what meshes that wear it must bring. */
export interface Look {
  readonly text: string;
  readonly isDoubleSided: boolean;
  /** `st` is the first, `st1` the second. */
  readonly sets: readonly UvSet[];
  /** The parts that wear it, perhaps split where a picture stands for their colours. */
  readonly parts: readonly Part[];
}

const MAX_EDGE = { colour: 2_048, surface: 1_024 };
/** USD's preview surface has no glass: so much of what glass lets through is seen through it. */
const GLASS = 0.75;
const PLAIN: UvSet = { set: 0, offset: [0, 0], turn: 0, scale: [1, 1] };
/** glTF's numbers for a sampler's edges. */
const WRAPS: Readonly<Record<number, string>> = { 10497: 'repeat', 33071: 'clamp', 33648: 'mirror' };

export const nameOfSet = (index: number): string => (index === 0 ? 'st' : `st${index}`);

/**
 * A glTF material (null is glTF's own default) as `UsdPreviewSurface` at `path`. Factors go into the pictures and
 * coordinates into the meshes, as viewers differ in how they read the nodes that USD has for both.
 */
export function makeLook(
  path: string,
  material: Material | null,
  parts: readonly Part[],
  pictures: Pictures,
): Look {
  const isUnlit = Boolean(material?.getExtension('KHR_materials_unlit'));
  const mode = material?.getAlphaMode() ?? 'OPAQUE';
  const colour = wearColours(material, parts);
  const [r = 1, g = 1, b = 1, alpha = 1] = colour.factor;
  const surface: string[] = [];
  const shaders: string[] = [];
  const sets: UvSet[] = [];

  /** Writes the nodes of a picture; answers where its outputs are. */
  function texture(
    name: string,
    from: { source: Wanted['source']; info: TextureInfo | null },
    wish: Omit<Wanted, 'source'>,
    extra: readonly string[] = [],
  ): string {
    const set = setOf(from.info);
    let index = sets.findIndex((known) => JSON.stringify(known) === JSON.stringify(set));
    if (index < 0) {
      index = sets.push(set) - 1;
      shaders.push(
        shader(`Set${index}`, 'UsdPrimvarReader_float2', [
          `string inputs:varname = "${nameOfSet(index)}"`,
          'float2 outputs:result',
        ]),
      );
    }
    const file = pictures.want({ source: from.source, ...wish });
    const isColour = wish.maxEdge === MAX_EDGE.colour;
    const wraps = from.info ? [WRAPS[from.info.getWrapS()], WRAPS[from.info.getWrapT()]] : ['clamp', 'clamp'];
    shaders.push(
      shader(name, 'UsdUVTexture', [
        `asset inputs:file = @${file}@`,
        `float2 inputs:st.connect = <${path}/Set${index}.outputs:result>`,
        `token inputs:sourceColorSpace = "${isColour ? 'sRGB' : 'raw'}"`,
        `token inputs:wrapS = "${wraps[0] ?? 'repeat'}"`,
        `token inputs:wrapT = "${wraps[1] ?? 'repeat'}"`,
        ...extra,
        ...['r', 'g', 'b', 'a'].map((output) => `float outputs:${output}`),
        'float3 outputs:rgb',
      ]),
    );
    return `${path}/${name}.outputs`;
  }

  const seen = isUnlit ? 'emissiveColor' : 'diffuseColor';
  // What only glows takes no light: black, without a shine of its own, in its own shade.
  if (isUnlit)
    surface.push(
      'color3f inputs:diffuseColor = (0, 0, 0)',
      'float inputs:ior = 1',
      'float inputs:occlusion = 0',
    );
  const base = colour.source && {
    source: colour.source,
    info: 'pixels' in colour.source ? null : (material?.getBaseColorTextureInfo() ?? null),
  };
  let opacity = mode === 'OPAQUE' ? 1 : alpha;
  const glass =
    material?.getExtension<Transmission>('KHR_materials_transmission')?.getTransmissionFactor() ?? 0;
  opacity *= 1 - glass * GLASS;
  if (base) {
    const baked = 'pixels' in base.source;
    const outputs = texture('Base', base, {
      curves: baked
        ? [null, null, null, scaleCurve(1 - glass * GLASS)]
        : [lightCurve(r), lightCurve(g), lightCurve(b), scaleCurve(opacity)],
      keepsAlpha: mode !== 'OPAQUE',
      maxEdge: MAX_EDGE.colour,
    });
    surface.push(`color3f inputs:${seen}.connect = <${outputs}:rgb>`);
    surface.push(
      mode === 'OPAQUE'
        ? `float inputs:opacity = ${opacity}`
        : `float inputs:opacity.connect = <${outputs}:a>`,
    );
  } else surface.push(`color3f inputs:${seen} = ${tuple([r, g, b])}`, `float inputs:opacity = ${opacity}`);
  if (mode === 'MASK') surface.push(`float inputs:opacityThreshold = ${material?.getAlphaCutoff() ?? 0.5}`);

  if (!isUnlit && material) {
    addSurface();
    addLight(material);
  } else surface.push('float inputs:roughness = 1', 'float inputs:metallic = 0');
  surface.push('int inputs:useSpecularWorkflow = 0', 'token outputs:surface');

  function addSurface(): void {
    if (!material) return;
    const [rough, metal] = [material.getRoughnessFactor(), material.getMetallicFactor()];
    const both = pick(material.getMetallicRoughnessTexture(), material.getMetallicRoughnessTextureInfo());
    const shade = pick(material.getOcclusionTexture(), material.getOcclusionTextureInfo());
    const strength = shadeCurve(material.getOcclusionStrength());
    const isOne = both && shade && both.source === shade.source && sameSet(both.info, shade.info);
    if (both) {
      const outputs = texture(
        'Surface',
        both,
        numbers([isOne ? strength : flatCurve(1), scaleCurve(rough), scaleCurve(metal)]),
      );
      surface.push(`float inputs:roughness.connect = <${outputs}:g>`);
      surface.push(`float inputs:metallic.connect = <${outputs}:b>`);
      if (isOne) surface.push(`float inputs:occlusion.connect = <${outputs}:r>`);
    } else surface.push(`float inputs:roughness = ${rough}`, `float inputs:metallic = ${metal}`);
    if (shade && !isOne) {
      const outputs = texture('Shade', shade, numbers([strength, flatCurve(1), flatCurve(1)]));
      surface.push(`float inputs:occlusion.connect = <${outputs}:r>`);
    }
    const slopes = pick(material.getNormalTexture(), material.getNormalTextureInfo());
    if (slopes) {
      const slope = slopeCurve(material.getNormalScale());
      const outputs = texture('Slopes', slopes, numbers([slope, slope, null]), [
        'float4 inputs:scale = (2, 2, 2, 1)',
        'float4 inputs:bias = (-1, -1, -1, 0)',
      ]);
      surface.push(`normal3f inputs:normal.connect = <${outputs}:rgb>`);
    }
    const coat = material.getExtension<Clearcoat>('KHR_materials_clearcoat');
    if (coat)
      surface.push(
        `float inputs:clearcoat = ${coat.getClearcoatFactor()}`,
        `float inputs:clearcoatRoughness = ${coat.getClearcoatRoughnessFactor()}`,
      );
    const ior = material.getExtension<IOR>('KHR_materials_ior');
    if (ior) surface.push(`float inputs:ior = ${ior.getIOR()}`);
  }

  function addLight(own: Material): void {
    const strength =
      own.getExtension<EmissiveStrength>('KHR_materials_emissive_strength')?.getEmissiveStrength() ?? 1;
    const factor = own.getEmissiveFactor();
    if (factor.every((value) => value === 0)) return;
    const glow = pick(own.getEmissiveTexture(), own.getEmissiveTextureInfo());
    if (!glow) {
      surface.push(`color3f inputs:emissiveColor = ${tuple(factor.map((value) => value * strength))}`);
      return;
    }
    const [red, green, blue] = factor.map(lightCurve);
    const outputs = texture(
      'Glow',
      glow,
      {
        curves: [red ?? null, green ?? null, blue ?? null, null],
        keepsAlpha: false,
        maxEdge: MAX_EDGE.colour,
      },
      strength === 1 ? [] : [`float4 inputs:scale = ${tuple([strength, strength, strength, 1])}`],
    );
    surface.push(`color3f inputs:emissiveColor.connect = <${outputs}:rgb>`);
  }

  const name = path.slice(path.lastIndexOf('/') + 1);
  const text = [
    `def Material "${name}"`,
    '{',
    `token outputs:surface.connect = <${path}/Preview.outputs:surface>`,
    shader('Preview', 'UsdPreviewSurface', surface),
    ...shaders,
    '}',
  ].join('\n');
  return { text, isDoubleSided: material?.getDoubleSided() ?? false, sets, parts: colour.parts };
}

/** The colour of a material: a factor, and what it is multiplied with, a texture or a picture of vertex colours. */
function wearColours(
  material: Material | null,
  parts: readonly Part[],
): { factor: readonly number[]; source: Texture | Painted | null; parts: readonly Part[] } {
  const own = material?.getBaseColorFactor() ?? [1, 1, 1, 1];
  const texture = material?.getBaseColorTexture() ?? null;
  const average = averageOf(parts);
  if (average === null) return { factor: own, source: texture, parts };
  const isSame = parts.every(({ colours }) => colours?.every((value, at) => value === average[at % 4]));
  const painted = isSame || texture ? null : paint(parts, own);
  if (painted) return { factor: own, source: painted, parts: painted.parts };
  return { factor: own.map((value, k) => value * (average[k] ?? 1)), source: texture, parts };
}

/** The mean colour of all vertices; null where none has one. */
function averageOf(parts: readonly Part[]): readonly number[] | null {
  if (!parts.some(({ colours }) => colours)) return null;
  const sums = [0, 0, 0, 0];
  let count = 0;
  for (const { colours, points } of parts) {
    const vertices = points.length / 3;
    count += vertices;
    for (let at = 0; at < vertices * 4; at++) sums[at % 4] = (sums[at % 4] ?? 0) + (colours?.[at] ?? 1);
  }
  return sums.map((sum) => sum / Math.max(1, count));
}

const pick = (source: Texture | null, info: TextureInfo | null) => source && { source, info };

const numbers = (curves: readonly [Curve | null, Curve | null, Curve | null]): Omit<Wanted, 'source'> => ({
  curves: [...curves, null],
  keepsAlpha: false,
  maxEdge: MAX_EDGE.surface,
});

function setOf(info: TextureInfo | null): UvSet {
  if (!info) return PLAIN;
  const moved = info.getExtension<Transform>('KHR_texture_transform');
  const set = moved?.getTexCoord() ?? info.getTexCoord();
  if (!moved) return { ...PLAIN, set };
  return { set, offset: moved.getOffset(), turn: moved.getRotation(), scale: moved.getScale() };
}

const sameSet = (one: TextureInfo | null, other: TextureInfo | null): boolean =>
  JSON.stringify(setOf(one)) === JSON.stringify(setOf(other));

const tuple = (values: readonly number[]): string => `(${values.join(', ')})`;

const shader = (name: string, id: string, lines: readonly string[]): string =>
  [`def Shader "${name}"`, '{', `uniform token info:id = "${id}"`, ...lines, '}'].join('\n');
