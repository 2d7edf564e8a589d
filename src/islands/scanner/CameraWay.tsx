import { For, Match, Show, Switch } from 'solid-js';
import { scannerTexts } from '#i18n/scanner.ts';
import { fill, formatNumber, type Lang } from '#i18n/text.ts';
import type { CameraScan } from './make-camera-scan.ts';

/** The camera's picture, its state in words, and the controls that this camera has. */
export default function CameraWay(props: {
  readonly lang: Lang;
  readonly scan: CameraScan;
  readonly setVideo: (video: HTMLVideoElement) => void;
}) {
  const t = scannerTexts[props.lang];
  const { stage, running, slow, controls } = props.scan;
  const refusal = (): string | null => {
    const now = stage();
    if (now === 'idle' || now === 'starting' || now === 'looking') return null;
    return now === 'hidden' ? t.resumed : t[now];
  };
  const times = (factor: number) =>
    `${formatNumber(props.lang, factor, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}×`;
  return (
    <section class="way" aria-labelledby="way-camera">
      <h2 id="way-camera">{t.camera}</h2>
      <div class="finder" data-on={running() ? '' : undefined} hidden={!running()}>
        <video ref={props.setVideo} muted playsinline />
        <i aria-hidden="true" />
        <p role="status">
          <Switch>
            <Match when={stage() === 'starting'}>{t.starting}</Match>
            <Match when={stage() === 'looking'}>
              {t.looking}
              <Show when={slow()}>. {t.hint}</Show>
            </Match>
          </Switch>
        </p>
      </div>
      <Show when={!running()}>
        <Show when={refusal()} fallback={<p>{t.cameraWhy}</p>}>
          {(says) => (
            <p class="notice" data-tone={stage() === 'hidden' ? undefined : 'warn'} role="status">
              {says()}
            </p>
          )}
        </Show>
        <Show when={stage() !== 'insecure'}>
          <button type="button" class="btn big" data-kind="go" onClick={() => void props.scan.start()}>
            {refusal() && stage() !== 'hidden' ? t.tryAgain : t.start}
          </button>
        </Show>
      </Show>
      <Show when={running()}>
        <div class="camera-controls">
          <button type="button" class="btn big" onClick={() => props.scan.stop()}>
            {t.stop}
          </button>
          <Show when={controls().lamp !== null}>
            <button
              type="button"
              class="btn big"
              aria-pressed={controls().lamp === true}
              onClick={() => void props.scan.setLamp(controls().lamp !== true)}
            >
              {controls().lamp ? t.lightOff : t.lightOn}
            </button>
          </Show>
          <Show when={controls().zoom}>
            {(zoom) => (
              <label class="zoom">
                <span aria-hidden="true">{t.zoom}</span>
                <input
                  type="range"
                  min={zoom().min}
                  max={zoom().max}
                  step={zoom().step}
                  value={zoom().value}
                  aria-label={t.zoom}
                  aria-valuetext={times(zoom().value)}
                  onInput={(event) => props.scan.setZoom(event.currentTarget.valueAsNumber)}
                />
                <output aria-hidden="true">{times(zoom().value)}</output>
              </label>
            )}
          </Show>
          <Show when={controls().choices.length > 1}>
            <label class="which">
              <span>{t.which}</span>
              <select class="input" onChange={(event) => props.scan.choose(event.currentTarget.value)}>
                <For each={controls().choices}>
                  {(choice, index) => (
                    <option value={choice.id} selected={choice.id === controls().id}>
                      {choice.label || fill(t.cameraNumber, { n: index() + 1 })}
                    </option>
                  )}
                </For>
              </select>
            </label>
          </Show>
        </div>
      </Show>
    </section>
  );
}
