import '#styles/codes.css';
import { createMemo, createSignal, For, Show } from 'solid-js';
import { codesTexts } from '#i18n/studio/codes.ts';
import { fill, type Lang, localeOf, plural } from '#i18n/text.ts';
import Chip from '#islands/ui/Chip.tsx';
import EmptyState from '#islands/ui/EmptyState.tsx';
import Segmented from '#islands/ui/Segmented.tsx';
import TextInput from '#islands/ui/TextInput.tsx';
import { paths } from '#paths';
import type { CodeRow } from './code-rows.ts';

const shown = ['all', 'open', 'ready', 'unproven', 'retired'] as const;
type Shown = (typeof shown)[number];

const columns = ['letters', 'bearer', 'leads', 'state'] as const;
type Column = (typeof columns)[number];

/** Letters as one searches for them: without case and accents. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** All codes of a campaign: what carries each, where it leads now and what keeps it from being ready. */
export default function Codes(props: {
  readonly lang: Lang;
  readonly campaignId: string;
  readonly rows: readonly CodeRow[];
}) {
  const t = codesTexts[props.lang];
  const [wanted, setWanted] = createSignal('');
  const [show, setShow] = createSignal<Shown>('all');
  const [sorting, setSorting] = createSignal<{ readonly by: Column; readonly down: boolean }>({
    by: 'leads',
    down: false,
  });
  const has = (state: CodeRow['state']) => props.rows.some((row) => row.state === state);
  const labels = {
    all: t.showAll,
    open: t.showOpen,
    ready: has('waiting') ? t.showWaiting : has('over') ? t.showOver : t.showReady,
    unproven: t.showUnproven,
    retired: t.showRetired,
  };
  const groupOf = ({ state }: CodeRow): Shown => {
    if (state === 'retired') return 'retired';
    return state === 'ready' || state === 'waiting' || state === 'over' ? 'ready' : 'open';
  };
  const belongs = (row: CodeRow, to: Shown): boolean =>
    to === 'all' || (to === 'unproven' ? row.proven === false : groupOf(row) === to);
  const heads = { letters: t.colCode, bearer: t.colBearer, leads: t.colLeads, state: t.colState };
  const { compare } = new Intl.Collator(localeOf(props.lang), { numeric: true });
  const cell = (row: CodeRow, column: Column): string =>
    column === 'state'
      ? `${t[`state_${row.state}`]} ${row.proven}`
      : column === 'bearer'
        ? `${row.bearer} ${row.where}`
        : row[column];
  /** By the column asked for; what is equal there by chapter, then by what carries the code. */
  const inOrder = (one: CodeRow, other: CodeRow): number => {
    const { by, down } = sorting();
    const first = compare(cell(one, by), cell(other, by)) * (down ? -1 : 1);
    return first || compare(one.leads, other.leads) || compare(cell(one, 'bearer'), cell(other, 'bearer'));
  };
  const count = (of: Shown) => props.rows.filter((row) => belongs(row, of)).length;
  const rows = createMemo(() => {
    const words = plain(wanted()).split(/\s+/).filter(Boolean);
    const found = props.rows.filter((row) => {
      const text = plain([row.letters, row.bearer, row.where, row.leads].join(' '));
      return belongs(row, show()) && words.every((word) => text.includes(word));
    });
    return found.sort(inOrder);
  });

  return (
    <Show
      when={props.rows.length > 0}
      fallback={
        <EmptyState title={t.empty} text={t.emptyHint}>
          <div class="row">
            <a class="btn" data-kind="go" href={paths.places(props.campaignId)}>
              {t.toPlaces}
            </a>
            <a class="btn" href={paths.story(props.campaignId)}>
              {t.toStory}
            </a>
          </div>
        </EmptyState>
      }
    >
      <div class="codes stack">
        <div class="codes-tools">
          <TextInput
            label={t.filter}
            hideLabel
            type="search"
            placeholder={t.filterHint}
            value={wanted()}
            onInput={setWanted}
          />
          <Segmented
            small
            label={t.show}
            value={show()}
            choices={shown.map((value) => ({ value, label: `${labels[value]} ${count(value)}` }))}
            onChange={setShow}
          />
        </div>
        <Show when={rows().length > 0} fallback={<p role="status">{t.nothing}</p>}>
          <div class="card codes-card">
            <table class="table codes-table">
              <caption class="sr-only">
                {plural(props.lang, rows().length, { one: t.captionOne, other: t.caption })}
              </caption>
              <thead>
                <tr>
                  <For each={columns}>
                    {(column) => (
                      <th
                        scope="col"
                        aria-sort={
                          sorting().by !== column ? undefined : sorting().down ? 'descending' : 'ascending'
                        }
                      >
                        <button
                          type="button"
                          class="sort"
                          onClick={() =>
                            setSorting({ by: column, down: sorting().by === column && !sorting().down })
                          }
                        >
                          {heads[column]}
                          <span aria-hidden="true">
                            {sorting().by !== column ? '' : sorting().down ? '↓' : '↑'}
                          </span>
                        </button>
                      </th>
                    )}
                  </For>
                  <th scope="col">
                    <span class="sr-only">{t.design}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                <For each={rows()}>
                  {(row) => <Line lang={props.lang} campaignId={props.campaignId} row={row} />}
                </For>
              </tbody>
            </table>
          </div>
        </Show>
      </div>
    </Show>
  );
}

function Line(props: { readonly lang: Lang; readonly campaignId: string; readonly row: CodeRow }) {
  const t = codesTexts[props.lang];
  const tones: Partial<Record<CodeRow['state'], 'ok' | 'plain'>> = {
    ready: 'ok',
    waiting: 'plain',
    over: 'plain',
    retired: 'plain',
  };
  const tone = () => tones[props.row.state] ?? 'warn';
  const mend = () => {
    const { mends } = props.row;
    if (mends.kind === 'code') return paths.code(props.campaignId, props.row.id);
    return paths[mends.kind](props.campaignId, mends.id);
  };
  return (
    <tr data-retired={props.row.state === 'retired' ? '' : undefined}>
      <th scope="row">
        <a class="code-text" href={paths.code(props.campaignId, props.row.id)}>
          {props.row.letters}
        </a>
      </th>
      <td data-label={t.colBearer}>
        <Show when={props.row.bearerHref} fallback={<span>{props.row.bearer}</span>}>
          {(href) => <a href={href()}>{props.row.bearer}</a>}
        </Show>{' '}
        <small>{props.row.where}</small>
      </td>
      <td data-label={t.colLeads}>
        <span>{props.row.leads}</span>
        <Show when={props.row.later}>
          <small>{props.row.later}</small>
        </Show>
      </td>
      <td data-label={t.colState}>
        <span class="chips">
          <Chip tone={tone()}>{t[`state_${props.row.state}`]}</Chip>
          <Show when={props.row.proven !== null}>
            <Chip tone={props.row.proven ? 'ok' : 'plain'}>{props.row.proven ? t.proven : t.unproven}</Chip>
          </Show>
        </span>
        <Show when={t[`why_${props.row.state}`]}>
          {(why) => (
            <small>
              {why()}{' '}
              <Show when={tone() === 'warn'}>
                <a class="mend" href={mend()}>
                  {t[`mend_${props.row.mends.kind}`]}
                </a>
              </Show>
            </small>
          )}
        </Show>
      </td>
      <td class="act">
        <a
          class="btn"
          data-size="small"
          href={paths.code(props.campaignId, props.row.id)}
          aria-label={fill(t.designOf, { letters: props.row.letters })}
        >
          {t.design}
        </a>
      </td>
    </tr>
  );
}
