import { actions } from 'astro:actions';
import { createEffect, createSignal, For, on, Show } from 'solid-js';
import type { Code } from '#domain/code/model.ts';
import { changesBetween } from '#domain/code/schedule.ts';
import { codesTexts } from '#i18n/studio/codes.ts';
import { fill, formatDate, type Lang, plural } from '#i18n/text.ts';
import Card from '#islands/ui/Card.tsx';
import { call } from '#islands/ui/call.ts';
import { type TargetChoices, targetWords } from './target-choices.ts';

interface Change {
  readonly at: number;
  readonly byName: string | null;
  readonly version: number;
  readonly doc: Code;
}

/** Who changed what about a code, newest first; changes of one person within ten minutes are one line. */
export default function CodeHistory(props: {
  readonly lang: Lang;
  readonly campaignId: string;
  readonly codeId: string;
  /** Read again when this grows. */
  readonly version: number;
  readonly timeZone: string;
  readonly choices: TargetChoices;
}) {
  const t = codesTexts[props.lang];
  const [changes, setChanges] = createSignal<readonly Change[] | null>(null);
  const [failed, setFailed] = createSignal(false);
  createEffect(
    on(
      () => props.version,
      async () => {
        const read = await call(
          actions.code.history({ campaignId: props.campaignId, id: props.codeId }),
          props.lang,
        );
        setFailed(!read.ok);
        if (read.ok) setChanges(read.data ?? []);
      },
    ),
  );

  const sentence = (after: Code, before: Code | null): string => {
    const target = targetWords(after.otherwise, props.choices, props.lang);
    return changesBetween(before, after)
      .map((kind) => {
        if (kind !== 'rules') return fill(t[`change_${kind}`], { target });
        if (after.rules.length === 0) return t.change_rulesNone;
        return plural(props.lang, after.rules.length, { one: t.change_rulesOne, other: t.change_rules });
      })
      .join(', ');
  };
  const lines = () => {
    const all = changes() ?? [];
    const kept = all.filter((change, index) => {
      const newer = all[index - 1];
      const first = index === all.length - 1;
      return first || !newer || newer.byName !== change.byName || newer.at - change.at > 600_000;
    });
    return kept.flatMap((change, index) => {
      const before = kept[index + 1]?.doc ?? null;
      const says = before || change.version === 1 ? sentence(change.doc, before) : '';
      return says ? [{ ...change, says }] : [];
    });
  };

  return (
    <Card title={t.history}>
      <Show when={!failed()} fallback={<p>{t.historyGone}</p>}>
        <Show when={changes()} fallback={<p>{t.historyBusy}</p>}>
          <ol class="history plain">
            <For each={lines()} fallback={<li>{t.historyNone}</li>}>
              {(line) => (
                <li>
                  <span>{line.says}</span>
                  <small>
                    {formatDate(props.lang, line.at, props.timeZone)} · {line.byName ?? t.someone}
                  </small>
                </li>
              )}
            </For>
          </ol>
        </Show>
      </Show>
    </Card>
  );
}
