import { actions } from 'astro:actions';
import { Bold, Italic, Link as LinkIcon, List, Quote } from 'lucide-solid';
import { createEffect, createSignal, createUniqueId, For, on, onCleanup, Show } from 'solid-js';
import { type Language, type Localized, negotiate, pick } from '#domain/shared/language.ts';
import { storyTexts } from '#i18n/studio/story.ts';
import { fill, type Lang } from '#i18n/text.ts';
import { call } from '#islands/ui/call.ts';
import Segmented from '#islands/ui/Segmented.tsx';
import { uiText } from '#islands/ui/ui-lang.ts';

const PREVIEW_MS = 300;

/** Signs that a button puts around or before what is selected. */
const marks = [
  { key: 'bold', Sign: Bold, around: '**' },
  { key: 'italic', Sign: Italic, around: '*' },
  { key: 'quote', Sign: Quote, before: '> ' },
  { key: 'list', Sign: List, before: '- ' },
] as const;

/** A long text in several languages, written as Markdown, with the preview that phones will show. */
export default function MarkdownField(props: {
  readonly lang: Lang;
  readonly label: string;
  readonly value: Localized;
  readonly languages: readonly Language[];
  readonly maxLength: number;
  readonly onInput: (value: Localized, language: Language) => void;
}) {
  const t = storyTexts[props.lang];
  const id = createUniqueId();
  const names = new Intl.DisplayNames([props.lang], { type: 'language' });
  const [chosen, choose] = createSignal(negotiate(props.languages, props.lang, null));
  const [view, show] = createSignal<'write' | 'preview'>('write');
  const [html, setHtml] = createSignal('');
  let area: HTMLTextAreaElement | undefined;
  const text = () => props.value[chosen()] ?? '';
  const shown = () => pick(props.value, chosen(), props.languages);
  const hint = () =>
    shown().fallback
      ? fill(uiText().notWritten, { language: names.of(shown().language) ?? shown().language })
      : t.textHint;
  const write = (next: string) => props.onInput({ ...props.value, [chosen()]: next }, chosen());

  createEffect(
    on([view, text], () => {
      if (view() !== 'preview') return;
      let isOld = false;
      const timer = setTimeout(async () => {
        const answer = await call(actions.story.preview({ text: text() }), props.lang);
        if (!isOld && answer.ok) setHtml(answer.data.html);
      }, PREVIEW_MS);
      onCleanup(() => {
        isOld = true;
        clearTimeout(timer);
      });
    }),
  );

  function replace(from: number, to: number, put: string, select: readonly [number, number]): void {
    if (!area) return;
    write(text().slice(0, from) + put + text().slice(to));
    area.focus();
    area.setSelectionRange(select[0], select[1]);
  }

  function mark({ around, before }: { readonly around?: string; readonly before?: string }): void {
    if (!area) return;
    const { selectionStart: from, selectionEnd: to } = area;
    if (around) {
      const inner = text().slice(from, to);
      replace(from, to, around + inner + around, [from + around.length, to + around.length]);
    } else if (before) {
      const line = text().lastIndexOf('\n', from - 1) + 1;
      const lines = text().slice(line, to).split('\n');
      const put = lines.map((each) => before + each).join('\n');
      replace(line, to, put, [line + put.length, line + put.length]);
    }
  }

  function link(): void {
    if (!area) return;
    const { selectionStart: from, selectionEnd: to } = area;
    const words = text().slice(from, to) || t.linkWords;
    const put = `[${words}](https://)`;
    replace(from, to, put, [from + put.length - 1, from + put.length - 1]);
  }

  return (
    <div class="field localized markdown">
      <div class="label">
        <label for={id}>{props.label}</label>
        <Show when={props.languages.length > 1}>
          <fieldset class="langs" aria-label={props.label}>
            <For each={props.languages}>
              {(code) => (
                <button
                  type="button"
                  aria-pressed={code === chosen()}
                  data-missing={props.value[code] ? undefined : ''}
                  aria-label={`${code}, ${names.of(code)}${props.value[code] ? '' : `, ${uiText().languageMissing}`}`}
                  title={names.of(code)}
                  onClick={() => choose(code)}
                >
                  {code}
                </button>
              )}
            </For>
          </fieldset>
        </Show>
      </div>
      <div class="markdown-bar">
        <Segmented
          small
          label={props.label}
          value={view()}
          choices={[
            { value: 'write', label: t.write },
            { value: 'preview', label: t.preview },
          ]}
          onChange={show}
        />
        <Show when={view() === 'write'}>
          <div class="marks">
            <For each={marks}>
              {(each) => (
                <button
                  type="button"
                  data-mark={each.key}
                  aria-label={t[each.key]}
                  title={t[each.key]}
                  onClick={() => mark(each)}
                >
                  <each.Sign aria-hidden="true" />
                </button>
              )}
            </For>
            <button type="button" aria-label={t.link} title={t.link} onClick={link}>
              <LinkIcon aria-hidden="true" />
            </button>
          </div>
        </Show>
      </div>
      <textarea
        ref={area}
        id={id}
        class="input input-story"
        hidden={view() === 'preview'}
        lang={chosen()}
        rows={12}
        data-grow=""
        maxLength={props.maxLength}
        value={text()}
        aria-describedby={`${id}-hint`}
        onInput={(event) => write(event.currentTarget.value)}
      />
      <Show when={view() === 'preview'}>
        <div class="story-preview" lang={shown().language} aria-live="polite">
          <Show when={text()} fallback={<p class="dim">{t.previewEmpty}</p>}>
            {/* Sanitised on the server by an allow-list (`#domain/shared/markdown.ts`). */}
            <div innerHTML={html()} />
          </Show>
        </div>
      </Show>
      <p class="hint" id={`${id}-hint`}>
        {hint()}
      </p>
    </div>
  );
}
