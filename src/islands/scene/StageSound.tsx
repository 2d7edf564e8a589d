import { type Accessor, Show } from 'solid-js';
import type { BlockChange } from '#domain/scene/commands.ts';
import type { BlockOf } from '#domain/scene/model.ts';
import Switch from '#islands/ui/Switch.tsx';
import { SoundField } from './EffectFields.tsx';
import { useEditing } from './editing.ts';

/** What a stage lets be heard from the first touch on. */
export default function StageSound(props: {
  readonly block: Accessor<BlockOf<'stage'>>;
  readonly onChange: (change: BlockChange<'stage'>, mergeKey?: string) => void;
}) {
  const { t } = useEditing();
  const sound = () => props.block().sound;
  return (
    <fieldset class="spots">
      <legend>{t.sound}</legend>
      <SoundField
        label={t.soundOwn}
        sound={sound()}
        onChange={(next, key) =>
          props.onChange({ sound: next && { loop: sound()?.loop ?? true, ...next } }, key ?? undefined)
        }
      />
      <Show when={sound()}>
        {(own) => (
          <Switch
            label={t.soundLoop}
            checked={own().loop}
            onChange={(loop) => props.onChange({ sound: { ...own(), loop } })}
          />
        )}
      </Show>
    </fieldset>
  );
}
