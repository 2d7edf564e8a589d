import { createSignal, For, Show } from 'solid-js';
import {
  canUndo,
  hangs,
  inForce,
  type PlacementState,
  stateOf,
  stepsFrom,
  undoable,
} from '#domain/place/life.ts';
import type { LifeEvent, ShownCode } from '#domain/place/model.ts';
import { fromLocalTime, toLocalTime } from '#domain/shared/time.ts';
import { placementLifeTexts } from '#i18n/studio/placement-life.ts';
import { fill, formatDate, formatDayAt, type Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import Chip from '#islands/ui/Chip.tsx';
import DateTimeField from '#islands/ui/DateTimeField.tsx';
import Menu from '#islands/ui/Menu.tsx';
import TextArea from '#islands/ui/TextArea.tsx';
import { sayError, sayWithUndo } from '#islands/ui/toast.ts';
import { eventWord, stateTones, stateWord, stepWord } from './life-words.ts';
import type { LivesOf } from './make-lives.ts';
import PhotoField from './PhotoField.tsx';
import Reading from './Reading.tsx';
import type { Uploaded } from './upload.ts';

const ON_CARD = 2;

/** Where a print stands, the next step, and everything that happened to it, the newest first. */
export default function Life(props: {
  readonly lang: Lang;
  readonly lives: LivesOf;
  readonly placementId: string;
  /** Handed out: it hangs nowhere. */
  readonly handed: boolean;
  readonly timeZone: string;
  /** Six characters of its code; '' while it has none. */
  readonly letters: string;
  readonly whose: (code: ShownCode) => string;
  /** Where a photo is taken; null on the page that does it. */
  readonly photoHref: string | null;
}) {
  const t = placementLifeTexts[props.lang];
  const events = () => props.lives.of(props.placementId);
  const state = () => stateOf(events());
  const today = () => toLocalTime(Date.now(), props.timeZone).slice(0, 10);
  const [day, setDay] = createSignal('');
  const [note, setNote] = createSignal('');
  const [photo, setPhoto] = createSignal<Uploaded | null>(null);
  const [busy, setBusy] = createSignal(false);

  /** The step the button does; a print that hangs is next checked by a photo, and then let hang. */
  const next = (): PlacementState | null => (hangs(state()) ? null : (stepsFrom(state())[0] ?? null));
  /** On a card the newest, on the print's page everything. */
  const shown = () =>
    events()
      .toReversed()
      .slice(0, props.photoHref === null ? undefined : ON_CARD);
  const others = () => stepsFrom(state()).filter((to) => to !== next());
  const word = (to: PlacementState) => stepWord(props.lang, state(), to, props.handed);

  const go = async (to: PlacementState) => {
    if (busy()) return;
    setBusy(true);
    // Noon: the day is meant, whatever the zone of whoever reads it.
    const at = day() && day() !== today() ? fromLocalTime(`${day()}T12:00`, props.timeZone) : undefined;
    const refused = await props.lives.step(props.placementId, to, {
      note: note(),
      photo: photo()?.id ?? null,
      at,
    });
    setBusy(false);
    if (refused) return sayError(refused.message);
    setDay('');
    setNote('');
    setPhoto(null);
    const step = undoable(events());
    const said = fill(t.done, { state: stateWord(props.lang, to, props.handed) });
    sayWithUndo(said, () => step && void takeBack(step));
  };
  const takeBack = async (event: LifeEvent | { readonly id: string }) => {
    const refused = await props.lives.undo(props.placementId, event.id);
    if (refused) sayError(refused.message);
  };

  return (
    <section class="life" aria-label={t.life}>
      <div class="row">
        <span class="label">{t.state}</span>
        <Chip tone={stateTones[state()]}>{stateWord(props.lang, state(), props.handed)}</Chip>
      </div>
      <div class="row">
        <Show when={props.photoHref !== null && props.letters && state() !== 'removed'}>
          <a class="btn" data-size="small" href={props.photoHref ?? ''}>
            {state() === 'checked' ? t.checkAgain : t.check}
          </a>
        </Show>
        <Show when={next()}>
          {(to) => (
            <Button small busy={busy()} onClick={() => void go(to())}>
              {word(to())}
            </Button>
          )}
        </Show>
        <Show when={others().length > 0}>
          <Menu
            small
            kind="quiet"
            label={t.other}
            items={others().map((to) => ({ value: to, label: word(to) }))}
            onSelect={(to) => void go(to as PlacementState)}
          />
        </Show>
      </div>
      <details class="more">
        <summary>{t.more}</summary>
        <div class="stack">
          <DateTimeField
            label={t.day}
            hint={fill(t.dayHint, { zone: props.timeZone })}
            kind="day"
            max={today()}
            value={day() || today()}
            onChange={setDay}
          />
          <TextArea label={t.note} optional rows={2} maxLength={500} value={note()} onInput={setNote} />
          <PhotoField
            lang={props.lang}
            label={t.notePhoto}
            name={t.notePhoto}
            url={photo()?.url ?? null}
            onChange={setPhoto}
          />
        </div>
      </details>
      <Show when={events().length > 0} fallback={<p class="dim">{t.none}</p>}>
        <ol class="plain timeline">
          <For each={shown()}>{(event) => <Entry event={event} />}</For>
        </ol>
        <Show when={shown().length < events().length}>
          <a class="mend" href={props.photoHref ?? ''}>
            {fill(t.whole, { n: events().length })}
          </a>
        </Show>
      </Show>
    </section>
  );

  function Entry(own: { readonly event: LifeEvent }) {
    const { event } = own;
    const struck = () => event.undoes === null && !inForce(events()).includes(event);
    const mayUndo = () =>
      canUndo(events(), event.id) && (event.undoes !== null || undoable(events())?.id === event.id);
    const day = () => formatDayAt(props.lang, event.at, props.timeZone);
    const late = () => event.recordedAt - event.at > 3_600_000;
    return (
      <li classList={{ struck: struck() }}>
        <div class="row">
          <strong>{eventWord(props.lang, event, events(), props.handed)}</strong>
          <Show when={struck()}>
            <small>({t.struck})</small>
          </Show>
          <span class="push" />
          <Show when={mayUndo()}>
            <Button small kind="quiet" onClick={() => void takeBack(event)}>
              {event.undoes === null ? t.undo : t.restore}
            </Button>
          </Show>
        </div>
        <small>
          {late() ? day() : formatDate(props.lang, event.at, props.timeZone)}
          {' · '}
          {event.byName ?? t.byNobody}
          <Show when={late()}>
            {' · '}
            {fill(t.recorded, { day: formatDayAt(props.lang, event.recordedAt, props.timeZone) })}
          </Show>
        </small>
        <Show when={event.note}>
          <p>{event.note}</p>
        </Show>
        <Show when={props.lives.photoUrl(event.photo)}>
          {(url) => (
            <a href={url()} target="_blank" rel="noopener">
              <img src={url()} alt={fill(t.photoOf, { day: day() })} loading="lazy" />
            </a>
          )}
        </Show>
        <Show when={event.reading}>
          {(reading) => (
            <Reading
              lang={props.lang}
              reading={reading()}
              letters={props.letters}
              shownBy={props.lives.shownBy}
              whose={props.whose}
              brief
            />
          )}
        </Show>
      </li>
    );
  }
}
