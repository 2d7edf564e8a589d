import { createMemo, createSignal, For, Show } from 'solid-js';
import { type Due as DueKind, dueOf, type PlacementState } from '#domain/place/life.ts';
import { placementLifeTexts } from '#i18n/studio/placement-life.ts';
import { fill, formatNumber, type Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import Chip from '#islands/ui/Chip.tsx';
import { paths } from '#paths';
import { countStates, stateTones, stateWord } from './life-words.ts';
import type { Book } from './make-book.ts';

/** The order in which work is told: what is wrong first, then what is nearest to done. */
const kinds = ['mend', 'remove', 'check', 'install', 'print'] as const satisfies readonly DueKind[];
const states = [
  'planned',
  'printed',
  'installed',
  'checked',
  'removed',
] as const satisfies readonly PlacementState[];
/** The rest of a kind comes on demand. */
const SHOWN = 3;

/** How many prints stand where, and what is due next, each with the way to it. */
export default function Due(props: {
  readonly lang: Lang;
  readonly campaignId: string;
  readonly book: Book;
  readonly over: boolean;
  readonly printName: (placementId: string) => string;
}) {
  const t = placementLifeTexts[props.lang];
  const [whole, setWhole] = createSignal<DueKind | null>(null);
  const prints = () => props.book.placements();
  const counts = createMemo(() => countStates(prints().map(({ id }) => props.book.lives.of(id))));
  const groups = createMemo(() =>
    kinds.flatMap((kind) => {
      const due = prints().filter(({ id }) => dueOf(props.book.lives.of(id), props.over) === kind);
      return due.length > 0 ? [{ kind, due }] : [];
    }),
  );
  const says = (kind: DueKind, n: number) =>
    fill(kind === 'mend' && n > 1 ? t.due_mend_many : t[`due_${kind}`], { n: formatNumber(props.lang, n) });
  return (
    <Show when={prints().length > 0}>
      <section class="card due" aria-labelledby="due-title">
        <h2 id="due-title">{t.due}</h2>
        <ul class="plain row" aria-label={t.counts}>
          <For each={states}>
            {(state) => (
              <Show when={counts()[state] > 0}>
                <li>
                  <Chip tone={stateTones[state]}>
                    {formatNumber(props.lang, counts()[state])} {stateWord(props.lang, state, false)}
                  </Chip>
                </li>
              </Show>
            )}
          </For>
        </ul>
        <Show when={groups().length > 0} fallback={<p class="dim">{t.dueNone}</p>}>
          <dl>
            <For each={groups()}>
              {({ kind, due }) => (
                <div>
                  <dt>{says(kind, due.length)}</dt>
                  <For each={whole() === kind ? due : due.slice(0, SHOWN)}>
                    {({ id }) => (
                      <dd>
                        <a href={paths.placement(props.campaignId, id)}>{props.printName(id)}</a>
                      </dd>
                    )}
                  </For>
                  <Show when={due.length > SHOWN && whole() !== kind}>
                    <dd>
                      <Button small kind="quiet" class="flush" onClick={() => setWhole(kind)}>
                        {fill(t.dueMore, { n: formatNumber(props.lang, due.length - SHOWN) })}
                      </Button>
                    </dd>
                  </Show>
                </div>
              )}
            </For>
          </dl>
        </Show>
      </section>
    </Show>
  );
}
