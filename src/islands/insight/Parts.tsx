import { createSignal, For, Show } from 'solid-js';
import type { Overview } from '#domain/insight/model.ts';
import { insightTexts } from '#i18n/studio/insight.ts';
import { fill, formatNumber, type Lang } from '#i18n/text.ts';
import Card from '#islands/ui/Card.tsx';
import Segmented from '#islands/ui/Segmented.tsx';
import Table from '#islands/ui/Table.tsx';
import { type Names, nameOf } from './names.ts';

/** Rows shown; the export has them all. */
const MAX_ROWS = 60;

type By = 'codes' | 'places' | 'chapters' | 'channels';

/** Scans and people by code, place, chapter or channel. */
export default function Parts(props: {
  readonly lang: Lang;
  readonly names: Names;
  readonly overview: Overview;
}) {
  const t = insightTexts[props.lang];
  const n = (value: number) => formatNumber(props.lang, value);
  const [by, setBy] = createSignal<By>('codes');
  const rows = () => {
    const names = props.names[by()];
    const parts =
      by() === 'codes'
        ? props.overview.codes.map(({ codeId, scans, people }) => ({ id: codeId, scans, people }))
        : props.overview[by() as Exclude<By, 'codes'>];
    return parts
      .map((part) => ({ ...part, name: nameOf(names, part.id, t.gone) }))
      .sort((a, b) => b.scans - a.scans || a.name.localeCompare(b.name, props.lang));
  };
  /** Names of what nobody has scanned in this range. */
  const silent = () => {
    const scanned = new Set(rows().map(({ id }) => id));
    return Object.entries(props.names[by()])
      .flatMap(([id, name]) => (scanned.has(id) ? [] : [name]))
      .sort((a, b) => a.localeCompare(b, props.lang));
  };
  /** Scans that belong to none of the rows, so that the table adds up to the total. */
  const rest = () => props.overview.totals.scans - rows().reduce((sum, { scans }) => sum + scans, 0);
  const most = () => Math.max(1, ...rows().map(({ scans }) => scans));
  return (
    <Card title={t.parts}>
      <Segmented
        label={t.parts}
        small
        value={by()}
        onChange={setBy}
        choices={[
          { value: 'codes', label: t.byCode },
          { value: 'places', label: t.byPlace },
          { value: 'chapters', label: t.byChapter },
          { value: 'channels', label: t.byChannel },
        ]}
      />
      <Show when={rows().length > 0} fallback={<p class="dim">{t.nothingHere}</p>}>
        <Table
          caption={t.parts}
          hideCaption
          rows={[
            ...rows().slice(0, MAX_ROWS),
            ...(rest() > 0 ? [{ id: '', name: t[`rest_${by()}`], scans: rest(), people: null }] : []),
          ]}
          columns={[
            {
              head: t.name,
              cell: (row) => (
                <>
                  {row.name}
                  <progress class="part" max={most()} value={row.scans} aria-hidden="true" />
                </>
              ),
            },
            { head: t.requests, cell: (row) => n(row.scans), numeric: true },
            { head: t.people, cell: (row) => (row.people === null ? '–' : n(row.people)), numeric: true },
          ]}
        />
        <p class="dim">{t.overlap}</p>
      </Show>
      <Show when={silent().length > 0}>
        <details>
          <summary>{fill(t.silent, { n: n(silent().length) })}</summary>
          <ul class="silent">
            <For each={silent()}>{(name) => <li>{name}</li>}</For>
          </ul>
        </details>
      </Show>
    </Card>
  );
}
