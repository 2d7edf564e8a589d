import { For, type JSX } from 'solid-js';

export interface Column<Row> {
  readonly head: JSX.Element;
  readonly cell: (row: Row) => JSX.Element;
  /** Figures: mono, at the right. */
  readonly numeric?: boolean | undefined;
}

/** Rows to compare; the first column names the row. Scrolls by itself where the page is narrow. */
export default function Table<Row>(props: {
  /** What is shown, its range and what is left out. */
  readonly caption: JSX.Element;
  readonly hideCaption?: boolean | undefined;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}) {
  return (
    <div class="table-scroll">
      <table class="table">
        <caption classList={{ 'sr-only': props.hideCaption === true }}>{props.caption}</caption>
        <thead>
          <tr>
            <For each={props.columns}>
              {(column) => (
                <th scope="col" class={column.numeric ? 'n' : undefined}>
                  {column.head}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={props.rows}>
            {(row) => (
              <tr>
                <For each={props.columns}>
                  {(column, index) =>
                    index() === 0 ? (
                      <th scope="row">{column.cell(row)}</th>
                    ) : (
                      <td class={column.numeric ? 'n' : undefined}>{column.cell(row)}</td>
                    )
                  }
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}
