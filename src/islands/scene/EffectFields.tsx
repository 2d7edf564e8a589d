import { type Accessor, createSignal, Show } from 'solid-js';
import { changeEffect } from '#domain/scene/commands.ts';
import type { BlockOf, Effect } from '#domain/scene/model.ts';
import { newId } from '#domain/shared/id.ts';
import { fill, localeOf } from '#i18n/text.ts';
import Select from '#islands/ui/Select.tsx';
import AssetField from './AssetField.tsx';
import { useEditing } from './editing.ts';
import TargetField from './TargetField.tsx';
import Words from './Words.tsx';

/** What a touch sets going: a line that tells it, which opens into the fields. */
export default function EffectFields(props: {
  readonly block: Accessor<BlockOf<'stage'>>;
  readonly partId: string;
  readonly effect: Effect;
}) {
  const { t, lang, edit, clipsOf } = useEditing();
  const id = props.block().id;
  const [wasOpen] = createSignal(props.partId === 'tap');
  const change = (part: Partial<Effect>, key: string | null = null) =>
    edit(changeEffect(id, props.partId, part), key && `${id} ${props.partId} ${key}`);
  const told = () => {
    const { clip, sound, lead } = props.effect;
    const parts = [
      clip === null ? '' : fill(t.effectClip, { clip }),
      sound ? t.effectSound : '',
      lead ? t.effectLead : '',
    ].filter(Boolean);
    return parts.length > 0 ? new Intl.ListFormat(localeOf(lang)).format(parts) : t.effectNone;
  };
  const clips = () => {
    const known = clipsOf(props.block().model) ?? [];
    const { clip } = props.effect;
    return [
      { value: '', label: t.clipNone },
      ...(clip === null || known.includes(clip)
        ? []
        : [{ value: clip, label: fill(t.animationGone, { name: clip }) }]),
      ...known.map((name) => ({ value: name, label: name })),
    ];
  };
  return (
    <details class="effect" open={wasOpen()}>
      <summary>
        {t.effect} <span class="dim">{told()}</span>
      </summary>
      <div class="stack" data-gap="small">
        <Show when={clips().length > 1}>
          <Select
            label={t.clip}
            value={props.effect.clip ?? ''}
            choices={clips()}
            onChange={(name) => change({ clip: name || null })}
          />
        </Show>
        <SoundField
          label={t.effectSoundLabel}
          sound={props.effect.sound}
          onChange={(sound, key) => change({ sound }, key)}
        />
        <TargetField
          label={t.effectTarget}
          nowhere={t.targetNowhere}
          target={props.effect.lead?.target ?? null}
          blockId={id}
          onChange={(target) =>
            change({ lead: target && { id: props.effect.lead?.id ?? newId('opt'), target } })
          }
        />
      </div>
    </details>
  );
}

type Sound = NonNullable<Effect['sound']>;

/** A sound and what is heard, in words. */
export function SoundField(props: {
  readonly label: string;
  readonly sound: Sound | null;
  readonly onChange: (sound: Sound | null, mergeKey: string | null) => void;
}) {
  const { t } = useEditing();
  return (
    <>
      <div class="field">
        <span class="label" aria-hidden="true">
          {props.label}
        </span>
        <AssetField
          compact
          kind="audio"
          label={props.label}
          value={props.sound?.asset ?? null}
          onChange={(asset) =>
            props.onChange(asset === null ? null : { asset, words: props.sound?.words ?? {} }, null)
          }
        />
      </div>
      <Show when={props.sound}>
        {(sound) => (
          <Words
            label={t.soundWords}
            hint={t.soundWordsHint}
            value={sound().words}
            onInput={(words) => props.onChange({ asset: sound().asset, words }, 'sound words')}
            maxLength={300}
          />
        )}
      </Show>
    </>
  );
}
