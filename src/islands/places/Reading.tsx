import { For, Show } from 'solid-js';
import type { PhotoReading, ShownCode } from '#domain/place/model.ts';
import { placementLifeTexts } from '#i18n/studio/placement-life.ts';
import { fill, formatNumber, type Lang } from '#i18n/text.ts';
import Chip from '#islands/ui/Chip.tsx';
import { readingWords } from './life-words.ts';

const tones = { passed: 'ok', weak: 'warn', wrong: 'bad', unread: 'warn' } as const;

/** What the decoders found in a photo: the verdict, what to do, and who read what. */
export default function Reading(props: {
  readonly lang: Lang;
  readonly reading: PhotoReading;
  readonly letters: string;
  readonly shownBy: (text: string) => ShownCode | null;
  readonly whose: (code: ShownCode) => string;
  /** Among others: the verdict and its first sentence, the rest on demand. */
  readonly brief?: boolean;
}) {
  const t = placementLifeTexts[props.lang];
  const words = () =>
    readingWords(props.lang, props.reading, {
      letters: props.letters,
      shownBy: props.shownBy,
      whose: props.whose,
    });
  const says = (text: string | null) =>
    text === null ? t.decoderNo : text === props.reading.expected ? t.decoderYes : t.decoderOther;
  const tone = (text: string | null) =>
    text === null ? 'plain' : text === props.reading.expected ? 'ok' : 'bad';
  const Rest = () => (
    <>
      <For each={words().slice(1)}>{(sentence) => <p>{sentence}</p>}</For>
      <ul class="plain decoders">
        <For each={props.reading.decoders}>
          {({ id, text }) => (
            <li>
              <Chip tone={tone(text)}>{fill(says(text), { name: id })}</Chip>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.reading.symbol}>
        {(symbol) => (
          <p class="dim">
            {fill(t.scale, {
              px: formatNumber(props.lang, symbol().pxPerModule, { maximumFractionDigits: 1 }),
              n: symbol().modules,
            })}
          </p>
        )}
      </Show>
    </>
  );
  return (
    <div class="reading">
      <p>
        <Chip tone={tones[props.reading.verdict]}>{t[`verdict_${props.reading.verdict}`]}</Chip>
      </p>
      <p>{words()[0]}</p>
      <Show when={props.brief} fallback={<Rest />}>
        <details class="more">
          <summary>{t.readers}</summary>
          <div class="reading">
            <Rest />
          </div>
        </details>
      </Show>
    </div>
  );
}
