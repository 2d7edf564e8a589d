import { Plus, X } from 'lucide-solid';
import { For, Show } from 'solid-js';
import type { BlockType } from '#domain/scene/model.ts';
import { fill } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import IconButton from '#islands/ui/IconButton.tsx';
import BlockIcon from './BlockIcon.tsx';
import { useEditing } from './editing.ts';

export const blockTypes = [
  'text',
  'image',
  'choice',
  'stage',
  'link',
] as const satisfies readonly BlockType[];

/** A gap between two blocks that turns into a row of kinds to add. */
export default function AddBlock(props: {
  readonly label: string;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onAdd: (type: BlockType) => void;
}) {
  return (
    <div class="add-here" data-open={props.open ? '' : undefined}>
      <Show
        when={props.open}
        fallback={
          <button
            type="button"
            class="add-plus"
            aria-label={props.label}
            title={props.label}
            onClick={() => props.onOpen(true)}
          >
            <Plus aria-hidden="true" />
          </button>
        }
      >
        <KindRow label={props.label} onAdd={props.onAdd} onClose={() => props.onOpen(false)} />
      </Show>
    </div>
  );
}

/** One button for each kind of block. */
export function KindRow(props: {
  readonly label: string;
  readonly onAdd: (type: BlockType) => void;
  readonly onClose?: (() => void) | undefined;
}) {
  const { t } = useEditing();
  let row!: HTMLFieldSetElement;
  if (props.onClose) queueMicrotask(() => row.querySelector('button')?.focus());
  return (
    <fieldset
      ref={row}
      class="kinds row"
      aria-label={props.label}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        const gap = row.parentElement;
        props.onClose?.();
        queueMicrotask(() => gap?.querySelector('button')?.focus());
      }}
    >
      <For each={blockTypes}>
        {(type) => (
          <Button small onClick={() => props.onAdd(type)} aria-label={fill(t.addKind, { kind: t[type] })}>
            <BlockIcon type={type} />
            {t[type]}
          </Button>
        )}
      </For>
      <Show when={props.onClose}>
        {(close) => (
          <IconButton small kind="quiet" label={t.addClose} onClick={() => close()()}>
            <X />
          </IconButton>
        )}
      </Show>
    </fieldset>
  );
}
