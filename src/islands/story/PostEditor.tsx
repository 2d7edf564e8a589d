import { actions } from 'astro:actions';
import { createDeferred, createMemo, createSignal, For, Show } from 'solid-js';
import { findChannel } from '#domain/channel/catalogue.ts';
import { tightestCount } from '#domain/channel/check.ts';
import { likeness, postText } from '#domain/channel/likeness.ts';
import { fieldKeys } from '#domain/channel/model.ts';
import type { Stored } from '#domain/shared/document.ts';
import {
  addMedia,
  checkOf,
  describeMedia,
  fieldsOf,
  heldBack,
  isWebAddress,
  type PostEdit,
  putMediaBack,
  removeMedia,
  setField,
  setPost,
} from '#domain/story/commands.ts';
import type { Post } from '#domain/story/model.ts';
import { channelName, describeFinding, fieldName, formatCount, unitName } from '#i18n/studio/channel.ts';
import { storyTexts } from '#i18n/studio/story.ts';
import { fill, type Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import { call } from '#islands/ui/call.ts';
import DateTimeField from '#islands/ui/DateTimeField.tsx';
import { makeDocument } from '#islands/ui/make-document.ts';
import Select from '#islands/ui/Select.tsx';
import TextArea from '#islands/ui/TextArea.tsx';
import TextInput from '#islands/ui/TextInput.tsx';
import { say, sayError, sayWithUndo } from '#islands/ui/toast.ts';
import { paths } from '#paths';
import EditorBar from './EditorBar.tsx';
import PostAside, { type Nearest, PostRoom } from './PostAside.tsx';
import PostMedia, { type FileRef } from './PostMedia.tsx';
import PostState from './PostState.tsx';
import SendCard, { type OwnCode, TrackedLink } from './SendCard.tsx';
import { stateWord } from './state-word.ts';
import Trashed from './Trashed.tsx';

export interface PostEditorProps {
  readonly lang: Lang;
  readonly campaignId: string;
  readonly languages: readonly string[];
  readonly timeZone: string;
  readonly origin: string;
  readonly stored: Stored<Post>;
  /** The chapter's other posts. */
  readonly siblings: readonly {
    readonly id: string;
    readonly doc: Pick<Post, 'channel' | 'language' | 'fields'>;
  }[];
  readonly code: OwnCode | null;
  readonly files: Readonly<Record<string, FileRef>>;
  readonly library: readonly FileRef[];
}

/** One post: what it says within the limits of its channel, how far it is, and how it is taken there. */
export default function PostEditor(props: PostEditorProps) {
  const t = storyTexts[props.lang];
  const { id } = props.stored;
  const names = new Intl.DisplayNames([props.lang], { type: 'language' });
  const [files, setFiles] = createSignal(props.files);
  const [isTrashed, setTrashed] = createSignal(false);
  const edited = makeDocument<Post>({
    initial: props.stored,
    save: async (baseVersion, doc) => {
      // An address is half typed most of the time; it is stored once it is one.
      const sent = doc.permalink === '' || isWebAddress(doc.permalink) ? doc : { ...doc, permalink: '' };
      return call(
        actions.story.savePost({ campaignId: props.campaignId, id, baseVersion, doc: sent }),
        props.lang,
      );
    },
  });
  const post = edited.doc;
  const channel = findChannel(props.stored.doc.channel);
  const name = channelName(props.lang, props.stored.doc.channel);
  const check = createMemo(() => checkOf(post(), files()));
  const calm = createDeferred(post, { timeoutMs: 400 });
  const nearest = createMemo((): Nearest | null => {
    const own = postText(calm().fields);
    const others = props.siblings
      .filter(({ doc }) => doc.language === calm().language)
      .map(({ id: other, doc }) => {
        const text = postText(doc.fields);
        return { id: other, channel: doc.channel, text, likeness: likeness(own, text) };
      });
    return others.sort((a, b) => b.likeness - a.likeness)[0] ?? null;
  });
  const [isTouched, touch] = createSignal(
    Object.values(props.stored.doc.fields).some(Boolean) || props.stored.doc.media.length > 0,
  );
  const isUntouched = () => !isTouched();
  let caret: { readonly key: string; readonly at: number } | null = null;

  /** Edits and holds the rule that a refused post is not approved; says so when that changes its state. */
  function edit(command: PostEdit, mergeKey: string | null = null): void {
    const before = post().state;
    touch(true);
    edited.edit((doc) => {
      const next = command(doc);
      return next === doc ? doc : heldBack(next, files());
    }, mergeKey);
    if (post().state === 'review' && (before === 'approved' || before === 'posted')) {
      say(fill(t.stateHeld, { channel: name }));
    }
  }

  function insert(address: string): void {
    const long = fieldsOf(post()).findLast(({ isLong }) => isLong) ?? fieldsOf(post()).at(-1);
    const key = caret?.key ?? long?.key ?? 'text';
    const text = post().fields[key] ?? '';
    const at = caret ? Math.min(caret.at, text.length) : text.length;
    const [head, tail] = [text.slice(0, at), text.slice(at)];
    const before = head === '' || /\s$/.test(head) ? '' : ' ';
    const after = tail === '' || /^\s/.test(tail) ? '' : ' ';
    edit(setField(key, head + before + address + after + tail));
  }

  async function trash(): Promise<void> {
    await edited.save();
    const gone = await call(actions.story.trashPost({ campaignId: props.campaignId, id }), props.lang);
    if (gone.ok) setTrashed(true);
    else sayError(gone.error.message);
  }

  async function restore(): Promise<void> {
    const back = await call(actions.story.restorePost({ campaignId: props.campaignId, id }), props.lang);
    if (back.ok) setTrashed(false);
    else sayError(back.error.message);
  }

  const asField = (key: string) => fieldKeys.find((known) => known === key);
  const labelOf = (key: string) => {
    const field = asField(key);
    return field ? fieldName(props.lang, field) : key;
  };
  const counter = (key: string) => {
    const field = asField(key);
    const found = field && tightestCount(check().counts, field);
    return found ? (
      <span class="count" data-over={found.used > found.limit ? '' : undefined}>
        {fill(t.countOf, {
          used: formatCount(props.lang, found.unit, found.used),
          limit: formatCount(props.lang, found.unit, found.limit),
          unit: unitName(props.lang, found.unit, found.limit),
        })}
      </span>
    ) : null;
  };
  const refusal = (key: string) => {
    const found = check().findings.find(
      ({ field, severity, code }) => field === key && severity === 'stop' && code !== 'field_missing',
    );
    return found ? describeFinding(props.lang, found) : null;
  };
  const parts = (doc: Post) => [
    ...fieldsOf(doc).map(({ key }) => ({ label: labelOf(key), text: doc.fields[key] ?? '' })),
    { label: t.contributionLabel, text: doc.contribution },
    { label: t.languageLabel, text: names.of(doc.language) ?? doc.language },
    { label: t.stateLabel, text: stateWord(props.lang, doc.channel, doc.state) },
    { label: t.plannedLabel, text: doc.plannedAt ?? '' },
    { label: t.permalinkLabel, text: doc.permalink },
    {
      label: t.mediaTitle,
      text: doc.media.map(({ asset, alt }) => `${files()[asset]?.name ?? asset}: ${alt}`).join('\n'),
    },
  ];

  return (
    <Show
      when={!isTrashed()}
      fallback={
        <Trashed
          title={fill(t.deletedPost, { channel: name })}
          text={t.linkKept}
          undo={t.undoDelete}
          onUndo={() => void restore()}
          back={{ href: paths.story(props.campaignId), label: t.backToStory }}
        />
      }
    >
      <div class="work">
        <div class="stack editor">
          <EditorBar document={edited} parts={parts}>
            <Button kind="danger" small onClick={() => void trash()}>
              {t.deletePost}
            </Button>
          </EditorBar>
          <PostState
            lang={props.lang}
            post={post()}
            isBlocked={check().blocked}
            isUntouched={isUntouched()}
            onChange={(state) => edit(setPost('state', state))}
          />
          <section class="card stack">
            <For each={fieldsOf(props.stored.doc)}>
              {({ key, isLong }) => (
                <div
                  onFocusOut={({ target }) => {
                    if (target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) {
                      caret = { key, at: target.selectionEnd ?? target.value.length };
                    }
                  }}
                >
                  <Show
                    when={isLong}
                    fallback={
                      <TextInput
                        label={labelOf(key)}
                        aside={counter(key)}
                        voice="story"
                        lang={post().language}
                        value={post().fields[key] ?? ''}
                        onInput={(text) => edit(setField(key, text), `field ${key}`)}
                        error={refusal(key)}
                      />
                    }
                  >
                    <TextArea
                      label={labelOf(key)}
                      aside={counter(key)}
                      voice="story"
                      rows={6}
                      lang={post().language}
                      value={post().fields[key] ?? ''}
                      onInput={(text) => edit(setField(key, text), `field ${key}`)}
                      error={refusal(key)}
                    />
                  </Show>
                </div>
              )}
            </For>
            <TextArea
              label={t.contributionLabel}
              hint={t.contributionHint}
              maxLength={500}
              rows={2}
              value={post().contribution}
              onInput={(text) => edit(setPost('contribution', text), 'contribution')}
            />
          </section>
          <PostMedia
            lang={props.lang}
            language={post().language}
            media={post().media}
            files={files()}
            library={props.library}
            onAdd={(file) => {
              setFiles({ ...files(), [file.id]: file });
              edit(addMedia(file.id));
            }}
            onDescribe={(asset, alt) => edit(describeMedia(asset, alt), `alt ${asset}`)}
            onRemove={(asset, fileName) => {
              const at = post().media.findIndex((item) => item.asset === asset);
              const item = post().media[at];
              edit(removeMedia(asset));
              if (item)
                sayWithUndo(fill(t.mediaRemoved, { name: fileName }), () => edit(putMediaBack(item, at)));
            }}
          />
          <section class="card pair">
            <Select
              label={t.languageLabel}
              value={post().language}
              choices={[...new Set([...props.languages, post().language])].map((value) => ({
                value,
                label: names.of(value) ?? value,
              }))}
              onChange={(language) => edit(setPost('language', language))}
            />
            <DateTimeField
              label={t.plannedLabel}
              hint={fill(t.plannedHint, { zone: props.timeZone.replaceAll('_', ' ') })}
              optional
              value={post().plannedAt ?? ''}
              onChange={(value) => edit(setPost('plannedAt', value || null))}
            />
          </section>
        </div>
        <aside class="stack">
          <PostAside
            lang={props.lang}
            campaignId={props.campaignId}
            channel={props.stored.doc.channel}
            check={check()}
            isUntouched={isUntouched()}
            nearest={nearest()}
          />
          <Show
            when={channel?.isOnline !== false}
            fallback={
              <p class="dim">
                {t.trackedOffline}{' '}
                <a class="mend" href={paths.places(props.campaignId)}>
                  {t.trackedPlacements}
                </a>
              </p>
            }
          >
            <TrackedLink
              lang={props.lang}
              campaignId={props.campaignId}
              postId={id}
              post={post()}
              code={props.code}
              origin={props.origin}
              onInsert={insert}
            />
            <SendCard
              lang={props.lang}
              post={post()}
              isBlocked={check().blocked}
              onPermalink={(address) => edit(setPost('permalink', address.trim()), 'permalink')}
              onPosted={() => edit(setPost('state', 'posted'))}
            />
          </Show>
          <PostRoom lang={props.lang} channel={props.stored.doc.channel} check={check()} />
        </aside>
      </div>
    </Show>
  );
}
