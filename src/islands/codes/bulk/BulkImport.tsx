import '#styles/styles.css';
import '#styles/bulk.css';
import { actions } from 'astro:actions';
import { createSignal, onCleanup, onMount, Show } from 'solid-js';
import type { BulkGround } from '#domain/code/bulk/check.ts';
import { headerOf } from '#domain/code/bulk/columns.ts';
import { writeCsv } from '#domain/code/bulk/csv.ts';
import type { BulkImport as Made } from '#domain/code/bulk/model.ts';
import type { SavedStyle } from '#domain/qr/style-library.ts';
import type { Stored } from '#domain/shared/document.ts';
import { bulkTexts } from '#i18n/studio/bulk.ts';
import { fill, formatNumber, type Lang, plural } from '#i18n/text.ts';
import { download } from '#islands/styles/style-files.ts';
import Button from '#islands/ui/Button.tsx';
import Card from '#islands/ui/Card.tsx';
import Chip from '#islands/ui/Chip.tsx';
import { call } from '#islands/ui/call.ts';
import Switch from '#islands/ui/Switch.tsx';
import { say, sayError, sayWithUndo } from '#islands/ui/toast.ts';
import { paths } from '#paths';
import FileCard from './FileCard.tsx';
import ImportList from './ImportList.tsx';
import LookCard from './LookCard.tsx';
import { makeTable } from './make-table.ts';
import RowTable, { problemWords } from './RowTable.tsx';

const encodings = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
} as const;
const delimiters = { ',': 'comma', ';': 'semicolon', '\t': 'tab' } as const;

/** Many codes from a table: choose the file, mend its rows, choose the look, make them all at once. */
export default function BulkImport(props: {
  readonly lang: Lang;
  readonly campaign: { readonly id: string; readonly timeZone: string };
  readonly ground: BulkGround;
  readonly styles: readonly Stored<SavedStyle>[];
  readonly logoUrls: Readonly<Record<string, string>>;
  readonly imports: readonly Made[];
  /** A sample address as codes say it. */
  readonly payload: string;
}) {
  const t = bulkTexts[props.lang];
  const table = makeTable(props.lang, props.ground);
  const [styleId, setStyleId] = createSignal('');
  const [skips, setSkips] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [made, setMade] = createSignal<Made | null>(null);
  const [imports, setImports] = createSignal(props.imports);
  const images = new Map(Object.entries(props.logoUrls));

  onMount(() => {
    const warn = (event: Event) => {
      if (table.file()) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    onCleanup(() => removeEventListener('beforeunload', warn));
  });

  const wrongCount = () => table.wrong().length;
  const codes = () => (wrongCount() > 0 && !skips() ? 0 : (table.checked().plan?.rows.length ?? 0));
  const readAs = () => {
    const file = table.file();
    if (!file) return '';
    const { encoding, delimiter } = file.table;
    return fill(file.table.rows.length === 1 ? t.readAsOne : t.readAs, {
      name: file.name,
      rows: formatNumber(props.lang, file.table.rows.length),
      encoding: encodings[encoding],
      delimiter: t[delimiters[delimiter as ','] ?? 'comma'],
    });
  };

  const make = async () => {
    const { plan } = table.checked();
    if (!plan || codes() === 0) return;
    setBusy(true);
    const answer = await call(
      actions.code.bulk({ campaignId: props.campaign.id, plan, styleId: styleId() || null }),
      props.lang,
    );
    setBusy(false);
    if (!answer.ok) return sayError(answer.error.message);
    const done = answer.data;
    setMade(done);
    put(done);
    table.close();
  };
  const put = (one: Made) =>
    setImports(
      imports().some(({ id }) => id === one.id)
        ? imports().map((each) => (each.id === one.id ? one : each))
        : [one, ...imports()],
    );
  const takeBack = async ({ id, codeIds }: Made) => {
    const answer = await call(actions.code.takeBackBulk({ campaignId: props.campaign.id, id }), props.lang);
    if (!answer.ok) return sayError(answer.error.message);
    put(answer.data);
    if (made()?.id === id) setMade(null);
    sayWithUndo(
      plural(props.lang, codeIds.length, { one: t.takenBackOne, other: t.takenBack }),
      () => void restore(answer.data),
    );
  };
  const restore = async ({ id, codeIds }: Made) => {
    const answer = await call(actions.code.restoreBulk({ campaignId: props.campaign.id, id }), props.lang);
    if (!answer.ok) return sayError(answer.error.message);
    put(answer.data);
    say(plural(props.lang, codeIds.length, { one: t.restoredOne, other: t.restored }));
  };
  const downloadWrong = () => {
    const { fields = [] } = table.file() ?? {};
    const rows = table
      .wrong()
      .map(({ cells, problems }) => [
        ...fields.map((field) => cells[field] ?? ''),
        problems.map((one) => `${t[`Col_${one.field}`]}: ${problemWords(props.lang, one)}`).join(' '),
      ]);
    const header = [...fields.map((field) => headerOf(field, props.lang)), t.wrongColumn];
    const name = (table.file()?.name ?? '').replace(/\.[a-z]+$/i, '');
    download(
      `${name || 'codes'}-2.csv`,
      'text/csv',
      writeCsv([header, ...rows], table.file()?.table.delimiter),
    );
  };

  return (
    <div class="bulk stack">
      <Show when={made()}>
        {(done) => (
          <section class="card bulk-made">
            <h2 tabIndex={-1} ref={(heading) => queueMicrotask(() => heading.focus())}>
              {plural(props.lang, done().codeIds.length, { one: t.madeOne, other: t.made })}
            </h2>
            <p>{t.madeText}</p>
            <div class="row">
              <a class="btn" data-kind="go" href={`${paths.print(props.campaign.id)}?import=${done().id}`}>
                {t.print}
              </a>
              <a class="btn" href={paths.codes(props.campaign.id)}>
                {t.toCodes}
              </a>
              <Button onClick={() => setMade(null)}>{t.more}</Button>
              <Button kind="quiet" onClick={() => void takeBack(done())}>
                {t.takeBack}
              </Button>
            </div>
          </section>
        )}
      </Show>
      <Show when={!made() && !table.file()}>
        <FileCard lang={props.lang} problem={table.problem()} onFile={(file) => void table.read(file)} />
      </Show>
      <Show when={table.file()}>
        {(file) => (
          <>
            <div class="bulk-top">
              <Card>
                <p>
                  {readAs()} <Show when={file().table.encoding === 'windows-1252'}>{t.latin}</Show>
                </p>
                <Show when={file().ignored.length > 0}>
                  <p class="dim">{fill(t.ignored, { columns: file().ignored.join(', ') })}</p>
                </Show>
                <p class="row" role="status">
                  <Chip tone="ok">
                    {plural(props.lang, table.checked().rows.length - wrongCount(), {
                      one: t.rightOne,
                      other: t.right,
                    })}
                  </Chip>
                  <Show when={wrongCount() > 0}>
                    <Chip tone="bad">
                      {plural(props.lang, wrongCount(), { one: t.wrongOne, other: t.wrong })}
                    </Chip>
                  </Show>
                  <Show when={table.checked().plan?.places.length}>
                    {(places) => (
                      <Chip>{plural(props.lang, places(), { one: t.newPlacesOne, other: t.newPlaces })}</Chip>
                    )}
                  </Show>
                </p>
                <div>
                  <Button small onClick={() => table.close()}>
                    {t.another}
                  </Button>
                </div>
              </Card>
              <LookCard
                lang={props.lang}
                table={table}
                styles={props.styles}
                styleId={styleId()}
                onStyle={setStyleId}
                payload={props.payload}
                images={images}
              />
            </div>
            <RowTable lang={props.lang} table={table} />
            <div class="bulk-go">
              <Show when={wrongCount() > 0}>
                <Switch
                  label={t.skip}
                  hint={
                    skips()
                      ? plural(props.lang, wrongCount(), { one: t.skipOne, other: t.skipped })
                      : undefined
                  }
                  checked={skips()}
                  onChange={setSkips}
                />
                <Button onClick={downloadWrong}>{t.downloadWrong}</Button>
              </Show>
              <Button kind="go" busy={busy()} disabled={codes() === 0} onClick={() => void make()}>
                {codes() === 0 ? t.makeNone : plural(props.lang, codes(), { one: t.makeOne, other: t.make })}
              </Button>
            </div>
          </>
        )}
      </Show>
      <Show when={!table.file() && imports().length > 0}>
        <ImportList
          lang={props.lang}
          timeZone={props.campaign.timeZone}
          imports={imports()}
          onTakeBack={(one) => void takeBack(one)}
          onRestore={(one) => void restore(one)}
        />
      </Show>
    </div>
  );
}
