import {
  type Accessor,
  createEffect,
  createResource,
  createSignal,
  onCleanup,
  onMount,
  Show,
} from 'solid-js';
import { paths } from '#paths';
import { type DrawnPrint, type KnownPrint, loadPrint } from '#player/ar/marker.ts';
import { makePrintStage, type PrintStage, type Seen, type StageBlock } from '#stage/index.ts';
import { useEditing } from './editing.ts';
import { eyeFor, FOCAL, viewOf } from './print-eye.ts';

const STEP = 0.05;
/** Longest side of the picture of a poster, pixels. */
const PICTURE_PX = 2_048;

/** The print as it hangs: its poster with the code drawn sharply into it, or the code alone. */
function asItHangs(print: KnownPrint): DrawnPrint {
  if (!print.poster) return print;
  const { picture, symbol } = print.poster;
  const zoom = PICTURE_PX / Math.max(picture.width, picture.height);
  const whole = document.createElement('canvas');
  whole.width = Math.round(picture.width * zoom);
  whole.height = Math.round(picture.height * zoom);
  const context = whole.getContext('2d');
  context?.drawImage(picture, 0, 0, whole.width, whole.height);
  const size = symbol.size * zoom;
  const [x, y] = [symbol.x * zoom, symbol.y * zoom];
  const own = print.symbol;
  const side = (length: number) => (length * size) / own.size;
  context?.drawImage(print.picture, own.x, own.y, own.size, own.size, x, y, side(own.size), side(own.size));
  return { picture: whole, symbol: { x, y, size } };
}

/**
 * The stage as it stands on a print. Dragging the model moves it on the print, dragging beside it looks from elsewhere;
 * arrow keys move it, too.
 */
export default function PrintCanvas(props: {
  readonly block: Accessor<StageBlock>;
  readonly modelUrl: string;
  /** The code on the print. */
  readonly letters: string;
  readonly onMove: (x: number, y: number) => void;
}) {
  const { t, language } = useEditing();
  const [print] = createResource(
    () => props.letters,
    (letters) => loadPrint(paths.marker(letters)),
  );
  return (
    <div class="print-frame">
      <Show when={!print.error} fallback={<p class="stage-failed">{t.arNoPrint}</p>}>
        <Show when={print()} keyed fallback={<p class="stage-wait">{t.stageOpen}</p>}>
          {(known) => <Live {...props} print={known} language={language()} label={t.arCanvas} />}
        </Show>
      </Show>
    </div>
  );
}

function Live(props: {
  readonly block: Accessor<StageBlock>;
  readonly modelUrl: string;
  readonly print: KnownPrint;
  readonly language: string;
  readonly label: string;
  readonly onMove: (x: number, y: number) => void;
}) {
  let canvas!: HTMLCanvasElement;
  const { picture: image, symbol } = asItHangs(props.print);
  const far = Math.max(image.width, image.height) / symbol.size;
  const eye = () => eyeFor(props.block().ar, props.print.symbolMm, far);
  const [turned, setTurned] = createSignal({ aroundDeg: 0, aboveDeg: 0 });
  let stage: PrintStage | null = null;
  let frame = 0;

  function seen(): Seen {
    const view = viewOf(eye(), props.block().ar.form === 'standing', turned());
    const { clientWidth: width, clientHeight: high } = canvas;
    return { ...view, focalPx: FOCAL * high, width: Math.max(1, width), height: Math.max(1, high) };
  }

  function draw(now: number): void {
    frame = requestAnimationFrame(draw);
    if (!document.hidden && stage?.isFree()) stage.draw(seen(), now);
  }

  onMount(() => {
    stage = makePrintStage(canvas, props.block(), {
      modelUrl: props.modelUrl,
      symbolMm: props.print.symbolMm,
      reducedMotion: matchMedia('(prefers-reduced-motion: reduce)').matches,
      language: props.language,
      print: { image, symbol },
    });
    // As in good light.
    stage.setLight([0.7, 0.7, 0.7]);
    createEffect(() => stage?.update(props.block()));
    const sight = new IntersectionObserver((entries) => {
      cancelAnimationFrame(frame);
      if (entries.at(-1)?.isIntersecting) frame = requestAnimationFrame(draw);
    });
    sight.observe(canvas);
    onCleanup(() => {
      sight.disconnect();
      cancelAnimationFrame(frame);
      stage?.dispose();
    });
  });

  const move = (dx: number, dy: number) => {
    const { x, y } = props.block().ar.offset;
    const within = (value: number) => Math.round(Math.min(3, Math.max(-3, value)) * 100) / 100;
    props.onMove(within(x + dx), within(y + dy));
  };
  function onPointerDown(event: PointerEvent): void {
    const moves = stage?.touches(event.clientX, event.clientY) ?? false;
    canvas.setPointerCapture(event.pointerId);
    const onPointerMove = ({ movementX, movementY }: PointerEvent) => {
      const perPx = eye().away / (FOCAL * canvas.clientHeight);
      if (moves) move(movementX * perPx, -movementY * perPx);
      else {
        setTurned(({ aroundDeg, aboveDeg }) => ({
          aroundDeg: aroundDeg - movementX * 0.4,
          aboveDeg: aboveDeg + movementY * 0.4,
        }));
      }
    };
    const done = new AbortController();
    const { signal } = done;
    canvas.addEventListener('pointermove', onPointerMove, { signal });
    for (const end of ['pointerup', 'pointercancel'] as const)
      canvas.addEventListener(end, () => done.abort(), { signal });
  }
  function onKeyDown(event: KeyboardEvent): void {
    const steps: Record<string, readonly [number, number]> = {
      ArrowLeft: [-STEP, 0],
      ArrowRight: [STEP, 0],
      ArrowUp: [0, STEP],
      ArrowDown: [0, -STEP],
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    move(...step);
  }
  return (
    <div class="stage-live">
      <canvas
        ref={canvas}
        tabIndex={0}
        role="img"
        aria-label={props.label}
        onPointerDown={onPointerDown}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}
