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

/** A sound, and what is heard in words, for those who do not hear it. */
const sound = { asset: assetId, words: localizedSchema(300) };

/** What a touch sets going beside the words it shows; each part may be nothing. */
export const effectSchema = z.strictObject({
  /** A movement of the model, played once. */
  clip: z.string().max(100).nullable(),
  sound: z.strictObject(sound).nullable(),
  /** Where the telling goes on. The ledger counts it under this id, like an option of a choice. */
  lead: z.strictObject({ id: z.string().regex(idPattern('opt')), target: choiceTargetSchema }).nullable(),
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
        effect: effectSchema,
      }),
    )
    .max(12),
  /** What a touch of the model itself does; the label is the button for those who cannot touch a model. */
  tap: z.strictObject({ label: localizedSchema(80), effect: effectSchema }).nullable(),
  /** Heard from the first touch on. */
  sound: z.strictObject({ ...sound, loop: z.boolean() }).nullable(),
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

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** Nobody had said anything about a camera. */
const withoutCamera = {
  stand: 'page',
  form: 'standing',
  size: { value: 1, unit: 'widths' },
  offset: { x: 0, y: 0, z: 0 },
  turnDeg: 0,
} as const;

/** What a stage of each version lacks in the next one. */
const stageUpgrades: Readonly<Record<number, (stage: Fields) => Fields>> = {
  1: (stage) => ({ ...stage, ar: withoutCamera }),
  2: ({ hotspots, ...stage }) => ({
    ...stage,
    hotspots: Array.isArray(hotspots)
      ? hotspots.map((spot: unknown) =>
          isFields(spot) ? { ...spot, effect: { clip: null, sound: null, lead: null } } : spot,
        )
      : hotspots,
    tap: null,
    sound: null,
  }),
};

/** Takes a scene's document of any version to the present one. What it cannot know is left to the schema. */
export function upgradeScene(doc: unknown): unknown {
  if (!isFields(doc) || typeof doc['schema'] !== 'number' || !Array.isArray(doc['blocks'])) return doc;
  const upgrade = stageUpgrades[doc['schema']];
  if (!upgrade) return doc;
  const blocks = doc['blocks'].map((block: unknown) =>
    isFields(block) && block['type'] === 'stage' ? upgrade(block) : block,
  );
  return upgradeScene({ ...doc, schema: doc['schema'] + 1, blocks });
}

export const sceneSchema = z.preprocess(
  upgradeScene,
  z.strictObject({
    schema: z.literal(3),
    title: localizedSchema(120),
    blocks: z.array(blockSchema).max(200),
  }),
);
