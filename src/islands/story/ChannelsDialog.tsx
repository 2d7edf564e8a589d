import { actions } from 'astro:actions';
import { createSignal, For, Show } from 'solid-js';
import { moveBy } from '#domain/campaign/commands.ts';
import type { ChannelId } from '#domain/channel/model.ts';
import { storyTexts } from '#i18n/studio/story.ts';
import { fill, type Lang, plural } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import { call } from '#islands/ui/call.ts';
import Dialog from '#islands/ui/Dialog.tsx';
import { uiText } from '#islands/ui/ui-lang.ts';

export interface ChannelChoice {
  readonly id: ChannelId;
  readonly name: string;
  readonly isOnline: boolean;
  /** How many posts of the campaign are on it. */
  readonly posts: number;
}

/** Chooses and orders the columns of the matrix. */
export default function ChannelsDialog(props: {
  readonly lang: Lang;
  readonly campaignId: string;
  readonly chosen: readonly string[];
  readonly channels: readonly ChannelChoice[];
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const t = storyTexts[props.lang];
  const byId = new Map(props.channels.map((channel) => [channel.id as string, channel]));
  const [chosen, choose] = createSignal<readonly string[]>(props.chosen);
  const [error, setError] = createSignal<string | null>(null);
  const [busy, setBusy] = createSignal(false);
  const shown = () => chosen().flatMap((id) => byId.get(id) ?? []);
  const offered = (isOnline: boolean) =>
    props.channels.filter((channel) => channel.isOnline === isOnline && !chosen().includes(channel.id));

  async function apply(): Promise<void> {
    setBusy(true);
    const saved = await call(
      actions.campaign.setChannels({ id: props.campaignId, channels: shown().map(({ id }) => id) }),
      props.lang,
    );
    if (saved.ok) return location.reload();
    setError(saved.error.message);
    setBusy(false);
  }

  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      wide
      title={t.channelsTitle}
      lead={t.channelsLead}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{uiText().cancel}</Button>
          <Button kind="go" busy={busy()} onClick={() => void apply()}>
            {t.apply}
          </Button>
        </>
      }
    >
      <div class="channel-pick">
        <section>
          <h3>{t.channelsChosen}</h3>
          <ol class="plain">
            <For each={shown()} fallback={<li class="dim">{t.noChannels}</li>}>
              {(channel, at) => (
                <li>
                  <span class="name">{channel.name}</span>
                  <Show when={channel.posts > 0}>
                    <small>
                      {plural(props.lang, channel.posts, { one: t.channelPostsOne, other: t.channelPosts })}
                    </small>
                  </Show>
                  <button
                    type="button"
                    class="btn btn-icon"
                    data-size="small"
                    data-kind="quiet"
                    disabled={at() === 0}
                    aria-label={fill(t.channelUp, { channel: channel.name })}
                    onClick={() => choose(moveBy(chosen(), at(), -1))}
                  >
                    ↑
                  </button>
                  <button
                    type="button"
                    class="btn btn-icon"
                    data-size="small"
                    data-kind="quiet"
                    disabled={at() === shown().length - 1}
                    aria-label={fill(t.channelDown, { channel: channel.name })}
                    onClick={() => choose(moveBy(chosen(), at(), 1))}
                  >
                    ↓
                  </button>
                  <button
                    type="button"
                    class="btn btn-icon"
                    data-size="small"
                    data-kind="quiet"
                    aria-label={fill(t.channelOut, { channel: channel.name })}
                    onClick={() => choose(chosen().filter((id) => id !== channel.id))}
                  >
                    ×
                  </button>
                </li>
              )}
            </For>
          </ol>
        </section>
        <section class="stack">
          <For
            each={[
              { title: t.channelsOnline, isOnline: true },
              { title: t.channelsOffline, isOnline: false },
            ]}
          >
            {(kind) => (
              <div>
                <h3>{kind.title}</h3>
                <div class="row">
                  <For each={offered(kind.isOnline)}>
                    {(channel) => (
                      <button type="button" class="filter" onClick={() => choose([...chosen(), channel.id])}>
                        + {channel.name}
                      </button>
                    )}
                  </For>
                </div>
              </div>
            )}
          </For>
        </section>
      </div>
      <Show when={error()}>
        <p class="notice" data-tone="bad" role="alert">
          {error()}
        </p>
      </Show>
    </Dialog>
  );
}
