import {
  type Block,
  type BlockOf,
  type ChoiceOption,
  type Effect,
  endsHere,
  passage,
  type Scene,
  touchablesOf,
} from '#domain/scene/model.ts';
import { type Language, type Localized, type Picked, pick } from '#domain/shared/language.ts';
import { renderMarkdown } from '#domain/shared/markdown.ts';
import { paths } from '#paths';
import type { PlayableVersion } from '#server/scenes/index.ts';

/** A text for the page; `lang` is set when it is not in the language of the page. */
export interface Words {
  readonly text: string;
  readonly lang: Language | undefined;
}

export interface Picture {
  readonly src: string;
  readonly width: number;
  readonly height: number;
}

export interface StageView {
  readonly kind: 'stage';
  readonly id: string;
  readonly alt: Words;
  readonly poster: Picture | null;
  readonly modelUrl: string | null;
  /** The model's geometry needs a decoder. */
  readonly meshopt: boolean;
  /** Where a phone may show it through its camera, the best first. A draft has no code and no camera. */
  readonly ways: readonly ('code' | 'floor')[];
  /** What can be touched, the model itself last: its words, what would be heard, and where it leads. */
  readonly touchables: readonly {
    readonly label: Words;
    readonly text: Words;
    readonly heard: Words | null;
    readonly lead: Omit<OptionView, 'label'> | null;
  }[];
  /** Addresses of its sounds, by asset. */
  readonly sounds: Readonly<Record<string, string>>;
  /** What an iPhone's own viewer opens; null when there is none. */
  readonly quickLook: { readonly href: string; readonly isPerPrint: boolean } | null;
  /** The block with the texts of one language only, for the player. */
  readonly block: BlockOf<'stage'>;
}

export interface OptionView {
  readonly id: string;
  readonly label: Words;
  /** Where the player finds what follows; leads out of this version when `away`. */
  readonly to: string;
  readonly away: boolean;
}

export type BlockView =
  | { readonly kind: 'text'; readonly id: string; readonly html: string; readonly lang: Language | undefined }
  | {
      readonly kind: 'image';
      readonly id: string;
      readonly picture: Picture;
      readonly alt: Words;
      readonly caption: Words;
    }
  | StageView
  | {
      readonly kind: 'choice';
      readonly id: string;
      readonly prompt: Words;
      readonly options: readonly OptionView[];
    }
  | { readonly kind: 'link'; readonly id: string; readonly label: Words; readonly url: string };

/** One screen of a scene in one language, ready to be drawn. */
export interface PassageView {
  readonly language: Language;
  /** `start`, `end` or the id of the block it begins with, as in its address. */
  readonly at: string;
  readonly title: Words;
  readonly campaignTitle: Words;
  readonly blocks: readonly BlockView[];
  /** True when a picture or stage opens the screen. */
  readonly opensWithPicture: boolean;
  /** True when nothing is left to choose: reading to the end completes the scene. */
  readonly ends: boolean;
  readonly hasStage: boolean;
  /** The scene's opening picture, shown once more above a later screen that has none of its own. */
  readonly recap: Picture | null;
  /** The other languages in which the scene itself is told. */
  readonly otherLanguages: readonly { readonly language: Language; readonly name: string }[];
}

export const START = 'start';
export const END = 'end';

const DRAFT = 'draft';

/** True for what an editor previews: its passages are told apart by a parameter, not by their path. */
export const isDraft = (version: PlayableVersion): boolean => version.versionId === DRAFT;

/** The address of a passage; names the language when the campaign has several. A draft stays in its preview. */
export function passageUrl(version: PlayableVersion, at: string, language: Language): string {
  if (isDraft(version)) return `${paths.preview(version.sceneId)}?at=${at}&lang=${language}`;
  return inLanguage(version, paths.passage(version.versionId, version.sceneId, at), language);
}

const inLanguage = (version: PlayableVersion, path: string, language: Language): string =>
  version.campaign.languages.length > 1 ? `${path}?lang=${language}` : path;

/** Where the form sends a choice made without script. */
export const chooseUrl = (version: PlayableVersion, language: Language): string =>
  inLanguage(version, paths.choose(version.versionId), language);

/**
 * What one screen shows, from the block `at` (`start` for the first, `end` for the closing words alone).
 * Blocks whose words or files are missing are left out. Null when the scene has no such block.
 */
export function viewPassage(version: PlayableVersion, at: string, language: Language): PassageView | null {
  const { scene, campaign } = version;
  const words = (text: Localized): Words => wordsOf(pick(text, language, campaign.languages));
  const shown = at === END ? [] : passage(scene, at === START ? null : at);
  if (shown.length === 0 && at !== END && at !== START) return null;
  const blocks = shown.flatMap((block) => viewBlock(version, block, language, words) ?? []);
  const first = blocks[0]?.kind;
  const pictured = blocks.some(({ kind }) => kind === 'image' || kind === 'stage');
  const opening = at === START || shown[0]?.id === scene.blocks[0]?.id;
  return {
    language,
    at,
    title: words(scene.title),
    campaignTitle: words(campaign.title),
    blocks,
    opensWithPicture: first === 'image' || first === 'stage',
    ends: endsHere(shown),
    hasStage: blocks.some((block) => block.kind === 'stage' && block.modelUrl !== null),
    recap: pictured || (opening && at !== END) ? null : openingPicture(version),
    otherLanguages: otherLanguages(scene, language, campaign.languages).map((other) => ({
      language: other,
      name: languageName(other),
    })),
  };
}

/** The words that the reader came for; a scene that has none is told by its title. */
function tellingOf({ title, blocks }: Scene): readonly Localized[] {
  const told = blocks
    .flatMap((block): Localized[] => {
      if (block.type === 'text') return [block.text];
      if (block.type === 'link') return [block.label];
      if (block.type === 'choice') return [block.prompt, ...block.options.map(({ label }) => label)];
      if (block.type === 'stage') return touchablesOf(block).flatMap(({ label, text }) => [label, text]);
      return [];
    })
    .filter((text) => Object.values(text).some((words) => words.trim() !== ''));
  return told.length > 0 ? told : [title];
}

/** What a switch can offer: languages the scene is told in, but not the one that already stands in for `language`. */
function otherLanguages(scene: Scene, language: Language, languages: readonly Language[]): Language[] {
  const telling = tellingOf(scene);
  const told = languages.filter((one) => telling.some((text) => (text[one] ?? '').trim() !== ''));
  const shown = told.includes(language) ? language : told[0];
  return told.filter((other) => other !== language && other !== shown);
}

function openingPicture(version: PlayableVersion): Picture | null {
  for (const block of passage(version.scene, null)) {
    const picture =
      block.type === 'image'
        ? pictureOf(version, block.asset)
        : block.type === 'stage'
          ? pictureOf(version, block.poster)
          : null;
    if (picture) return picture;
  }
  return null;
}

const wordsOf = ({ text, language, fallback }: Picked): Words => ({
  text,
  lang: fallback ? language : undefined,
});

/** A language's own name, `Deutsch`, with a capital as it stands alone. */
export function languageName(language: Language): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

function viewBlock(
  version: PlayableVersion,
  block: Block,
  language: Language,
  words: (text: Localized) => Words,
): BlockView | null {
  switch (block.type) {
    case 'text': {
      const { text, lang } = words(block.text);
      return text.trim() === '' ? null : { kind: 'text', id: block.id, html: renderMarkdown(text), lang };
    }
    case 'image': {
      const picture = pictureOf(version, block.asset);
      if (!picture) return null;
      return { kind: 'image', id: block.id, picture, alt: words(block.alt), caption: words(block.caption) };
    }
    case 'link': {
      const label = words(block.label);
      if (block.url === '') return null;
      const shown = label.text === '' ? { text: new URL(block.url).hostname, lang: undefined } : label;
      return { kind: 'link', id: block.id, label: shown, url: block.url };
    }
    case 'choice':
      return {
        kind: 'choice',
        id: block.id,
        prompt: words(block.prompt),
        options: block.options.map((option) => ({
          id: option.id,
          label: words(option.label),
          ...targetOf(version, option, language),
        })),
      };
    case 'stage':
      return viewStage(version, block, language, words);
  }
}

/** Where an option leads: inside the scene to a passage, elsewhere through the server's `go`. */
function targetOf(
  version: PlayableVersion,
  { id, target }: Pick<ChoiceOption, 'id' | 'target'>,
  language: Language,
): Pick<OptionView, 'to' | 'away'> {
  if (target.kind === 'end') return { to: passageUrl(version, END, language), away: false };
  if (target.kind === 'block') {
    const there = version.scene.blocks.some((block) => block.id === target.id);
    return { to: passageUrl(version, there ? target.id : END, language), away: false };
  }
  if (isDraft(version)) {
    return { to: `${paths.preview(version.sceneId)}?go=${id}&lang=${language}`, away: true };
  }
  return { to: inLanguage(version, paths.go(version.versionId, id), language), away: true };
}

const waysOf: Record<BlockOf<'stage'>['ar']['stand'], StageView['ways']> = {
  page: [],
  code: ['code', 'floor'],
  floor: ['floor'],
};

function viewStage(
  version: PlayableVersion,
  block: BlockOf<'stage'>,
  language: Language,
  words: (text: Localized) => Words,
): StageView | null {
  const model = block.model === null ? undefined : version.assets[block.model];
  const modelUrl = model?.url ?? null;
  const poster = pictureOf(version, block.poster);
  if (modelUrl === null && poster === null) return null;
  const alt = words(block.alt);
  const touched = touchablesOf(block);
  const touchables = touched.map(({ label, text, effect: { sound, lead } }) => ({
    label: words(label),
    text: words(text),
    heard: sound && words(sound.words),
    lead: lead && { id: lead.id, ...targetOf(version, lead, language) },
  }));
  const sounds = [block.sound, ...touched.map(({ effect }) => effect.sound)].flatMap((sound) => {
    const asset = sound && version.assets[sound.asset];
    return asset ? [[asset.id, asset.url] as const] : [];
  });
  const one = (text: Localized): Localized => ({ [language]: words(text).text });
  const heardIn = <Sound extends { words: Localized } | null>(sound: Sound): Sound =>
    sound && { ...sound, words: one(sound.words) };
  const inOne = (effect: Effect): Effect => ({ ...effect, sound: heardIn(effect.sound) });
  return {
    kind: 'stage',
    id: block.id,
    alt,
    poster,
    modelUrl,
    meshopt: model?.model?.meshopt === true,
    ways: modelUrl === null || isDraft(version) ? [] : waysOf[block.ar.stand],
    touchables,
    sounds: Object.fromEntries(sounds),
    quickLook: version.quickLooks.includes(block.id) ? viewQuickLook(version, block) : null,
    block: {
      ...block,
      alt: one(block.alt),
      hotspots: block.hotspots.map((hotspot) => ({
        ...hotspot,
        label: one(hotspot.label),
        text: one(hotspot.text),
        effect: inOne(hotspot.effect),
      })),
      tap: block.tap && { label: one(block.tap.label), effect: inOne(block.tap.effect) },
      sound: heardIn(block.sound),
    },
  };
}

/** Centimetres are true anywhere; widths of a print are a beginning, and a pinch may go on from there. */
function viewQuickLook({ versionId }: PlayableVersion, { id, ar }: BlockOf<'stage'>): StageView['quickLook'] {
  const isPerPrint = ar.size.unit === 'widths';
  const href = paths.quickLook(versionId, id);
  return { href: isPerPrint ? href : `${href}#allowsContentScaling=0`, isPerPrint };
}

function pictureOf(version: PlayableVersion, id: string | null): Picture | null {
  const asset = id === null ? undefined : version.assets[id];
  if (!asset?.width || !asset.height) return null;
  return { src: asset.url, width: asset.width, height: asset.height };
}
