import { For } from 'solid-js';
import { errorSentence } from '#i18n/errors.ts';
import { styleTexts } from '#i18n/studio/style.ts';
import { formatNumber } from '#i18n/text.ts';
import Button from '../Button.tsx';
import Card from '../Card.tsx';
import Chip from '../Chip.tsx';
import EmptyState from '../EmptyState.tsx';
import type { DocumentState } from '../make-document.ts';
import Progress from '../Progress.tsx';
import SaveState from '../SaveState.tsx';
import Spinner from '../Spinner.tsx';
import Table from '../Table.tsx';
import { say } from '../toast.ts';
import { uiLang } from '../ui-lang.ts';

const states: readonly DocumentState[] = ['saved', 'dirty', 'saving', 'failed', 'conflict'];

const rows = [
  { place: 'Pier 4', people: 1902, endings: 418, cost: 0.41 },
  { place: 'Speicherstadt', people: 1120, endings: 236, cost: 0.72 },
  { place: 'Museum', people: 211, endings: 40, cost: 4.2 },
];

export default function States() {
  const lang = uiLang();
  const t = styleTexts[lang];
  return (
    <>
      <Card title={t.states}>
        <div class="stack">
          <div class="row">
            <Chip tone="ok">{t.chipOk}</Chip>
            <Chip tone="warn">{t.chipWarn}</Chip>
            <Chip tone="bad">{t.chipBad}</Chip>
            <Chip>{t.chipPlain}</Chip>
          </div>
          <div class="notice" data-tone="bad">
            {errorSentence(lang, 'preflight_failed')}
          </div>
          <div class="notice" data-tone="warn">
            {t.logoHint}
          </div>
          <div class="notice" data-tone="ok">
            {t.toastDoneText}
          </div>
          <Progress
            label={t.progressLabel}
            note={t.progressNote}
            share={41 / 68}
            onCancel={() => say(t.quiet)}
          />
          <Progress label={t.progressUnknown} share={null} />
          <div class="row">
            <Spinner label={t.spinner} /> <span class="dim">{t.spinner}</span>
          </div>
        </div>
      </Card>
      <Card title={t.saving}>
        <div class="stack" data-gap="small">
          <For each={states}>
            {(state) => (
              <SaveState
                document={{
                  state: () => state,
                  error: () => null,
                  stored: () => ({ updatedAt: Date.UTC(2026, 4, 3, 19, 4) }),
                  save: async () => {},
                }}
                onCompare={() => {}}
              />
            )}
          </For>
        </div>
      </Card>
      <Card title={t.cardTitle} tone="warn">
        <p>{t.cardText}</p>
        <button type="button" class="mend">
          {t.cardMend}
        </button>
      </Card>
      <Card title={t.tables}>
        <Table
          caption={t.tableCaption}
          rows={rows}
          columns={[
            { head: t.tablePlace, cell: (row) => row.place },
            { head: t.tablePeople, cell: (row) => formatNumber(lang, row.people), numeric: true },
            { head: t.tableEndings, cell: (row) => formatNumber(lang, row.endings), numeric: true },
            {
              head: t.tableCost,
              cell: (row) => formatNumber(lang, row.cost, { minimumFractionDigits: 2 }),
              numeric: true,
            },
          ]}
        />
      </Card>
      <EmptyState title={t.emptyTitle} text={t.emptyText}>
        <Button kind="go">{t.emptyAction}</Button>
      </EmptyState>
    </>
  );
}
