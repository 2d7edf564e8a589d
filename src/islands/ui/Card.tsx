import { type JSX, Show } from 'solid-js';

export default function Card(props: {
  readonly title?: string | undefined;
  /** Small words at the right of the title: unit, range, source. */
  readonly aside?: JSX.Element;
  readonly tone?: 'warn' | 'bad' | undefined;
  readonly class?: string | undefined;
  readonly children: JSX.Element;
}) {
  return (
    <section class={`card ${props.class ?? ''}`} data-tone={props.tone}>
      <Show when={props.title}>
        <header>
          <h2>{props.title}</h2>
          <Show when={props.aside}>
            <small>{props.aside}</small>
          </Show>
        </header>
      </Show>
      {props.children}
    </section>
  );
}
