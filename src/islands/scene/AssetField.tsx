import { actions } from 'astro:actions';
import { createSignal, createUniqueId, For, onCleanup, Show } from 'solid-js';
import { fill, formatBytes, formatNumber, localeOf } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import { call } from '#islands/ui/call.ts';
import Dialog from '#islands/ui/Dialog.tsx';
import Progress from '#islands/ui/Progress.tsx';
import { useEditing } from './editing.ts';
import type { SceneAsset } from './model.ts';
import { type Upload, upload } from './upload.ts';

/** The server's own limits (`server/assets/sniff.ts`), told before the line is used. */
const kinds = {
  image: {
    accept: 'image/png,image/jpeg,image/webp',
    pattern: /\.(png|jpe?g|webp)$/i,
    limit: 20_000_000,
    wanted: ['JPEG', 'PNG', 'WebP'],
  },
  model: { accept: '.glb,model/gltf-binary', pattern: /\.glb$/i, limit: 50_000_000, wanted: ['GLB'] },
  audio: {
    accept: '.mp3,.m4a,.wav,audio/mpeg,audio/mp4,audio/wav',
    pattern: /\.(mp3|m4a|wav)$/i,
    limit: 30_000_000,
    wanted: ['MP3', 'M4A', 'WAV'],
  },
} as const;

/** A file of the workspace: uploaded by button or drop, or chosen from what was uploaded before. */
export default function AssetField(props: {
  readonly kind: keyof typeof kinds;
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  /** Without the drop area: one line of buttons under something that shows the file already. */
  readonly compact?: boolean | undefined;
}) {
  const editing = useEditing();
  const { t, lang } = editing;
  const words = {
    image: {
      upload: t.uploadPicture,
      drop: t.dropPicture,
      kinds: t.pictureKinds,
      title: t.libraryTitleImage,
    },
    model: { upload: t.uploadModel, drop: t.dropModel, kinds: t.modelKinds, title: t.libraryTitleModel },
    audio: { upload: t.uploadSound, drop: t.dropSound, kinds: t.soundKinds, title: t.libraryTitleAudio },
  }[props.kind];
  const id = createUniqueId();
  const [running, setRunning] = createSignal<{ name: string; part: number; upload: Upload } | null>(null);
  const [error, setError] = createSignal('');
  const [over, setOver] = createSignal(false);
  const [library, setLibrary] = createSignal<readonly SceneAsset[] | null>(null);
  const asset = () => editing.asset(props.value);
  let input!: HTMLInputElement;
  onCleanup(() => running()?.upload.cancel());

  function take(asset: SceneAsset): void {
    editing.addAsset(asset);
    props.onChange(asset.id);
  }

  async function send(file: File | undefined): Promise<void> {
    setError('');
    if (!file) return;
    const { pattern, limit, wanted } = kinds[props.kind];
    const list = new Intl.ListFormat(localeOf(lang), { type: 'disjunction' });
    const wrongKind = fill(t.uploadWrong, { wanted: list.format(wanted) });
    if (!pattern.test(file.name)) return void setError(wrongKind);
    if (file.size > limit) {
      const [size, most] = [formatBytes(lang, file.size), formatBytes(lang, limit)];
      return void setError(fill(t.uploadTooLarge, { name: file.name, size, limit: most }));
    }
    const job = upload(file, file.name, lang, {
      onProgress: (part) => setRunning((now) => now && { ...now, part }),
      wrongKind,
    });
    setRunning({ name: file.name, part: 0, upload: job });
    try {
      const made = await job.done;
      // Its name may have promised a picture, and its bytes be a model.
      if (!made.mime.startsWith(`${props.kind}/`)) setError(wrongKind);
      else take(made);
    } catch (cause) {
      if ((cause as Error).name !== 'AbortError') setError((cause as Error).message);
    } finally {
      setRunning(null);
    }
  }

  async function openLibrary(): Promise<void> {
    setError('');
    const listed = await call(actions.scene.listAssets({ kind: props.kind }), lang);
    if (listed.ok) setLibrary(listed.data);
    else setError(listed.error.message);
  }

  const facts = (file: SceneAsset): string =>
    [
      file.width && file.height
        ? fill(t.assetPixels, {
            width: formatNumber(lang, file.width),
            height: formatNumber(lang, file.height),
          })
        : '',
      formatBytes(lang, file.bytes),
    ]
      .filter(Boolean)
      .join(' · ');

  const buttons = () => (
    <div class="row">
      <Button small onClick={() => input.click()} aria-describedby={`${id}-name`}>
        {asset() ? t.replace : words.upload}
      </Button>
      <Button small kind="quiet" onClick={() => void openLibrary()}>
        {t.library}
      </Button>
      <Show when={props.value}>
        <Button small kind="quiet" onClick={() => props.onChange(null)} aria-describedby={`${id}-name`}>
          {t.takeOut}
        </Button>
      </Show>
    </div>
  );

  return (
    <fieldset
      class="asset"
      data-over={over() ? '' : undefined}
      aria-label={props.label}
      onDragOver={(event) => {
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void send(event.dataTransfer?.files[0]);
      }}
    >
      <input
        ref={input}
        type="file"
        class="sr-only"
        tabIndex={-1}
        aria-label={props.label}
        accept={kinds[props.kind].accept}
        onChange={(event) => {
          void send(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      <Show when={!running()} fallback={<Sending running={running()} />}>
        <Show
          when={asset()}
          fallback={
            <Show when={!props.compact} fallback={buttons()}>
              <div class="asset-drop">
                <strong id={`${id}-name`}>{words.drop}</strong>
                <small>{words.kinds}</small>
                {buttons()}
              </div>
            </Show>
          }
        >
          {(file) => (
            <>
              <Show when={!props.compact && props.kind === 'image'}>
                <img
                  class="asset-picture"
                  src={file().url}
                  width={file().width ?? 1}
                  height={file().height ?? 1}
                  alt=""
                />
              </Show>
              <Show when={props.kind === 'audio'}>
                {/* biome-ignore lint/a11y/useMediaCaption: what is heard is written right below it */}
                <audio class="asset-sound" src={file().url} controls preload="none" />
              </Show>
              <p class="asset-name" id={`${id}-name`}>
                <span>{file().name}</span> <small>{facts(file())}</small>
              </p>
              {buttons()}
            </>
          )}
        </Show>
      </Show>
      <Show when={error()}>
        <p class="notice" data-tone="bad" role="alert">
          {error()}
        </p>
      </Show>
      <Dialog open={library() !== null} onClose={() => setLibrary(null)} wide title={words.title}>
        <Show when={library()?.length} fallback={<p class="dim">{t.libraryNone}</p>}>
          <ul class="plain library">
            <For each={library()}>
              {(file) => (
                <li>
                  <button
                    type="button"
                    aria-pressed={props.value !== null && [file.id, file.lighterId].includes(props.value)}
                    onClick={() => {
                      setLibrary(null);
                      take(file);
                    }}
                  >
                    <Show when={props.kind === 'image'}>
                      <img
                        src={file.url}
                        width={file.width ?? 1}
                        height={file.height ?? 1}
                        alt=""
                        loading="lazy"
                      />
                    </Show>
                    <span>{file.name}</span>
                    <small>{facts(file)}</small>
                  </button>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </Dialog>
    </fieldset>
  );
}

function Sending(props: { readonly running: { name: string; part: number; upload: Upload } | null }) {
  const { t } = useEditing();
  const words = () =>
    fill((props.running?.part ?? 0) < 1 ? t.uploading : t.uploadChecking, {
      name: props.running?.name ?? '',
    });
  return (
    <Progress
      label={words()}
      share={(props.running?.part ?? 0) < 1 ? (props.running?.part ?? 0) : null}
      onCancel={() => props.running?.upload.cancel()}
    />
  );
}
