import { createSignal, Show } from 'solid-js';
import { placesTexts } from '#i18n/studio/places.ts';
import { fill, type Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import Select from '#islands/ui/Select.tsx';
import { say, sayError } from '#islands/ui/toast.ts';
import { paths } from '#paths';
import type { PlacesContext } from './context.ts';
import type { Book } from './make-book.ts';

/** The print's one code: made here, leading to a chapter; afterwards the way to its design. */
export default function PrintCode(props: {
  readonly lang: Lang;
  readonly book: Book;
  readonly context: PlacesContext;
  readonly placementId: string;
  readonly postId: string | null;
}) {
  const t = placesTexts[props.lang];
  const [chosen, setChosen] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  const code = () => props.book.codeOf(props.placementId);
  /** The chapter chosen, else that of the post it prints, else the first. */
  const chapter = () => {
    const post = props.context.posts.find(({ id }) => id === props.postId);
    const wanted = [chosen(), post?.chapterId];
    return (
      props.context.chapters.find(({ id }) => wanted.includes(id) && id === (chosen() || post?.chapterId)) ??
      props.context.chapters[0]
    );
  };
  const mint = async () => {
    const to = chapter();
    if (!to) return;
    setBusy(true);
    const made = await props.book.mint(props.placementId, to.id, to.label);
    setBusy(false);
    if (made.ok) say(fill(t.minted, { letters: made.data.letters }));
    else sayError(made.error.message);
  };
  return (
    <div class="print-code">
      <Show
        when={code()}
        fallback={
          <Show
            when={chapter()}
            fallback={
              <p>
                {t.codeNoChapters}{' '}
                <a class="mend" href={paths.story(props.context.campaignId)}>
                  {t.toStory}
                </a>
              </p>
            }
          >
            {(to) => (
              <>
                <Select
                  label={t.codeChapter}
                  hint={t.codeLead}
                  value={to().id}
                  choices={props.context.chapters.map(({ id, label }) => ({ value: id, label }))}
                  onChange={setChosen}
                />
                <Button kind="go" busy={busy()} onClick={() => void mint()}>
                  {t.mint}
                </Button>
              </>
            )}
          </Show>
        }
      >
        {(made) => (
          <>
            <p>
              <code class="code-text big">{made().letters}</code>{' '}
              {made().retired ? t.retired : fill(t.leads, { target: made().leads })}
            </p>
            <div class="row">
              <a class="btn" data-kind="go" href={paths.code(props.context.campaignId, made().id)}>
                {t.design}
              </a>
              <small>{t.retire}</small>
            </div>
          </>
        )}
      </Show>
    </div>
  );
}
