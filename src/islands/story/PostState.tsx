import { For, Show } from 'solid-js';
import type { Post, PostState as State } from '#domain/story/model.ts';
import { channelName } from '#i18n/studio/channel.ts';
import { storyTexts } from '#i18n/studio/story.ts';
import { fill, type Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import { stateWord } from './state-word.ts';

const steps: readonly State[] = ['idea', 'draft', 'review', 'approved', 'posted'];

/** Where the post stands, and the next step; what its channel would refuse goes no further than review. */
export default function PostState(props: {
  readonly lang: Lang;
  readonly post: Post;
  readonly isBlocked: boolean;
  /** Nothing was written yet: then nothing is said to be wrong. */
  readonly isUntouched: boolean;
  readonly onChange: (state: State) => void;
}) {
  const t = storyTexts[props.lang];
  const at = () => steps.indexOf(props.post.state);
  const isClosed = (state: State) => props.isBlocked && (state === 'approved' || state === 'posted');
  const next = () => {
    const state = steps[at() + 1];
    return state === 'draft' || state === 'review' || state === 'approved' ? state : null;
  };
  return (
    <div class="stack" data-gap="small">
      <div class="row">
        <ol class="steps" aria-label={t.stateLabel}>
          <For each={steps}>
            {(state, index) => (
              <li data-done={index() < at() ? '' : undefined}>
                <button
                  type="button"
                  aria-current={state === props.post.state ? 'step' : undefined}
                  disabled={isClosed(state)}
                  onClick={() => props.onChange(state)}
                >
                  {stateWord(props.lang, props.post.channel, state)}
                </button>
              </li>
            )}
          </For>
        </ol>
        <Show when={next()}>
          {(state) => (
            <Button
              kind={props.isBlocked ? 'plain' : 'go'}
              disabled={isClosed(state())}
              onClick={() => props.onChange(state())}
            >
              {t[`nextState_${state()}`]}
            </Button>
          )}
        </Show>
      </div>
      <Show when={props.isBlocked && !props.isUntouched}>
        <p class="hint">{fill(t.stateBlocked, { channel: channelName(props.lang, props.post.channel) })}</p>
      </Show>
    </div>
  );
}
