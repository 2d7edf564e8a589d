import { type Accessor, createContext, useContext } from 'solid-js';
import type { SceneCommand } from '#domain/scene/commands.ts';
import type { Surroundings } from '#domain/scene/findings.ts';
import type { Block, Scene } from '#domain/scene/model.ts';
import { type Language, type Localized, pick } from '#domain/shared/language.ts';
import type { sceneTexts } from '#i18n/studio/scene.ts';
import { fill, type Lang, type TextsOf } from '#i18n/text.ts';
import type { Lightening } from './make-lightening.ts';
import type { ChapterRef, PrintRef, SceneAsset, SceneRef } from './model.ts';

export type SceneWords = TextsOf<typeof sceneTexts>;

/** What every part of the editor shares. */
export interface Editing {
  readonly lang: Lang;
  readonly t: SceneWords;
  readonly sceneId: string;
  readonly campaignId: string;
  readonly languages: readonly Language[];
  /** The language that all fields and the phone show. */
  readonly language: Accessor<Language>;
  readonly setLanguage: (language: Language) => void;
  readonly doc: Accessor<Scene>;
  /** One step of undo; commands with the same key within a second are one, as typing is. */
  readonly edit: (command: SceneCommand, mergeKey?: string | null) => void;
  readonly asset: (id: string | null) => SceneAsset | undefined;
  readonly addAsset: (asset: SceneAsset) => void;
  /** The movements of a model; null until somebody has looked into it. */
  readonly clipsOf: (id: string | null) => readonly string[] | null;
  readonly setClips: (id: string, clips: readonly string[]) => void;
  /** The upload that a lighter model was made of; undefined for any other asset. */
  readonly originalOf: (id: string) => SceneAsset | undefined;
  readonly lightening: Lightening;
  readonly scenes: readonly SceneRef[];
  readonly chapters: readonly ChapterRef[];
  /** Prints whose codes lead to this scene. */
  readonly prints: readonly PrintRef[];
  readonly around: Surroundings;
  readonly swatches: readonly string[];
  /** The block whose editor is open. */
  readonly open: Accessor<string | null>;
  readonly setOpen: (id: string | null) => void;
  /** Read out politely. */
  readonly announce: (text: string) => void;
}

export const EditingContext = createContext<Editing>();

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (!editing) throw new Error('a part of the scene editor stands outside of it');
  return editing;
}

/** "3. Text", as the editor calls a block; "" for one that is gone. */
export function blockName({ doc, t }: Pick<Editing, 'doc' | 't'>, id: string): string {
  const index = doc().blocks.findIndex((block) => block.id === id);
  const block = doc().blocks[index];
  return block ? fill(t.blockName, { n: index + 1, kind: t[block.type] }) : '';
}

/** The text in the language shown, else in another. */
export const shownText = (
  { language, languages }: Pick<Editing, 'language' | 'languages'>,
  text: Localized,
) => pick(text, language(), languages).text;

/** A line that tells a block from its neighbours. */
export function gist(editing: Editing, block: Block): string {
  const words = (text: Localized) => shownText(editing, text);
  switch (block.type) {
    case 'text':
      return plain(words(block.text));
    case 'image':
      return words(block.caption) || words(block.alt) || (editing.asset(block.asset)?.name ?? '');
    case 'choice':
      return [words(block.prompt), block.options.map(({ label }) => words(label) || '…').join(' · ')]
        .filter(Boolean)
        .join(' — ');
    case 'stage':
      return words(block.alt) || (editing.asset(block.model)?.name ?? '');
    case 'link':
      return words(block.label) || block.url;
  }
}

/** Markdown without its marks, for a line of it. */
const plain = (text: string): string =>
  text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`>#~]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
