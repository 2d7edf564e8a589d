/**
 * The style library of a workspace: saved styles, its palettes, and which codes wear what. Promises that a locked part
 * is changed by nobody but an owner, here or in a code that wears the style, and that every code it changes has that
 * change in its history.
 */
import { and, eq } from 'drizzle-orm';
import { member } from '#db/schema/accounts.ts';
import type { Code } from '#domain/code/model.ts';
import {
  breaches,
  isSame,
  type PaletteBook,
  partsThatDiffer,
  type SavedStyle,
  type StyleUse,
  wear,
} from '#domain/qr/style-library.ts';
import type { Stored } from '#domain/shared/document.ts';
import { DomainError } from '#domain/shared/error.ts';
import { newId } from '#domain/shared/id.ts';
import type { Assets } from '../../assets/index.ts';
import { type Actor, type Context, found } from '../../context.ts';
import { makeCodeStore } from '../store.ts';
import { makeStyleStore, type Wearing } from './store.ts';

export type Styles = ReturnType<typeof makeStyles>;

/** Which version a code had before and got by a change. */
export interface CodeStep {
  readonly codeId: string;
  readonly before: number;
  readonly after: number;
}

export function makeStyles(
  context: Context,
  onChange: (campaignId: string) => Promise<void>,
  assets: Pick<Assets, 'refs'>,
) {
  const store = makeStyleStore(context);
  const codes = makeCodeStore(context);

  const mayUnlock = ({ userId, workspaceId }: Actor): boolean =>
    context.db
      .select()
      .from(member)
      .where(and(eq(member.userId, userId), eq(member.workspaceId, workspaceId)))
      .get()?.role === 'owner';

  const refuseLocked = (name: string, parts: readonly string[]): never => {
    throw new DomainError('not_allowed', { reason: 'style_locked', name, parts });
  };

  /** The style, once it is known that the actor may change it from its present state. */
  function open(actor: Actor, id: string): Stored<SavedStyle> {
    const saved = found(store.find(actor.workspaceId, id), 'style');
    if (saved.doc.locked.length > 0 && !mayUnlock(actor)) refuseLocked(saved.doc.name, saved.doc.locked);
    return saved;
  }

  async function tell(wearing: readonly Wearing[]): Promise<void> {
    for (const campaignId of new Set(wearing.map((one) => one.campaignId))) await onChange(campaignId);
  }

  return {
    mayLock: (actor: Actor): boolean => mayUnlock(actor),
    async list(actor: Actor): Promise<Stored<SavedStyle>[]> {
      return store.list(actor.workspaceId);
    },
    async get(actor: Actor, id: string): Promise<Stored<SavedStyle>> {
      return found(store.find(actor.workspaceId, id), 'style');
    },
    /** The codes of the workspace that wear one of its styles; those of one style with `id`. */
    async uses(actor: Actor, id?: string): Promise<StyleUse[]> {
      const saved = new Map(store.list(actor.workspaceId).map((one) => [one.id, one.doc]));
      return store.wearing(actor.workspaceId, id).flatMap(({ campaign, version: _, doc, ...use }) => {
        const worn = saved.get(use.styleId);
        if (!worn) return [];
        const takes = partsThatDiffer(doc.style, worn);
        return [{ ...use, campaignTitle: campaign.title, languages: campaign.languages, takes }];
      });
    },
    /** A logo whose picture is not kept here, as in a file from elsewhere, is left out. */
    async create(actor: Actor, doc: SavedStyle): Promise<Stored<SavedStyle>> {
      if (doc.locked.length > 0 && !mayUnlock(actor)) refuseLocked(doc.name, doc.locked);
      const art = doc.style.logo?.art;
      const lost = art?.kind === 'raster' && !(art.assetId in (await assets.refs([art.assetId])));
      const style = lost ? { ...doc.style, logo: null } : doc.style;
      return store.create(actor.workspaceId, newId('sty'), { ...doc, style });
    },
    /** @throws DomainError `conflict`; `not_allowed` with reason `style_locked` where a lock is an owner's to change. */
    async save(actor: Actor, id: string, baseVersion: number, doc: SavedStyle): Promise<Stored<SavedStyle>> {
      open(actor, id);
      if (doc.locked.length > 0 && !mayUnlock(actor)) refuseLocked(doc.name, doc.locked);
      return store.save(actor.workspaceId, id, baseVersion, doc);
    },
    /** Codes that wear it keep their look. */
    async trash(actor: Actor, id: string): Promise<void> {
      open(actor, id);
      store.trash(actor.workspaceId, id);
    },
    async restore(actor: Actor, id: string): Promise<Stored<SavedStyle>> {
      return store.restore(actor.workspaceId, id);
    },
    async palettes(actor: Actor): Promise<Stored<PaletteBook>> {
      return store.palettes(actor.workspaceId);
    },
    async savePalettes(actor: Actor, baseVersion: number, doc: PaletteBook): Promise<Stored<PaletteBook>> {
      return store.savePalettes(actor.workspaceId, baseVersion, doc);
    },

    /**
     * Gives every code of `codeIds` that wears the style its newest version, words aside; all of them or none.
     * @returns the steps, for `takeBack`. @throws DomainError `not_found` for a code that does not wear it.
     */
    async update(actor: Actor, id: string, codeIds: readonly string[]): Promise<CodeStep[]> {
      const saved = found(store.find(actor.workspaceId, id), 'style');
      const wanted = new Set(codeIds);
      const due = store.wearing(actor.workspaceId, id).filter(({ codeId }) => wanted.has(codeId));
      if (due.length < wanted.size) throw new DomainError('not_found', { what: 'code' });
      const steps = await codes.saveAll(
        due.map(({ campaignId, codeId, version, doc }) => ({
          campaignId,
          id: codeId,
          baseVersion: version,
          doc: wear(saved)(doc),
          same: wear(saved)(doc) === doc,
        })),
        actor.userId,
      );
      await tell(due);
      return steps;
    },
    /** Gives codes back what they were before `update`; those edited since stay as they are. @returns how many. */
    async takeBack(actor: Actor, id: string, steps: readonly CodeStep[]): Promise<number> {
      const wearing = store.wearing(actor.workspaceId, id);
      const due = steps.flatMap(({ codeId, before, after }) => {
        const now = wearing.find((one) => one.codeId === codeId && one.version === after);
        const then = now && codes.at(codeId, before);
        return now && then ? [{ ...now, then }] : [];
      });
      await codes.saveAll(
        due.map(({ campaignId, codeId, version, then }) => ({
          campaignId,
          id: codeId,
          baseVersion: version,
          doc: then,
          same: false,
        })),
        actor.userId,
      );
      await tell(due);
      return due.length;
    },

    /**
     * Refuses a change of a code that a locked style does not leave open.
     * @throws DomainError `not_allowed` (reason `style_locked`, `name`, `parts`), `not_found` for a foreign style.
     */
    check(actor: Actor, before: Code, next: Code): void {
      if (next.from && next.from.id !== before.from?.id) {
        const taken = found(store.find(actor.workspaceId, next.from.id), 'style').doc;
        const broken = breaches(taken.style, next.style, taken);
        if (broken.length > 0) refuseLocked(taken.name, broken);
      }
      const worn = before.from && store.find(actor.workspaceId, before.from.id)?.doc;
      if (!worn || worn.locked.length === 0) return;
      if (next.from?.id !== before.from?.id) {
        if (!mayUnlock(actor)) refuseLocked(worn.name, worn.locked);
        return;
      }
      if (isSame(before.style, next.style)) return;
      const broken = breaches(before.style, next.style, worn);
      if (broken.length > 0) refuseLocked(worn.name, broken);
    },
  };
}
