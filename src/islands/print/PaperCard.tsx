import { type JSX, Match, Show, Switch as When } from 'solid-js';
import type { SetStoreFunction } from 'solid-js/store';
import { CAPTIONS, MOST_LABELS } from '#domain/qr/labels.ts';
import { PAPERS, type Paper, TENTS, type Tent } from '#domain/qr/stock.ts';
import { printTexts } from '#i18n/studio/print.ts';
import type { Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import NumberInput from '#islands/ui/NumberInput.tsx';
import Segmented from '#islands/ui/Segmented.tsx';
import Select from '#islands/ui/Select.tsx';
import Switch from '#islands/ui/Switch.tsx';
import TextInput from '#islands/ui/TextInput.tsx';
import { hasArtWidth, hasMarks, type Kind, type OrderForm } from './make-order.ts';
import SheetPicker from './SheetPicker.tsx';

const KINDS: readonly Kind[] = ['labels', 'poster', 'tent', 'roll', 'cut', 'svg'];

/** The paper and what is on each label of it. */
export default function PaperCard(props: {
  readonly lang: Lang;
  readonly form: OrderForm;
  readonly setForm: SetStoreFunction<OrderForm>;
  /** Copies that fill the sheet, where only one code is chosen. */
  readonly fill: number | null;
}) {
  const t = printTexts[props.lang];
  const mm = (
    label: string,
    value: number,
    bounds: { min: number; max: number; step?: number },
    set: (value: number) => void,
    hint?: JSX.Element,
  ) => (
    <NumberInput
      label={label}
      value={value}
      min={bounds.min}
      max={bounds.max}
      step={bounds.step ?? 1}
      unit="mm"
      hint={hint}
      onChange={(next) => next !== null && set(next)}
    />
  );
  const { form, setForm } = props;
  return (
    <>
      <section class="card print-paper">
        <header>
          <h2>{t.paper}</h2>
        </header>
        <Segmented
          small
          label={t.kind}
          value={form.kind}
          choices={KINDS.map((value) => ({ value, label: t[`kind_${value}`] }))}
          onChange={(kind) => setForm('kind', kind)}
        />
        <p class="hint">{t[`hint_${form.kind}`]}</p>
        <When>
          <Match when={form.kind === 'labels'}>
            <SheetPicker
              lang={props.lang}
              sheet={form.labels.sheet}
              first={form.labels.first}
              onSheet={(sheet) => setForm('labels', { sheet, first: 1 })}
              onFirst={(first) => setForm('labels', { first })}
            />
            <Switch
              label={t.outlines}
              hint={t.outlinesHint}
              checked={form.labels.outlines}
              onChange={(outlines) => setForm('labels', { outlines })}
            />
          </Match>
          <Match when={form.kind === 'poster'}>
            <div class="print-fields">
              <Select
                label={t.size}
                value={form.poster.paper}
                choices={(Object.keys(PAPERS) as Paper[]).map((value) => ({
                  value,
                  label: `${value.toUpperCase()} · ${PAPERS[value].width} × ${PAPERS[value].height} mm`,
                }))}
                onChange={(paper) => setForm('poster', { paper })}
              />
              <div class="field">
                <span class="label">{t.orientation}</span>
                <Segmented
                  label={t.orientation}
                  value={form.poster.lying ? 'lying' : 'upright'}
                  choices={[
                    { value: 'upright', label: t.upright },
                    { value: 'lying', label: t.lying },
                  ]}
                  onChange={(value) => setForm('poster', { lying: value === 'lying' })}
                />
              </div>
            </div>
          </Match>
          <Match when={form.kind === 'tent'}>
            <Select
              label={t.size}
              value={form.tent.tent}
              choices={(Object.keys(TENTS) as Tent[]).map((value) => ({ value, label: t[`tent_${value}`] }))}
              onChange={(tent) => setForm('tent', { tent })}
            />
          </Match>
          <Match when={form.kind === 'roll'}>
            <div class="print-fields">
              {mm(t.width, form.roll.widthMm, { min: 10, max: 300 }, (widthMm) =>
                setForm('roll', { widthMm }),
              )}
              {mm(t.height, form.roll.heightMm, { min: 10, max: 600 }, (heightMm) =>
                setForm('roll', { heightMm }),
              )}
              {mm(
                t.gap,
                form.roll.gapMm,
                { min: 0, max: 20 },
                (gapMm) => setForm('roll', { gapMm }),
                t.gapHint,
              )}
            </div>
            <Switch
              label={t.round}
              checked={form.roll.round}
              onChange={(round) => setForm('roll', { round })}
            />
          </Match>
          <Match when={form.kind === 'cut'}>
            <div class="print-fields">
              <Select
                label={t.sheetSize}
                value={form.cut.paper}
                choices={[
                  { value: 'a4', label: 'A4' },
                  { value: 'a3', label: 'A3' },
                ]}
                onChange={(paper) => setForm('cut', { paper })}
              />
              {mm(t.width, form.cut.widthMm, { min: 15, max: 400 }, (widthMm) => setForm('cut', { widthMm }))}
              {mm(t.height, form.cut.heightMm, { min: 15, max: 400 }, (heightMm) =>
                setForm('cut', { heightMm }),
              )}
            </div>
          </Match>
          <Match when={form.kind === 'svg'}>
            {mm(t.svgWidth, form.svgMm, { min: 10, max: 3_000 }, (svgMm) => setForm('svgMm', svgMm))}
          </Match>
        </When>
      </section>

      <section class="card print-finish">
        <header>
          <h2>{t.finish}</h2>
        </header>
        <Show when={form.kind !== 'svg'}>
          <TextInput
            label={t.heading}
            placeholder={t.headingHint}
            optional
            maxLength={80}
            value={form.heading}
            onInput={(heading) => setForm('heading', heading)}
          />
          <div class="field">
            <span class="label">{t.caption}</span>
            <Segmented
              small
              label={t.caption}
              value={form.caption}
              choices={CAPTIONS.map((value) => ({ value, label: t[`caption_${value}`] }))}
              onChange={(caption) => setForm('caption', caption)}
            />
            <p class="hint">{t.captionHint}</p>
          </div>
        </Show>
        <div class="print-fields">
          <Show when={form.kind !== 'svg'}>
            <NumberInput
              label={t.copies}
              value={form.copies}
              min={1}
              max={MOST_LABELS}
              whole
              onChange={(copies) => copies !== null && setForm('copies', copies)}
              aside={
                <Show when={props.fill !== null && props.fill !== form.copies}>
                  <Button small kind="quiet" onClick={() => setForm('copies', props.fill ?? 1)}>
                    {t.fillSheet}
                  </Button>
                </Show>
              }
            />
          </Show>
          <Show when={hasArtWidth(form.kind)}>
            <NumberInput
              label={t.art}
              hint={t.artHint}
              optional
              value={form.artMm}
              min={10}
              max={600}
              unit="mm"
              onChange={(artMm) => setForm('artMm', artMm)}
            />
          </Show>
          <Show when={form.kind !== 'roll'}>
            {mm(t.bleed, form.bleedMm, { min: 0, max: 10 }, (bleedMm) => setForm('bleedMm', bleedMm))}
          </Show>
        </div>
        <Show when={hasMarks(form.kind)}>
          <Switch
            label={t.marks}
            checked={form.cropMarks}
            onChange={(cropMarks) => setForm('cropMarks', cropMarks)}
          />
        </Show>
        <Show when={form.kind !== 'svg'}>
          <Switch
            label={t.pureBlack}
            hint={t.pureBlackHint}
            checked={form.pureBlack}
            onChange={(pureBlack) => setForm('pureBlack', pureBlack)}
          />
        </Show>
      </section>
    </>
  );
}
