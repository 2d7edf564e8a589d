import { createEffect, mergeProps } from 'solid-js';
import Field, { type FieldProps } from './Field.tsx';

export interface TextAreaProps extends FieldProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly name?: string | undefined;
  readonly rows?: number | undefined;
  readonly placeholder?: string | undefined;
  readonly maxLength?: number | undefined;
  readonly disabled?: boolean | undefined;
  readonly lang?: string | undefined;
  readonly voice?: 'text' | 'story' | 'mono' | undefined;
}

const growsByItself = () => CSS.supports('field-sizing', 'content');

/** A text of several lines that grows with what is written. */
export default function TextArea(props: TextAreaProps) {
  const own = mergeProps({ rows: 3, voice: 'text' } as const, props);
  const fit = (area: HTMLTextAreaElement) => {
    createEffect(() => {
      own.value;
      if (growsByItself()) return;
      area.style.height = 'auto';
      area.style.height = `${Math.min(area.scrollHeight + 2, window.innerHeight * 0.6)}px`;
    });
  };
  return (
    <Field {...props}>
      {(control) => (
        <textarea
          {...control}
          ref={fit}
          class="input"
          classList={{ 'input-story': own.voice === 'story', 'input-mono': own.voice === 'mono' }}
          data-grow=""
          name={own.name}
          rows={own.rows}
          value={own.value}
          placeholder={own.placeholder}
          maxLength={own.maxLength}
          disabled={own.disabled}
          lang={own.lang}
          onInput={(event) => own.onInput(event.currentTarget.value)}
          onBlur={() => own.onBlur?.()}
        />
      )}
    </Field>
  );
}
