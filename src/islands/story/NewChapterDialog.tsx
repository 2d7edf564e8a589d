import { actions } from 'astro:actions';
import { createSignal } from 'solid-js';
import { storyTexts } from '#i18n/studio/story.ts';
import type { Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import { call } from '#islands/ui/call.ts';
import Dialog from '#islands/ui/Dialog.tsx';
import Select from '#islands/ui/Select.tsx';
import TextArea from '#islands/ui/TextArea.tsx';
import TextInput from '#islands/ui/TextInput.tsx';
import { uiText } from '#islands/ui/ui-lang.ts';
import { paths } from '#paths';

/** Title, question and phase of a new chapter; leads to its editor. */
export default function NewChapterDialog(props: {
  readonly lang: Lang;
  readonly campaignId: string;
  readonly language: string;
  readonly phases: readonly { readonly id: string; readonly name: string }[];
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const t = storyTexts[props.lang];
  const [title, setTitle] = createSignal('');
  const [question, setQuestion] = createSignal('');
  const [phase, setPhase] = createSignal(props.phases[0]?.id ?? '');
  const [error, setError] = createSignal<string | null>(null);
  const [missing, setMissing] = createSignal(false);
  const [busy, setBusy] = createSignal(false);

  async function create(): Promise<void> {
    setMissing(title().trim() === '');
    if (missing()) return;
    setBusy(true);
    const made = await call(
      actions.story.createChapter({
        campaignId: props.campaignId,
        start: {
          title: { [props.language]: title().trim() },
          question: question().trim() ? { [props.language]: question().trim() } : {},
          phaseId: phase() || null,
        },
      }),
      props.lang,
    );
    if (made.ok) return location.assign(paths.chapter(props.campaignId, made.data.id));
    setError(made.error.message);
    setBusy(false);
  }

  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={t.newChapter}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{uiText().cancel}</Button>
          <Button kind="go" busy={busy()} onClick={() => void create()}>
            {t.create}
          </Button>
        </>
      }
    >
      <form
        class="stack"
        novalidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy()) void create();
        }}
      >
        <TextInput
          label={t.titleLabel}
          hint={t.titleHint}
          voice="story"
          lang={props.language}
          maxLength={120}
          value={title()}
          onInput={setTitle}
          required
          error={missing() ? t.titleMissing : null}
        />
        <TextArea
          label={t.questionLabel}
          hint={t.questionHint}
          voice="story"
          lang={props.language}
          maxLength={300}
          rows={2}
          optional
          value={question()}
          onInput={setQuestion}
        />
        <Select
          label={t.phaseLabel}
          value={phase()}
          choices={[
            ...props.phases.map(({ id, name }) => ({ value: id, label: name })),
            { value: '', label: t.noPhase },
          ]}
          onChange={setPhase}
        />
        {error() && (
          <p class="notice" data-tone="bad" role="alert">
            {error()}
          </p>
        )}
        <button type="submit" class="sr-only" tabIndex={-1} aria-hidden="true" />
      </form>
    </Dialog>
  );
}
