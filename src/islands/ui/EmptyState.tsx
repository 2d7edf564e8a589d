import type { JSX } from 'solid-js';

/** A list with nothing in it says what to do next; `children` is the button or link that does it. */
export default function EmptyState(props: {
  readonly title: string;
  readonly text: string;
  readonly children?: JSX.Element;
}) {
  return (
    <div class="empty">
      <div class="inside">
        <h2>{props.title}</h2>
        <p>{props.text}</p>
        {props.children}
      </div>
    </div>
  );
}
