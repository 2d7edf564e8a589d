import type { AnimationChannel, Document, Node } from '@gltf-transform/core';
import { placed, round, tuple } from './usda.ts';

/** Time codes in a second. */
export const RATE = 30;

export interface Clip {
  /** What moves each node. */
  readonly channels: ReadonlyMap<Node, readonly AnimationChannel[]>;
  readonly seconds: number;
}

const OPS = [
  ['translation', 'double3 xformOp:translate'],
  ['rotation', 'quatf xformOp:orient'],
  ['scale', 'float3 xformOp:scale'],
] as const;

/** Puts every node where the clip of this name begins; answers what moves it. Without such a clip nothing moves. */
export function takeClip(document: Document, name: string | null): Clip {
  const channels = new Map<Node, AnimationChannel[]>();
  const clip = document
    .getRoot()
    .listAnimations()
    .find((each) => each.getName() === name);
  let seconds = 0;
  for (const channel of clip?.listChannels() ?? []) {
    const node = channel.getTargetNode();
    const path = channel.getTargetPath();
    const keys = keysOf(channel);
    const [x = 0, y = 0, z = 0, w = 1] = keys[0]?.[1] ?? [];
    if (!node || keys.length === 0 || path === 'weights') continue;
    if (path === 'translation') node.setTranslation([x, y, z]);
    else if (path === 'scale') node.setScale([x, y, z]);
    else node.setRotation([x, y, z, w]);
    seconds = Math.max(seconds, keys.at(-1)?.[0] ?? 0);
    channels.set(node, [...(channels.get(node) ?? []), channel]);
  }
  return { channels, seconds };
}

/** Where a node stands, or how it moves. */
export function moveText(node: Node, { channels }: Clip): string[] {
  const own = channels.get(node);
  if (!own) return placed(node.getMatrix());
  const still = { translation: node.getTranslation(), rotation: node.getRotation(), scale: node.getScale() };
  const lines = OPS.map(([path, op]) => {
    const channel = own.find((each) => each.getTargetPath() === path);
    if (!channel) return `${op} = ${valueText(path, still[path])}`;
    const samples = keysOf(channel).map(([at, value]) => `${round(at * RATE, 4)}: ${valueText(path, value)}`);
    return `${op}.timeSamples = {\n${samples.join(',\n')}\n}`;
  });
  return [
    ...lines,
    'uniform token[] xformOpOrder = ["xformOp:translate", "xformOp:orient", "xformOp:scale"]',
  ];
}

/** Steps become two keys a thousandth of a second apart, curves run straight between their keys. */
function keysOf(channel: AnimationChannel): [seconds: number, value: readonly number[]][] {
  const sampler = channel.getSampler();
  const [times, output] = [sampler?.getInput()?.getArray(), sampler?.getOutput()];
  const way = sampler?.getInterpolation();
  const keys: [number, readonly number[]][] = [];
  if (!output) return keys;
  for (const [index, at] of [...(times ?? [])].entries()) {
    const value = output.getElement<number[]>(way === 'CUBICSPLINE' ? index * 3 + 1 : index, []);
    const before = keys.at(-1)?.[1];
    if (way === 'STEP' && before) keys.push([at - 1e-3, before]);
    keys.push([at, value]);
  }
  return keys;
}

/** USD has the real part of a rotation first. */
const valueText = (path: string, value: readonly number[]): string =>
  path === 'rotation'
    ? tuple([value[3] ?? 1, value[0] ?? 0, value[1] ?? 0, value[2] ?? 0], 6)
    : tuple(value, 9);
