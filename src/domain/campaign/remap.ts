import type { Target } from '../code/model.ts';
import { letGo } from '../qr/style-library.ts';
import type { Block, ChoiceTarget, Effect } from '../scene/model.ts';
import { DomainError } from '../shared/error.ts';
import type { Id, IdPrefix } from '../shared/id.ts';
import type { AssetEntry, Bundle, CodeEntry } from './bundle.ts';

/** Makes an id; `newId` in the product, a counter in tests. */
export type MakeId = <P extends IdPrefix>(prefix: P) => Id<P>;

/** What an import changed or wants a person to look at. Ids are the new ones. */
export type ImportNote =
  /** A code led to an address outside: that target is off until somebody sets it again. */
  | {
      readonly kind: 'url_target';
      readonly codeId: string;
      readonly ruleId: string | null;
      readonly url: string;
    }
  /** A scene holds a link to an address outside; it is kept. */
  | { readonly kind: 'url_link'; readonly sceneId: string; readonly blockId: string; readonly url: string }
  /** A document named something that is not in the bundle; the reference was emptied. */
  | { readonly kind: 'dangling'; readonly documentId: string; readonly missing: string };

export interface Remapped {
  readonly bundle: Bundle;
  readonly notes: readonly ImportNote[];
  /** Old document id → new document id. */
  readonly ids: ReadonlyMap<string, string>;
}

/**
 * The same campaign with a new id for every document and every reference rewritten. Assets keep theirs (they
 * are hashes of content), as do the parts inside a document (blocks, options, rules, phases, goals).
 * References that lead out of the bundle are emptied and noted; url targets of codes are taken off and noted.
 * @throws DomainError `bundle_invalid` with reason `duplicate_id`, `duplicate_bearer` or `dangling` (a post
 *   without its chapter, a code without its bearer).
 */
export function remap(bundle: Bundle, makeId: MakeId): Remapped {
  const ids = renumber(bundle, makeId);
  const notes: ImportNote[] = [];
  const assets = new Set(bundle.assets.map((asset) => asset.id));

  const must = (id: string, path: string): string => {
    const found = ids.get(id);
    if (found === undefined) throw new DomainError('bundle_invalid', { reason: 'dangling', path });
    return found;
  };
  const noted = (documentId: string, missing: string): null => {
    notes.push({ kind: 'dangling', documentId, missing });
    return null;
  };
  const may = (owner: string, id: string | null): string | null =>
    id === null ? null : (ids.get(id) ?? noted(owner, id));
  const asset = (owner: string, id: string | null): string | null =>
    id === null || assets.has(id) ? id : noted(owner, id);

  const target = (codeId: string, ruleId: string | null, to: Target | null): Target | null => {
    if (to === null) return null;
    if (to.kind === 'url') {
      notes.push({ kind: 'url_target', codeId, ruleId, url: to.url });
      return null;
    }
    const id = may(codeId, to.id);
    return id === null ? null : { kind: to.kind, id };
  };

  const code = ({ id, bearer, doc }: CodeEntry): CodeEntry => {
    const own = must(id, `codes/${id}.json`);
    const rules = doc.rules.flatMap((rule) => {
      const to = target(own, rule.id, rule.target);
      return to === null ? [] : [{ ...rule, target: to }];
    });
    const art = doc.style.logo?.art;
    const lost = art?.kind === 'raster' && asset(own, art.assetId) === null;
    return {
      id: own,
      bearer: { kind: bearer.kind, id: must(bearer.id, `codes/${id}.json`) },
      doc: {
        // Saved styles belong to a workspace and do not travel.
        ...letGo(doc),
        style: lost ? { ...doc.style, logo: null } : doc.style,
        rules,
        otherwise: target(own, null, doc.otherwise),
      },
    };
  };

  const onward = (sceneId: string, to: ChoiceTarget): ChoiceTarget | null => {
    if (to.kind !== 'scene' && to.kind !== 'chapter') return to;
    const id = may(sceneId, to.id);
    return id === null ? null : { kind: to.kind, id };
  };
  const sound = <Sound extends { asset: string } | null>(sceneId: string, heard: Sound): Sound | null =>
    heard && asset(sceneId, heard.asset) === null ? null : heard;
  const effect = (sceneId: string, { clip, sound: heard, lead }: Effect): Effect => {
    const target = lead && onward(sceneId, lead.target);
    return { clip, sound: sound(sceneId, heard), lead: lead && target && { ...lead, target } };
  };

  const block = (sceneId: string, part: Block): Block => {
    if (part.type === 'image') return { ...part, asset: asset(sceneId, part.asset) };
    if (part.type === 'stage') {
      return {
        ...part,
        model: asset(sceneId, part.model),
        poster: asset(sceneId, part.poster),
        hotspots: part.hotspots.map((spot) => ({ ...spot, effect: effect(sceneId, spot.effect) })),
        tap: part.tap && { ...part.tap, effect: effect(sceneId, part.tap.effect) },
        sound: sound(sceneId, part.sound),
      };
    }
    if (part.type === 'link') {
      if (part.url) notes.push({ kind: 'url_link', sceneId, blockId: part.id, url: part.url });
      return part;
    }
    if (part.type !== 'choice') return part;
    return {
      ...part,
      options: part.options.map((option) => ({
        ...option,
        target: onward(sceneId, option.target) ?? { kind: 'end' as const },
      })),
    };
  };

  const campaign = { ...bundle.campaign, planAsset: asset('campaign', bundle.campaign.planAsset) };
  const phases = new Set(campaign.phases.map((phase) => phase.id));
  const moved: Bundle = {
    exportedAt: bundle.exportedAt,
    campaign,
    chapters: bundle.chapters.map(({ id, doc }) => {
      const own = must(id, `chapters/${id}.json`);
      const links = doc.links.flatMap((link) => {
        const to = may(own, link.to);
        return to === null ? [] : [{ ...link, to }];
      });
      const lostPhase = doc.phaseId !== null && !phases.has(doc.phaseId);
      const phaseId = lostPhase ? noted(own, doc.phaseId ?? '') : doc.phaseId;
      return { id: own, doc: { ...doc, phaseId, links, sceneId: may(own, doc.sceneId) } };
    }),
    posts: bundle.posts.map(({ id, doc }) => {
      const own = must(id, `posts/${id}.json`);
      return {
        id: own,
        doc: {
          ...doc,
          chapterId: must(doc.chapterId, `posts/${id}.json`),
          media: doc.media.filter((item) => asset(own, item.asset) !== null),
        },
      };
    }),
    places: bundle.places.map(({ id, doc }) => {
      const own = must(id, `places/${id}.json`);
      return { id: own, doc: { ...doc, photo: asset(own, doc.photo) } };
    }),
    placements: bundle.placements.map(({ id, doc, events }) => {
      const own = must(id, `placements/${id}.json`);
      return {
        id: own,
        doc: { ...doc, placeId: may(own, doc.placeId), postId: may(own, doc.postId) },
        events: events.map((event) => ({
          ...event,
          id: must(event.id, `placements/${id}.json`),
          undoes: event.undoes === null ? null : must(event.undoes, `placements/${id}.json`),
          photo: asset(own, event.photo),
        })),
      };
    }),
    codes: bundle.codes.map(code),
    scenes: bundle.scenes.map(({ id, doc, published }) => {
      const own = must(id, `scenes/${id}.json`);
      return { id: own, doc: { ...doc, blocks: doc.blocks.map((part) => block(own, part)) }, published };
    }),
    assets: bundle.assets.map((entry) => withoutLost(entry, bundle.assets)),
  };
  return { bundle: moved, notes, ids };
}

/** A model whose lighter one is not in the bundle has not been made lighter. */
function withoutLost(entry: AssetEntry, all: readonly AssetEntry[]): AssetEntry {
  const { lighterId, ...rest } = entry;
  const isHere = all.some(({ id, mime }) => id === lighterId && mime === entry.mime);
  return isHere ? entry : rest;
}

function renumber(bundle: Bundle, makeId: MakeId): Map<string, string> {
  const ids = new Map<string, string>();
  const give = (entries: readonly { readonly id: string }[], prefix: IdPrefix, folder: string): void => {
    for (const { id } of entries) {
      if (ids.has(id)) {
        throw new DomainError('bundle_invalid', { reason: 'duplicate_id', path: `${folder}/${id}.json` });
      }
      ids.set(id, makeId(prefix));
    }
  };
  give(bundle.chapters, 'chp', 'chapters');
  give(bundle.posts, 'pst', 'posts');
  give(bundle.places, 'plc', 'places');
  give(bundle.placements, 'plm', 'placements');
  for (const { events } of bundle.placements) give(events, 'evt', 'placements');
  give(bundle.codes, 'cod', 'codes');
  give(bundle.scenes, 'scn', 'scenes');
  const bearers = new Set<string>();
  for (const { id, bearer } of bundle.codes) {
    if (bearers.has(bearer.id)) {
      throw new DomainError('bundle_invalid', { reason: 'duplicate_bearer', path: `codes/${id}.json` });
    }
    bearers.add(bearer.id);
  }
  return ids;
}
