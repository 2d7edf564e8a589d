import type { z } from 'zod';
import { type Id, newId, type RandomBytes } from '../shared/id.ts';
import type { blockSchema, choiceTargetSchema, sceneSchema } from './schema.ts';

/** What a phone shows: an ordered list of blocks. */
export type Scene = z.infer<typeof sceneSchema>;
export type Block = z.infer<typeof blockSchema>;
export type BlockType = Block['type'];
export type BlockOf<T extends BlockType> = Extract<Block, { type: T }>;
export type ChoiceTarget = z.infer<typeof choiceTargetSchema>;
export type ChoiceOption = BlockOf<'choice'>['options'][number];
export type Hotspot = BlockOf<'stage'>['hotspots'][number];
export type Effect = Hotspot['effect'];
export type Ar = BlockOf<'stage'>['ar'];

/** What a touch does that sets nothing going. */
export const noEffect = { clip: null, sound: null, lead: null } as const satisfies Effect;

export const newScene = (): Scene => ({ schema: 3, title: {}, blocks: [] });

/** A new block of a type with the defaults an author begins with. */
export function newBlock<T extends BlockType>(type: T, random?: RandomBytes): BlockOf<T> {
  const base = { id: newId('blk', random) as Id<'blk'>, after: 'next' as const };
  const blocks: { [K in BlockType]: () => BlockOf<K> } = {
    text: () => ({ ...base, type: 'text', text: {} }),
    image: () => ({ ...base, type: 'image', asset: null, alt: {}, caption: {} }),
    choice: () => ({
      ...base,
      type: 'choice',
      prompt: {},
      options: [{ id: newId('opt', random), label: {}, target: { kind: 'end' } }],
    }),
    stage: () => ({
      ...base,
      type: 'stage',
      model: null,
      poster: null,
      alt: {},
      camera: { yawDeg: 25, pitchDeg: 15, distance: 3.4, fieldOfViewDeg: 35, autoRotate: true },
      light: { mood: 'dusk', intensity: 1, yawDeg: 40 },
      ground: 'shadow',
      background: '#14202b',
      animation: { clip: null, loop: true },
      hotspots: [],
      tap: null,
      sound: null,
      ar: {
        stand: 'page',
        form: 'edge',
        size: { value: 1, unit: 'widths' },
        offset: { x: 0, y: 0, z: 0 },
        turnDeg: 0,
      },
    }),
    link: () => ({ ...base, type: 'link', label: {}, url: '' }),
  };
  return blocks[type]();
}

/**
 * What one screen of the player shows: the blocks from `fromId` (or the first) up to and including the first
 * choice or the block that ends the scene.
 */
export function passage(scene: Scene, fromId: string | null): readonly Block[] {
  const start = fromId === null ? 0 : scene.blocks.findIndex((block) => block.id === fromId);
  if (start < 0) return [];
  const shown: Block[] = [];
  for (const block of scene.blocks.slice(start)) {
    shown.push(block);
    if (block.type === 'choice' || block.after === 'end') break;
  }
  return shown;
}

/** True when a passage leaves nothing to choose: reading it to its end completes the scene. */
export const endsHere = (shown: readonly Block[]): boolean => shown.at(-1)?.type !== 'choice';

/**
 * Everything in a block that leads on, with the words one reads on it: the options of a choice, and what of a stage
 * goes on when it is touched.
 */
export function leadsOf(block: Block): readonly (ChoiceOption & { readonly partId: string })[] {
  if (block.type === 'choice') return block.options.map((option) => ({ ...option, partId: option.id }));
  if (block.type !== 'stage') return [];
  return touchablesOf(block).flatMap(({ partId, label, effect: { lead } }) =>
    lead ? [{ ...lead, label, partId }] : [],
  );
}

/** The id under which the model itself is named among what can be touched on a stage. */
export const TAP = 'tap';

/** What can be touched on a stage, the model itself last. */
export const touchablesOf = ({ hotspots, tap }: BlockOf<'stage'>) => [
  ...hotspots.map(({ id, label, text, effect }) => ({ partId: id, label, text, effect })),
  ...(tap ? [{ partId: TAP, text: {}, ...tap }] : []),
];

/** True when a stage of the scene can be seen through the phone's camera. */
export const usesCamera = (scene: Scene): boolean =>
  scene.blocks.some((block) => block.type === 'stage' && block.ar.stand !== 'page');

/** True when a stage of the scene stands on the scanned code. */
export const standsOnCode = (scene: Scene): boolean =>
  scene.blocks.some((block) => block.type === 'stage' && block.ar.stand === 'code');
