import { Tooltip as Ark } from '@ark-ui/solid/tooltip';
import type { JSX } from 'solid-js';
import { Portal } from 'solid-js/web';

/** Says more about a word or figure, on hover and on focus; `children` is what carries it. */
export default function Tooltip(props: { readonly text: string; readonly children: JSX.Element }) {
  return (
    <Ark.Root openDelay={300} closeDelay={100} positioning={{ placement: 'top' }}>
      <Ark.Trigger
        asChild={(part) => (
          <button {...part()} type="button" class="tip-word">
            {props.children}
          </button>
        )}
      />
      <Portal>
        <Ark.Positioner>
          <Ark.Content class="tip">{props.text}</Ark.Content>
        </Ark.Positioner>
      </Portal>
    </Ark.Root>
  );
}
