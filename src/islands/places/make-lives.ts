import { actions } from 'astro:actions';
import { createSignal } from 'solid-js';
import type { PlacementState } from '#domain/place/life.ts';
import type { LifeEvent, Lives, ShownCode } from '#domain/place/model.ts';
import type { Lang } from '#i18n/text.ts';
import { type CallError, type CallResult, call } from '#islands/ui/call.ts';

/** What a person may add to a step. */
export interface StepDetails {
  readonly note?: string;
  readonly photo?: string | null;
  /** Epoch ms, when it was not just now. */
  readonly at?: number | undefined;
}

export type LivesOf = ReturnType<typeof makeLives>;

/** The lives of a campaign's prints, changed by steps, photos and takings-back. Each answers null or why not. */
export function makeLives(options: {
  readonly lang: Lang;
  readonly campaignId: string;
  readonly lives: Lives;
}) {
  const { lang, campaignId } = options;
  const [lives, setLives] = createSignal(options.lives);
  const of = (id: string): readonly LifeEvent[] => lives().events[id] ?? [];
  const take = (id: string, result: CallResult<Lives | undefined>): CallError | null => {
    if (result.ok) {
      const { events, shown, photos } = lives();
      setLives({
        events: { ...events, ...result.data?.events },
        shown: { ...shown, ...result.data?.shown },
        photos: { ...photos, ...result.data?.photos },
      });
      return null;
    }
    const { events } = result.error.details;
    // Somebody else was quicker: their entry is shown, and the person decides anew.
    if (result.error.code === 'conflict' && Array.isArray(events)) {
      setLives({ ...lives(), events: { ...lives().events, [id]: events as LifeEvent[] } });
    }
    return result.error;
  };
  const base = (id: string) => ({ campaignId, id, after: of(id).length });

  return {
    of,
    photoUrl: (asset: string | null): string | null => (asset && lives().photos[asset]) || null,
    shownBy: (text: string): ShownCode | null => lives().shown[text] ?? null,
    async step(id: string, to: PlacementState, details: StepDetails = {}): Promise<CallError | null> {
      const { note = '', photo = null, at } = details;
      const said = { ...base(id), to, note, photo, ...(at === undefined ? {} : { at }) };
      return take(id, await call(actions.place.step(said), lang));
    },
    async addPhoto(id: string, photo: string, hangs: boolean): Promise<CallError | null> {
      return take(id, await call(actions.place.photo({ ...base(id), photo, hangs }), lang));
    },
    async undo(id: string, event: string): Promise<CallError | null> {
      return take(id, await call(actions.place.undo({ ...base(id), event }), lang));
    },
  };
}
