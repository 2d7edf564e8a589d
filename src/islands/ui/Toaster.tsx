import { Toaster as ArkToaster, Toast } from '@ark-ui/solid/toast';
import { Show } from 'solid-js';
import { toaster } from './toast.ts';
import { uiText } from './ui-lang.ts';

/** Shows the notices; rendered once per page by the Studio layout. */
export default function Toaster() {
  return (
    <ArkToaster toaster={toaster}>
      {(toast) => (
        <Toast.Root class="toast">
          <Toast.Title class="toast-text">{toast().title}</Toast.Title>
          <Show when={toast().action}>
            {(action) => <Toast.ActionTrigger class="mend">{action().label}</Toast.ActionTrigger>}
          </Show>
          <Toast.CloseTrigger class="toast-close" aria-label={uiText().close}>
            ×
          </Toast.CloseTrigger>
        </Toast.Root>
      )}
    </ArkToaster>
  );
}
