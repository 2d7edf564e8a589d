import { createSignal, Match, onCleanup, Show, Switch } from 'solid-js';
import { centreOf, type Point, sidesOf } from '#domain/qr/attention.ts';
import { attentionTexts } from '#i18n/studio/attention.ts';
import { formatNumber, type Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import Card from '#islands/ui/Card.tsx';
import Dialog from '#islands/ui/Dialog.tsx';
import type { Attention } from './make-attention.ts';
import Scene from './Scene.tsx';

const LOOK_MS = 3_000;
const TICK_MS = 100;
/** A click this many of the print's half widths off its middle is close. */
const NEAR = 3;
/** The print's half width is at least this, CSS pixels: nobody points finer. */
const LEAST_HALF = 14;

type Phase = 'ready' | 'look' | 'ask' | 'hit' | 'near' | 'missed';

/** Shows the picture for three seconds and asks where the code was. */
export default function ThreeSeconds(props: {
  readonly lang: Lang;
  readonly attention: Attention;
  readonly images: ReadonlyMap<string, string>;
}) {
  const t = attentionTexts[props.lang];
  const { attention } = props;
  const [phase, setPhase] = createSignal<Phase>('ready');
  const [leftMs, setLeftMs] = createSignal(LOOK_MS);
  const [pointed, setPointed] = createSignal<Point | null>(null);
  const [width, setWidth] = createSignal(0);
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = () => clearInterval(timer);
  onCleanup(stop);
  const close = () => {
    stop();
    setPhase('ready');
  };
  const start = () => {
    stop();
    setPointed(null);
    setLeftMs(LOOK_MS);
    setPhase('look');
    const until = performance.now() + LOOK_MS;
    timer = setInterval(() => {
      setLeftMs(Math.max(0, until - performance.now()));
      if (leftMs() > 0) return;
      stop();
      setPhase('ask');
    }, TICK_MS);
  };
  const scale = () => width() / attention.asWall().width;
  const watch = (element: HTMLElement) => {
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    observer.observe(element);
    onCleanup(() => observer.disconnect());
  };
  const point = (event: MouseEvent & { currentTarget: HTMLElement }) => {
    // A key press has no place; its twins are the two buttons below.
    if (event.detail === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const at: Point = [(event.clientX - box.left) / scale(), (event.clientY - box.top) / scale()];
    const [x, y] = centreOf(attention.quad());
    const size = sidesOf(attention.quad());
    const half = (side: number) => Math.max(side / 2, LEAST_HALF / scale());
    const off = Math.max(Math.abs(at[0] - x) / half(size.width), Math.abs(at[1] - y) / half(size.height));
    setPointed(at);
    setPhase(off <= 1.2 ? 'hit' : off <= NEAR ? 'near' : 'missed');
  };
  const isOver = () => phase() === 'hit' || phase() === 'near' || phase() === 'missed';
  return (
    <Card title={t.three}>
      <p class="why">{t.threeLead}</p>
      <Button onClick={start}>{t.threeStart}</Button>
      <Dialog open={phase() !== 'ready'} onClose={close} title={t.three} wide>
        <div
          class="seen-test"
          ref={watch}
          style={{ 'aspect-ratio': `${attention.asWall().width} / ${attention.asWall().height}` }}
          data-phase={phase()}
        >
          <Show when={phase() !== 'ask'}>
            <Scene attention={attention} images={props.images} scale={scale()} name="three" />
          </Show>
          <Show when={isOver() ? pointed() : null}>
            {(at) => (
              <span
                class="seen-pointed"
                style={{ left: `${at()[0] * scale()}px`, top: `${at()[1] * scale()}px` }}
              />
            )}
          </Show>
          <Show when={phase() === 'ask'}>
            <button type="button" class="seen-target" onClick={point}>
              {t.threeAsk}
            </button>
          </Show>
        </div>
        <div class="seen-answer" role="status">
          <Switch>
            <Match when={phase() === 'look'}>
              <b>{t.threeLook}</b>
              <span aria-hidden="true">
                {formatNumber(props.lang, Math.ceil(leftMs() / 1_000), {
                  style: 'unit',
                  unit: 'second',
                  unitDisplay: 'long',
                })}
              </span>
            </Match>
            <Match when={phase() === 'hit'}>
              <p>{t.threeHit}</p>
            </Match>
            <Match when={phase() === 'near'}>
              <p>{t.threeNear}</p>
            </Match>
            <Match when={phase() === 'missed'}>
              <p>{t.threeNo}</p>
            </Match>
          </Switch>
        </div>
        <footer class="row">
          <Show when={phase() === 'ask'}>
            <Button onClick={() => setPhase('hit')}>{t.threeSeen}</Button>
            <Button onClick={() => setPhase('missed')}>{t.threeMissed}</Button>
          </Show>
          <Show when={isOver()}>
            <Button onClick={start}>{t.threeAgain}</Button>
            <Button kind="go" onClick={close}>
              {t.threeClose}
            </Button>
          </Show>
        </footer>
      </Dialog>
    </Card>
  );
}
