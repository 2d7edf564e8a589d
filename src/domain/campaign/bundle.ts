import { z } from 'zod';
import { codeSchema } from '../code/schema.ts';
import { placementEventSchema, placementSchema, placeSchema } from '../place/schema.ts';
import { sceneSchema } from '../scene/schema.ts';
import { type IdPrefix, idPattern } from '../shared/id.ts';
import { chapterSchema, postSchema } from '../story/schema.ts';
import { campaignSchema } from './schema.ts';

/** Name and version of the layout; a bundle with a higher version is refused, never guessed at. */
export const BUNDLE_FORMAT = 'wegmarke-campaign';
export const BUNDLE_SCHEMA = 4;

/** What a bundle may hold; beyond it, it is refused before it is unpacked. */
export const BUNDLE_LIMITS = {
  files: 5_000,
  unpackedBytes: 500_000_000,
  /** Unpacked to packed size, of the whole and of every file above `ratioFloorBytes`. */
  ratio: 100,
  ratioFloorBytes: 100_000,
  documentBytes: 4_000_000,
} as const;

const idOf = (prefix: IdPrefix) => z.string().regex(idPattern(prefix));

/** Every file of the bundle but the manifest itself, with the SHA-256 of its bytes in hex. */
export const manifestSchema = z.strictObject({
  format: z.literal(BUNDLE_FORMAT),
  schema: z.int().min(1).max(BUNDLE_SCHEMA),
  /** Epoch ms, UTC. */
  exportedAt: z.int().min(0),
  files: z.record(z.string().max(200), z.string().regex(/^[0-9a-f]{64}$/)),
});

export const chapterEntrySchema = z.strictObject({
  id: idOf('chp'),
  doc: chapterSchema,
});
export const postEntrySchema = z.strictObject({ id: idOf('pst'), doc: postSchema });
export const placeEntrySchema = z.strictObject({ id: idOf('plc'), doc: placeSchema });
/** A print with its life, but without the people in it. Bundles of schema 1 tell no life. */
export const placementEntrySchema = z.strictObject({
  id: idOf('plm'),
  doc: placementSchema,
  events: z.array(placementEventSchema).max(1_000).default([]),
});

/** A code without its six characters: those are minted where it is imported. */
export const codeEntrySchema = z.strictObject({
  id: idOf('cod'),
  bearer: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('placement'), id: idOf('plm') }),
    z.strictObject({ kind: z.literal('post'), id: idOf('pst') }),
  ]),
  doc: codeSchema,
});
export const sceneEntrySchema = z.strictObject({ id: idOf('scn'), doc: sceneSchema, published: z.boolean() });

/** Media type and file ending of what a campaign can hold. */
export const assetTypes = {
  'image/webp': 'webp',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'model/gltf-binary': 'glb',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/wav': 'wav',
  'video/mp4': 'mp4',
  'application/json': 'json',
} as const;
export type AssetType = keyof typeof assetTypes;

export const assetEntrySchema = z.strictObject({
  /** `ast_` and the first 32 hex characters of the SHA-256 of the file. */
  id: z.string().regex(/^ast_[0-9a-f]{32}$/),
  file: z.string().regex(/^assets\/ast_[0-9a-f]{32}\.[a-z0-9]{3,4}$/),
  mime: z.enum(Object.keys(assetTypes) as [AssetType, ...AssetType[]]),
  name: z.string().max(200),
  /** Pixels of a picture or a video; null for what has none. */
  width: z.int().min(1).max(65_535).nullable(),
  height: z.int().min(1).max(65_535).nullable(),
  /** The model that phones get in this one's place; itself when none is lighter. Bundles before schema 3 tell none. */
  lighterId: z
    .string()
    .regex(/^ast_[0-9a-f]{32}$/)
    .optional(),
  model: z
    .strictObject({
      triangles: z.int().min(0),
      textures: z.int().min(0).max(10_000),
      texturePx: z.int().min(0).max(65_535),
      meshopt: z.boolean().optional(),
    })
    .optional(),
});
export const assetListSchema = z.array(assetEntrySchema).max(BUNDLE_LIMITS.files);

export type Manifest = z.infer<typeof manifestSchema>;
export type ChapterEntry = z.infer<typeof chapterEntrySchema>;
export type PostEntry = z.infer<typeof postEntrySchema>;
export type PlaceEntry = z.infer<typeof placeEntrySchema>;
export type PlacementEntry = z.infer<typeof placementEntrySchema>;
export type CodeEntry = z.infer<typeof codeEntrySchema>;
export type SceneEntry = z.infer<typeof sceneEntrySchema>;
export type AssetEntry = z.infer<typeof assetEntrySchema>;

/** A whole campaign as documents. The bytes of its assets travel beside it, by asset id. */
export interface Bundle {
  /** Epoch ms, UTC. */
  readonly exportedAt: number;
  readonly campaign: z.infer<typeof campaignSchema>;
  readonly chapters: readonly ChapterEntry[];
  readonly posts: readonly PostEntry[];
  readonly places: readonly PlaceEntry[];
  readonly placements: readonly PlacementEntry[];
  readonly codes: readonly CodeEntry[];
  readonly scenes: readonly SceneEntry[];
  readonly assets: readonly AssetEntry[];
}

/** Where a document stands in its list. Bundles of schema 1 tell it of chapters alone. */
export const positionSchema = z.int().min(0).max(100_000);

/** The folders that hold one file per document, with the schema of such a file but for its `position`. */
export const bundleFolders = {
  chapters: chapterEntrySchema,
  posts: postEntrySchema,
  places: placeEntrySchema,
  placements: placementEntrySchema,
  codes: codeEntrySchema,
  scenes: sceneEntrySchema,
} as const;
export type BundleFolder = keyof typeof bundleFolders;

export { campaignSchema };

const FILE_NAME =
  /^(?:manifest\.json|campaign\.json|assets\.json|(?:chapters|posts|places|placements|codes|scenes)\/[a-z]{3}_[0-9a-z]{16}\.json|assets\/ast_[0-9a-f]{32}\.[a-z0-9]{3,4})$/;

/** True for the only names a file of a bundle can have; nothing else can be a path into anywhere. */
export const isBundleFile = (name: string): boolean => FILE_NAME.test(name);

/** JSON with sorted keys, two spaces and a final line feed: the same document always has the same bytes. */
export function stableJson(value: unknown): string {
  return `${JSON.stringify(sorted(value), null, 2)}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

/** The documents of a bundle as files: name → text. Assets and the manifest are the writer's to add. */
export function bundleFiles(bundle: Bundle): Map<string, string> {
  const files = new Map<string, string>();
  files.set('campaign.json', stableJson(bundle.campaign));
  for (const folder of Object.keys(bundleFolders) as BundleFolder[]) {
    for (const [position, entry] of bundle[folder].entries())
      files.set(`${folder}/${entry.id}.json`, stableJson({ position, ...entry }));
  }
  files.set('assets.json', stableJson(bundle.assets));
  return files;
}
