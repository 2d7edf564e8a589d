import { createEffect, createMemo, createSignal, createUniqueId, For, Index, on, Show } from 'solid-js';
import type { CellProblem, CheckedRow } from '#domain/code/bulk/check.ts';
import { type BulkField, bulkFields } from '#domain/code/bulk/columns.ts';
import { bulkTexts } from '#i18n/studio/bulk.ts';
import { fill, formatNumber, type Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import Segmented from '#islands/ui/Segmented.tsx';
import type { BulkTable } from './make-table.ts';

const PAGE = 50;

/** What is wrong with a cell and what to do. */
export function problemWords(lang: Lang, { code, details }: CellProblem): string {
  const spoken = Object.entries(details).map(([key, value]) => [
    key,
    typeof value === 'number' ? formatNumber(lang, value) : value,
  ]);
  return fill(bulkTexts[lang][`problem_${code}`], Object.fromEntries(spoken)).replace(' .', '.');
}

/** The rows of the file, fifty at a time; a wrong cell is a field with its sentence below. */
export default function RowTable(props: { readonly lang: Lang; readonly table: BulkTable }) {
  const t = bulkTexts[props.lang];
  const [show, setShow] = createSignal<'all' | 'wrong'>('all');
  const [page, setPage] = createSignal(0);
  /** Rows that were wrong when the filter was pressed: mending one does not take it away. */
  const [kept, setKept] = createSignal<ReadonlySet<number>>(new Set());
  const choose = (to: 'all' | 'wrong') => {
    setKept(new Set(props.table.wrong().map(({ line }) => line)));
    setShow(to);
    setPage(0);
  };
  createEffect(on(props.table.file, () => choose(props.table.wrong().length > 0 ? 'wrong' : 'all')));
  const shown = createMemo(() => {
    const { rows } = props.table.checked();
    return show() === 'all'
      ? rows
      : rows.filter(({ line, problems }) => kept().has(line) || problems.length > 0);
  });
  const here = () => shown().slice(page() * PAGE, (page() + 1) * PAGE);
  const fields = createMemo<readonly BulkField[]>(() => {
    const { fields: given = [] } = props.table.file() ?? {};
    const wrong = new Set(props.table.wrong().flatMap(({ problems }) => problems.map(({ field }) => field)));
    const forAll = props.table.medium() !== null;
    return bulkFields.filter(
      (field) => given.includes(field) || (wrong.has(field) && !(field === 'medium' && forAll)),
    );
  });
  const numeric = (field: BulkField) =>
    ['latitude', 'longitude', 'width', 'height', 'distance', 'copies'].includes(field);
  return (
    <div class="bulk-rows stack">
      <div class="row">
        <Segmented
          small
          label={t.show}
          value={show()}
          choices={[
            { value: 'all', label: `${t.showAll} ${props.table.checked().rows.length}` },
            { value: 'wrong', label: `${t.showWrong} ${props.table.wrong().length}` },
          ]}
          onChange={choose}
        />
        <Show when={shown().length > PAGE}>
          <div class="row bulk-pages">
            <Button small disabled={page() === 0} onClick={() => setPage(page() - 1)}>
              {t.earlier}
            </Button>
            <span class="count">
              {fill(t.pages, {
                from: formatNumber(props.lang, page() * PAGE + 1),
                to: formatNumber(props.lang, Math.min(shown().length, (page() + 1) * PAGE)),
                n: formatNumber(props.lang, shown().length),
              })}
            </span>
            <Button
              small
              disabled={(page() + 1) * PAGE >= shown().length}
              onClick={() => setPage(page() + 1)}
            >
              {t.later}
            </Button>
          </div>
        </Show>
      </div>
      <Show when={shown().length > 0} fallback={<p role="status">{t.allRight}</p>}>
        <section class="card bulk-card" tabindex="0" aria-label={t.caption}>
          <table class="table bulk-table">
            <caption class="sr-only">{t.caption}</caption>
            <thead>
              <tr>
                <th scope="col">{t.line}</th>
                <For each={fields()}>
                  {(field) => (
                    <th scope="col" data-numeric={numeric(field) ? '' : undefined}>
                      {t[`Col_${field}`]}
                    </th>
                  )}
                </For>
              </tr>
            </thead>
            <tbody>
              <Index each={here()}>
                {(row) => (
                  <tr data-wrong={row().problems.length > 0 ? '' : undefined}>
                    <th scope="row">{row().line}</th>
                    <For each={fields()}>
                      {(field) => (
                        <td data-numeric={numeric(field) ? '' : undefined}>
                          <Cell lang={props.lang} table={props.table} row={row()} field={field} />
                        </td>
                      )}
                    </For>
                  </tr>
                )}
              </Index>
            </tbody>
          </table>
        </section>
      </Show>
    </div>
  );
}

function Cell(props: {
  readonly lang: Lang;
  readonly table: BulkTable;
  readonly row: CheckedRow;
  readonly field: BulkField;
}) {
  const t = bulkTexts[props.lang];
  const id = createUniqueId();
  const value = () => props.row.cells[props.field] ?? '';
  const problem = () => props.row.problems.find(({ field }) => field === props.field) ?? null;
  return (
    <Show
      when={props.table.isOpen(props.row.line, props.field)}
      fallback={
        <>
          <span class="bulk-cell">{value()}</span>
          <Show when={props.field === 'place' && props.row.newPlace}>
            {' '}
            <small class="dim">{t.isNew}</small>
          </Show>
        </>
      }
    >
      <input
        class="input"
        value={value()}
        aria-label={fill(t.cellOf, { column: t[`Col_${props.field}`], line: props.row.line })}
        aria-invalid={problem() ? 'true' : undefined}
        aria-describedby={problem() ? id : undefined}
        onInput={(event) => props.table.type(props.row.line, props.field, event.currentTarget.value)}
      />
      <Show when={problem()}>
        {(one) => (
          <small class="bulk-problem" id={id}>
            {problemWords(props.lang, one())}
          </small>
        )}
      </Show>
    </Show>
  );
}
