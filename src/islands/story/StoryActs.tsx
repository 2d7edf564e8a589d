import { actions } from 'astro:actions';
import { createSignal, onCleanup, onMount } from 'solid-js';
import { storyTexts } from '#i18n/studio/story.ts';
import { fill, type Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import { call } from '#islands/ui/call.ts';
import { sayError } from '#islands/ui/toast.ts';
import { paths } from '#paths';
import { type Move, makeArranging, showMove } from './arrange.ts';
import ChannelsDialog, { type ChannelChoice } from './ChannelsDialog.tsx';
import NewChapterDialog from './NewChapterDialog.tsx';

/** What acts on the matrix: new chapter, channels, "tell it here", and moving chapters. The rest is plain HTML. */
export default function StoryActs(props: {
  readonly lang: Lang;
  readonly campaignId: string;
  readonly language: string;
  readonly phases: readonly { readonly id: string; readonly name: string }[];
  readonly chosen: readonly string[];
  readonly channels: readonly ChannelChoice[];
}) {
  const t = storyTexts[props.lang];
  const [dialog, open] = createSignal<'chapter' | 'channels' | null>(null);
  const [told, tell] = createSignal('');
  let moving = false;

  async function move(table: HTMLTableElement, step: Move): Promise<void> {
    if (moving) return;
    moving = true;
    const answer = await call(
      actions.story.placeChapter({
        campaignId: props.campaignId,
        id: step.id,
        phaseId: step.phase || null,
        beforeId: step.before,
      }),
      props.lang,
    );
    moving = false;
    if (!answer.ok) return sayError(answer.error.message);
    const focused = document.activeElement;
    const shown = showMove(table, step);
    if (focused instanceof HTMLElement) focused.focus();
    const row = table.querySelector<HTMLElement>(`tr[data-chapter="${step.id}"]`);
    if (!shown || !row) return;
    row.scrollIntoView({ block: 'nearest' });
    const values = { chapter: row.dataset['title'] ?? '', n: shown.no, phase: shown.phase };
    tell(fill(shown.phase ? t.movedTo : t.moved, values));
  }

  async function createPost(button: HTMLButtonElement, chapterId: string): Promise<void> {
    button.disabled = true;
    const made = await call(
      actions.story.createPost({
        campaignId: props.campaignId,
        chapterId,
        channel: button.dataset['tell'] ?? '',
        language: button.dataset['language'] ?? props.language,
      }),
      props.lang,
    );
    if (made.ok) return location.assign(paths.post(props.campaignId, made.data.id));
    button.disabled = false;
    sayError(made.error.message);
  }

  onMount(() => {
    const press = (event: MouseEvent) => {
      if (!(event.target instanceof Element)) return;
      if (event.target.closest('[data-new-chapter]')) open('chapter');
      if (event.target.closest('[data-channels]')) open('channels');
      const button = event.target.closest<HTMLButtonElement>('button[data-tell]');
      const chapterId = button?.closest<HTMLElement>('tr[data-chapter]')?.dataset['chapter'];
      if (button && chapterId) void createPost(button, chapterId);
    };
    document.addEventListener('click', press);
    onCleanup(() => document.removeEventListener('click', press));
    const table = document.querySelector<HTMLTableElement>('table[data-matrix]');
    if (!table) return;
    table.dataset['live'] = '';
    onCleanup(makeArranging(table, (step) => void move(table, step)));
  });

  return (
    <>
      <Button onClick={() => open('channels')}>{t.channels}</Button>
      <Button kind="go" onClick={() => open('chapter')}>
        {t.newChapter}
      </Button>
      <p class="sr-only" role="status" aria-live="polite">
        {told()}
      </p>
      <NewChapterDialog
        lang={props.lang}
        campaignId={props.campaignId}
        language={props.language}
        phases={props.phases}
        open={dialog() === 'chapter'}
        onClose={() => open(null)}
      />
      <ChannelsDialog
        lang={props.lang}
        campaignId={props.campaignId}
        chosen={props.chosen}
        channels={props.channels}
        open={dialog() === 'channels'}
        onClose={() => open(null)}
      />
    </>
  );
}
