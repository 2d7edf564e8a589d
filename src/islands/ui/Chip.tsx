import type { JSX } from 'solid-js';

/** A state in a word or two; the word carries it, the colour only helps. */
export default function Chip(props: {
  readonly tone?: 'ok' | 'warn' | 'bad' | 'plain' | undefined;
  readonly children: JSX.Element;
}) {
  return (
    <span class="chip" data-tone={props.tone ?? 'plain'}>
      {props.children}
    </span>
  );
}
