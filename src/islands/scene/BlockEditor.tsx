import { type Accessor, createSignal, lazy, Match, Show, Suspense, Switch } from 'solid-js';
import { changeBlock, setAfter } from '#domain/scene/commands.ts';
import type { Block, BlockOf } from '#domain/scene/model.ts';
import Segmented from '#islands/ui/Segmented.tsx';
import Spinner from '#islands/ui/Spinner.tsx';
import TextInput from '#islands/ui/TextInput.tsx';
import AssetField from './AssetField.tsx';
import ChoiceEditor from './ChoiceEditor.tsx';
import { useEditing } from './editing.ts';
import Words from './Words.tsx';

const StageEditor = lazy(() => import('./StageEditor.tsx'));

/** The fields of one block, edited in place. The block's type never changes. */
export default function BlockEditor(props: { readonly block: Accessor<Block> }) {
  const { t, edit } = useEditing();
  const of = <T extends Block['type']>(type: T) => {
    const block = props.block();
    return block.type === type ? (block as BlockOf<T>) : undefined;
  };
  return (
    <div class="block-editor stack">
      <Switch>
        <Match when={of('text')}>{(block) => <TextEditor block={block} />}</Match>
        <Match when={of('image')}>{(block) => <ImageEditor block={block} />}</Match>
        <Match when={of('link')}>{(block) => <LinkEditor block={block} />}</Match>
        <Match when={of('choice')}>{(block) => <ChoiceEditor block={block} />}</Match>
        <Match when={of('stage')}>
          {(block) => (
            <Suspense fallback={<Spinner />}>
              <StageEditor block={block} />
            </Suspense>
          )}
        </Match>
      </Switch>
      <Show when={props.block().type !== 'choice'}>
        <div class="row after">
          <span class="dim">{t.after}</span>
          <Segmented
            small
            label={t.after}
            value={props.block().after}
            choices={[
              { value: 'next', label: t.afterNext },
              { value: 'end', label: t.afterEnd },
            ]}
            onChange={(after) => edit(setAfter(props.block().id, after))}
          />
        </div>
      </Show>
    </div>
  );
}

function TextEditor(props: { readonly block: Accessor<BlockOf<'text'>> }) {
  const { t, edit } = useEditing();
  const id = props.block().id;
  return (
    <Words
      label={t.words}
      hint={t.wordsHint}
      value={props.block().text}
      onInput={(text) => edit(changeBlock('text', id, { text }), `${id} text`)}
      maxLength={10_000}
      multiline
      rows={4}
      voice="story"
    />
  );
}

function ImageEditor(props: { readonly block: Accessor<BlockOf<'image'>> }) {
  const { t, edit } = useEditing();
  const id = props.block().id;
  return (
    <>
      <AssetField
        kind="image"
        label={t.picture}
        value={props.block().asset}
        onChange={(asset) => edit(changeBlock('image', id, { asset }))}
      />
      <Words
        label={t.alt}
        hint={t.altHint}
        value={props.block().alt}
        onInput={(alt) => edit(changeBlock('image', id, { alt }), `${id} alt`)}
        maxLength={500}
      />
      <Words
        label={t.caption}
        optional
        value={props.block().caption}
        onInput={(caption) => edit(changeBlock('image', id, { caption }), `${id} caption`)}
        maxLength={300}
      />
    </>
  );
}

/** A half-typed address is kept in the field and saved once it is one. */
function LinkEditor(props: { readonly block: Accessor<BlockOf<'link'>> }) {
  const { t, edit } = useEditing();
  const id = props.block().id;
  const [typed, setTyped] = createSignal<string | null>(null);
  const fits = (url: string) => url === '' || (/^https?:\/\/[^\s]+$/i.test(url) && URL.canParse(url));
  const wrong = () => {
    const url = typed();
    return url !== null && !fits(url) ? t.linkUrlWrong : null;
  };
  return (
    <>
      <Words
        label={t.linkLabel}
        value={props.block().label}
        onInput={(label) => edit(changeBlock('link', id, { label }), `${id} label`)}
        maxLength={120}
      />
      <TextInput
        type="url"
        label={t.linkUrl}
        hint={t.linkUrlHint}
        value={typed() ?? props.block().url}
        error={wrong()}
        maxLength={2_000}
        onInput={(text) => {
          const url = text.trim();
          setTyped(fits(url) ? null : text);
          if (fits(url)) edit(changeBlock('link', id, { url }), `${id} url`);
        }}
      />
    </>
  );
}
