import { createSignal, onMount } from 'solid-js';
import { movePlace, setPlace } from '#domain/place/commands.ts';
import type { Place } from '#domain/place/model.ts';
import { formatPosition } from '#domain/place/position.ts';
import { placesTexts } from '#i18n/studio/places.ts';
import type { Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import LocalizedField from '#islands/ui/LocalizedField.tsx';
import Select from '#islands/ui/Select.tsx';
import TextArea from '#islands/ui/TextArea.tsx';
import TextInput from '#islands/ui/TextInput.tsx';
import { nameOf, type PlacesContext } from './context.ts';
import DocumentBar from './DocumentBar.tsx';
import type { Book, PlaceEntry } from './make-book.ts';
import PhotoField from './PhotoField.tsx';
import PositionField from './PositionField.tsx';
import Prints from './Prints.tsx';

const lights = ['day', 'lit', 'dark', 'mixed'] as const satisfies readonly Place['light'][];

/** One place: what it is called, where it is, what one should know of it, and what hangs there. */
export default function PlaceEditor(props: {
  readonly lang: Lang;
  readonly entry: PlaceEntry;
  readonly book: Book;
  readonly context: PlacesContext;
  /** A new place: the name is asked for first. */
  readonly fresh: boolean;
  readonly onBack: () => void;
  readonly onDelete: () => void;
}) {
  const t = placesTexts[props.lang];
  const document = () => props.entry.document;
  const doc = () => document().doc();
  const name = () => nameOf(doc(), props.lang, props.context.languages);
  const [more, setMore] = createSignal(false);
  const set = <Key extends keyof Place>(key: Key, value: Place[Key], typing = false) =>
    document().edit(setPlace(key, value), typing ? key : null);
  let panel!: HTMLElement;
  onMount(() => {
    const first = props.fresh
      ? panel.querySelector<HTMLElement>('.localized input')
      : panel.querySelector('h2');
    first?.focus({ preventScroll: !props.fresh });
  });

  return (
    <section class="place-editor" ref={panel}>
      <div class="row">
        <Button small kind="quiet" class="flush" onClick={() => props.onBack()}>
          <span aria-hidden="true">‹</span> {t.all}
        </Button>
        <span class="push" />
        <DocumentBar document={document()} describe={describe} />
      </div>
      <h2 class="panel-title" tabIndex={-1}>
        {name()}
      </h2>
      <Prints
        lang={props.lang}
        book={props.book}
        context={props.context}
        entries={props.book.at(props.entry.id)}
        placeId={props.entry.id}
        title={t.prints}
        none={t.printsNone}
      />
      <div class="card stack">
        <LocalizedField
          label={t.name}
          hint={t.nameHint}
          languages={props.context.languages}
          value={doc().name}
          maxLength={120}
          onInput={(value, language) => document().edit(setPlace('name', value), `name:${language}`)}
        />
        <TextInput
          label={t.address}
          maxLength={300}
          autocomplete="off"
          value={doc().address}
          onInput={(value) => set('address', value, true)}
        />
        <PositionField
          lang={props.lang}
          value={doc()}
          onChange={(position) => document().edit(movePlace(position), 'position')}
        />
        <Select
          label={t.light}
          hint={t[`lightHint_${doc().light}`]}
          value={doc().light}
          choices={lights.map((value) => ({ value, label: t[`light_${value}`] }))}
          onChange={(light) => set('light', light)}
        />
        <PhotoField
          lang={props.lang}
          name={name()}
          url={doc().photo === null ? null : props.book.pictureUrl(doc().photo ?? '')}
          onChange={(photo) => {
            if (photo) props.book.addPicture(photo);
            set('photo', photo?.id ?? null);
          }}
        />
        <details
          class="more"
          open={more() || Boolean(doc().openingHours || doc().access || doc().permit)}
          onToggle={(event) => setMore(event.currentTarget.open)}
        >
          <summary>{t.details}</summary>
          <div class="stack">
            <TextInput
              label={t.hours}
              optional
              maxLength={300}
              value={doc().openingHours}
              onInput={(value) => set('openingHours', value, true)}
            />
            <TextArea
              label={t.access}
              hint={t.accessHint}
              optional
              rows={2}
              maxLength={500}
              value={doc().access}
              onInput={(value) => set('access', value, true)}
            />
            <TextArea
              label={t.permit}
              hint={t.permitHint}
              optional
              rows={2}
              maxLength={500}
              value={doc().permit}
              onInput={(value) => set('permit', value, true)}
            />
          </div>
        </details>
      </div>

      <div class="row">
        <span class="push" />
        <Button small kind="danger" onClick={() => props.onDelete()}>
          {t.delete}
        </Button>
      </div>
    </section>
  );

  function describe(of: Place): [string, string][] {
    return [
      ...Object.entries(of.name).map(([language, text]): [string, string] => [
        `${t.name} (${language})`,
        text,
      ]),
      [t.address, of.address],
      [t.position, formatPosition(of)],
      [t.light, t[`light_${of.light}`]],
      [t.hours, of.openingHours],
      [t.access, of.access],
      [t.permit, of.permit],
    ];
  }
}
