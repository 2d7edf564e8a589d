import { createSignal, For, Show } from 'solid-js';
import type { Post } from '#domain/story/model.ts';
import { storyTexts } from '#i18n/studio/story.ts';
import { fill, type Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import Dialog from '#islands/ui/Dialog.tsx';
import IconButton from '#islands/ui/IconButton.tsx';
import TextArea from '#islands/ui/TextArea.tsx';
import { sayError } from '#islands/ui/toast.ts';

/** A stored file as the server describes it. */
export interface FileRef {
  readonly id: string;
  readonly url: string;
  readonly mime: string;
  readonly name: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
}

/** Sends a file to the library. Its refusal is a sentence in the reader's language. */
async function upload(file: File): Promise<FileRef | string> {
  try {
    const answer = await fetch(`/api/assets?name=${encodeURIComponent(file.name)}`, {
      method: 'POST',
      body: file,
    });
    const body: unknown = await answer.json();
    if (answer.ok) return body as FileRef;
    return typeof body === 'object' && body !== null && 'title' in body ? String(body.title) : '';
  } catch {
    return '';
  }
}

/** The pictures of a post, each with the words for those who do not see it. */
export default function PostMedia(props: {
  readonly lang: Lang;
  readonly language: string;
  readonly media: Post['media'];
  readonly files: Readonly<Record<string, FileRef>>;
  readonly library: readonly FileRef[];
  readonly onAdd: (file: FileRef) => void;
  readonly onDescribe: (asset: string, alt: string) => void;
  readonly onRemove: (asset: string, name: string) => void;
}) {
  const t = storyTexts[props.lang];
  const [choosing, choose] = createSignal(false);
  const [uploading, setUploading] = createSignal<string | null>(null);
  let input: HTMLInputElement | undefined;

  async function take(list: FileList | null): Promise<void> {
    for (const file of list ?? []) {
      setUploading(file.name);
      const taken = await upload(file);
      if (typeof taken === 'string') sayError(taken || fill(t.mediaUploading, { name: file.name }));
      else props.onAdd(taken);
    }
    setUploading(null);
    if (input) input.value = '';
  }

  return (
    <section class="card stack">
      <h2 class="part">{t.mediaTitle}</h2>
      <For each={props.media.map(({ asset }) => asset)} fallback={<p class="dim">{t.mediaNone}</p>}>
        {(asset) => {
          const file = () => props.files[asset];
          const name = () => file()?.name ?? asset;
          return (
            <div class="attached">
              <Show when={file()} fallback={<span class="thumb" />}>
                {(found) => <img class="thumb" src={found().url} alt="" loading="lazy" />}
              </Show>
              <TextArea
                rows={1}
                label={fill(t.mediaAlt, { name: name() })}
                hint={t.mediaAltHint}
                lang={props.language}
                maxLength={1_500}
                value={props.media.find((item) => item.asset === asset)?.alt ?? ''}
                onInput={(alt) => props.onDescribe(asset, alt)}
              />
              <IconButton
                kind="quiet"
                small
                label={fill(t.mediaRemove, { name: name() })}
                onClick={() => props.onRemove(asset, name())}
              >
                ×
              </IconButton>
            </div>
          );
        }}
      </For>
      <div class="row">
        <input
          ref={input}
          type="file"
          class="sr-only"
          tabIndex={-1}
          aria-label={t.mediaUpload}
          accept="image/png,image/jpeg,image/webp"
          multiple
          onChange={(event) => void take(event.currentTarget.files)}
        />
        <Button small busy={uploading() !== null} onClick={() => input?.click()}>
          {uploading() === null ? t.mediaUpload : fill(t.mediaUploading, { name: uploading() ?? '' })}
        </Button>
        <Button small kind="quiet" onClick={() => choose(true)}>
          {t.mediaChoose}
        </Button>
      </div>
      <Dialog open={choosing()} onClose={() => choose(false)} title={t.mediaLibrary} wide>
        <div class="library">
          <For each={props.library} fallback={<p class="dim">{t.mediaLibraryEmpty}</p>}>
            {(file) => (
              <button
                type="button"
                disabled={props.media.some(({ asset }) => asset === file.id)}
                onClick={() => {
                  props.onAdd(file);
                  choose(false);
                }}
              >
                <img src={file.url} alt="" loading="lazy" />
                <span>{file.name}</span>
              </button>
            )}
          </For>
        </div>
      </Dialog>
    </section>
  );
}
