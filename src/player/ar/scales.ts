import type { View } from './align.ts';
import type { Pyramid } from './pyramid.ts';
import type { Template } from './template.ts';

/** A template pixel may be this part of a frame pixel; a finer template knows edges that the frame does not show. */
const FINEST_PX = 0.62;

/** Steps that end an alignment: the coarse levels only lead to the fine ones. */
const FINE_PX = 0.012;
const COARSE_PX = 0.04;

/**
 * The plane on which template level `index` is aligned when the symbol is `side` pixels wide in the frame: the one whose pixels
 * are nearest in size to the template's. Null when the template is finer than the frame.
 */
export function viewOf(
  pyramid: Pyramid,
  template: Template,
  index: number,
  side: number,
  rounds: number,
  gate: number,
): View | null {
  const level = template.levels[index];
  if (!level) return null;
  const ratio = side / level.scale;
  const last = index === template.levels.length - 1;
  if (ratio < FINEST_PX && !last) return null;
  const halvings = Math.max(0, Math.min(pyramid.count - 1, Math.round(Math.log2(ratio))));
  return {
    plane: pyramid.level(halvings),
    halvings,
    rounds,
    gate,
    enoughPx: index === 0 ? FINE_PX : COARSE_PX,
  };
}

/** The finest template level that the frame still shows. */
export function finestOf(template: Template, side: number): number {
  const index = template.levels.findIndex(({ scale }) => side / scale >= FINEST_PX);
  return index === -1 ? template.levels.length - 1 : index;
}
