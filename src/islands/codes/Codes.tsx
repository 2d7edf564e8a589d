import '#styles/codes.css';
import { createMemo, createSignal, For, Show } from 'solid-js';
import { codesTexts } from '#i18n/studio/codes.ts';
import { fill, type Lang, plural } from '#i18n/text.ts';
import Chip from '#islands/ui/Chip.tsx';
import EmptyState from '#islands/ui/EmptyState.tsx';
import Segmented from '#islands/ui/Segmented.tsx';
import TextInput from '#islands/ui/TextInput.tsx';
import { paths } from '#paths';
import type { CodeRow } from './code-rows.ts';

const shown = ['all', 'open', 'ready', 'retired'] as const;
type Shown = (typeof shown)[number];

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
  const labels = { all: t.showAll, open: t.showOpen, ready: t.showReady, retired: t.showRetired };
  const belongs = (row: CodeRow, to: Shown): boolean =>
    to === 'all' || (to === 'open' ? row.state !== 'ready' && row.state !== 'retired' : row.state === to);
  const count = (of: Shown) => props.rows.filter((row) => belongs(row, of)).length;
  const rows = createMemo(() => {
    const words = plain(wanted()).split(/\s+/).filter(Boolean);
    return props.rows.filter((row) => {
      const text = plain([row.letters, row.bearer, row.where, row.leads].join(' '));
      return belongs(row, show()) && words.every((word) => text.includes(word));
    });
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
                  <th scope="col">{t.colCode}</th>
                  <th scope="col">{t.colBearer}</th>
                  <th scope="col">{t.colLeads}</th>
                  <th scope="col">{t.colState}</th>
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
  const tone = () => (props.row.state === 'ready' ? 'ok' : props.row.state === 'retired' ? 'plain' : 'warn');
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
        <Chip tone={tone()}>{t[`state_${props.row.state}`]}</Chip>
        <Show when={t[`why_${props.row.state}`]}>{(why) => <small>{why()}</small>}</Show>
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
