import { For, Show } from 'solid-js';
import type { SceneWays, Way } from '#domain/insight/model.ts';
import { type Localized, pick } from '#domain/shared/language.ts';
import { insightTexts } from '#i18n/studio/insight.ts';
import { fill, formatNumber, formatPercent, type Lang } from '#i18n/text.ts';
import Card from '#islands/ui/Card.tsx';
import { paths } from '#paths';

/** Scenes that are open at first; the others wait behind a line. */
const SHOWN = 4;
const MAX_CHARS = 90;

/** What readers chose, which links they opened and where they came to an end, scene by scene. */
export default function Ways(props: {
  readonly lang: Lang;
  readonly languages: readonly string[];
  readonly campaignId: string;
  readonly scenes: readonly SceneWays[];
}) {
  const t = insightTexts[props.lang];
  const n = (value: number) => formatNumber(props.lang, value);
  /** The words in the studio's language, without the marks of Markdown, as long as a row can be. */
  const read = (text: Localized): string => {
    const plain = (pick(text, props.lang, props.languages).text || text[''] || '')
      .replace(/[*_#>`]|\]\([^)]*\)|\[/g, '')
      .replace(/\s+/g, ' ')
      .trim();
    return plain.length > MAX_CHARS ? `${plain.slice(0, MAX_CHARS).trimEnd()} …` : plain;
  };
  const sum = (ways: readonly Way[]) => ways.reduce((total, { times }) => total + times, 0);

  function Group(group: { readonly head: string; readonly ways: readonly Way[]; readonly unnamed: string }) {
    const total = () => sum(group.ways);
    return (
      <tbody>
        <tr>
          <th scope="rowgroup" colspan="3">
            {group.head}
          </th>
        </tr>
        <For each={group.ways}>
          {(way) => (
            <tr>
              <th scope="row">
                {read(way.text) || group.unnamed}
                <progress class="part" max={Math.max(1, total())} value={way.times} aria-hidden="true" />
              </th>
              <td class="n">{n(way.times)}</td>
              <td class="n">{total() === 0 ? '–' : formatPercent(props.lang, way.times / total())}</td>
            </tr>
          )}
        </For>
      </tbody>
    );
  }
  const Scene = (each: { readonly scene: SceneWays }) => (
    <div class="table-scroll">
      <table class="table ways">
        <caption>
          <a href={paths.scene(props.campaignId, each.scene.sceneId)}>
            {read(each.scene.title) || t.sceneUntitled}
          </a>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t.way}</th>
            <th scope="col" class="n">
              {t.times}
            </th>
            <th scope="col" class="n">
              {t.share}
            </th>
          </tr>
        </thead>
        <For each={each.scene.choices}>
          {({ prompt, options }) => (
            <Group head={read(prompt) || t.choiceUnnamed} ways={options} unnamed={t.goOnUnnamed} />
          )}
        </For>
        <Show when={each.scene.links.length > 0}>
          <Group head={t.linksOpened} ways={each.scene.links} unnamed={t.linkUnnamed} />
        </Show>
        <Show when={each.scene.ends.length > 0}>
          <Group head={t.endsReached} ways={each.scene.ends} unnamed={t.endUnnamed} />
        </Show>
      </table>
    </div>
  );
  const rest = () => props.scenes.slice(SHOWN);
  return (
    <Card title={t.ways} aside={t.waysAside} class="insight-wide">
      <Show when={props.scenes.length > 0} fallback={<p class="dim">{t.waysNone}</p>}>
        <div class="insight-ways">
          <For each={props.scenes.slice(0, SHOWN)}>{(scene) => <Scene scene={scene} />}</For>
        </div>
      </Show>
      <Show when={rest().length > 0}>
        <details>
          <summary>{fill(t.waysMore, { n: n(rest().length) })}</summary>
          <div class="insight-ways">
            <For each={rest()}>{(scene) => <Scene scene={scene} />}</For>
          </div>
        </details>
      </Show>
    </Card>
  );
}
