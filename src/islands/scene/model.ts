import type { Scene } from '#domain/scene/model.ts';
import type { ModelFacts } from '#domain/scene/model-facts.ts';
import type { Stored } from '#domain/shared/document.ts';
import type { JobState } from '#domain/shared/job.ts';
import type { Language, Localized } from '#domain/shared/language.ts';

/** An uploaded file as the editor shows it. Width and height are null for what is no picture. */
export interface SceneAsset {
  readonly id: string;
  readonly url: string;
  readonly mime: string;
  readonly name: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  /** The model that phones get in this one's place; its own id when none is lighter, null until it was tried. */
  readonly lighterId: string | null;
  /** Null for what is no model, and until it was measured. */
  readonly model: ModelFacts | null;
}

/** What the job that makes a model lighter answers; both are the same when nothing lighter shows the same. */
export interface LightenDone {
  readonly original: SceneAsset;
  readonly lighter: SceneAsset;
}

/** Another scene of the campaign, as far as a choice that leads there needs it. */
export interface SceneRef {
  readonly id: string;
  readonly title: Localized;
  readonly published: boolean;
}

export interface ChapterRef {
  readonly id: string;
  readonly title: Localized;
  readonly sceneId: string | null;
}

/** A print that leads to the scene: the six characters of its code, and how wide its symbol is printed, if known. */
export interface PrintRef {
  readonly letters: string;
  readonly name: string;
  readonly symbolMm: number | null;
}

/** Everything the editor of one scene begins with. */
export interface EditorData {
  readonly campaignId: string;
  readonly languages: readonly Language[];
  readonly stored: Stored<Scene>;
  /** The version that new visits are shown. */
  readonly live: { readonly number: number; readonly scene: Scene } | null;
  readonly scenes: readonly SceneRef[];
  readonly chapters: readonly ChapterRef[];
  readonly assets: Readonly<Record<string, SceneAsset>>;
  /** The movements of models, by asset. */
  readonly clips: Readonly<Record<string, readonly string[]>>;
  readonly prints: readonly PrintRef[];
  /** Models that are being made lighter, by asset. */
  readonly lightening: Readonly<Record<string, JobState>>;
  /** The campaign's colours, offered as backgrounds. */
  readonly swatches: readonly string[];
}

/** One scene in the list. */
export interface SceneEntry {
  readonly id: string;
  readonly title: string;
  /** The first words that it shows, when no picture does. */
  readonly words: string;
  readonly picture: { readonly url: string; readonly width: number; readonly height: number } | null;
  readonly blocks: number;
  readonly published: { readonly number: number; readonly on: string; readonly changed: boolean } | null;
  readonly chapters: readonly { readonly id: string; readonly title: string }[];
  /** How many codes lead here without a chapter. */
  readonly codes: number;
}
