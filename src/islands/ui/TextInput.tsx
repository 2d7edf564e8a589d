import { mergeProps } from 'solid-js';
import Field, { type FieldProps } from './Field.tsx';

export interface TextInputProps extends FieldProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly type?: 'text' | 'email' | 'url' | 'password' | 'search' | undefined;
  readonly name?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly maxLength?: number | undefined;
  readonly disabled?: boolean | undefined;
  readonly required?: boolean | undefined;
  readonly autocomplete?: string | undefined;
  readonly lang?: string | undefined;
  /** The story's own words, or a code, in their type. */
  readonly voice?: 'text' | 'story' | 'mono' | undefined;
}

export default function TextInput(props: TextInputProps) {
  const own = mergeProps({ type: 'text', voice: 'text' } as const, props);
  return (
    <Field {...props}>
      {(control) => (
        <input
          {...control}
          class="input"
          classList={{ 'input-story': own.voice === 'story', 'input-mono': own.voice === 'mono' }}
          type={own.type}
          name={own.name}
          value={own.value}
          placeholder={own.placeholder}
          maxLength={own.maxLength}
          disabled={own.disabled}
          required={own.required}
          autocomplete={own.autocomplete}
          lang={own.lang}
          onInput={(event) => own.onInput(event.currentTarget.value)}
          onBlur={() => own.onBlur?.()}
        />
      )}
    </Field>
  );
}
