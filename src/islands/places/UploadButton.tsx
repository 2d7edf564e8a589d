import { createSignal, Show } from 'solid-js';
import { errorSentence } from '#i18n/errors.ts';
import type { Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import Spinner from '#islands/ui/Spinner.tsx';
import { sayError } from '#islands/ui/toast.ts';
import { type Uploaded, upload } from './upload.ts';

export const PICTURES = 'image/jpeg,image/png,image/webp';

/** A button that takes a file and uploads it at once. */
export default function UploadButton(props: {
  readonly lang: Lang;
  readonly label: string;
  readonly busyLabel: string;
  readonly accept: string;
  readonly kind?: 'media' | 'plan';
  readonly onUploaded: (file: Uploaded) => void | Promise<void>;
  /** The sentence for a refusal, where the server's own (null for none) can be bettered. */
  readonly refusal?: (message: string | null, details: Readonly<Record<string, unknown>>) => string;
}) {
  const [busy, setBusy] = createSignal(false);
  let input!: HTMLInputElement;
  const take = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    const made = await upload(file, props.kind);
    if (made.ok) await props.onUploaded(made.data);
    else {
      const own = props.refusal?.(made.message, made.details) ?? made.message;
      sayError(own ?? errorSentence(props.lang, 'unavailable'));
    }
    setBusy(false);
    input.value = '';
  };
  return (
    <>
      <input
        ref={input}
        class="sr-only"
        type="file"
        accept={props.accept}
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => void take(event.currentTarget.files?.[0])}
      />
      <Button small onClick={() => input.click()} disabled={busy()}>
        {props.label}
      </Button>
      <Show when={busy()}>
        <Spinner label={props.busyLabel} />
      </Show>
    </>
  );
}
