import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newId } from '../shared/id.ts';
import * as commands from './commands.ts';
import {
  type Block,
  type BlockOf,
  type BlockType,
  leadsOf,
  newBlock,
  newScene,
  noEffect,
  type Scene,
  TAP,
} from './model.ts';
import { sceneSchema } from './schema.ts';

const types = ['text', 'image', 'choice', 'stage', 'link'] as const satisfies readonly BlockType[];
const scene = (...blocks: Block[]): Scene => ({ ...newScene(), blocks });
const ids = ({ blocks }: Scene): string[] => blocks.map(({ id }) => id);

const blockAt = (doc: Scene, index: number): Block | undefined =>
  doc.blocks.length === 0 ? undefined : doc.blocks[index % doc.blocks.length];

type Step = [kind: number, index: number, to: number];
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.tuple(fc.nat({ max: 10 }), fc.nat({ max: 40 }), fc.integer({ min: -3, max: 260 })),
  { maxLength: 60 },
);

/** One edit as an author may make it, chosen by numbers. */
function run(doc: Scene, [kind, index, to]: Step): Scene {
  const block = blockAt(doc, index);
  if (kind <= 2 || !block) {
    return commands.insertBlock(newBlock(types[index % types.length] ?? 'text'), to)(doc);
  }
  if (kind === 3) return commands.moveBlock(block.id, to)(doc);
  if (kind === 4) return commands.removeBlock(block.id)(doc);
  if (kind === 5) return commands.insertCopy(block.id, commands.copyBlock(block))(doc);
  if (kind === 6) return commands.setAfter(block.id, to % 2 === 0 ? 'end' : 'next')(doc);
  if (kind === 7) {
    const target = { kind: 'block', id: block.id } as const;
    return commands.addOption(block.id, { id: newId('opt'), label: { en: 'Go' }, target })(doc);
  }
  if (kind === 8) {
    const spot = {
      id: newId('hot'),
      position: [to, 0, 1] as [number, number, number],
      label: {},
      text: {},
      effect: noEffect,
    };
    return commands.addHotspot(block.id, spot)(doc);
  }
  if (kind === 9) {
    const part = block.type === 'stage' ? (block.hotspots[0]?.id ?? TAP) : TAP;
    const lead = { id: newId('opt'), target: { kind: 'block' as const, id: block.id } };
    return commands.changeEffect(block.id, part, to % 2 === 0 ? { lead } : { clip: 'run' })(doc);
  }
  return commands.setView(block.id, { yawDeg: to * 3, pitchDeg: to, distance: to / 3 })(doc);
}

it('makes only documents that can be saved, with every id once', () => {
  fc.assert(
    fc.property(steps, (all) => {
      let doc = newScene();
      for (const step of all) doc = run(doc, step);
      expect(sceneSchema.safeParse(doc).success).toBe(true);
      const parts = doc.blocks.flatMap((block) => [
        block.id,
        ...leadsOf(block).map(({ id }) => id),
        ...(block.type === 'stage' ? block.hotspots.map(({ id }) => id) : []),
      ]);
      expect(new Set(parts).size).toBe(parts.length);
    }),
  );
});

it('moves a block to the place it is seen at, and keeps the others in order', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.nat(),
      fc.integer({ min: -5, max: 20 }),
      (n, which, to) => {
        const doc = scene(...Array.from({ length: n }, () => newBlock('text')));
        const id = ids(doc)[which % n] ?? '';
        const moved = commands.moveBlock(id, to)(doc);
        expect(ids(moved).indexOf(id)).toBe(Math.max(0, Math.min(to, n - 1)));
        expect(ids(moved).filter((other) => other !== id)).toEqual(ids(doc).filter((other) => other !== id));
      },
    ),
  );
});

it('gives back the same document when nothing changes, so that undo has no empty steps', () => {
  const text = newBlock('text');
  const choice = newBlock('choice');
  const doc = scene(text, choice);
  const only = choice.options[0]?.id ?? '';
  for (const command of [
    commands.moveBlock(text.id, 0),
    commands.removeBlock('blk_gone'),
    commands.changeBlock('image', text.id, { asset: 'ast_1' }),
    commands.setAfter(text.id, 'next'),
    commands.removeOption(choice.id, only),
    commands.moveOption(choice.id, only, 3),
    commands.removeHotspot(choice.id, 'hot_gone'),
    commands.insertBlock(text, 1),
  ]) {
    expect(command(doc)).toBe(doc);
  }
});

it('changes one block and leaves the others as they are', () => {
  const [one, two] = [newBlock('text'), newBlock('image')];
  const doc = scene(one, two);
  const next = commands.changeBlock('image', two.id, { alt: { en: 'A lamp' } })(doc);
  expect(next.blocks[0]).toBe(one);
  expect((next.blocks[1] as BlockOf<'image'>).alt).toEqual({ en: 'A lamp' });
});

it('holds a choice to six options and a stage to twelve hotspots', () => {
  const [choice, stage] = [newBlock('choice'), newBlock('stage')];
  let doc = scene(choice, stage);
  for (let n = 0; n < 20; n += 1) {
    doc = commands.addOption(choice.id, { id: newId('opt'), label: {}, target: { kind: 'end' } })(doc);
    doc = commands.addHotspot(stage.id, {
      id: newId('hot'),
      position: [0, n, 0],
      label: {},
      text: {},
      effect: noEffect,
    })(doc);
  }
  expect((doc.blocks[0] as BlockOf<'choice'>).options).toHaveLength(6);
  expect((doc.blocks[1] as BlockOf<'stage'>).hotspots).toHaveLength(12);
});

it('orders, changes and removes options and hotspots by their ids', () => {
  const choice = newBlock('choice');
  const stage = newBlock('stage');
  const option = { id: newId('opt'), label: {}, target: { kind: 'end' } as const };
  const spot = {
    id: newId('hot'),
    position: [0, 0, 0] as [number, number, number],
    label: {},
    text: {},
    effect: noEffect,
  };
  let doc = scene(choice, stage);
  for (const command of [
    commands.addOption(choice.id, option),
    commands.moveOption(choice.id, option.id, 0),
    commands.changeOption(choice.id, option.id, { label: { de: 'Los' } }),
    commands.removeOption(choice.id, choice.options[0]?.id ?? ''),
    commands.addHotspot(stage.id, spot),
    commands.changeHotspot(stage.id, spot.id, { position: [1, 2, 3] }),
  ]) {
    doc = command(doc);
  }
  expect(doc.blocks[0]).toMatchObject({ options: [{ id: option.id, label: { de: 'Los' } }] });
  expect(doc.blocks[1]).toMatchObject({ hotspots: [{ id: spot.id, position: [1, 2, 3] }] });
  const lead = { id: newId('opt'), target: { kind: 'end' } as const };
  doc = commands.changeEffect(stage.id, spot.id, { clip: 'open' })(doc);
  doc = commands.changeEffect(stage.id, spot.id, { lead })(doc);
  doc = commands.changeEffect(stage.id, TAP, { clip: 'run' })(doc);
  expect(doc.blocks[1]).toMatchObject({
    hotspots: [{ effect: { clip: 'open', sound: null, lead } }],
    tap: { label: {}, effect: { clip: 'run', sound: null, lead: null } },
  });
  expect(commands.changeEffect(stage.id, 'hot_gone', { clip: null })(doc)).toBe(doc);
  const copy = commands.copyBlock(doc.blocks[1] as Block);
  expect(leadsOf(copy).map(({ id }) => id)).not.toContain(lead.id);
  expect(leadsOf(copy)).toMatchObject([
    { target: lead.target, partId: (copy as BlockOf<'stage'>).hotspots[0]?.id },
  ]);
  expect(commands.removeHotspot(stage.id, spot.id)(doc).blocks[1]).toMatchObject({ hotspots: [] });
});
