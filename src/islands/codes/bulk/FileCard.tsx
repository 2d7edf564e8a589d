import { createSignal, For, Show } from 'solid-js';
import { bulkFields, headerOf } from '#domain/code/bulk/columns.ts';
import { writeCsv } from '#domain/code/bulk/csv.ts';
import { bulkTexts } from '#i18n/studio/bulk.ts';
import type { Lang } from '#i18n/text.ts';
import { download } from '#islands/styles/style-files.ts';
import Button from '#islands/ui/Button.tsx';
import Card from '#islands/ui/Card.tsx';

const examples = {
  en: ['Market square', '1 Market Street', '53.8689', '10.6866', 'sticker', '70', '70', '0.4', '20', '1'],
  de: ['Marktplatz', 'Markt 1', '53,8689', '10,6866', 'Aufkleber', '70', '70', '0,4', '20', '1'],
} as const;
const words = {
  en: ['Scan me, I know something', 'One minute, no app'],
  de: ['Scan mich, ich weiß etwas', 'Eine Minute, ohne App'],
} as const;

/** Begins a bulk import: the file by button or drop, templates, and what each column means. */
export default function FileCard(props: {
  readonly lang: Lang;
  readonly problem: string | null;
  readonly onFile: (file: File) => void;
}) {
  const t = bulkTexts[props.lang];
  const [over, setOver] = createSignal(false);
  let input: HTMLInputElement | undefined;
  const take = (file: File | undefined) => file && props.onFile(file);
  // German spreadsheets take the semicolon, since the comma is in their numbers.
  const template = (lang: Lang) =>
    download(
      lang === 'en' ? 'codes-template.csv' : 'codes-vorlage.csv',
      'text/csv',
      writeCsv(
        [bulkFields.map((field) => headerOf(field, lang)), [...examples[lang], ...words[lang]]],
        lang === 'en' ? ',' : ';',
      ),
    );
  return (
    <div class="bulk-start">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button in it is the first. */}
      <div
        class="bulk-drop"
        data-over={over() ? '' : undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer?.files[0]);
        }}
      >
        <input
          ref={input}
          class="sr-only"
          type="file"
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          tabindex="-1"
          aria-label={t.choose}
          onChange={(event) => {
            take(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
        <Button kind="go" onClick={() => input?.click()}>
          {t.choose}
        </Button>
        <p>{t.drop}</p>
        <p class="dim">{t.dropHint}</p>
        <Show when={props.problem}>
          <p class="notice" data-tone="bad" role="alert">
            {props.problem}
          </p>
        </Show>
      </div>
      <Card title={t.templates}>
        <p>{t.templatesHint}</p>
        <div class="row">
          <Button small onClick={() => template('en')}>
            {t.templateEn}
          </Button>
          <Button small onClick={() => template('de')}>
            {t.templateDe}
          </Button>
        </div>
        <dl class="bulk-columns">
          <For each={bulkFields}>
            {(field) => (
              <div>
                <dt>
                  <code>{headerOf(field, props.lang)}</code>
                </dt>
                <dd>{t[`col_${field}`]}</dd>
              </div>
            )}
          </For>
        </dl>
      </Card>
    </div>
  );
}
