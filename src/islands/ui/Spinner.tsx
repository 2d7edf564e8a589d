import { Show } from 'solid-js';

/** Turns while something runs; with a `label` it says so to screen readers, without it is decoration. */
export default function Spinner(props: { readonly label?: string | undefined }) {
  return (
    <>
      <span class="spinner" aria-hidden="true" />
      <Show when={props.label}>
        <span class="sr-only" role="status">
          {props.label}
        </span>
      </Show>
    </>
  );
}
