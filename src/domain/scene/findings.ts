import type { Language, Localized } from '../shared/language.ts';
import { type Block, type ChoiceTarget, leadsOf, type Scene, TAP, touchablesOf } from './model.ts';

/** What else there is in the campaign that a choice may lead to. Published: a phone can be shown it today. */
export interface Surroundings {
  readonly languages: readonly Language[];
  readonly scenes: ReadonlyMap<string, { readonly published: boolean }>;
  readonly chapters: ReadonlyMap<string, { readonly sceneId: string | null }>;
  /** Names of the movements of models, by asset; a model that is missing here has not been looked into. */
  readonly clips: ReadonlyMap<string, readonly string[]>;
}

export type FindingKind =
  | 'no_blocks'
  | 'no_title'
  | 'unreachable'
  | 'no_text'
  | 'no_image'
  | 'no_alt'
  | 'no_option_label'
  | 'target_gone'
  | 'target_unpublished'
  | 'target_no_scene'
  | 'many_options'
  | 'no_model'
  | 'no_poster'
  | 'no_spot_label'
  | 'no_tap_label'
  | 'no_sound_words'
  | 'clip_gone'
  | 'no_url'
  | 'no_link_label'
  | 'untranslated';

/** Something that a phone would show badly or not at all. `bad`: the reader meets a gap; `warn`: could be better. */
export interface Finding {
  readonly kind: FindingKind;
  readonly tone: 'bad' | 'warn';
  /** Null for the scene itself. */
  readonly blockId: string | null;
  /** Option or hotspot within the block, `tap` for the model itself. */
  readonly partId: string | null;
  /** The language that lacks words. */
  readonly language: Language | null;
}

/** Ids of the blocks that some way through the scene shows. */
export function reachable(scene: Scene): ReadonlySet<string> {
  const indexOf = new Map(scene.blocks.map((block, index) => [block.id, index]));
  const seen = new Set<string>();
  const open = [0];
  for (let start = open.pop(); start !== undefined; start = open.pop()) {
    for (let index = start; index < scene.blocks.length; index += 1) {
      const block = scene.blocks[index];
      if (!block || seen.has(block.id)) break;
      seen.add(block.id);
      for (const { target } of leadsOf(block)) {
        const to = target.kind === 'block' ? indexOf.get(target.id) : undefined;
        if (to !== undefined) open.push(to);
      }
      if (block.type === 'choice' || block.after === 'end') break;
    }
  }
  return seen;
}

/** What is wrong with where an option leads; null when it arrives somewhere. */
export function targetFault(
  scene: Scene,
  target: ChoiceTarget,
  { scenes, chapters }: Surroundings,
): 'target_gone' | 'target_unpublished' | 'target_no_scene' | null {
  if (target.kind === 'end') return null;
  if (target.kind === 'block') return scene.blocks.some(({ id }) => id === target.id) ? null : 'target_gone';
  let sceneId: string | null = target.id;
  if (target.kind === 'chapter') {
    const chapter = chapters.get(target.id);
    if (!chapter) return 'target_gone';
    sceneId = chapter.sceneId;
    if (sceneId === null) return 'target_no_scene';
  }
  const found = scenes.get(sceneId);
  if (!found) return 'target_gone';
  return found.published ? null : 'target_unpublished';
}

/** A choice is made with the thumb: at most three lie within its reach (Hoober 2017, "Design for fingers, touch, and people"). */
const COMFORTABLE_OPTIONS = 3;

const written = (text: Localized): boolean => Object.values(text).some((words) => words.trim() !== '');

/** Every text of a block that the audience reads, with the option or hotspot it belongs to. */
function textsOf(block: Block): { text: Localized; partId: string | null }[] {
  const own = (text: Localized) => ({ text, partId: null });
  switch (block.type) {
    case 'text':
      return [own(block.text)];
    case 'image':
      return [own(block.alt), own(block.caption)];
    case 'link':
      return [own(block.label)];
    case 'choice':
      return [own(block.prompt), ...block.options.map(({ id, label }) => ({ text: label, partId: id }))];
    case 'stage':
      return [
        own(block.alt),
        own(block.sound?.words ?? {}),
        ...touchablesOf(block).flatMap(({ partId, label, text, effect }) =>
          [label, text, effect.sound?.words ?? {}].map((each) => ({ text: each, partId })),
        ),
      ];
  }
}

/** All findings: those of the scene, then block by block in reading order. */
export function findFaults(scene: Scene, around: Surroundings): Finding[] {
  const found: Finding[] = [];
  const add = (
    kind: FindingKind,
    tone: Finding['tone'],
    blockId: string | null = null,
    partId: string | null = null,
    language: Language | null = null,
  ) => found.push({ kind, tone, blockId, partId, language });

  if (!written(scene.title)) add('no_title', 'warn');
  if (scene.blocks.length === 0) add('no_blocks', 'bad');
  const shown = reachable(scene);
  for (const block of scene.blocks) {
    const { id } = block;
    if (!shown.has(id)) add('unreachable', 'warn', id);
    if (block.type === 'text' && !written(block.text)) add('no_text', 'bad', id);
    if (block.type === 'image') {
      if (block.asset === null) add('no_image', 'bad', id);
      else if (!written(block.alt)) add('no_alt', 'warn', id);
    }
    if (block.type === 'choice') {
      for (const option of block.options) {
        if (!written(option.label)) add('no_option_label', 'bad', id, option.id);
      }
      if (block.options.length > COMFORTABLE_OPTIONS) add('many_options', 'warn', id);
    }
    if (block.type === 'stage') {
      if (block.model === null) add('no_model', 'bad', id);
      else {
        if (block.poster === null) add('no_poster', 'warn', id);
        if (!written(block.alt)) add('no_alt', 'warn', id);
      }
      const clips = block.model === null ? undefined : around.clips.get(block.model);
      const isGone = (clip: string | null) => clip !== null && clips !== undefined && !clips.includes(clip);
      if (isGone(block.animation.clip)) add('clip_gone', 'warn', id);
      if (block.sound && !written(block.sound.words)) add('no_sound_words', 'warn', id);
      for (const { partId, label, effect } of touchablesOf(block)) {
        if (!written(label)) add(partId === TAP ? 'no_tap_label' : 'no_spot_label', 'warn', id, partId);
        if (isGone(effect.clip)) add('clip_gone', 'warn', id, partId);
        if (effect.sound && !written(effect.sound.words)) add('no_sound_words', 'warn', id, partId);
      }
    }
    for (const { target, partId } of leadsOf(block)) {
      const fault = targetFault(scene, target, around);
      if (fault) add(fault, 'bad', id, partId);
    }
    if (block.type === 'link') {
      if (block.url === '') add('no_url', 'bad', id);
      if (!written(block.label)) add('no_link_label', 'warn', id);
    }
    for (const language of around.languages) {
      const lacking = textsOf(block).find(({ text }) => written(text) && !(text[language] ?? '').trim());
      if (lacking) add('untranslated', 'warn', id, lacking.partId, language);
    }
  }
  for (const language of around.languages) {
    if (written(scene.title) && !(scene.title[language] ?? '').trim())
      add('untranslated', 'warn', null, null, language);
  }
  return found;
}

/** True when both say the same, whatever the order of their keys and empty texts. */
export function sameScene(a: Scene, b: Scene): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part)
            .filter(([, inner]) => inner !== '')
            .sort(([one], [other]) => (one < other ? -1 : 1)),
        )
      : part,
  );
}
