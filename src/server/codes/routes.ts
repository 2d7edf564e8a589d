/**
 * The route map: everything a scan must know about a code, in memory, so that answering needs no query. It is
 * rebuilt for a campaign whenever something in it changes, before the change is acknowledged.
 */
import type { Campaign } from '#domain/campaign/model.ts';
import { type Bearer, type Code, resolveTarget } from '#domain/code/model.ts';
import type { Placement } from '#domain/place/model.ts';
import type { Campaigns, StoredCampaign } from '../campaigns/index.ts';
import type { Places } from '../places/index.ts';
import type { Scenes } from '../scenes/index.ts';
import type { Stories } from '../stories/index.ts';
import type { CodeStore } from './store.ts';

/** One code as the scan path sees it. */
export interface Route {
  readonly letters: string;
  readonly codeId: string;
  readonly campaignId: string;
  readonly campaign: Campaign;
  readonly bearer: Bearer;
  readonly placeId: string | null;
  readonly channel: string | null;
  /** What the code is printed on; null for a code that is no print. */
  readonly print: Pick<Placement, 'widthMm' | 'scanDistanceM' | 'artwork'> | null;
  readonly code: Code;
  /** Chapter id → newest published version of its scene, null when there is none. */
  readonly chapters: ReadonlyMap<string, string | null>;
  /** Scene id → its newest published version. */
  readonly scenes: ReadonlyMap<string, string>;
}

export type NoticeKind = 'unknown' | 'retired' | 'not_open' | 'over' | 'unpublished' | 'error';

/** What a scan gets: a scene, a foreign address, or a friendly page that says why not. */
export type Answer =
  | {
      readonly kind: 'scene';
      readonly versionId: string;
      readonly chapterId: string | null;
      readonly rule: number;
    }
  | { readonly kind: 'redirect'; readonly url: string; readonly chapterId: null; readonly rule: number }
  | {
      readonly kind: 'notice';
      readonly notice: NoticeKind;
      readonly chapterId: string | null;
      readonly rule: number;
    };

/** Decides what a scan of `route` gets at `now` (epoch ms). Staff see drafts that are not open yet. */
export function decide(route: Route, now: number, staff: boolean): Answer {
  const { state, timeZone } = route.campaign;
  const notice = (kind: NoticeKind, chapterId: string | null = null, rule = -1): Answer => ({
    kind: 'notice',
    notice: kind,
    chapterId,
    rule,
  });
  if (route.code.retired) return notice('retired');
  if (state === 'draft' && !staff) return notice('not_open');
  if (state === 'ended' || state === 'archived') return notice('over');
  const { target, rule } = resolveTarget(route.code, now, timeZone);
  if (!target) return notice('not_open', null, rule);
  if (target.kind === 'url') return { kind: 'redirect', url: target.url, chapterId: null, rule };
  const chapterId = target.kind === 'chapter' ? target.id : null;
  const versionId = target.kind === 'chapter' ? route.chapters.get(target.id) : route.scenes.get(target.id);
  return versionId ? { kind: 'scene', versionId, chapterId, rule } : notice('unpublished', chapterId, rule);
}

export interface RouteSources {
  readonly campaigns: Campaigns;
  readonly stories: Stories;
  readonly places: Places;
  readonly scenes: Scenes;
  readonly codes: CodeStore;
}

export function makeRouteMap() {
  const byLetters = new Map<string, Route>();
  const lettersOf = new Map<string, string[]>();
  const chapterScene = new Map<string, string>();

  async function loadCampaign(sources: RouteSources, campaign: StoredCampaign): Promise<void> {
    const [codes, chapters, posts, placements, versions] = await Promise.all([
      sources.codes.list(campaign.id),
      sources.stories.chapters.list(campaign.id),
      sources.stories.posts.list(campaign.id),
      sources.places.placements.list(campaign.id),
      sources.scenes.versions.newest(campaign.id),
    ]);
    const scenes = new Map([...versions].map(([sceneId, version]) => [sceneId, version.id]));
    const published = new Map(
      chapters.map(({ id, doc }) => [id, doc.sceneId === null ? null : (scenes.get(doc.sceneId) ?? null)]),
    );
    const channelOf = new Map(posts.map(({ id, doc }) => [id, doc.channel]));
    const placementOf = new Map(placements.map(({ id, doc }) => [id, doc]));
    for (const letters of lettersOf.get(campaign.id) ?? []) byLetters.delete(letters);
    lettersOf.set(
      campaign.id,
      codes.map((code) => code.letters),
    );
    for (const { id, doc } of chapters) if (doc.sceneId) chapterScene.set(id, doc.sceneId);
    for (const stored of codes) {
      const placement = stored.bearer.kind === 'placement' ? placementOf.get(stored.bearer.id) : undefined;
      byLetters.set(stored.letters, {
        letters: stored.letters,
        codeId: stored.id,
        campaignId: campaign.id,
        campaign: campaign.doc,
        bearer: stored.bearer,
        placeId: placement?.placeId ?? null,
        channel: placement ? placement.medium : (channelOf.get(stored.bearer.id) ?? null),
        print: placement ?? null,
        code: stored.doc,
        chapters: published,
        scenes,
      });
    }
  }

  return {
    find: (letters: string): Route | undefined => byLetters.get(letters),
    /** The scene a chapter shows, whatever campaign it is in. */
    sceneOf: (chapterId: string): string | undefined => chapterScene.get(chapterId),
    get size(): number {
      return byLetters.size;
    },
    async load(sources: RouteSources): Promise<void> {
      for (const campaign of await sources.campaigns.listAll()) await loadCampaign(sources, campaign);
    },
    async reload(sources: RouteSources, campaignId: string): Promise<void> {
      const campaign = await sources.campaigns.find(campaignId);
      if (campaign) await loadCampaign(sources, campaign);
    },
  };
}
