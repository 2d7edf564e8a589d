import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js';
import { putLogo, setLogo } from '#domain/qr/commands.ts';
import { biggestLogo, logoCost } from '#domain/qr/findings.ts';
import { LIMITS } from '#domain/qr/limits.ts';
import { bestLogoPlace } from '#domain/qr/logo-place.ts';
import { logoRange } from '#domain/qr/options.ts';
import { correctionTexts } from '#i18n/studio/correction.ts';
import { designerTexts } from '#i18n/studio/designer.ts';
import { fill, formatNumber, formatPercent } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import Card from '#islands/ui/Card.tsx';
import IconButton from '#islands/ui/IconButton.tsx';
import Segmented from '#islands/ui/Segmented.tsx';
import Slider, { type SliderZone } from '#islands/ui/Slider.tsx';
import Spinner from '#islands/ui/Spinner.tsx';
import { type LogoPicture, readLogo } from './read-logo.ts';
import type { StyleCardProps } from './StyleCards.tsx';
import { findingWords } from './words.ts';

const KINDS = '.svg,image/svg+xml,image/png,image/webp,image/jpeg';

/** The logo: which picture, how wide it may be, where it lies, and what it leaves of the correction. */
export default function LogoCard(
  props: StyleCardProps & { readonly onPicture: (picture: LogoPicture) => void },
) {
  const t = designerTexts[props.lang];
  const inputId = createUniqueId();
  let input: HTMLInputElement | undefined;
  const [busy, setBusy] = createSignal(false);
  const [says, setSays] = createSignal<readonly string[]>([]);
  const logo = () => props.style.logo;
  // The limit does not depend on the width: dragging the slider does not work it out again.
  const limitKey = () => {
    const { errorCorrection } = props.style;
    const current = logo();
    return current
      ? JSON.stringify([errorCorrection, current.plate, current.padding, current.shift, current.art.aspect])
      : null;
  };
  const limits = createMemo(() => {
    if (limitKey() === null) return null;
    const { passes } = logoRange(props.style, props.payload);
    const atH =
      props.style.errorCorrection === 'H'
        ? passes
        : biggestLogo({ ...props.style, errorCorrection: 'H' }, props.payload);
    return { passes, atH };
  });
  const cost = createMemo(() => logoCost(props.style, props.payload));
  const zones = (): SliderZone[] => {
    const { passes = 0, atH = 0 } = limits() ?? {};
    const { min, max } = LIMITS.logoSize;
    return [
      { from: min, to: Math.max(min, passes), kind: 'good' },
      { from: Math.max(min, passes), to: Math.max(min, passes, atH), kind: 'fair' },
      { from: Math.max(min, passes, atH), to: max, kind: 'bad' },
    ];
  };
  const percent = (part: number) => formatPercent(props.lang, part);
  const hint = () => {
    const { passes = 0, atH = 0 } = limits() ?? {};
    const level = props.style.errorCorrection;
    const left = formatNumber(props.lang, cost().unused, { minimumFractionDigits: 2 });
    const first = fill(passes > 0 ? t.logoPasses : t.logoPassesNone, {
      percent: percent(passes),
      level,
      left,
    });
    return level !== 'H' && atH > passes ? `${first} ${fill(t.logoMore, { percent: percent(atH) })}` : first;
  };
  const where = () => {
    const { x = 0, y = 0 } = logo()?.shift ?? {};
    const parts = [
      x > 0 ? fill(t.logoRight, { n: x }) : x < 0 ? fill(t.logoLeft, { n: -x }) : '',
      y > 0 ? fill(t.logoDown, { n: y }) : y < 0 ? fill(t.logoUp, { n: -y }) : '',
    ].filter(Boolean);
    return parts.join(', ') || t.logoMiddle;
  };
  const move = (dx: number, dy: number) => {
    const { x = 0, y = 0 } = logo()?.shift ?? {};
    props.edit(setLogo({ shift: { x: x + dx, y: y + dy } }, props.payload), 'logo-shift');
  };
  const [placed, setPlaced] = createSignal('');
  const toBestPlace = () => {
    const c = correctionTexts[props.lang];
    const best = bestLogoPlace(props.style, props.payload);
    const two = (value: number) => formatNumber(props.lang, Math.max(0, value), { minimumFractionDigits: 2 });
    if (!best) {
      setPlaced(c.bestNone);
      return;
    }
    const { x = 0, y = 0 } = logo()?.shift ?? {};
    const before = cost();
    const isHere = !before.onFunction && before.unused >= best.unused && x === best.x && y === best.y;
    setPlaced(
      fill(isHere ? c.bestHere : c.bestMoved, { left: two(best.unused), before: two(before.unused) }),
    );
    props.edit(setLogo({ shift: { x: best.x, y: best.y } }, props.payload));
  };
  const choose = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    setSays([]);
    const read = await readLogo(file, props.lang);
    setBusy(false);
    if (input) input.value = '';
    const sentences = read.findings.map((finding) => findingWords(props.lang, finding));
    setSays(read.ok || !read.message ? sentences : [...sentences, read.message]);
    if (!read.ok) return;
    if (read.picture) props.onPicture(read.picture);
    props.edit(putLogo(read.art, props.payload));
  };
  const moves = [
    ['←', t.moveLeft, -1, 0],
    ['↑', t.moveUp, 0, -1],
    ['↓', t.moveDown, 0, 1],
    ['→', t.moveRight, 1, 0],
  ] as const;

  return (
    <Card title={t.logo}>
      <input
        ref={(element) => {
          input = element;
        }}
        id={inputId}
        class="sr-only"
        type="file"
        accept={KINDS}
        aria-label={t.logoChoose}
        tabIndex={-1}
        onChange={(event) => void choose(event.currentTarget.files?.[0])}
      />
      <Show when={!logo()}>
        <p class="why">{t.logoNone}</p>
      </Show>
      <div class="row">
        <Button small busy={busy()} onClick={() => input?.click()}>
          {logo() ? t.logoReplace : t.logoChoose}
        </Button>
        <Show when={logo()}>
          <Button small kind="quiet" onClick={() => props.edit(putLogo(null, props.payload))}>
            {t.logoRemove}
          </Button>
        </Show>
        <Show when={busy()}>
          <Spinner label={t.logoBusy} />
        </Show>
      </div>
      <Show when={!logo()}>
        <p class="why">{t.logoKinds}</p>
      </Show>
      <div role="status">
        <For each={says()}>{(sentence) => <p class="logo-says">{sentence}</p>}</For>
      </div>
      <Show when={logo()}>
        {(current) => (
          <>
            <Slider
              label={t.logoWidth}
              value={current().size}
              {...LIMITS.logoSize}
              zones={zones()}
              format={percent}
              hint={hint()}
              onChange={(size) => props.edit(setLogo({ size }), 'logo-size')}
            />
            <div class="control-line">
              <span class="label">{t.logoPlate}</span>
              <Segmented
                label={t.logoPlate}
                small
                value={current().plate}
                choices={[
                  { value: 'square', label: t.plateSquare },
                  { value: 'rounded', label: t.plateRounded },
                  { value: 'circle', label: t.plateCircle },
                ]}
                onChange={(plate) => props.edit(setLogo({ plate }, props.payload))}
              />
            </div>
            <Slider
              label={t.logoPadding}
              value={current().padding}
              min={0}
              max={2}
              step={0.25}
              format={(n) => fill(t.modulesUnit, { n: formatNumber(props.lang, n) })}
              onChange={(padding) => props.edit(setLogo({ padding }, props.payload), 'logo-padding')}
            />
            <fieldset class="control-line">
              <legend>
                <span>{t.logoPlace}</span>
                <small role="status">{where()}</small>
              </legend>
              <div class="row">
                <For each={moves}>
                  {([sign, label, dx, dy]) => (
                    <IconButton small label={label} onClick={() => move(dx, dy)}>
                      {sign}
                    </IconButton>
                  )}
                </For>
                <IconButton
                  small
                  kind="quiet"
                  label={t.moveMiddle}
                  disabled={current().shift.x === 0 && current().shift.y === 0}
                  onClick={() => props.edit(setLogo({ shift: { x: 0, y: 0 } }, props.payload))}
                >
                  ◎
                </IconButton>
                <Button small kind="quiet" onClick={toBestPlace}>
                  {correctionTexts[props.lang].best}
                </Button>
              </div>
              <p class="why" role="status">
                {placed()}
              </p>
            </fieldset>
          </>
        )}
      </Show>
    </Card>
  );
}
