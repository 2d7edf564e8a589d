import { type Accessor, createEffect, createSignal, onCleanup, onMount, Show } from 'solid-js';
import Button from '#islands/ui/Button.tsx';
import {
  makeStage,
  type Stage,
  type StageBlock,
  type StageFailure,
  type StageModel,
  type View,
} from '#stage/index.ts';
import { useEditing } from './editing.ts';

export type Point = [number, number, number];

const CLICK_PX = 5;

/**
 * The block's model, live, in the shape it has on a phone. Turning it sets the view; while `placing`, a click
 * gives the point of the model under it. It stands still where phones would turn it, so that it can be aimed.
 */
export default function StageCanvas(props: {
  readonly block: Accessor<StageBlock>;
  readonly modelUrl: string;
  readonly placing: boolean;
  readonly onView: (view: View) => void;
  readonly onPick: (point: Point | null) => void;
  readonly onHotspot: (id: string) => void;
  readonly onModel: (model: StageModel | null) => void;
  /** The stage once it shows something, null at its end. */
  readonly onStage: (stage: Stage | null) => void;
}) {
  const { t, language } = useEditing();
  const [failure, setFailure] = createSignal<StageFailure | null>(null);
  const [ready, setReady] = createSignal(false);
  const [turn, setTurn] = createSignal(0);
  const still = (): StageBlock => {
    const block = props.block();
    return { ...block, camera: { ...block.camera, autoRotate: false } };
  };

  function Live() {
    let canvas!: HTMLCanvasElement;
    let down: { x: number; y: number } | null = null;
    onMount(() => {
      const stage = makeStage(canvas, still(), {
        modelUrl: props.modelUrl,
        reducedMotion: matchMedia('(prefers-reduced-motion: reduce)').matches,
        label: t.stageCanvas,
        language: language(),
        onReady(model) {
          setReady(true);
          props.onModel(model);
          props.onStage(stage);
        },
        onError: setFailure,
        onHotspot: (id) => props.onHotspot(id),
        onView: (view) => props.onView(view),
      });
      createEffect(() => stage.update(still()));
      const pick = (event: MouseEvent) => {
        const far = !down || Math.hypot(event.clientX - down.x, event.clientY - down.y) > CLICK_PX;
        if (props.placing && !far) props.onPick(stage.pick(event.clientX, event.clientY));
      };
      canvas.addEventListener('pointerdown', ({ clientX, clientY }) => {
        down = { x: clientX, y: clientY };
      });
      canvas.addEventListener('click', pick);
      onCleanup(() => {
        props.onStage(null);
        props.onModel(null);
        stage.dispose();
      });
    });
    return (
      <div class="stage-live" data-placing={props.placing ? '' : undefined}>
        <canvas ref={canvas} />
      </div>
    );
  }

  const again = () => {
    setFailure(null);
    setReady(false);
    setTurn((n) => n + 1);
  };
  return (
    <div class="stage-frame">
      <Show
        when={failure()}
        fallback={
          <Show when={turn() + 1} keyed>
            <Live />
          </Show>
        }
      >
        {(why) => (
          <div class="stage-failed" role="alert">
            <p>{t[`stageFailed_${why()}`]}</p>
            <Button small onClick={again}>
              {t.stageAgain}
            </Button>
          </div>
        )}
      </Show>
      <Show when={!ready() && failure() === null}>
        <p class="stage-wait" role="status">
          {t.stageOpen}
        </p>
      </Show>
    </div>
  );
}
