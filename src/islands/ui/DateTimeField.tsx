import Field, { type FieldProps } from './Field.tsx';

export interface DateTimeFieldProps extends FieldProps {
  /** A wall time `YYYY-MM-DDTHH:mm` (`kind: 'time'`) or a day `YYYY-MM-DD`; '' for none. Say the zone in `hint`. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly kind?: 'time' | 'day' | undefined;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly name?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/** A day or a wall time, with the browser's own calendar. */
export default function DateTimeField(props: DateTimeFieldProps) {
  return (
    <Field {...props}>
      {(control) => (
        <input
          {...control}
          class="input"
          type={props.kind === 'day' ? 'date' : 'datetime-local'}
          name={props.name}
          value={props.value}
          min={props.min}
          max={props.max}
          disabled={props.disabled}
          onChange={(event) => props.onChange(event.currentTarget.value.slice(0, 16))}
        />
      )}
    </Field>
  );
}
