import { createSignal, onMount, Show } from 'solid-js';
import type { Medium } from '#domain/place/model.ts';
import { media } from '#domain/place/schema.ts';
import { defaultStyle, type StyleDocument } from '#domain/qr/model.ts';
import type { SavedStyle } from '#domain/qr/style-library.ts';
import type { Fonts } from '#domain/qr/text.ts';
import type { Stored } from '#domain/shared/document.ts';
import { bulkTexts } from '#i18n/studio/bulk.ts';
import { placesTexts } from '#i18n/studio/places.ts';
import type { Lang } from '#i18n/text.ts';
import { loadPrintFonts } from '#islands/qr/load-fonts.ts';
import StyleMini from '#islands/styles/StyleMini.tsx';
import Card from '#islands/ui/Card.tsx';
import Select from '#islands/ui/Select.tsx';
import type { BulkTable } from './make-table.ts';

/** What all codes of a table share: their look, drawn with the words of the first row, and the medium no column names. */
export default function LookCard(props: {
  readonly lang: Lang;
  readonly table: BulkTable;
  readonly styles: readonly Stored<SavedStyle>[];
  /** '' for the plain look of new codes. */
  readonly styleId: string;
  readonly onStyle: (id: string) => void;
  readonly payload: string;
  readonly images: ReadonlyMap<string, string>;
}) {
  const t = bulkTexts[props.lang];
  const [fonts, setFonts] = createSignal<Fonts | null>(null);
  onMount(() => void loadPrintFonts().then(setFonts, () => undefined));
  const plan = () => props.table.checked().plan;
  const style = () => props.styles.find(({ id }) => id === props.styleId)?.doc.style ?? defaultStyle;
  const sample = (): StyleDocument => {
    const { callToAction = '', caption = '' } = plan()?.rows[0] ?? {};
    const { frame } = style();
    return {
      ...style(),
      frame: {
        ...frame,
        callToAction: callToAction || frame.callToAction,
        caption: caption || frame.caption,
      },
    };
  };
  const showsNoWords = () =>
    style().frame.kind === 'none' &&
    (plan()?.rows.some((row) => row.callToAction !== '' || row.caption !== '') ?? false);
  return (
    <Card class="bulk-look">
      <div class="stack">
        <Select
          label={t.style}
          hint={showsNoWords() ? t.styleNoFrame : t.styleHint}
          value={props.styleId}
          choices={[
            { value: '', label: t.stylePlain },
            ...props.styles.map(({ id, doc }) => ({ value: id, label: doc.name })),
          ]}
          onChange={props.onStyle}
        />
        <Show when={!props.table.file()?.fields.includes('medium')}>
          <Select
            label={t.mediumForAll}
            hint={t.mediumForAllHint}
            value={props.table.medium() ?? ''}
            choices={[
              { value: '', label: '–' },
              ...media.map((value) => ({ value, label: placesTexts[props.lang][`medium_${value}`] })),
            ]}
            onChange={(value) => props.table.setMedium((value || null) as Medium | null)}
          />
        </Show>
      </div>
      <div class="bulk-sample">
        <StyleMini
          style={sample()}
          payload={props.payload}
          fonts={fonts()}
          images={props.images}
          label={t.sample}
        />
      </div>
    </Card>
  );
}
