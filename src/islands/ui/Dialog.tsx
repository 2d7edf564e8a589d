import { Dialog as Ark } from '@ark-ui/solid/dialog';
import { type JSX, Show } from 'solid-js';
import { Portal } from 'solid-js/web';
import { uiText } from './ui-lang.ts';

export interface DialogProps {
  readonly open: boolean;
  /** Asked to close: by Escape, the veil, the cross. */
  readonly onClose: () => void;
  readonly title: string;
  readonly lead?: string | undefined;
  readonly wide?: boolean | undefined;
  /** `alertdialog` when it interrupts to ask. */
  readonly role?: 'dialog' | 'alertdialog' | undefined;
  /** Buttons at the end. */
  readonly footer?: JSX.Element;
  readonly children?: JSX.Element;
}

const FIELDS = 'input:not([type=hidden], [type=file], :disabled), textarea, select, [data-focus-first]';

/**
 * A dialog over the page: the focus goes to its first field (without one, to the first button of its footer), stays
 * inside, and goes back when it closes; Escape closes it.
 */
export default function Dialog(props: DialogProps) {
  let content: HTMLDivElement | undefined;
  const first = () =>
    content?.querySelector<HTMLElement>(FIELDS) ??
    content?.querySelector<HTMLElement>('footer button') ??
    null;
  return (
    <Ark.Root
      open={props.open}
      initialFocusEl={first}
      role={props.role ?? 'dialog'}
      onOpenChange={({ open }) => {
        if (!open) props.onClose();
      }}
      lazyMount
      unmountOnExit
    >
      <Portal>
        <Ark.Backdrop class="dialog-veil" />
        <Ark.Positioner class="dialog-place">
          <Ark.Content ref={content} class="dialog" data-size={props.wide ? 'wide' : undefined}>
            <header>
              <Ark.Title asChild={(part) => <h2 {...part()}>{props.title}</h2>} />
              <Ark.CloseTrigger class="close-x" aria-label={uiText().close}>
                ×
              </Ark.CloseTrigger>
            </header>
            <Show when={props.lead}>
              <Ark.Description class="dialog-lead">{props.lead}</Ark.Description>
            </Show>
            {props.children}
            <Show when={props.footer}>
              <footer>{props.footer}</footer>
            </Show>
          </Ark.Content>
        </Ark.Positioner>
      </Portal>
    </Ark.Root>
  );
}
