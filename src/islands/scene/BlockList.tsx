import { createMemo, createSignal, For, Show } from 'solid-js';
import {
  copyBlock,
  insertBlock,
  insertCopy,
  MAX_BLOCKS,
  moveBlock,
  removeBlock,
} from '#domain/scene/commands.ts';
import type { Finding } from '#domain/scene/findings.ts';
import { type Block, type BlockType, newBlock } from '#domain/scene/model.ts';
import { fill } from '#i18n/text.ts';
import { sayWithUndo } from '#islands/ui/toast.ts';
import AddBlock, { KindRow } from './AddBlock.tsx';
import BlockCard from './BlockCard.tsx';
import { blockName, useEditing } from './editing.ts';
import { makeSort } from './make-sort.ts';

/** The blocks in order, each with the gap before it in which another can be added. */
export default function BlockList(props: { readonly faults: ReadonlyMap<string, readonly Finding[]> }) {
  const editing = useEditing();
  const { t, doc, edit, setOpen, announce } = editing;
  const [adding, setAdding] = createSignal<string | null>(null);
  const byId = createMemo(() => new Map(doc().blocks.map((block) => [block.id, block])));
  // Rows are kept by id, so that typing in one never makes it anew.
  const ids = createMemo(() => doc().blocks.map(({ id }) => id), undefined, {
    equals: (one, other) => one.length === other.length && one.every((id, index) => id === other[index]),
  });
  const full = () => ids().length >= MAX_BLOCKS;
  let list!: HTMLOListElement;

  const sort = makeSort({
    rows: () => [...list.children] as HTMLElement[],
    onMove: (id, to) => move(id, to),
    onCancel: () => announce(t.moveCancelled),
  });

  function move(id: string, to: number): void {
    edit(moveBlock(id, to));
    const index = doc().blocks.findIndex((block) => block.id === id);
    const block = doc().blocks[index];
    if (block) announce(fill(t.moved, { name: t[block.type], n: index + 1, total: doc().blocks.length }));
    // Moving a row in the document takes the focus off it.
    queueMicrotask(() => list.querySelector<HTMLElement>(`[data-block="${id}"] .grip`)?.focus());
  }

  function add(type: BlockType, index: number): void {
    const block = newBlock(type);
    edit(insertBlock(block, index));
    setAdding(null);
    show(block.id);
  }

  function show(id: string): void {
    setOpen(id);
    requestAnimationFrame(() => {
      const row = list.querySelector<HTMLElement>(`[data-block="${id}"]`);
      row?.scrollIntoView({ block: 'nearest' });
      row?.querySelector<HTMLElement>('.block-editor :is(textarea, input:not([type=file]), button)')?.focus();
    });
  }

  function duplicate(block: Block): void {
    const copy = copyBlock(block);
    edit(insertCopy(block.id, copy));
    show(copy.id);
  }

  function remove(block: Block): void {
    const name = blockName(editing, block.id);
    const index = ids().indexOf(block.id);
    const near = ids()[index + 1] ?? ids()[index - 1];
    edit(removeBlock(block.id));
    setOpen(null);
    sayWithUndo(fill(t.blockRemoved, { name }), () => {
      // Later edits stay: the block comes back where it was, not the document as it was.
      edit(insertBlock(block, index));
    });
    queueMicrotask(() => {
      const next = near ? list.querySelector<HTMLElement>(`[data-block="${near}"] .block-open`) : null;
      next?.focus();
    });
  }

  const dropOf = (index: number): 'before' | 'after' | undefined => {
    const drop = sort.drop();
    if (!drop || drop.to !== index || drop.to === drop.from) return undefined;
    return drop.to < drop.from ? 'before' : 'after';
  };

  return (
    <>
      <ol ref={list} class="plain blocks" aria-label={t.parts}>
        <For each={ids()}>
          {(id, index) => (
            <li
              data-block={id}
              data-drop={dropOf(index())}
              data-dragged={sort.drop()?.id === id ? '' : undefined}
            >
              <AddBlock
                label={fill(t.addBefore, { name: blockName(editing, id) })}
                open={adding() === id}
                onOpen={(open) => setAdding(open ? id : null)}
                onAdd={(type) => add(type, index())}
              />
              <Show when={byId().get(id)}>
                {(block) => (
                  <BlockCard
                    block={block}
                    faults={props.faults.get(id) ?? []}
                    onGrip={(event) => sort.start(event, id, index())}
                    onStep={(step) => move(id, index() + step)}
                    onDuplicate={() => duplicate(block())}
                    onRemove={() => remove(block())}
                  />
                )}
              </Show>
            </li>
          )}
        </For>
      </ol>
      <Show when={!full()} fallback={<p class="notice">{t.full}</p>}>
        <Show
          when={ids().length > 0}
          fallback={
            <div class="empty">
              <div class="inside">
                <h3>{t.startTitle}</h3>
                <p>{t.startText}</p>
                <KindRow label={t.add} onAdd={(type) => add(type, 0)} />
              </div>
            </div>
          }
        >
          <div class="add-last">
            <span class="dim">{t.add}</span>
            <KindRow label={t.add} onAdd={(type) => add(type, ids().length)} />
          </div>
        </Show>
      </Show>
    </>
  );
}
