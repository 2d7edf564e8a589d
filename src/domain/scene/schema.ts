import { z } from 'zod';
import { idPattern } from '../shared/id.ts';
import { localizedSchema } from '../shared/localized.ts';

const colour = z.string().regex(/^#[0-9a-f]{6}$/i);
const coordinate = z.number().min(-10_000).max(10_000);
const assetId = z.string().max(60);
const arLength = z.number().min(-10).max(10);

const base = {
  id: z.string().regex(idPattern('blk')),
  /** Where the telling goes after this block: on to the next one, or the scene ends here. */
  after: z.enum(['next', 'end']),
};

export const textBlockSchema = z.strictObject({
  ...base,
  type: z.literal('text'),
  text: localizedSchema(10_000),
});

export const imageBlockSchema = z.strictObject({
  ...base,
  type: z.literal('image'),
  asset: assetId.nullable(),
  alt: localizedSchema(500),
  caption: localizedSchema(300),
});

export const choiceTargetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('block'), id: z.string().regex(idPattern('blk')) }),
  z.strictObject({ kind: z.literal('scene'), id: z.string().regex(idPattern('scn')) }),
  z.strictObject({ kind: z.literal('chapter'), id: z.string().regex(idPattern('chp')) }),
  z.strictObject({ kind: z.literal('end') }),
]);

export const choiceBlockSchema = z.strictObject({
  ...base,
  type: z.literal('choice'),
  prompt: localizedSchema(300),
  options: z
    .array(
      z.strictObject({
        id: z.string().regex(idPattern('opt')),
        label: localizedSchema(120),
        target: choiceTargetSchema,
      }),
    )
    .min(1)
    .max(6),
});

/** How a stage is seen through a phone's camera; lengths in widths of the symbol, as printed, unless they name a unit. */
export const arSchema = z.strictObject({
  /** The way offered first: on the scanned code, on the floor, or in the page alone, without a camera. */
  stand: z.enum(['page', 'code', 'floor']),
  /** How it stands on the print: see `placing.ts`. */
  form: z.enum(['standing', 'edge', 'window', 'relief', 'captions']),
  /** The longest side of the model. */
  size: z.strictObject({ value: z.number().min(0.05).max(1_000), unit: z.enum(['widths', 'cm']) }),
  /** From where the form puts it: right, up on the print, out of the print. */
  offset: z.strictObject({ x: arLength, y: arLength, z: arLength }),
  /** About the model's own upright axis. */
  turnDeg: z.number().min(-180).max(180),
});

export const stageBlockSchema = z.strictObject({
  ...base,
  type: z.literal('stage'),
  /** A GLB asset; null until one is chosen. */
  model: assetId.nullable(),
  /** Picture shown until the model is there, and instead of it without WebGL or script. */
  poster: assetId.nullable(),
  /** What the stage shows, in words. */
  alt: localizedSchema(500),
  camera: z.strictObject({
    yawDeg: z.number().min(-180).max(180),
    pitchDeg: z.number().min(-85).max(85),
    /** Distance from the model's centre, in radii of its bounding sphere. */
    distance: z.number().min(1).max(20),
    fieldOfViewDeg: z.number().min(15).max(90),
    autoRotate: z.boolean(),
  }),
  light: z.strictObject({
    mood: z.enum(['day', 'dusk', 'night', 'studio']),
    intensity: z.number().min(0).max(4),
    yawDeg: z.number().min(-180).max(180),
  }),
  ground: z.enum(['none', 'shadow', 'disc']),
  background: colour,
  animation: z.strictObject({ clip: z.string().max(100).nullable(), loop: z.boolean() }),
  hotspots: z
    .array(
      z.strictObject({
        id: z.string().regex(idPattern('hot')),
        /** In the model's own units. */
        position: z.tuple([coordinate, coordinate, coordinate]),
        label: localizedSchema(80),
        text: localizedSchema(1_000),
      }),
    )
    .max(12),
  ar: arSchema,
});

export const linkBlockSchema = z.strictObject({
  ...base,
  type: z.literal('link'),
  label: localizedSchema(120),
  url: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(2_000)]),
});

export const blockSchema = z.discriminatedUnion('type', [
  textBlockSchema,
  imageBlockSchema,
  choiceBlockSchema,
  stageBlockSchema,
  linkBlockSchema,
]);

/** What a stage of a document of 1 becomes: nobody had said anything about a camera. */
const withoutCamera = {
  stand: 'page',
  form: 'standing',
  size: { value: 1, unit: 'widths' },
  offset: { x: 0, y: 0, z: 0 },
  turnDeg: 0,
} as const;

/** Takes a scene's document of any version to the present one. What it cannot know is left to the schema. */
export function upgradeScene(doc: unknown): unknown {
  if (typeof doc !== 'object' || doc === null || !('schema' in doc) || doc.schema !== 1) return doc;
  if (!('blocks' in doc) || !Array.isArray(doc.blocks)) return doc;
  const blocks = doc.blocks.map((block: unknown) =>
    typeof block === 'object' && block !== null && 'type' in block && block.type === 'stage'
      ? { ...block, ar: withoutCamera }
      : block,
  );
  return { ...doc, schema: 2, blocks };
}

export const sceneSchema = z.preprocess(
  upgradeScene,
  z.strictObject({
    schema: z.literal(2),
    title: localizedSchema(120),
    blocks: z.array(blockSchema).max(200),
  }),
);
