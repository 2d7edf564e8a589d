import { type Accessor, createEffect, createMemo, createRoot, createSignal, Show } from 'solid-js';
import { addHotspot, changeBlock, changeHotspot, MAX_HOTSPOTS, setView } from '#domain/scene/commands.ts';
import { type BlockOf, noEffect } from '#domain/scene/model.ts';
import { newId } from '#domain/shared/id.ts';
import Button from '#islands/ui/Button.tsx';
import { say, sayError } from '#islands/ui/toast.ts';
import type { Stage, StageModel } from '#stage/index.ts';
import AssetField from './AssetField.tsx';
import { useEditing } from './editing.ts';
import Hotspots from './Hotspots.tsx';
import ModelWeight from './ModelWeight.tsx';
import StageAr from './StageAr.tsx';
import StageCanvas, { type Point } from './StageCanvas.tsx';
import StageLook from './StageLook.tsx';
import StageSound from './StageSound.tsx';
import { upload } from './upload.ts';
import Words from './Words.tsx';

/** Wide enough for a phone's three pixels per point. */
const POSTER_PX = 1_080;
/** How long a picture waits for a model that is being exchanged. */
const PATIENCE_MS = 20_000;
/** What `placing` holds for a hotspot that does not exist yet. */
const NEW = 'new';

/** A 3D block: its model live, and beside it all that sets how it looks. */
export default function StageEditor(props: { readonly block: Accessor<BlockOf<'stage'>> }) {
  const { t, lang, edit, asset, addAsset, clipsOf, setClips, originalOf, lightening } = useEditing();
  const id = props.block().id;
  let held: HTMLDivElement | undefined;
  const [stage, setStage] = createSignal<Stage | null>(null);
  const [model, setModel] = createSignal<StageModel | null>(null);
  const [placing, setPlacing] = createSignal<string | null>(null);
  const [beside, setBeside] = createSignal(false);
  const [taking, setTaking] = createSignal(false);
  const modelUrl = createMemo(() => asset(props.block().model)?.url ?? null);
  const look = () => {
    const { camera, light, ground, background, model: file } = props.block();
    // The lighter file of a model looks the same.
    const shown = (file && originalOf(file)?.id) ?? file;
    return JSON.stringify([camera, light, ground, background, shown]);
  };
  const [taken, setTaken] = createSignal(look());
  const change = (changes: Parameters<typeof changeBlock<'stage'>>[2], key?: string) =>
    edit(changeBlock('stage', id, changes), key ? `${id} ${key}` : null);

  function takeModel(file: string | null): void {
    change({ model: file });
    // One that has nothing lighter needs no second try.
    if (file !== null && asset(file)?.lighterId !== file) lightening.start(file);
  }

  function place(point: Point | null): void {
    setBeside(point === null);
    const which = placing();
    if (!point || which === null) return;
    const position = point.map((value) => Number(value.toPrecision(4))) as Point;
    setPlacing(null);
    if (which === NEW) add(position);
    else edit(changeHotspot(id, which, { position }));
  }

  function add(position: Point): void {
    const spot = { id: newId('hot'), position, label: {}, text: {}, effect: noEffect };
    edit(addHotspot(id, spot));
    focusPart(spot.id);
  }

  /** The stage that shows something, once there is one; null after a while without. */
  function present(): Promise<Stage | null> {
    return new Promise((resolve) => {
      createRoot((dispose) => {
        const done = (live: Stage | null) => {
          clearTimeout(timer);
          dispose();
          resolve(live);
        };
        const timer = setTimeout(done, PATIENCE_MS, null);
        createEffect(() => {
          const live = stage();
          if (live) done(live);
        });
      });
    });
  }

  /** A picture of the view. A lighter file may take the model's place meanwhile, and its stage the present one's. */
  async function picture(): Promise<Blob> {
    for (;;) {
      const live = await present();
      if (!live) throw new Error('no stage');
      try {
        return await live.snapshot(POSTER_PX);
      } catch (cause) {
        if (stage() === live) throw cause;
      }
    }
  }

  async function takePoster(): Promise<void> {
    setTaking(true);
    try {
      const name = (asset(props.block().model)?.name ?? 'model').replace(/\.glb$/i, '');
      const made = await upload(await picture(), `${name}-poster.webp`, lang).done;
      addAsset(made);
      change({ poster: made.id });
      setTaken(look());
      say(t.posterMade);
    } catch (cause) {
      sayError(cause instanceof Error && cause.message.endsWith('.') ? cause.message : t.posterFailed);
    } finally {
      setTaking(false);
    }
  }

  return (
    <div class="stage-edit">
      <div class="stage-left stack" data-gap="small">
        <Show
          when={modelUrl()}
          keyed
          fallback={<AssetField kind="model" label={t.stage} value={null} onChange={takeModel} />}
        >
          {(url) => (
            <>
              <div class="stage-held" ref={held}>
                <StageCanvas
                  block={props.block}
                  modelUrl={url}
                  placing={placing() !== null}
                  onView={(view) => edit(setView(id, view), `${id} view`)}
                  onPick={place}
                  onHotspot={focusPart}
                  onModel={(shown) => {
                    setModel(shown);
                    const file = props.block().model;
                    if (shown && file) setClips(file, shown.clips);
                  }}
                  onStage={setStage}
                />
                <p class="dim" role="status">
                  {placing() === null ? t.stageHint : beside() ? t.stageBeside : t.stagePlace}
                </p>
              </div>
              <AssetField
                compact
                kind="model"
                label={t.stage}
                value={props.block().model}
                onChange={takeModel}
              />
              <ModelWeight
                model={props.block().model ?? ''}
                triangles={model()?.triangles ?? null}
                onChange={(file) => change({ model: file })}
              />
            </>
          )}
        </Show>
        <fieldset class="poster" aria-label={t.poster}>
          <Show when={asset(props.block().poster)}>
            {(file) => <img src={file().url} width={file().width ?? 1} height={file().height ?? 1} alt="" />}
          </Show>
          <div class="stack" data-gap="small">
            <strong>{t.poster}</strong>
            <small>{props.block().poster && taken() !== look() ? t.posterOld : t.posterHint}</small>
            <div class="row">
              <Button
                small
                busy={taking()}
                disabled={!stage() && !taking()}
                onClick={() => void takePoster()}
              >
                {t.posterMake}
              </Button>
            </div>
            <AssetField
              compact
              kind="image"
              label={t.poster}
              value={props.block().poster}
              onChange={(poster) => change({ poster })}
            />
          </div>
        </fieldset>
      </div>
      <div class="stack">
        <Words
          label={t.alt}
          hint={t.altHint}
          value={props.block().alt}
          onInput={(alt) => change({ alt }, 'alt')}
          maxLength={500}
        />
        <StageLook block={props.block} clips={clipsOf(props.block().model)} onChange={change} />
        <StageAr block={props.block} modelUrl={modelUrl()} onChange={change} />
        <Hotspots
          block={props.block}
          placing={placing()}
          canPlace={stage() !== null}
          full={props.block().hotspots.length >= MAX_HOTSPOTS}
          onPlace={(spot) => {
            setBeside(false);
            setPlacing(spot);
            // Where the model does not stay in view, it may be far above.
            if (spot !== null) held?.scrollIntoView({ block: 'nearest' });
          }}
          onAdd={() => add([...(model()?.centre ?? [0, 0, 0])] as Point)}
        />
        <StageSound block={props.block} onChange={change} />
      </div>
    </div>
  );
}

function focusPart(id: string): void {
  requestAnimationFrame(() => {
    const part = document.querySelector<HTMLElement>(`[data-part="${id}"]`);
    part?.querySelector<HTMLElement>('input, textarea, select')?.focus();
  });
}
