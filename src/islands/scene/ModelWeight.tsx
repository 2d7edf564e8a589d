import { createMemo, Show } from 'solid-js';
import { fill, formatBytes, formatNumber } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import Progress from '#islands/ui/Progress.tsx';
import Segmented from '#islands/ui/Segmented.tsx';
import { useEditing } from './editing.ts';
import type { SceneAsset } from './model.ts';

/** What a model weighs on a phone: the file that was uploaded and the one made of it, either of which phones can get. */
export default function ModelWeight(props: {
  readonly model: string;
  /** As drawn; null until it was. */
  readonly triangles: number | null;
  readonly onChange: (id: string) => void;
}) {
  const { t, lang, asset, originalOf, lightening } = useEditing();
  const original = () => originalOf(props.model) ?? asset(props.model);
  const pair = createMemo(() => {
    const before = original();
    const after = asset(before?.lighterId ?? null);
    return before && after && after.id !== before.id ? { before, after } : null;
  });
  const isLightest = () => original()?.lighterId === original()?.id;
  const isLighter = () => props.model === pair()?.after.id;
  const job = () => lightening.of(original()?.id ?? '');
  return (
    <div class="stack" data-gap="small">
      <Show when={!pair() && props.triangles}>
        {(count) => <small>{fill(t.stageFacts, { triangles: formatNumber(lang, count()) })}</small>}
      </Show>
      <Show
        when={!job()?.running()}
        fallback={
          <Progress
            label={t.lightening}
            share={job()?.job()?.done ?? null}
            onCancel={() => void job()?.cancel()}
          />
        }
      >
        <Show
          when={pair()}
          fallback={
            <Show when={!isLightest()} fallback={<small>{t.lightest}</small>}>
              <Show when={job()?.error()}>
                {(why) => (
                  <p class="notice" data-tone="bad" role="alert">
                    {why()}
                  </p>
                )}
              </Show>
              <div>
                <Button small kind="quiet" onClick={() => lightening.start(props.model)}>
                  {t.lighten}
                </Button>
              </div>
            </Show>
          }
        >
          {(files) => (
            <>
              <div class="row">
                <small aria-hidden="true">{t.phonesGet}</small>
                <Segmented
                  small
                  label={t.phonesGet}
                  value={isLighter() ? 'lighter' : 'upload'}
                  choices={[
                    { value: 'lighter', label: t.phonesGetLighter },
                    { value: 'upload', label: t.phonesGetUpload },
                  ]}
                  onChange={(value) =>
                    props.onChange(value === 'lighter' ? files().after.id : files().before.id)
                  }
                />
              </div>
              <small>
                {fill(isLighter() ? t.weightWords : t.weightWordsUpload, {
                  before: formatBytes(lang, files().before.bytes),
                  after: formatBytes(lang, files().after.bytes),
                })}
              </small>
              <Weights before={files().before} after={files().after} />
            </>
          )}
        </Show>
      </Show>
    </div>
  );
}

function Weights(props: { readonly before: SceneAsset; readonly after: SceneAsset }) {
  const { t, lang } = useEditing();
  const bytes = (file: SceneAsset) => formatBytes(lang, file.bytes);
  const triangles = ({ model }: SceneAsset) => (model ? formatNumber(lang, model.triangles) : '');
  const texture = ({ model }: SceneAsset) =>
    model && model.texturePx > 0
      ? fill(t.weightPx, { n: formatNumber(lang, model.texturePx) })
      : t.weightNone;
  const row = (label: string, cell: (file: SceneAsset) => string) => (
    <tr>
      <th scope="row">{label}</th>
      <td>{cell(props.before)}</td>
      <td>{cell(props.after)}</td>
    </tr>
  );
  return (
    <table class="weights">
      <caption class="sr-only">{t.weight}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{t.weightBefore}</th>
          <th scope="col">{t.weightAfter}</th>
        </tr>
      </thead>
      <tbody>
        {row(t.weightFile, bytes)}
        {row(t.weightTriangles, triangles)}
        {row(t.weightTexture, texture)}
      </tbody>
    </table>
  );
}
