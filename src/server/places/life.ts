/** The life of a print: steps by hand, photos that are read, and taking back. Every change is one more event. */
import { CODE_LENGTH, parseCode } from '#domain/code/model.ts';
import { assertStep, assertUndo, type PlacementState, stateAfterPhoto } from '#domain/place/life.ts';
import type { LifeEvent, Lives, Placement, PlacementEvent, ShownCode } from '#domain/place/model.ts';
import { type FoundInPhoto, judgePhoto } from '#domain/place/reading.ts';
import { DomainError } from '#domain/shared/error.ts';
import { newId } from '#domain/shared/id.ts';
import { paths, printedUrl } from '#paths';
import type { AssetRef, Assets } from '../assets/index.ts';
import type { Campaigns } from '../campaigns/index.ts';
import type { Route } from '../codes/routes.ts';
import type { CodeStore } from '../codes/store.ts';
import type { Actor, Context } from '../context.ts';
import type { DocumentStore } from '../documents.ts';
import { makeLifeStore } from './life-store.ts';

export interface LifeServices {
  readonly campaigns: Campaigns;
  readonly placements: DocumentStore<Placement>;
  readonly codes: CodeStore;
  readonly assets: Assets;
  /** Addresses that this server answers at; the first is the one printed now, later ones may be on older prints. */
  readonly origins: readonly string[];
  readonly findRoute: (letters: string) => Route | undefined;
  /** Finds the codes in a stored photo of a print that may say any of `expected`. */
  readonly readPhoto: (file: string, expected: readonly string[]) => Promise<FoundInPhoto>;
}

/** What everybody may say with a step. `after`: how many events the person had seen. */
interface Said {
  readonly after: number;
  readonly note: string;
  /** Epoch ms, when it was not just now. */
  readonly at?: number | undefined;
}

const isLoopback = (origin: string): boolean => /^https?:\/\/(localhost|127\.|\[::1\])/.test(origin);
const CODE_PATH = new RegExp(`^${paths.scan(`([0-9A-Z]{${CODE_LENGTH}})`)}/?$`, 'i');

export function makeLife(context: Context, services: LifeServices) {
  const { campaigns, placements, codes, assets, origins } = services;
  const store = makeLifeStore(context);
  const [now, ...former] = origins;
  const accepted = [...(now ? [now] : []), ...former.filter((origin) => !isLoopback(origin))];

  const event = (said: Said): PlacementEvent => {
    const recordedAt = context.clock();
    return {
      id: newId('evt'),
      at: Math.min(said.at ?? recordedAt, recordedAt),
      recordedAt,
      state: null,
      undoes: null,
      photo: null,
      note: said.note,
      reading: null,
    };
  };

  /** The picture with this id. @throws DomainError `not_found` for another workspace's or what is no picture. */
  async function picture(actor: Actor, id: string): Promise<AssetRef> {
    const found = (await assets.list(actor, 'image')).find((ref) => ref.id === id);
    if (!found) throw new DomainError('not_found', { what: 'photo' });
    return found;
  }

  async function open(actor: Actor, campaignId: string, id: string): Promise<LifeEvent[]> {
    await campaigns.open(actor, campaignId);
    await placements.get(campaignId, id);
    return store.listOf(campaignId, id);
  }

  /** The code that an address read in a photo belongs to, when it is one of this workspace. */
  async function codeBehind(actor: Actor, text: string): Promise<ShownCode | null> {
    const url = URL.canParse(text) ? new URL(text) : null;
    const letters = parseCode(CODE_PATH.exec(url?.pathname ?? '')?.[1] ?? '');
    const route = url && origins.includes(url.origin) && letters ? services.findRoute(letters) : undefined;
    if (!route || !letters) return null;
    const campaign = await campaigns.find(route.campaignId);
    if (campaign?.workspaceId !== actor.workspaceId) return null;
    const { campaignId, codeId, bearer } = route;
    const { title, languages } = campaign.doc;
    return { letters, campaignId, codeId, bearer, title, languages };
  }

  async function told(actor: Actor, lives: Lives['events']): Promise<Lives> {
    const events = Object.values(lives).flat();
    const texts = new Set(
      events.flatMap(({ reading }) =>
        reading ? [...reading.others, ...reading.decoders.flatMap(({ text }) => text ?? [])] : [],
      ),
    );
    const shown: Record<string, ShownCode> = {};
    for (const text of texts) {
      const code = await codeBehind(actor, text);
      if (code) shown[text] = code;
    }
    const refs = await assets.refs(events.flatMap(({ photo }) => photo ?? []));
    const photos = Object.fromEntries(Object.values(refs).map(({ id, url }) => [id, url]));
    return { events: lives, shown, photos };
  }

  return {
    store,

    /** The lives of all prints that have one. */
    async list(actor: Actor, campaignId: string): Promise<Lives> {
      await campaigns.open(actor, campaignId);
      return told(actor, await store.list(campaignId));
    },

    async get(actor: Actor, campaignId: string, id: string): Promise<Lives> {
      return told(actor, { [id]: await open(actor, campaignId, id) });
    },

    /** @throws DomainError `invalid` for a step that makes no sense, `conflict` when somebody else was quicker. */
    async step(
      actor: Actor,
      campaignId: string,
      id: string,
      input: Said & { readonly to: PlacementState; readonly photo: string | null },
    ): Promise<Lives> {
      const events = await open(actor, campaignId, id);
      if (events.length === input.after) assertStep(events, input.to);
      if (input.photo !== null) await picture(actor, input.photo);
      const step = { ...event(input), state: input.to, photo: input.photo };
      return told(actor, { [id]: await store.append(campaignId, id, input.after, step, actor.userId) });
    },

    /**
     * Reads a photo of the print and keeps it with what was found. One that passes where the print hangs sets
     * `checked`. @throws DomainError `invalid` with `{ what: 'code' }` for a print without a code.
     */
    async addPhoto(
      actor: Actor,
      campaignId: string,
      id: string,
      input: Said & { readonly photo: string; readonly hangs: boolean },
    ): Promise<Lives> {
      const events = await open(actor, campaignId, id);
      const code = await codes.findByBearer({ kind: 'placement', id });
      if (!code) throw new DomainError('invalid', { what: 'code' });
      const photo = await picture(actor, input.photo);
      const texts = accepted.map((origin) => printedUrl(origin, code.letters));
      const reading = judgePhoto(await services.readPhoto(assets.file(photo), texts), texts);
      const taken: PlacementEvent = {
        ...event(input),
        state: stateAfterPhoto(events, reading.verdict, input.hangs),
        photo: photo.id,
        reading,
      };
      return told(actor, { [id]: await store.append(campaignId, id, input.after, taken, actor.userId) });
    },

    /** Takes back the newest event, or the newest taking-back. Nothing is removed. */
    async undo(
      actor: Actor,
      campaignId: string,
      id: string,
      input: Said & { readonly event: string },
    ): Promise<Lives> {
      const events = await open(actor, campaignId, id);
      if (events.length === input.after) assertUndo(events, input.event);
      const taken = { ...event(input), undoes: input.event };
      return told(actor, { [id]: await store.append(campaignId, id, input.after, taken, actor.userId) });
    },
  };
}
