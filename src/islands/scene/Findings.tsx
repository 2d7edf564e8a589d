import { createMemo, createSignal, For, Show } from 'solid-js';
import type { Finding } from '#domain/scene/findings.ts';
import { leadsOf, TAP } from '#domain/scene/model.ts';
import { fill, plural } from '#i18n/text.ts';
import { paths } from '#paths';
import { blockName, useEditing } from './editing.ts';

const FIRST = 3;

/** What a phone would show badly, in words; each ends in the link that mends it. */
export default function Findings(props: {
  readonly findings: readonly Finding[];
  readonly onMend: (finding: Finding) => void;
}) {
  const editing = useEditing();
  const { t, lang, doc, campaignId } = editing;
  const [all, setAll] = createSignal(false);
  // What stops a reader comes before what could be better; a missing language is one finding for all its parts.
  const sorted = createMemo(() => {
    const once = new Set<string>();
    return props.findings
      .filter(({ kind, language }) => {
        if (kind !== 'untranslated' || language === null) return true;
        const known = once.has(language);
        once.add(language);
        return !known;
      })
      .sort((a, b) => Number(b.tone === 'bad') - Number(a.tone === 'bad'));
  });
  /** Where a finding is: a block, the scene, or the parts that lack a language. */
  const whereOf = ({ kind, language, blockId }: Finding): string => {
    const parts = props.findings.filter(
      (other) => other.kind === kind && other.language === language && other.blockId !== null,
    );
    if (kind === 'untranslated' && parts.length > 1) {
      return plural(lang, parts.length, { one: t.blocksOne, other: t.blocksOther });
    }
    return blockId ? blockName(editing, blockId) : t.scene;
  };
  const shown = () => (all() ? sorted() : sorted().slice(0, FIRST));
  const names = new Intl.DisplayNames([lang], { type: 'language' });
  const languageName = (code: string | null) => (code ? (names.of(code) ?? code) : '');

  function partName({ blockId, partId }: Finding): string {
    const block = doc().blocks.find(({ id }) => id === blockId);
    const index = (parts: readonly { id: string }[]) => parts.findIndex(({ id }) => id === partId) + 1;
    if (block?.type === 'choice') return fill(t.option, { n: index(block.options) });
    if (block?.type === 'stage' && partId === TAP) return t.tap;
    if (block?.type === 'stage' && partId) return fill(t.hotspotName, { n: index(block.hotspots) });
    if (block?.type === 'stage') return t.stage;
    return '';
  }

  const sentence = (finding: Finding) =>
    fill(t[`f_${finding.kind}`], { part: partName(finding), language: languageName(finding.language) });

  /** Where something outside of this scene is mended. */
  function elsewhere({ kind, blockId, partId }: Finding): string | null {
    if (kind !== 'target_unpublished' && kind !== 'target_no_scene') return null;
    const block = doc().blocks.find(({ id }) => id === blockId);
    const target = block && leadsOf(block).find((lead) => lead.partId === partId)?.target;
    if (target?.kind === 'scene') return paths.scene(campaignId, target.id);
    if (target?.kind !== 'chapter') return null;
    const scene = editing.chapters.find(({ id }) => id === target.id)?.sceneId;
    return scene ? paths.scene(campaignId, scene) : paths.chapter(campaignId, target.id);
  }

  return (
    <section class="card findings" aria-label={t.findings}>
      <Show
        when={props.findings.length > 0}
        fallback={
          <>
            <h2>{t.findingsNone}</h2>
            <p>{t.findingsNoneText}</p>
          </>
        }
      >
        <h2>{plural(lang, sorted().length, { one: t.findingsOne, other: t.findingsOther })}</h2>
        <ul class="plain">
          <For each={shown()}>
            {(finding) => (
              <li data-tone={finding.tone}>
                <p>
                  <strong>{whereOf(finding)}:</strong> {sentence(finding)}{' '}
                  <Show
                    when={elsewhere(finding)}
                    fallback={
                      <button type="button" class="mend" onClick={() => props.onMend(finding)}>
                        {t[`m_${finding.kind}`]}
                      </button>
                    }
                  >
                    {(href) => (
                      <a class="mend" href={href()}>
                        {t[`m_${finding.kind}`]}
                      </a>
                    )}
                  </Show>
                </p>
              </li>
            )}
          </For>
        </ul>
        <Show when={sorted().length > FIRST}>
          <button type="button" class="more" aria-expanded={all()} onClick={() => setAll(!all())}>
            {all() ? t.findingsLess : fill(t.findingsMore, { n: sorted().length })}
          </button>
        </Show>
      </Show>
    </section>
  );
}
