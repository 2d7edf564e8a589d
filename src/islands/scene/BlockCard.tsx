import { ChevronDown, Copy, GripVertical, Trash2 } from 'lucide-solid';
import { type Accessor, createMemo, Show } from 'solid-js';
import type { Finding } from '#domain/scene/findings.ts';
import type { Block } from '#domain/scene/model.ts';
import { fill, plural } from '#i18n/text.ts';
import Chip from '#islands/ui/Chip.tsx';
import IconButton from '#islands/ui/IconButton.tsx';
import BlockEditor from './BlockEditor.tsx';
import BlockIcon from './BlockIcon.tsx';
import { blockName, gist, useEditing } from './editing.ts';

/** One block: a line that tells what it says, and its editor when it is open. */
export default function BlockCard(props: {
  readonly block: Accessor<Block>;
  readonly faults: readonly Finding[];
  readonly onGrip: (event: PointerEvent) => void;
  readonly onStep: (step: 1 | -1) => void;
  readonly onDuplicate: () => void;
  readonly onRemove: () => void;
}) {
  const editing = useEditing();
  const { t, lang, open, setOpen } = editing;
  const id = props.block().id;
  const name = createMemo(() => blockName(editing, id));
  const number = createMemo(() => editing.doc().blocks.findIndex((block) => block.id === id) + 1);
  const isOpen = () => open() === id;
  const picture = () => {
    const block = props.block();
    const asset = editing.asset(
      block.type === 'image' ? block.asset : block.type === 'stage' ? block.poster : null,
    );
    return asset?.width ? asset : undefined;
  };
  const words = createMemo(() => gist(editing, props.block()));
  const lacking = () => props.faults.flatMap(({ language }) => language ?? []);
  const others = () => props.faults.filter(({ kind }) => kind !== 'untranslated');
  const worst = () => (others().some(({ tone }) => tone === 'bad') ? 'bad' : 'warn');
  const names = new Intl.DisplayNames([lang], { type: 'language' });
  const missing = () => (['image', 'stage'].includes(props.block().type) ? t.notChosen : t.notWritten);
  return (
    <>
      <article class="block" data-open={isOpen() ? '' : undefined} aria-label={name()}>
        <header>
          <button
            type="button"
            class="grip"
            aria-label={fill(t.move, { name: name() })}
            title={fill(t.move, { name: name() })}
            onPointerDown={(event) => props.onGrip(event)}
            onKeyDown={(event) => {
              const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
              if (step === null) return;
              event.preventDefault();
              props.onStep(step);
            }}
          >
            <GripVertical aria-hidden="true" />
          </button>
          <button
            type="button"
            class="block-open"
            aria-expanded={isOpen()}
            onClick={() => setOpen(isOpen() ? null : id)}
          >
            <span class="mono n">{number()}</span>
            <span class="kind">
              <BlockIcon type={props.block().type} />
              {t[props.block().type]}
            </span>
            <Show when={!isOpen()}>
              <span class="gist" data-kind={props.block().type} data-empty={words() ? undefined : ''}>
                {words() || missing()}
              </span>
              <Show when={picture()}>
                {(file) => (
                  <img src={file().url} width={file().width ?? 1} height={file().height ?? 1} alt="" />
                )}
              </Show>
            </Show>
            <ChevronDown class="chevron" aria-hidden="true" />
          </button>
          <Show when={lacking().length > 0}>
            <Chip tone="warn">
              <span aria-hidden="true">{lacking().join(' ').toUpperCase()} ○</span>
              <span class="sr-only">
                {lacking()
                  .map((code) => fill(t.f_untranslated, { language: names.of(code) ?? code }))
                  .join(' ')}
              </span>
            </Chip>
          </Show>
          <Show when={others().length > 0}>
            <Chip tone={worst()}>
              {plural(lang, others().length, { one: t.findingsOne, other: t.findingsOther })}
            </Chip>
          </Show>
          <div class="block-tools">
            <IconButton
              small
              kind="quiet"
              label={fill(t.duplicateNamed, { name: name() })}
              onClick={() => props.onDuplicate()}
            >
              <Copy />
            </IconButton>
            <IconButton
              small
              kind="quiet"
              label={fill(t.deleteNamed, { name: name() })}
              onClick={() => props.onRemove()}
            >
              <Trash2 />
            </IconButton>
          </div>
        </header>
        <Show when={isOpen()}>
          <BlockEditor block={props.block} />
        </Show>
      </article>
      <Show when={props.block().type === 'choice' || props.block().after === 'end'}>
        <p class="break" data-kind={props.block().type === 'choice' ? 'branch' : 'end'}>
          {props.block().type === 'choice' ? t.branches : t.endsHere}
        </p>
      </Show>
    </>
  );
}
