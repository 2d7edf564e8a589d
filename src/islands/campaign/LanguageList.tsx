import { For, Show } from 'solid-js';
import { offeredLanguages } from '#domain/shared/language.ts';
import { briefTexts } from '#i18n/studio/brief.ts';
import { fill, type Lang } from '#i18n/text.ts';
import IconButton from '#islands/ui/IconButton.tsx';
import Select from '#islands/ui/Select.tsx';

/** The languages the audience reads; the first one stands in for the others. */
export default function LanguageList(props: {
  readonly lang: Lang;
  readonly languages: readonly string[];
  readonly onAdd: (language: string) => void;
  readonly onPrefer: (language: string) => void;
  readonly onRemove: (language: string, name: string) => void;
}) {
  const t = briefTexts[props.lang];
  const names = new Intl.DisplayNames([props.lang], { type: 'language' });
  const nameOf = (code: string) => names.of(code) ?? code;
  return (
    <fieldset class="field">
      <legend>{t.languages}</legend>
      <ul class="plain language-list">
        <For each={props.languages}>
          {(code, at) => (
            <li>
              <span class="name">{nameOf(code)}</span>
              <Show when={at() === 0}>
                <span class="chip" data-tone="ok">
                  {t.languageFirst}
                </span>
              </Show>
              <Show when={at() > 0}>
                <IconButton
                  kind="quiet"
                  small
                  label={fill(t.languagePrefer, { language: nameOf(code) })}
                  onClick={() => props.onPrefer(code)}
                >
                  ↑
                </IconButton>
              </Show>
              <Show when={props.languages.length > 1}>
                <IconButton
                  kind="quiet"
                  small
                  label={fill(t.languageRemove, { language: nameOf(code) })}
                  onClick={() => props.onRemove(code, nameOf(code))}
                >
                  ×
                </IconButton>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Select
        label={t.languageAdd}
        hideLabel
        hint={t.languagesHint}
        value=""
        choices={[
          { value: '', label: t.languageAdd },
          ...offeredLanguages
            .filter((code) => !props.languages.includes(code))
            .map((code) => ({ value: code as string, label: nameOf(code) })),
        ]}
        onChange={(code) => {
          if (code) props.onAdd(code);
        }}
      />
    </fieldset>
  );
}
