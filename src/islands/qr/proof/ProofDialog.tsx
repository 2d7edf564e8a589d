import { createMemo, createSignal, For, Show } from 'solid-js';
import type { Compared } from '#domain/qr/proof.ts';
import { proofTexts } from '#i18n/studio/proof.ts';
import { designWords, kinWords, readWords } from '#i18n/studio/proof-words.ts';
import { fill, formatDate, formatNumber, type Lang } from '#i18n/text.ts';
import Chip from '#islands/ui/Chip.tsx';
import Dialog from '#islands/ui/Dialog.tsx';
import Table from '#islands/ui/Table.tsx';
import { qrText } from '../words.ts';
import type { ProofsState } from './make-proofs.ts';

/** Reads in per cent of the control's; a dash where not even a plain code is read. */
const percentOf = ({ rate, control }: Compared): number | null =>
  control > 0 ? Math.min(100, Math.round((100 * rate) / control)) : null;

const WEAK = 80;

/** Everything a proof holds, and the proofs before it. */
export default function ProofDialog(props: {
  readonly lang: Lang;
  readonly timeZone: string;
  readonly proofs: ProofsState;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const t = proofTexts[props.lang];
  const [chosen, setChosen] = createSignal<string | null>(null);
  const stored = createMemo(
    () => props.proofs.proofs().find(({ id }) => id === chosen()) ?? props.proofs.shown(),
  );
  const cell = (compared: Compared | undefined) => {
    const percent = compared ? percentOf(compared) : null;
    return (
      <span class="proof-cell" data-weak={percent !== null && percent < WEAK ? '' : undefined}>
        {percent === null ? '–' : formatNumber(props.lang, percent)}
      </span>
    );
  };
  const date = (at: number) => formatDate(props.lang, at, props.timeZone);

  return (
    <Dialog open={props.open} onClose={props.onClose} title={t.whole} wide>
      <Show when={stored()}>
        {(one) => {
          const proof = () => one().proof;
          const rows = () => [
            ...proof().families.map((family) => ({
              name: qrText(props.lang, `family.${family.family}`),
              all: family as Compared,
              readers: family.readers,
            })),
            {
              name: t.mean,
              all: { rate: proof().rel, control: 1 },
              readers: proof().decoders as readonly Compared[],
            },
          ];
          return (
            <div class="proof-whole">
              <div class="proof-state">
                <span class="proof-score">{formatNumber(props.lang, Math.floor(proof().score))}</span>
                <Chip tone={proof().passes ? 'ok' : 'bad'}>{proof().passes ? t.passes : t.fails}</Chip>
                <Show when={proof().artwork !== props.proofs.artwork()}>
                  <Chip tone="warn">{t.historyOther}</Chip>
                </Show>
              </div>
              <p>{readWords(props.lang, proof())}</p>
              <Table
                caption={t.tableCaption}
                columns={[
                  { head: t.family, cell: (row) => row.name },
                  { head: t.all, numeric: true, cell: (row) => cell(row.all) },
                  ...proof().decoders.map(({ id, kin }, column) => ({
                    head: (
                      <>
                        {id}
                        <small class="proof-kin">{designWords(props.lang, kin)}</small>
                      </>
                    ),
                    numeric: true,
                    cell: (row: ReturnType<typeof rows>[number]) => cell(row.readers[column]),
                  })),
                ]}
                rows={rows()}
              />
              <p class="why">
                {kinWords(props.lang, proof())}{' '}
                {fill(t.figures, {
                  photos: proof().photos,
                  ...proof().seeds,
                })}{' '}
                {t.simulated}
              </p>
              <details class="why">
                <summary>{t.versions}</summary>
                <dl class="facts">
                  <For each={proof().decoders}>
                    {({ id, version }) => (
                      <div>
                        <dt>{id}</dt>
                        <dd>
                          <code class="code-text">{version}</code>
                        </dd>
                      </div>
                    )}
                  </For>
                  <div>
                    <dt>{t.artwork}</dt>
                    <dd>
                      <code class="code-text proof-hash">{proof().artwork}</code>
                    </dd>
                  </div>
                </dl>
                <p>
                  {fill(t.edition, { n: proof().edition })}. {fill(t.origin, { origin: one().origin })}
                </p>
              </details>
              <h3>{t.history}</h3>
              <ul class="proof-history plain">
                <For each={props.proofs.proofs()}>
                  {(other) => (
                    <li>
                      <button
                        type="button"
                        class="mend"
                        aria-pressed={other.id === one().id}
                        onClick={() => setChosen(other.id)}
                      >
                        {fill(t.historyItem, {
                          date: date(other.madeAt),
                          score: formatNumber(props.lang, Math.floor(other.proof.score)),
                        })}
                      </button>
                      <small>
                        {other.proof.artwork === props.proofs.artwork() ? t.historyNow : t.historyOther}
                        {other.byName ? `, ${other.byName}` : ''}
                      </small>
                    </li>
                  )}
                </For>
              </ul>
            </div>
          );
        }}
      </Show>
    </Dialog>
  );
}
