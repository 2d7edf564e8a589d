import { type JSX, Show, splitProps } from 'solid-js';
import Spinner from './Spinner.tsx';

export interface ButtonProps extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  /** `go` is the one thing to do next: at most one per screen. */
  readonly kind?: 'go' | 'plain' | 'quiet' | 'danger' | undefined;
  readonly small?: boolean | undefined;
  /** Shows that the work runs and takes no second press; the button keeps the focus. */
  readonly busy?: boolean | undefined;
}

export default function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, ['kind', 'small', 'busy', 'class', 'children', 'onClick', 'type']);
  const press: JSX.EventHandler<HTMLButtonElement, MouseEvent> = (event) => {
    if (own.busy) {
      event.preventDefault();
      return;
    }
    if (typeof own.onClick === 'function') own.onClick(event);
  };
  return (
    <button
      {...rest}
      type={own.type ?? 'button'}
      class={`btn ${own.class ?? ''}`}
      data-kind={own.kind ?? 'plain'}
      data-size={own.small ? 'small' : undefined}
      aria-busy={own.busy ? 'true' : undefined}
      aria-disabled={own.busy ? 'true' : undefined}
      onClick={press}
    >
      <Show when={own.busy}>
        <Spinner />
      </Show>
      {own.children}
    </button>
  );
}
