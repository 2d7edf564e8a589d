import { actions } from 'astro:actions';
import { createSignal, Show } from 'solid-js';
import { fieldsOf, isWebAddress } from '#domain/story/commands.ts';
import type { Post } from '#domain/story/model.ts';
import { channelName } from '#i18n/studio/channel.ts';
import { storyTexts } from '#i18n/studio/story.ts';
import { fill, type Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import Card from '#islands/ui/Card.tsx';
import CodeText from '#islands/ui/CodeText.tsx';
import { call } from '#islands/ui/call.ts';
import TextInput from '#islands/ui/TextInput.tsx';
import { sayError } from '#islands/ui/toast.ts';
import { paths } from '#paths';
import { copyText } from './copy.ts';

/** A code as far as its post needs it. */
export interface OwnCode {
  readonly id: string;
  readonly letters: string;
}

/** The tracked link of an online post: made once, copied, put into the text. */
export function TrackedLink(props: {
  readonly lang: Lang;
  readonly campaignId: string;
  readonly postId: string;
  readonly post: Post;
  readonly code: OwnCode | null;
  /** Where codes are answered: scheme, host, port. */
  readonly origin: string;
  readonly onInsert: (address: string) => void;
}) {
  const t = storyTexts[props.lang];
  const [code, setCode] = createSignal(props.code);
  const [busy, setBusy] = createSignal(false);
  const addressOf = (letters: string) => `${props.origin}${paths.scan(letters)}`;
  const isIn = (address: string) =>
    Object.values(props.post.fields).some((text) => text.toLowerCase().includes(address.toLowerCase()));

  async function mint(): Promise<void> {
    setBusy(true);
    const made = await call(
      actions.code.mint({
        campaignId: props.campaignId,
        bearer: { kind: 'post', id: props.postId },
        otherwise: { kind: 'chapter', id: props.post.chapterId },
      }),
      props.lang,
    );
    if (made.ok) setCode({ id: made.data.id, letters: made.data.letters });
    else sayError(made.error.message);
    setBusy(false);
  }

  return (
    <Card title={t.trackedTitle}>
      <p class="dim">{t.trackedText}</p>
      <Show
        when={code()}
        fallback={
          <Button small busy={busy()} onClick={() => void mint()}>
            {t.trackedMake}
          </Button>
        }
      >
        {(own) => (
          <div class="stack" data-gap="small">
            <CodeText>{addressOf(own().letters)}</CodeText>
            <div class="row">
              <Button small onClick={() => void copyText(addressOf(own().letters), props.lang)}>
                {t.trackedCopy}
              </Button>
              <Show when={!isIn(addressOf(own().letters))}>
                <Button small kind="quiet" onClick={() => props.onInsert(addressOf(own().letters))}>
                  {t.trackedInsert}
                </Button>
              </Show>
            </div>
            <p class="dim" role="status">
              {isIn(addressOf(own().letters)) ? t.trackedIn : t.trackedNotIn}{' '}
              <a href={paths.code(props.campaignId, own().id)}>
                {fill(t.trackedCode, { letters: own().letters })}
              </a>
            </p>
          </div>
        )}
      </Show>
    </Card>
  );
}

/** Takes the text to the channel by hand: copy, post there, paste the permalink. */
export default function SendCard(props: {
  readonly lang: Lang;
  readonly post: Post;
  readonly isBlocked: boolean;
  readonly onPermalink: (address: string) => void;
  readonly onPosted: () => void;
}) {
  const t = storyTexts[props.lang];
  const name = () => channelName(props.lang, props.post.channel);
  const text = () =>
    fieldsOf(props.post)
      .map(({ key }) => (props.post.fields[key] ?? '').trim())
      .filter(Boolean)
      .join('\n\n');
  const isReady = () => props.post.state === 'approved' || props.post.state === 'posted';
  const isBad = () => props.post.permalink !== '' && !isWebAddress(props.post.permalink);
  return (
    <Card title={fill(t.sendTitle, { channel: name() })}>
      <p class="dim">{isReady() ? t.sendText : t.sendNotYet}</p>
      <Show when={isReady()}>
        <div class="stack" data-gap="small">
          <div class="row">
            <Button small onClick={() => void copyText(text(), props.lang)}>
              {t.sendCopy}
            </Button>
          </div>
          <TextInput
            label={t.permalinkLabel}
            hint={t.permalinkHint}
            type="url"
            maxLength={500}
            placeholder="https://"
            value={props.post.permalink}
            onInput={props.onPermalink}
            error={isBad() ? t.permalinkBad : null}
          />
          <div class="row">
            <Show when={props.post.state === 'approved'}>
              <Button
                kind="go"
                disabled={props.isBlocked || isBad() || props.post.permalink === ''}
                onClick={() => props.onPosted()}
              >
                {t.markPosted}
              </Button>
            </Show>
            <Show when={props.post.permalink !== '' && !isBad()}>
              <a class="mend" href={props.post.permalink} target="_blank" rel="noopener noreferrer">
                {t.openPermalink}
              </a>
            </Show>
          </div>
        </div>
      </Show>
    </Card>
  );
}
