import { createUniqueId, Show } from 'solid-js';
import { setMedium, setPlacement } from '#domain/place/commands.ts';
import { stateOf } from '#domain/place/life.ts';
import { type Medium, mediumDefaults, type Placement } from '#domain/place/model.ts';
import { artworkTexts } from '#i18n/studio/artwork.ts';
import { placesTexts } from '#i18n/studio/places.ts';
import { fill, formatNumber, type Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import Chip from '#islands/ui/Chip.tsx';
import NumberInput from '#islands/ui/NumberInput.tsx';
import Select from '#islands/ui/Select.tsx';
import TextArea from '#islands/ui/TextArea.tsx';
import TextInput from '#islands/ui/TextInput.tsx';
import { paths } from '#paths';
import ArtworkField from './artwork/ArtworkField.tsx';
import { artworkWords } from './artwork/words.ts';
import { nameOf, type PlacesContext } from './context.ts';
import DocumentBar from './DocumentBar.tsx';
import Life from './Life.tsx';
import { stateTones, stateWord, whose } from './life-words.ts';
import type { Book, PlacementEntry } from './make-book.ts';
import PrintCode from './PrintCode.tsx';
import { printName } from './print-names.ts';

const media = Object.keys(mediumDefaults) as Medium[];

/** One printed thing: a line that says what it is, opened to edit it and to make its code. */
export default function PrintCard(props: {
  readonly lang: Lang;
  readonly entry: PlacementEntry;
  readonly book: Book;
  readonly context: PlacesContext;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly onDelete: () => void;
}) {
  const t = placesTexts[props.lang];
  const panel = createUniqueId();
  const doc = () => props.entry.document.doc();
  const code = () => props.book.codeOf(props.entry.id);
  const state = () => stateOf(props.book.lives.of(props.entry.id));
  const handed = () => doc().placeId === null;
  const nameOfPrint = (id: string): string | null => {
    const print = props.book
      .placements()
      .find((one) => one.id === id)
      ?.document.doc();
    const place = props.book
      .places()
      .find((one) => one.id === print?.placeId)
      ?.document.doc();
    return print ? printName(props.lang, props.context.languages, print, place ?? null) : null;
  };
  const set = <Key extends keyof Placement>(key: Key, value: Placement[Key], typing = false) =>
    props.entry.document.edit(setPlacement(key, value), typing ? key : null);
  const size = () =>
    fill(t.size, {
      width: formatNumber(props.lang, doc().widthMm),
      height: formatNumber(props.lang, doc().heightMm),
    });
  const lost = () => doc().placeId !== null && !props.book.places().some(({ id }) => id === doc().placeId);
  const posts = () => [
    ...props.context.posts.filter(({ channel }) => channel === doc().medium),
    ...props.context.posts.filter(({ channel }) => channel !== doc().medium),
  ];

  return (
    <li class="print" data-open={props.open ? '' : undefined}>
      <button
        type="button"
        class="print-head"
        aria-expanded={props.open}
        aria-controls={panel}
        onClick={() => props.onToggle()}
      >
        <span class="what">
          <strong>
            {t[`medium_${doc().medium}`]}
            <Show when={doc().copies > 1}>
              <span class="mono"> × {formatNumber(props.lang, doc().copies)}</span>
            </Show>
          </strong>
          <small>{doc().name || size()}</small>
          <Show when={lost()}>
            <small>{t.lostPlace}</small>
          </Show>
        </span>
        <span class="which">
          <Show when={code()} fallback={<Chip tone="warn">{t.codeNone}</Chip>}>
            {(made) => (
              <>
                <code class="code-text">{made().letters}</code>
                <small>{made().retired ? t.retired : fill(t.leads, { target: made().leads })}</small>
              </>
            )}
          </Show>
        </span>
        <Chip tone={stateTones[state()]}>{stateWord(props.lang, state(), handed())}</Chip>
      </button>
      <Show when={props.open}>
        <div class="print-body" id={panel}>
          <PrintCode
            lang={props.lang}
            book={props.book}
            context={props.context}
            placementId={props.entry.id}
            postId={doc().postId}
          />
          <Life
            lang={props.lang}
            lives={props.book.lives}
            placementId={props.entry.id}
            handed={handed()}
            timeZone={props.context.timeZone}
            letters={code()?.letters ?? ''}
            whose={(shown) => whose(props.lang, shown, props.context.campaignId, nameOfPrint)}
            photoHref={paths.placement(props.context.campaignId, props.entry.id)}
          />
          <div class="pair">
            <Select
              label={t.medium}
              value={doc().medium}
              choices={media.map((value) => ({ value, label: t[`medium_${value}`] }))}
              onChange={(medium) => props.entry.document.edit(setMedium(medium))}
            />
            <NumberInput
              label={t.copies}
              min={1}
              max={1_000_000}
              value={doc().copies}
              onChange={(value) => value !== null && set('copies', Math.round(value), true)}
            />
          </div>
          <div class="pair">
            <NumberInput
              label={t.width}
              unit="mm"
              min={10}
              max={5_000}
              value={doc().widthMm}
              onChange={(value) => value !== null && set('widthMm', value, true)}
            />
            <NumberInput
              label={t.height}
              unit="mm"
              min={10}
              max={5_000}
              value={doc().heightMm}
              onChange={(value) => value !== null && set('heightMm', value, true)}
            />
          </div>
          <div class="pair">
            <NumberInput
              label={t.distance}
              unit="m"
              min={0.05}
              max={60}
              step={0.1}
              value={doc().scanDistanceM}
              onChange={(value) => value !== null && set('scanDistanceM', value, true)}
            />
            <NumberInput
              label={t.cost}
              unit="€"
              min={0}
              max={10_000_000}
              value={doc().costCents / 100}
              onChange={(value) => set('costCents', Math.round((value ?? 0) * 100), true)}
            />
          </div>
          <div class="pair">
            <Select
              label={t.place}
              value={lost() ? '' : (doc().placeId ?? '')}
              choices={[
                { value: '', label: t.placeNone },
                ...props.book.places().map(({ id, document }) => ({
                  value: id,
                  label: nameOf(document.doc(), props.lang, props.context.languages),
                })),
              ]}
              onChange={(id) => set('placeId', id || null)}
            />
            <Select
              label={t.post}
              value={doc().postId ?? ''}
              choices={[
                { value: '', label: posts().length > 0 ? t.postNotChosen : t.postNone },
                ...posts().map(({ id, label }) => ({ value: id, label })),
              ]}
              onChange={(id) => set('postId', id || null)}
            />
          </div>
          <ArtworkField
            lang={props.lang}
            artwork={doc().artwork}
            url={props.book.pictureUrl(doc().artwork?.assetId ?? '')}
            letters={code()?.letters ?? ''}
            widthMm={doc().widthMm}
            heightMm={doc().heightMm}
            onPicture={props.book.addPicture}
            onChange={(artwork, mergeKey) =>
              props.entry.document.edit(setPlacement('artwork', artwork), mergeKey)
            }
          />
          <TextInput
            label={t.printName}
            hint={t.printNameHint}
            optional
            maxLength={120}
            value={doc().name}
            onInput={(value) => set('name', value, true)}
          />
          <TextArea
            label={t.note}
            optional
            rows={2}
            maxLength={1_000}
            value={doc().note}
            onInput={(value) => set('note', value, true)}
          />
          <div class="row">
            <DocumentBar document={props.entry.document} describe={describe} />
            <span class="push" />
            <Button small kind="quiet" onClick={() => props.onDelete()}>
              {t.deletePrint}
            </Button>
          </div>
        </div>
      </Show>
    </li>
  );

  function describe(of: Placement): [string, string][] {
    return [
      [t.medium, t[`medium_${of.medium}`]],
      [t.width, `${of.widthMm} mm`],
      [t.height, `${of.heightMm} mm`],
      [t.distance, `${of.scanDistanceM} m`],
      [t.copies, String(of.copies)],
      [t.cost, String(of.costCents / 100)],
      [t.printName, of.name],
      [t.note, of.note],
      [artworkTexts[props.lang].title, artworkWords(props.lang, of)],
    ];
  }
}
