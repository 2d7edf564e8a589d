import { type Accessor, For, Show } from 'solid-js';
import type { BlockChange } from '#domain/scene/commands.ts';
import type { BlockOf } from '#domain/scene/model.ts';
import { fill, formatNumber } from '#i18n/text.ts';
import ColourField from '#islands/ui/ColourField.tsx';
import Field from '#islands/ui/Field.tsx';
import Segmented from '#islands/ui/Segmented.tsx';
import Slider from '#islands/ui/Slider.tsx';
import Switch from '#islands/ui/Switch.tsx';
import { useEditing } from './editing.ts';

const moods = ['day', 'dusk', 'night', 'studio'] as const;
const grounds = ['none', 'shadow', 'disc'] as const;

/** Camera, light, ground, background and movement of a stage. */
export default function StageLook(props: {
  readonly block: Accessor<BlockOf<'stage'>>;
  /** Null until the model is there. */
  readonly clips: readonly string[] | null;
  readonly onChange: (change: BlockChange<'stage'>, mergeKey?: string) => void;
}) {
  const { t, lang, swatches } = useEditing();
  const camera = () => props.block().camera;
  const light = () => props.block().light;
  const animation = () => props.block().animation;
  const degrees = (value: number) => `${formatNumber(lang, value, { maximumFractionDigits: 0 })}°`;
  const tenths = (value: number) => formatNumber(lang, value, { maximumFractionDigits: 1 });
  const setCamera = (part: Partial<BlockOf<'stage'>['camera']>) =>
    props.onChange({ camera: { ...camera(), ...part } }, `camera ${Object.keys(part)}`);
  const setLight = (part: Partial<BlockOf<'stage'>['light']>) =>
    props.onChange({ light: { ...light(), ...part } }, `light ${Object.keys(part)}`);
  const missing = () => {
    const { clip } = animation();
    return clip !== null && props.clips !== null && !props.clips.includes(clip) ? clip : null;
  };
  return (
    <>
      <fieldset class="look">
        <legend>{t.camera}</legend>
        <Slider
          label={t.cameraYaw}
          value={camera().yawDeg}
          min={-180}
          max={180}
          format={degrees}
          onChange={(yawDeg) => setCamera({ yawDeg })}
        />
        <Slider
          label={t.cameraPitch}
          value={camera().pitchDeg}
          min={-85}
          max={85}
          format={degrees}
          onChange={(pitchDeg) => setCamera({ pitchDeg })}
        />
        <Slider
          label={t.cameraDistance}
          value={camera().distance}
          min={1.1}
          max={8}
          step={0.1}
          format={(n) => fill(t.cameraDistanceValue, { n: tenths(n) })}
          onChange={(distance) => setCamera({ distance })}
        />
        <Slider
          label={t.cameraAngle}
          value={camera().fieldOfViewDeg}
          min={15}
          max={90}
          format={degrees}
          onChange={(fieldOfViewDeg) => setCamera({ fieldOfViewDeg })}
        />
        <div class="wide">
          <Switch
            label={t.autoRotate}
            checked={camera().autoRotate}
            onChange={(autoRotate) => setCamera({ autoRotate })}
          />
        </div>
      </fieldset>
      <fieldset class="look">
        <legend>{t.light}</legend>
        <div class="wide">
          <Segmented
            small
            label={t.mood}
            value={light().mood}
            choices={moods.map((value) => ({ value, label: t[`mood_${value}`] }))}
            onChange={(mood) => setLight({ mood })}
          />
        </div>
        <Slider
          label={t.intensity}
          value={light().intensity}
          min={0}
          max={4}
          step={0.1}
          format={tenths}
          onChange={(intensity) => setLight({ intensity })}
        />
        <Slider
          label={t.lightYaw}
          value={light().yawDeg}
          min={-180}
          max={180}
          format={degrees}
          onChange={(yawDeg) => setLight({ yawDeg })}
        />
      </fieldset>
      <fieldset class="look">
        <legend>{t.ground}</legend>
        <div class="wide">
          <Segmented
            small
            label={t.ground}
            value={props.block().ground}
            choices={grounds.map((value) => ({ value, label: t[`ground_${value}`] }))}
            onChange={(ground) => props.onChange({ ground })}
          />
        </div>
        <div class="wide">
          <ColourField
            label={t.background}
            value={props.block().background.toLowerCase()}
            swatches={swatches}
            onChange={(background) => props.onChange({ background }, 'background')}
          />
        </div>
      </fieldset>
      <fieldset class="look">
        <legend>{t.animation}</legend>
        <Show
          when={props.clips?.length !== 0 || missing()}
          fallback={<small class="wide">{t.animationMissing}</small>}
        >
          <Field label={t.animation} hideLabel>
            {(control) => (
              <select
                {...control}
                class="input"
                disabled={props.clips === null}
                onChange={(event) =>
                  props.onChange({ animation: { ...animation(), clip: event.currentTarget.value || null } })
                }
              >
                <option value="" selected={animation().clip === null}>
                  {t.animationNone}
                </option>
                <Show when={missing()}>
                  {(name) => (
                    <option value={name()} selected>
                      {fill(t.animationGone, { name: name() })}
                    </option>
                  )}
                </Show>
                <For each={props.clips ?? (animation().clip === null ? [] : [animation().clip ?? ''])}>
                  {(name) => (
                    <option value={name} selected={animation().clip === name}>
                      {name}
                    </option>
                  )}
                </For>
              </select>
            )}
          </Field>
          <Show when={animation().clip !== null}>
            <Switch
              label={t.loop}
              checked={animation().loop}
              onChange={(loop) => props.onChange({ animation: { ...animation(), loop } })}
            />
          </Show>
        </Show>
      </fieldset>
    </>
  );
}
