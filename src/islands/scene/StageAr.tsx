import { type Accessor, createSignal, Show } from 'solid-js';
import type { BlockChange } from '#domain/scene/commands.ts';
import type { Ar, BlockOf } from '#domain/scene/model.ts';
import { ASSUMED_SYMBOL_MM, widthsOf } from '#domain/scene/placing.ts';
import { fill, formatNumber } from '#i18n/text.ts';
import Segmented from '#islands/ui/Segmented.tsx';
import Select from '#islands/ui/Select.tsx';
import Slider from '#islands/ui/Slider.tsx';
import { useEditing } from './editing.ts';
import PrintCanvas from './PrintCanvas.tsx';

const stands = ['page', 'code', 'floor'] as const satisfies readonly Ar['stand'][];
const forms = ['edge', 'relief', 'window', 'captions', 'standing'] as const satisfies readonly Ar['form'][];
const units = ['widths', 'cm'] as const satisfies readonly Ar['size']['unit'][];

/** How a stage is seen through the phone's camera: whether, how, how large and where on the print. */
export default function StageAr(props: {
  readonly block: Accessor<BlockOf<'stage'>>;
  readonly modelUrl: string | null;
  readonly onChange: (change: BlockChange<'stage'>, mergeKey?: string) => void;
}) {
  const { t, lang, prints } = useEditing();
  const [letters, setLetters] = createSignal(prints[0]?.letters ?? '');
  const ar = () => props.block().ar;
  const set = (part: Partial<Ar>, key = Object.keys(part).join()) =>
    props.onChange({ ar: { ...ar(), ...part } }, `ar ${key}`);
  const shift = (part: Partial<Ar['offset']>) =>
    set({ offset: { ...ar().offset, ...part } }, `offset ${Object.keys(part)}`);
  const hundredths = (value: number) =>
    fill(t.arWidths, { n: formatNumber(lang, value, { maximumFractionDigits: 2 }) });
  const symbolMm = () => prints.find((print) => print.letters === letters())?.symbolMm ?? ASSUMED_SYMBOL_MM;
  /** The same length in the other unit, so that a change of unit changes nothing that is seen. */
  function setUnit(unit: Ar['size']['unit']): void {
    const widths = widthsOf(ar(), symbolMm());
    const value = unit === 'widths' ? widths : (widths * symbolMm()) / 10;
    set({ size: { unit, value: Math.round(value * 100) / 100 } });
  }
  /** A floor has no code to measure with. */
  function setStand(stand: Ar['stand']): void {
    const widths = stand === 'floor' && ar().size.unit === 'widths';
    const value = Math.round(widthsOf(ar(), symbolMm()) * symbolMm() * 10) / 100;
    set(widths ? { stand, size: { unit: 'cm', value } } : { stand });
  }
  return (
    <fieldset class="look">
      <legend>{t.ar}</legend>
      <div class="wide stack" data-gap="small">
        <Segmented
          small
          label={t.ar}
          value={ar().stand}
          choices={stands.map((value) => ({ value, label: t[`ar_${value}`] }))}
          onChange={setStand}
        />
        <small>{t[`arHint_${ar().stand}`]}</small>
      </div>
      <Show when={ar().stand === 'code'}>
        <div class="wide stack" data-gap="small">
          <Segmented
            small
            label={t.arForm}
            value={ar().form}
            choices={forms.map((value) => ({ value, label: t[`arForm_${value}`] }))}
            onChange={(form) => set({ form })}
          />
          <small>{t[`arFormHint_${ar().form}`]}</small>
        </div>
        <Show when={props.modelUrl && letters()} fallback={<small class="wide">{t.arNoCode}</small>}>
          <div class="wide">
            <PrintCanvas
              block={props.block}
              modelUrl={props.modelUrl ?? ''}
              letters={letters()}
              onMove={(x, y) => shift({ x, y })}
            />
            <small>{t.arCanvasHint}</small>
          </div>
        </Show>
        <Show when={prints.length > 1}>
          <div class="wide">
            <Select
              label={t.arPrint}
              value={letters()}
              choices={prints.map((print) => ({ value: print.letters, label: print.name }))}
              onChange={setLetters}
            />
          </div>
        </Show>
      </Show>
      <Show when={ar().stand !== 'page'}>
        <Show when={ar().stand === 'code'}>
          <div class="wide">
            <Segmented
              small
              label={t.arUnit}
              value={ar().size.unit}
              choices={units.map((value) => ({ value, label: t[`arUnit_${value}`] }))}
              onChange={setUnit}
            />
          </div>
        </Show>
        <Slider
          label={t.arSize}
          value={ar().size.value}
          min={ar().size.unit === 'widths' ? 0.1 : 0.5}
          max={ar().size.unit === 'widths' ? 4 : 60}
          step={ar().size.unit === 'widths' ? 0.05 : 0.5}
          format={(value) =>
            ar().size.unit === 'widths'
              ? hundredths(value)
              : `${formatNumber(lang, value, { maximumFractionDigits: 1 })} cm`
          }
          onChange={(value) => set({ size: { ...ar().size, value } })}
        />
        <Slider
          label={t.arTurn}
          value={ar().turnDeg}
          min={-180}
          max={180}
          format={(value) => `${formatNumber(lang, value, { maximumFractionDigits: 0 })}°`}
          onChange={(turnDeg) => set({ turnDeg })}
        />
      </Show>
      <Show when={ar().stand === 'code'}>
        <Slider
          label={t.arRight}
          value={ar().offset.x}
          min={-3}
          max={3}
          step={0.05}
          format={hundredths}
          onChange={(x) => shift({ x })}
        />
        <Slider
          label={t.arUp}
          value={ar().offset.y}
          min={-3}
          max={3}
          step={0.05}
          format={hundredths}
          onChange={(y) => shift({ y })}
        />
        <Slider
          label={t.arOut}
          value={ar().offset.z}
          min={-1}
          max={2}
          step={0.05}
          format={hundredths}
          onChange={(z) => shift({ z })}
        />
      </Show>
    </fieldset>
  );
}
