import { createMemo, For, Show } from 'solid-js';
import { findLabelSheet, LABEL_SHEETS, type LabelSheet } from '#domain/qr/stock.ts';
import { printTexts } from '#i18n/studio/print.ts';
import { fill, formatNumber, type Lang } from '#i18n/text.ts';
import Combobox from '#islands/ui/Combobox.tsx';
import NumberInput from '#islands/ui/NumberInput.tsx';

/** A label sheet by its number, and the first label of it that is free. */
export default function SheetPicker(props: {
  readonly lang: Lang;
  readonly sheet: string;
  readonly first: number;
  readonly onSheet: (id: string) => void;
  readonly onFirst: (label: number) => void;
}) {
  const t = printTexts[props.lang];
  const mm = (value: number) => formatNumber(props.lang, value, { maximumFractionDigits: 1 });
  const words = (sheet: LabelSheet, number: string) =>
    fill(sheet.round ? t.sheetRound : t.sheetLine, {
      brand: sheet.brand,
      number,
      n: sheet.columns * sheet.rows,
      size: sheet.round ? mm(sheet.label.width) : `${mm(sheet.label.width)} × ${mm(sheet.label.height)}`,
    });
  // Every number is a line of its own, so that it is found as it stands on the pack.
  const choices = LABEL_SHEETS.flatMap((sheet) =>
    [sheet.number, ...sheet.also].map((number) => ({
      value: number === sheet.number ? sheet.id : `${sheet.id}/${number}`,
      label: words(sheet, number),
    })),
  );
  const sheet = createMemo(() => findLabelSheet(props.sheet));
  return (
    <Show when={sheet()}>
      {(one) => (
        <div class="sheet-picker">
          <div class="stack">
            <Combobox
              label={t.sheet}
              hint={t.sheetHint}
              value={props.sheet}
              choices={choices}
              onChange={(value) => {
                const id = value.split('/')[0];
                if (id) props.onSheet(id);
              }}
            />
            <NumberInput
              label={t.first}
              hint={t.firstHint}
              value={props.first}
              min={1}
              max={one().columns * one().rows}
              whole
              onChange={(value) => value !== null && props.onFirst(value)}
            />
          </div>
          <MiniSheet sheet={one()} first={props.first} onFirst={props.onFirst} title={t.firstPick} />
        </div>
      )}
    </Show>
  );
}

/** The sheet at a glance: used labels empty, free ones full. A press takes a label as the first; the field is its twin. */
function MiniSheet(props: {
  readonly sheet: LabelSheet;
  readonly first: number;
  readonly onFirst: (label: number) => void;
  readonly title: string;
}) {
  const percent = (value: number) => `${Math.round(value * 10_000) / 100}%`;
  const labels = createMemo(() => {
    const { page, columns, rows, left, top, pitchX, pitchY, label } = props.sheet;
    return Array.from({ length: columns * rows }, (_, index) => ({
      left: percent((left + (index % columns) * pitchX) / page.width),
      top: percent((top + Math.floor(index / columns) * pitchY) / page.height),
      width: percent(label.width / page.width),
      height: percent(label.height / page.height),
    }));
  });
  return (
    <div class="mini-sheet" aria-hidden="true" data-round={props.sheet.round ? '' : undefined}>
      <For each={labels()}>
        {(place, index) => (
          <button
            type="button"
            tabIndex={-1}
            style={place}
            title={fill(props.title, { n: index() + 1 })}
            data-used={index() + 1 < props.first ? '' : undefined}
            onClick={() => props.onFirst(index() + 1)}
          />
        )}
      </For>
    </div>
  );
}
