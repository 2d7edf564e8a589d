import { For, Show } from 'solid-js';
import { rgb } from '#domain/qr/colour.ts';
import {
  type StyleCommand,
  setAngle,
  setBarDirection,
  setErrorCorrection,
  setEyes,
  setInk,
  setModuleSize,
  setPaintKind,
  setPlate,
  setQuietZone,
  setShape,
} from '#domain/qr/commands.ts';
import { LIMITS } from '#domain/qr/limits.ts';
import type { EyeShape, StyleDocument } from '#domain/qr/model.ts';
import { eyeShapes, inks, levels, moduleShapes, notOffered, plates, pupilsFor } from '#domain/qr/options.ts';
import type { LockPart } from '#domain/qr/style-library.ts';
import { symbol } from '#domain/qr/symbol.ts';
import { designerTexts } from '#i18n/studio/designer.ts';
import { fill, formatNumber, type Lang } from '#i18n/text.ts';
import Card from '#islands/ui/Card.tsx';
import Segmented from '#islands/ui/Segmented.tsx';
import Select from '#islands/ui/Select.tsx';
import Slider, { type SliderZone } from '#islands/ui/Slider.tsx';
import { eyeIcon, moduleIcon, smallDotsIcon } from './icons.ts';
import OptionTiles from './OptionTiles.tsx';
import Swatches from './Swatches.tsx';
import { qrText } from './words.ts';

export interface StyleCardProps {
  readonly lang: Lang;
  readonly style: StyleDocument;
  readonly payload: string;
  /** The campaign's own colours, `#rrggbb`. */
  readonly campaignColours: readonly string[];
  readonly edit: (command: StyleCommand, mergeKey?: string | null) => void;
  /** Why a part of the look is locked; null while it is open. */
  readonly lockOf: (part: LockPart) => string | null;
}

/** So many swatches and the field for any other fit one line. */
const IN_A_LINE = 6;

/** The campaign's colours first, then those of the house that look different; at most `most`. */
export function coloursFor(
  lang: Lang,
  campaign: readonly string[],
  house: readonly string[],
  most: number,
): readonly { readonly hex: string; readonly name: string }[] {
  const t = designerTexts[lang];
  const own = campaign.map((hex) => ({ hex, name: fill(t.campaignColour, { hex }) }));
  const isNew = (hex: string) => campaign.every((one) => distance(one, hex) > 24);
  return [...own, ...house.filter(isNew).map((hex) => ({ hex, name: hex }))].slice(0, most);
}

const distance = (one: string, other: string) => {
  const [a, b] = [rgb(one), rgb(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
};

export function ModulesCard(props: StyleCardProps) {
  const t = designerTexts[props.lang];
  const tiles = moduleShapes
    .filter(({ offered }) => offered)
    .map(({ value }) => {
      const icon = moduleIcon(value);
      return { value, name: qrText(props.lang, `shape.${value}`), icon: () => icon };
    });
  const option = () => moduleShapes.find(({ value }) => value === props.style.modules.shape);
  const size = () => ('size' in props.style.modules ? props.style.modules.size : null);
  /** A style that came with smaller ones keeps them in reach. */
  const leastSize = () => Math.min(option()?.size?.min ?? 1, size() ?? 1);
  const zones = (): SliderZone[] => {
    const range = option()?.size;
    if (!range) return [];
    return [
      { from: leastSize(), to: range.min, kind: 'bad' },
      { from: range.min, to: range.warnBelow, kind: 'fair' },
      { from: range.warnBelow, to: range.max, kind: 'good' },
    ];
  };
  const direction = () => (props.style.modules.shape === 'bars' ? props.style.modules.direction : 'vertical');
  return (
    <Card>
      <OptionTiles
        label={t.modules}
        value={props.style.modules.shape}
        tiles={tiles}
        off={[{ name: t.smallDots, icon: smallDotsIcon }]}
        onChange={(shape) => props.edit(setShape(shape))}
      >
        <p class="why">{qrText(props.lang, `why.${option()?.why ?? 'small-dots'}`)}</p>
      </OptionTiles>
      <Show when={option()?.size}>
        <Slider
          label={t.moduleSize}
          value={size() ?? 1}
          {...LIMITS.moduleSize}
          min={leastSize()}
          zones={zones()}
          format={(value) => formatNumber(props.lang, value, { maximumFractionDigits: 2 })}
          onChange={(value) => props.edit(setModuleSize(value), 'module-size')}
        />
      </Show>
      <Show when={props.style.modules.shape === 'bars'}>
        <Segmented
          label={t.direction}
          small
          value={direction()}
          choices={[
            { value: 'vertical', label: t.vertical },
            { value: 'horizontal', label: t.horizontal },
          ]}
          onChange={(value) => props.edit(setBarDirection(value))}
        />
      </Show>
    </Card>
  );
}

export function EyesCard(props: StyleCardProps) {
  const t = designerTexts[props.lang];
  const name = (shape: EyeShape) => qrText(props.lang, `eye.${shape}`);
  const rings = eyeShapes.map(({ value }) => ({
    value,
    name: name(value),
    icon: () => eyeIcon(value, props.style.eyes.pupil),
  }));
  const allPupils = eyeShapes.map(({ value }) => ({
    value,
    name: name(value),
    icon: () => eyeIcon(props.style.eyes.frame, value),
  }));
  const pupils = () =>
    allPupils.filter(
      ({ value }) => pupilsFor(props.style.eyes.frame).includes(value) || value === props.style.eyes.pupil,
    );
  const setRing = (frame: EyeShape) => {
    const fitting = pupilsFor(frame);
    const { pupil } = props.style.eyes;
    props.edit(setEyes({ frame, pupil: fitting.includes(pupil) ? pupil : frame }));
  };
  return (
    <Card title={t.eyes}>
      <OptionTiles label={t.eyeFrame} value={props.style.eyes.frame} tiles={rings} onChange={setRing} />
      <OptionTiles
        label={t.eyePupil}
        value={props.style.eyes.pupil}
        tiles={pupils()}
        onChange={(pupil) => props.edit(setEyes({ pupil }))}
      />
      <details class="why">
        <summary>{t.eyesOff}</summary>
        <ul class="plain">
          <For each={notOffered.filter(({ control }) => control === 'eyes')}>
            {({ why }) => <li>{qrText(props.lang, `why.${why}`)}</li>}
          </For>
        </ul>
      </details>
    </Card>
  );
}

export function PaintCard(props: StyleCardProps) {
  const t = designerTexts[props.lang];
  const paint = () => props.style.paint;
  const stop = (index: number) => {
    const current = paint();
    return current.kind === 'solid' ? current.colour : (current.stops[index]?.colour ?? '#000000');
  };
  const same = () => ({ name: t.asModules, hex: stop(0) });
  const dark = coloursFor(props.lang, props.campaignColours, inks, IN_A_LINE);
  const eyeColours = dark.slice(0, IN_A_LINE - 1);
  const angle = () => {
    const current = paint();
    return current.kind === 'linear' ? current.angleDeg : 0;
  };
  const light = plates.map((hex) => ({ hex, name: hex }));
  const second = () => inks.find((hex) => hex !== stop(0) && hex !== '#000000') ?? '#20504a';
  return (
    <Card title={t.paint}>
      <Segmented
        label={t.paint}
        small
        value={paint().kind}
        choices={[
          { value: 'solid', label: t.paintSolid },
          { value: 'linear', label: t.paintLinear },
          { value: 'radial', label: t.paintRadial },
        ]}
        onChange={(kind) => props.edit(setPaintKind(kind, second()))}
      />
      <Swatches
        label={paint().kind === 'solid' ? t.ink : t.inkFrom}
        value={stop(0)}
        colours={dark}
        otherLabel={t.otherColour}
        onChange={(hex) => hex && props.edit(setInk(hex, 0), 'ink')}
      />
      <Show when={paint().kind !== 'solid'}>
        <Swatches
          label={t.inkTo}
          value={stop(1)}
          colours={dark}
          otherLabel={t.otherColour}
          onChange={(hex) => hex && props.edit(setInk(hex, 1), 'ink-to')}
        />
      </Show>
      <Show when={paint().kind === 'linear'}>
        <Slider
          label={t.angle}
          value={angle()}
          min={0}
          max={360}
          step={15}
          format={(value) => `${value}°`}
          onChange={(value) => props.edit(setAngle(value), 'angle')}
        />
      </Show>
      <Swatches
        label={t.eyeColour}
        value={props.style.eyes.frameColour}
        sameAs={same()}
        colours={eyeColours}
        otherLabel={t.otherColour}
        onChange={(hex) => props.edit(setEyes({ frameColour: hex }), 'eye-colour')}
      />
      <Swatches
        label={t.pupilColour}
        value={props.style.eyes.pupilColour}
        sameAs={same()}
        colours={eyeColours}
        otherLabel={t.otherColour}
        onChange={(hex) => props.edit(setEyes({ pupilColour: hex }), 'pupil-colour')}
      />
      <Swatches
        label={t.plate}
        value={props.style.plate}
        colours={light}
        otherLabel={t.otherColour}
        onChange={(hex) => hex && props.edit(setPlate(hex), 'plate')}
      />
      <p class="why">{qrText(props.lang, 'why.transparent')}</p>
    </Card>
  );
}

export function EdgeCard(props: StyleCardProps) {
  const t = designerTexts[props.lang];
  const modules = () => symbol(props.payload, props.style.errorCorrection).size;
  const choices = () => (props.style.errorCorrection === 'L' ? (['L', ...levels] as const) : levels);
  return (
    <Card title={t.edge}>
      <Slider
        label={t.quietZone}
        value={props.style.quietZone}
        {...LIMITS.quietZone}
        zones={[
          { from: 2, to: 4, kind: 'fair' },
          { from: 4, to: 8, kind: 'good' },
        ]}
        format={(n) => fill(t.modulesUnit, { n })}
        hint={t.quietHint}
        onChange={(value) => props.edit(setQuietZone(value), 'quiet-zone')}
      />
      <Select
        label={t.level}
        value={props.style.errorCorrection}
        choices={choices().map((value) => ({ value, label: t[`level_${value}`] }))}
        hint={fill(t.levelHint, { n: modules() })}
        onChange={(level) => props.edit(setErrorCorrection(level))}
      />
    </Card>
  );
}
