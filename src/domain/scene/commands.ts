import { newId, type RandomBytes } from '../shared/id.ts';
import type { Localized } from '../shared/language.ts';
import {
  type Block,
  type BlockOf,
  type BlockType,
  type ChoiceOption,
  type Effect,
  type Hotspot,
  noEffect,
  type Scene,
  TAP,
} from './model.ts';

/** An edit of a scene: pure, gives back the same object when it changes nothing, so that it is no step of undo. */
export type SceneCommand = (scene: Scene) => Scene;

/** Limits of the schema that commands keep, so that every document they make can be saved. */
export const MAX_BLOCKS = 200;
export const MAX_OPTIONS = 6;
export const MAX_HOTSPOTS = 12;

/** Draws attention to what a change may hold: every field of the block but its id and type. */
export type BlockChange<T extends BlockType> = Partial<Omit<BlockOf<T>, 'id' | 'type'>>;

export const setTitle =
  (title: Localized): SceneCommand =>
  (scene) => ({ ...scene, title });

const withBlocks = (scene: Scene, blocks: Block[]): Scene => ({ ...scene, blocks });

/** Inserts `block` before the block that is at `index` now; beyond the end it comes last. */
export const insertBlock =
  (block: Block, index: number): SceneCommand =>
  (scene) => {
    const known = scene.blocks.some(({ id }) => id === block.id);
    if (known || scene.blocks.length >= MAX_BLOCKS) return scene;
    const at = Math.max(0, Math.min(index, scene.blocks.length));
    return withBlocks(scene, scene.blocks.toSpliced(at, 0, block));
  };

/** Moves a block so that it ends up at `index` among the others, as one sees it after the move. */
export const moveBlock =
  (id: string, index: number): SceneCommand =>
  (scene) => {
    const from = scene.blocks.findIndex((block) => block.id === id);
    const block = scene.blocks[from];
    const to = Math.max(0, Math.min(index, scene.blocks.length - 1));
    if (!block || from === to) return scene;
    return withBlocks(scene, scene.blocks.toSpliced(from, 1).toSpliced(to, 0, block));
  };

/** Takes a block out. Choices that led to it keep their target, so that undo mends them; a finding names them. */
export const removeBlock =
  (id: string): SceneCommand =>
  (scene) => {
    const blocks = scene.blocks.filter((block) => block.id !== id);
    return blocks.length === scene.blocks.length ? scene : withBlocks(scene, blocks);
  };

/** The same block under new ids, options and hotspots included. */
export function copyBlock(block: Block, random?: RandomBytes): Block {
  const id = newId('blk', random);
  if (block.type === 'choice') {
    return {
      ...block,
      id,
      options: block.options.map((option) => ({ ...option, id: newId('opt', random) })),
    };
  }
  if (block.type === 'stage') {
    const anew = ({ lead, ...effect }: Effect): Effect => ({
      ...effect,
      lead: lead && { ...lead, id: newId('opt', random) },
    });
    return {
      ...block,
      id,
      hotspots: block.hotspots.map((spot) => ({
        ...spot,
        id: newId('hot', random),
        effect: anew(spot.effect),
      })),
      tap: block.tap && { ...block.tap, effect: anew(block.tap.effect) },
    };
  }
  return { ...block, id };
}

/** Puts a copy (`copyBlock`) right behind its original. */
export const insertCopy =
  (id: string, copy: Block): SceneCommand =>
  (scene) => {
    const index = scene.blocks.findIndex((block) => block.id === id);
    return index < 0 ? scene : insertBlock(copy, index + 1)(scene);
  };

function changeOne(scene: Scene, id: string, change: (block: Block) => Block): Scene {
  const index = scene.blocks.findIndex((block) => block.id === id);
  const block = scene.blocks[index];
  if (!block) return scene;
  const changed = change(block);
  return changed === block ? scene : withBlocks(scene, scene.blocks.with(index, changed));
}

/** Changes fields of a block of the named type; another type is left alone. */
export const changeBlock =
  <T extends BlockType>(type: T, id: string, change: BlockChange<T>): SceneCommand =>
  (scene) =>
    changeOne(scene, id, (block) => (block.type === type ? ({ ...block, ...change } as Block) : block));

/** What follows a block: the next one, or the scene ends here. A choice decides that by its options. */
export const setAfter =
  (id: string, after: Block['after']): SceneCommand =>
  (scene) =>
    changeOne(scene, id, (block) => (block.after === after ? block : { ...block, after }));

const changeOptions = (
  scene: Scene,
  id: string,
  change: (options: ChoiceOption[]) => ChoiceOption[],
): Scene =>
  changeOne(scene, id, (block) => {
    if (block.type !== 'choice') return block;
    const options = change(block.options);
    return options === block.options || options.length === 0 || options.length > MAX_OPTIONS
      ? block
      : { ...block, options };
  });

export const addOption =
  (id: string, option: ChoiceOption): SceneCommand =>
  (scene) =>
    changeOptions(scene, id, (options) => [...options, option]);

/** A choice keeps at least one option. */
export const removeOption =
  (id: string, optionId: string): SceneCommand =>
  (scene) =>
    changeOptions(scene, id, (options) => without(options, optionId));

export const changeOption =
  (id: string, optionId: string, change: Partial<Omit<ChoiceOption, 'id'>>): SceneCommand =>
  (scene) =>
    changeOptions(scene, id, (options) => changed(options, optionId, change));

export const moveOption =
  (id: string, optionId: string, index: number): SceneCommand =>
  (scene) =>
    changeOptions(scene, id, (options) => {
      const from = options.findIndex((option) => option.id === optionId);
      const option = options[from];
      const to = Math.max(0, Math.min(index, options.length - 1));
      return !option || from === to ? options : options.toSpliced(from, 1).toSpliced(to, 0, option);
    });

const changeSpots = (scene: Scene, id: string, change: (spots: Hotspot[]) => Hotspot[]): Scene =>
  changeOne(scene, id, (block) => {
    if (block.type !== 'stage') return block;
    const hotspots = change(block.hotspots);
    return hotspots === block.hotspots || hotspots.length > MAX_HOTSPOTS ? block : { ...block, hotspots };
  });

export const addHotspot =
  (id: string, spot: Hotspot): SceneCommand =>
  (scene) =>
    changeSpots(scene, id, (spots) => [...spots, spot]);

export const removeHotspot =
  (id: string, spotId: string): SceneCommand =>
  (scene) =>
    changeSpots(scene, id, (spots) => without(spots, spotId));

export const changeHotspot =
  (id: string, spotId: string, change: Partial<Omit<Hotspot, 'id'>>): SceneCommand =>
  (scene) =>
    changeSpots(scene, id, (spots) => changed(spots, spotId, change));

/** Changes what a touch sets going: of a hotspot, or of the model itself (`TAP`). */
export const changeEffect =
  (id: string, partId: string, change: Partial<Effect>): SceneCommand =>
  (scene) =>
    changeOne(scene, id, (block) => {
      if (block.type !== 'stage') return block;
      if (partId === TAP) {
        const { label, effect } = block.tap ?? { label: {}, effect: noEffect };
        return { ...block, tap: { label, effect: { ...effect, ...change } } };
      }
      const hotspots = block.hotspots.map((spot) =>
        spot.id === partId ? { ...spot, effect: { ...spot.effect, ...change } } : spot,
      );
      return block.hotspots.some((spot) => spot.id === partId) ? { ...block, hotspots } : block;
    });

/** What of the camera's view a gesture sets; within the schema's limits and rounded to what an eye can tell. */
export const setView =
  (id: string, view: { yawDeg: number; pitchDeg: number; distance: number }): SceneCommand =>
  (scene) =>
    changeOne(scene, id, (block) => {
      if (block.type !== 'stage') return block;
      const camera = {
        ...block.camera,
        yawDeg: within(view.yawDeg, -180, 180, 1),
        pitchDeg: within(view.pitchDeg, -85, 85, 1),
        distance: within(view.distance, 1, 20, 2),
      };
      const { yawDeg, pitchDeg, distance } = block.camera;
      const same = camera.yawDeg === yawDeg && camera.pitchDeg === pitchDeg && camera.distance === distance;
      return same ? block : { ...block, camera };
    });

function within(value: number, low: number, high: number, digits: number): number {
  return Number(Math.min(high, Math.max(low, value)).toFixed(digits));
}

function without<Item extends { id: string }>(items: Item[], id: string): Item[] {
  const left = items.filter((item) => item.id !== id);
  return left.length === items.length ? items : left;
}

function changed<Item extends { id: string }>(
  items: Item[],
  id: string,
  change: Partial<Omit<Item, 'id'>>,
): Item[] {
  return items.some((item) => item.id === id)
    ? items.map((item) => (item.id === id ? { ...item, ...change } : item))
    : items;
}
