import '#styles/print-page.css';
import { actions } from 'astro:actions';
import { createMemo, createSignal, For, onMount, Show } from 'solid-js';
import { MOST_CODES, perPage } from '#domain/qr/labels.ts';
import type { Finding, StyleDocument } from '#domain/qr/model.ts';
import type { JobState } from '#domain/shared/job.ts';
import { printTexts } from '#i18n/studio/print.ts';
import { fill, formatNumber, type Lang, plural } from '#i18n/text.ts';
import { findingWords } from '#islands/qr/words.ts';
import Button from '#islands/ui/Button.tsx';
import { call } from '#islands/ui/call.ts';
import EmptyState from '#islands/ui/EmptyState.tsx';
import JobProgress from '#islands/ui/JobProgress.tsx';
import { makeJob } from '#islands/ui/make-job.ts';
import { paths } from '#paths';
import CodeChoice, { type PrintableCode } from './CodeChoice.tsx';
import { finishOf, makeOrder, orderOf, stockOf } from './make-order.ts';
import PaperCard from './PaperCard.tsx';
import Preview from './Preview.tsx';

interface Refused {
  readonly letters: string;
  readonly findings: readonly Finding[];
}

/** Many codes on real paper: which codes, which paper, how each page looks, and the file of them all. */
export default function PrintPage(props: {
  readonly lang: Lang;
  readonly campaignId: string;
  readonly codes: readonly PrintableCode[];
  readonly styles: readonly StyleDocument[];
  readonly logoUrls: Readonly<Record<string, string>>;
  readonly testPrint: boolean;
  /** What the address chose beforehand. */
  readonly chosen: readonly string[];
  readonly medium: string;
  readonly place: string;
  /** An order that runs or has ended lately, begun before the page was opened. */
  readonly job: JobState | null;
}) {
  const t = printTexts[props.lang];
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set(props.chosen));
  const [form, setForm] = makeOrder(props.campaignId);
  const [blocked, setBlocked] = createSignal(false);
  const made = makeJob();
  onMount(() => props.job && made.follow(props.job));

  const codes = createMemo(() => props.codes.filter(({ id }) => chosen().has(id)));
  const order = createMemo(() => orderOf(form, t.testWords));
  const images = new Map(Object.entries(props.logoUrls));
  const capacity = createMemo(() => {
    const [only] = codes();
    if (!only || codes().length > 1 || (form.kind !== 'labels' && form.kind !== 'cut')) return null;
    const each = perPage(stockOf(form), finishOf(form.kind, form));
    return form.kind === 'labels' ? each - form.labels.first + 1 : each;
  });
  const start = (ids: readonly string[]) =>
    made.start(
      call(
        actions.print.start({ campaignId: props.campaignId, codes: [...ids], order: order() }),
        props.lang,
      ),
    );
  const refused = (): readonly Refused[] =>
    (made.job()?.error?.details['refused'] as readonly Refused[] | undefined) ?? [];
  const refusedInAll = () => Number(made.job()?.error?.details['refusedInAll'] ?? 0);
  const idOf = (letters: string) => props.codes.find((code) => code.letters === letters)?.id;
  const leaveOut = () => {
    const letters = new Set(refused().map((one) => one.letters));
    setChosen(new Set(codes().flatMap((code) => (letters.has(code.letters) ? [] : [code.id]))));
    made.clear();
  };
  const label = (step: string | null): string => {
    if (step === null) return t.looking;
    const [name, at = '', of = ''] = step.split(' ');
    return name === 'proving' ? fill(t.proving, { at, of }) : t.making;
  };
  const done = () => {
    const { codes: n = 0, pages = 0 } = (made.job()?.data ?? {}) as { codes?: number; pages?: number };
    return fill(pages > 0 ? t.done : t.doneZip, {
      codes: plural(props.lang, n, { one: t.codesOne, other: t.codesMany }),
      pages: plural(props.lang, pages, { one: t.pagesOne, other: t.pagesMany }),
    });
  };

  return (
    <Show
      when={props.codes.length > 0}
      fallback={
        <EmptyState title={t.empty} text={t.emptyHint}>
          <a class="btn" data-kind="go" href={paths.places(props.campaignId)}>
            {t.toPlaces}
          </a>
        </EmptyState>
      }
    >
      <div class="print">
        <div class="print-choices">
          <CodeChoice
            lang={props.lang}
            codes={props.codes}
            chosen={chosen()}
            onChosen={setChosen}
            medium={props.medium}
            place={props.place}
          />
          <PaperCard lang={props.lang} form={form} setForm={setForm} fill={capacity()} />
        </div>
        <div class="print-result">
          <Preview
            lang={props.lang}
            order={order()}
            codes={codes()}
            styles={props.styles}
            images={images}
            testPrint={props.testPrint}
            onBlocked={setBlocked}
          />
          <div class="print-make">
            <Show when={props.testPrint}>
              <p class="notice" data-tone="warn">
                {t.testPrint}
              </p>
            </Show>
            <Show when={!made.running()}>
              <Button
                kind={made.job()?.state === 'done' ? 'plain' : 'go'}
                disabled={blocked() || codes().length > MOST_CODES}
                onClick={() => void start(codes().map(({ id }) => id))}
              >
                {form.kind === 'svg' ? t.makeZip : t.make}
              </Button>
            </Show>
            <JobProgress
              made={made}
              label={label}
              failure={
                <Show when={refused().length > 0} fallback={<p>{made.error()}</p>}>
                  <div>
                    <p>
                      {refusedInAll() === 1
                        ? t.refusedOne
                        : fill(t.refused, { n: formatNumber(props.lang, refusedInAll()) })}
                    </p>
                    <ul class="print-refused plain">
                      <For each={refused().slice(0, 8)}>
                        {(one) => (
                          <li>
                            <Show when={idOf(one.letters)}>
                              {(id) => (
                                <a class="code-text" href={paths.code(props.campaignId, id())}>
                                  {fill(t.design, { letters: one.letters })}
                                </a>
                              )}
                            </Show>{' '}
                            <span>
                              {one.findings
                                .filter(({ severity }) => severity === 'refuse')
                                .map((finding) => findingWords(props.lang, finding))
                                .join(' ')}
                            </span>
                          </li>
                        )}
                      </For>
                    </ul>
                    <Show when={refusedInAll() < codes().length && refused().length === refusedInAll()}>
                      <Button small onClick={leaveOut}>
                        {t.leaveOut}
                      </Button>
                    </Show>
                  </div>
                </Show>
              }
            >
              <p>{done()}</p>
            </JobProgress>
          </div>
        </div>
      </div>
    </Show>
  );
}
