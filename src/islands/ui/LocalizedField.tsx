import { createSignal, createUniqueId, For, Show } from 'solid-js';
import { type Language, type Localized, negotiate, pick } from '#domain/shared/language.ts';
import { fill } from '#i18n/text.ts';
import type { FieldProps } from './Field.tsx';
import { uiLang, uiText } from './ui-lang.ts';

export interface LocalizedFieldProps extends FieldProps {
  readonly value: Localized;
  /** The languages of the campaign; the first is the one others fall back to. */
  readonly languages: readonly Language[];
  readonly onInput: (value: Localized, language: Language) => void;
  /** The language shown, where one choice holds for several fields; else each field has its own. */
  readonly language?: Language | undefined;
  readonly onLanguage?: ((language: Language) => void) | undefined;
  readonly multiline?: boolean | undefined;
  readonly rows?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly placeholder?: string | undefined;
  readonly voice?: 'text' | 'story' | undefined;
  readonly disabled?: boolean | undefined;
}

/**
 * A text in several languages: one tab each, marked where it is not written and another stands in. Opens in the
 * language of the studio when the campaign has it, else in the campaign's first.
 */
export default function LocalizedField(props: LocalizedFieldProps) {
  const id = createUniqueId();
  const [chosen, choose] = createSignal<Language>(uiLang());
  const language = () => negotiate(props.languages, props.language ?? chosen(), uiLang());
  const show = (code: Language) => {
    choose(code);
    props.onLanguage?.(code);
  };
  const nameOf = (code: Language) =>
    new Intl.DisplayNames([uiLang()], { type: 'language' }).of(code) ?? code.toUpperCase();
  const shown = () => pick(props.value, language(), props.languages);
  const fallback = () =>
    shown().fallback ? fill(uiText().notWritten, { language: nameOf(shown().language) }) : null;
  const attributes = () => ({
    id,
    class: `input ${props.voice === 'story' ? 'input-story' : ''}`,
    lang: language(),
    value: props.value[language()] ?? '',
    placeholder: shown().fallback ? shown().text : props.placeholder,
    maxLength: props.maxLength,
    disabled: props.disabled,
    'aria-invalid': props.error ? ('true' as const) : undefined,
    'aria-describedby':
      [props.hint || fallback() ? `${id}-hint` : '', props.error ? `${id}-error` : '']
        .filter(Boolean)
        .join(' ') || undefined,
    onInput: (event: InputEvent & { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      props.onInput({ ...props.value, [language()]: event.currentTarget.value }, language()),
  });
  return (
    <div class="field localized">
      <div class="label">
        <label for={id} classList={{ 'sr-only': props.hideLabel === true }}>
          {props.label}
          <Show when={props.optional}>
            {' '}
            <span class="optional">{uiText().optional}</span>
          </Show>
        </label>
        {props.aside}
        <Show when={props.languages.length > 1}>
          <fieldset class="langs" aria-label={props.label}>
            <For each={props.languages}>
              {(code) => (
                <button
                  type="button"
                  aria-pressed={code === language()}
                  data-missing={props.value[code] ? undefined : ''}
                  aria-label={`${code}, ${nameOf(code)}${props.value[code] ? '' : `, ${uiText().languageMissing}`}`}
                  title={nameOf(code)}
                  onClick={() => show(code)}
                >
                  {code}
                </button>
              )}
            </For>
          </fieldset>
        </Show>
      </div>
      <Show when={props.multiline} fallback={<input type="text" {...attributes()} />}>
        <textarea data-grow="" rows={props.rows ?? 3} {...attributes()} />
      </Show>
      <Show when={props.hint || fallback()}>
        <p class="hint" id={`${id}-hint`}>
          {fallback() ?? props.hint}
        </p>
      </Show>
      <Show when={props.error}>
        <p class="error" id={`${id}-error`}>
          {props.error}
        </p>
      </Show>
    </div>
  );
}
