/**
 * Scenes: the draft an author edits, and the frozen versions that phones are shown. A visit ends on the version
 * it began with, whatever is published meanwhile.
 */
import { chapter, scene } from '#db/schema/documents.ts';
import type { Campaign } from '#domain/campaign/model.ts';
import { sameScene } from '#domain/scene/findings.ts';
import { type ChoiceOption, leadsOf, newScene, type Scene, touchablesOf } from '#domain/scene/model.ts';
import { sceneSchema, upgradeScene } from '#domain/scene/schema.ts';
import type { Stored } from '#domain/shared/document.ts';
import { DomainError } from '#domain/shared/error.ts';
import { newId } from '#domain/shared/id.ts';
import type { Localized } from '#domain/shared/language.ts';
import { chapterSchema } from '#domain/story/schema.ts';
import type { AssetRef, Assets } from '../assets/index.ts';
import { quickLookOf } from '../assets/quick-look/store.ts';
import type { Campaigns } from '../campaigns/index.ts';
import { makeCodeStore } from '../codes/store.ts';
import { type Actor, type Context, found } from '../context.ts';
import { makeDocumentStore } from '../documents.ts';
import { makeSceneVersionStore, type SceneVersion } from './store.ts';

export type { SceneVersion } from './store.ts';
export type Scenes = ReturnType<typeof makeScenes>;

/** Everything a play page needs. `versionId` is `draft` in the studio's preview. */
export interface PlayableVersion {
  readonly versionId: string;
  readonly sceneId: string;
  readonly number: number;
  readonly scene: Scene;
  readonly campaign: {
    readonly id: string;
    readonly title: Localized;
    readonly languages: readonly string[];
    readonly theme: Campaign['theme'];
  };
  readonly assets: Record<string, AssetRef>;
  /** The stages that an iPhone can put into the room. */
  readonly quickLooks: readonly string[];
}

/** The assets a scene shows, in the order of its blocks. */
export function assetsOf(document: Scene): string[] {
  return document.blocks.flatMap((block) => {
    if (block.type === 'image') return block.asset ? [block.asset] : [];
    if (block.type === 'stage') {
      const sounds = [block.sound, ...touchablesOf(block).map(({ effect }) => effect.sound)];
      return [block.model, block.poster, ...sounds.map((sound) => sound?.asset ?? null)].filter(
        (id) => id !== null,
      );
    }
    return [];
  });
}

/** What leads on under this id, an option or something of a stage, and the block that offers it. */
export function findOption(
  document: Scene,
  optionId: string,
): { blockId: string; option: ChoiceOption } | null {
  for (const block of document.blocks) {
    const option = leadsOf(block).find((candidate) => candidate.id === optionId);
    if (option) return { blockId: block.id, option };
  }
  return null;
}

export function makeScenes(
  context: Context,
  campaigns: Campaigns,
  assets: Assets,
  onChange: (campaignId: string) => Promise<void>,
) {
  const drafts = makeDocumentStore(context, scene, sceneSchema, 'scene', upgradeScene);
  const versions = makeSceneVersionStore(context);
  const chapters = makeDocumentStore(context, chapter, chapterSchema, 'chapter');
  const codes = makeCodeStore(context);
  const frozen = new Map<string, PlayableVersion>();

  async function playable(
    campaignId: string,
    version: Pick<SceneVersion, 'id' | 'sceneId' | 'number' | 'scene'>,
  ): Promise<PlayableVersion> {
    const campaign = found(await campaigns.find(campaignId), 'campaign');
    return {
      versionId: version.id,
      sceneId: version.sceneId,
      number: version.number,
      scene: version.scene,
      campaign: {
        id: campaign.id,
        title: campaign.doc.title,
        languages: campaign.doc.languages,
        theme: campaign.doc.theme,
      },
      assets: await assets.refs(assetsOf(version.scene)),
      quickLooks: version.scene.blocks.flatMap((block) => {
        const look = quickLookOf(block);
        return look && assets.quickLooks.find(look) ? [block.id] : [];
      }),
    };
  }

  /** @throws DomainError `code_in_use` while a chapter shows the scene or a working code ever leads to it. */
  async function refuseWhileShown(campaignId: string, id: string): Promise<void> {
    const showing = (await chapters.list(campaignId)).filter(({ doc }) => doc.sceneId === id);
    const letters = (await codes.list(campaignId))
      .filter(({ doc }) => !doc.retired)
      .filter(({ doc }) =>
        [doc.otherwise, ...doc.rules.map(({ target }) => target)].some(
          (target) => target?.kind === 'scene' && target.id === id,
        ),
      )
      .map((code) => code.letters);
    if (showing.length === 0 && letters.length === 0) return;
    const chapterIds = showing.map((stored) => stored.id);
    throw new DomainError('code_in_use', { reason: 'scene_shown', chapters: chapterIds, letters });
  }

  return {
    drafts,
    versions,

    async list(actor: Actor, campaignId: string) {
      await campaigns.open(actor, campaignId);
      const newest = await versions.newest(campaignId);
      return (await drafts.list(campaignId)).map((stored) => ({
        ...stored,
        published: newest.get(stored.id) ?? null,
      }));
    },
    async get(actor: Actor, campaignId: string, id: string): Promise<Stored<Scene>> {
      await campaigns.open(actor, campaignId);
      return drafts.get(campaignId, id);
    },
    async create(actor: Actor, campaignId: string, start: Partial<Scene>): Promise<Stored<Scene>> {
      await campaigns.open(actor, campaignId);
      return drafts.create(campaignId, newId('scn'), { ...newScene(), ...start });
    },
    async save(
      actor: Actor,
      campaignId: string,
      id: string,
      baseVersion: number,
      doc: Scene,
    ): Promise<Stored<Scene>> {
      await campaigns.open(actor, campaignId);
      return drafts.save(campaignId, id, baseVersion, doc);
    },
    /** Refused (`code_in_use`) while a chapter or a working code shows it. */
    async trash(actor: Actor, campaignId: string, id: string): Promise<void> {
      await campaigns.open(actor, campaignId);
      await refuseWhileShown(campaignId, id);
      await drafts.trash(campaignId, id);
      await onChange(campaignId);
    },
    async restore(actor: Actor, campaignId: string, id: string): Promise<Stored<Scene>> {
      await campaigns.open(actor, campaignId);
      const restored = await drafts.restore(campaignId, id);
      await onChange(campaignId);
      return restored;
    },

    /** The version that new visits are shown, for the editor to compare with. */
    async newest(actor: Actor, campaignId: string, id: string): Promise<SceneVersion | null> {
      await campaigns.open(actor, campaignId);
      await drafts.get(campaignId, id);
      return versions.newestOf(id);
    },
    /**
     * Freezes the draft as a new version. With `baseVersion` only the draft that the author saw: another one is a
     * `conflict`. @throws DomainError `nothing_to_publish` for an empty scene or one that did not change since.
     */
    async publish(actor: Actor, campaignId: string, id: string, baseVersion?: number): Promise<SceneVersion> {
      await campaigns.open(actor, campaignId);
      const draft = await drafts.get(campaignId, id);
      if (baseVersion !== undefined && draft.version !== baseVersion) {
        throw new DomainError('conflict', { current: draft });
      }
      const last = await versions.newestOf(id);
      if (draft.doc.blocks.length === 0 || (last && sameScene(last.scene, draft.doc))) {
        throw new DomainError('nothing_to_publish', { id });
      }
      const version = await versions.append({
        id: newId('ver'),
        sceneId: id,
        campaignId,
        scene: draft.doc,
        by: actor.userId,
      });
      await onChange(campaignId);
      return version;
    },

    /** A frozen version with all a phone needs; kept in memory, since it cannot change but for the campaign's look. */
    async getVersion(versionId: string): Promise<PlayableVersion> {
      const cached = frozen.get(versionId);
      if (cached) return cached;
      const version = found(await versions.find(versionId), 'scene');
      const made = await playable(version.campaignId, version);
      if (frozen.size > 500) frozen.clear();
      frozen.set(versionId, made);
      return made;
    },
    /** The draft as a phone would show it, for the preview beside the editor. */
    async getDraft(actor: Actor, campaignId: string, id: string): Promise<PlayableVersion> {
      await campaigns.open(actor, campaignId);
      const draft = await drafts.get(campaignId, id);
      return playable(campaignId, { id: 'draft', sceneId: id, number: 0, scene: draft.doc });
    },
    /** The draft of a scene in whatever campaign of the actor's it lies; a phone's address names no campaign. */
    async preview(actor: Actor, id: string): Promise<PlayableVersion> {
      const campaignId = found(await versions.campaignOf(id), 'scene');
      return this.getDraft(actor, campaignId, id);
    },
    /** Forgets what was kept of a campaign's versions after its languages or colours changed. */
    forget(campaignId: string): void {
      for (const [id, version] of frozen) if (version.campaign.id === campaignId) frozen.delete(id);
    },
  };
}
