import type { JSX } from 'solid-js';

/** A code, an address or an id, letter by letter. */
export default function CodeText(props: { readonly children: JSX.Element }) {
  return <code class="code-text">{props.children}</code>;
}
