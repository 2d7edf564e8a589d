import '#styles/proof.css';
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { StyleDocument } from '#domain/qr/model.ts';
import { PROOF_CAPTURES } from '#domain/qr/proof-captures.ts';
import { proofFindings } from '#domain/qr/proof-findings.ts';
import { proofTexts } from '#i18n/studio/proof.ts';
import { readWords, weakestWords } from '#i18n/studio/proof-words.ts';
import { fill, formatDate, formatNumber, type Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import Card from '#islands/ui/Card.tsx';
import Chip from '#islands/ui/Chip.tsx';
import Progress from '#islands/ui/Progress.tsx';
import { findingWords } from '../words.ts';
import type { ProofsState } from './make-proofs.ts';
import ProofDialog from './ProofDialog.tsx';

/** The proof beside the code: make it, what it found, and whether it still counts. */
export default function ProofCard(props: {
  readonly lang: Lang;
  readonly timeZone: string;
  readonly style: StyleDocument;
  readonly proofs: ProofsState;
  /** A look that passed, for the designer to take or leave. */
  readonly proposal: JSX.Element;
}) {
  const t = proofTexts[props.lang];
  const [open, setOpen] = createSignal(false);
  const shown = () => props.proofs.shown();
  const counts = () => props.proofs.current() !== null;
  const state = () => {
    const stored = shown();
    if (!stored) return { tone: 'plain', words: t.notProven } as const;
    if (!counts()) return { tone: 'warn', words: t.staleState } as const;
    return stored.proof.passes
      ? ({ tone: 'ok', words: t.passes } as const)
      : ({ tone: 'bad', words: t.fails } as const);
  };
  const made = () => {
    const stored = shown();
    if (!stored) return '';
    const date = formatDate(props.lang, stored.madeAt, props.timeZone);
    return stored.byName ? fill(t.made, { date, name: stored.byName }) : fill(t.madeBare, { date });
  };
  const findings = () => {
    const stored = shown();
    return stored && counts() ? proofFindings(props.style, stored.proof) : [];
  };

  return (
    <Card title={t.title} class="proof">
      <div role="status" class="proof-state">
        <Show when={shown()}>
          {(stored) => (
            <span class="proof-score" data-old={counts() ? undefined : ''}>
              {formatNumber(props.lang, Math.floor(stored().proof.score))}
            </span>
          )}
        </Show>
        <Chip tone={state().tone}>{state().words}</Chip>
      </div>
      <Show when={shown()} fallback={<p>{fill(t.none, { captures: PROOF_CAPTURES.length })}</p>}>
        {(stored) => (
          <>
            <Show when={counts()} fallback={<p class="proof-stale">{t.stale}</p>}>
              <p>{readWords(props.lang, stored().proof)}</p>
              <p>{weakestWords(props.lang, stored().proof)}</p>
              <For each={stored().proof.lost}>{(decoder) => <p>{fill(t.lost, { decoder })}</p>}</For>
              <Show when={findings().length > 0}>
                <ul class="style-findings plain">
                  <For each={findings().filter(({ code }) => code !== 'scan.decoder')}>
                    {(finding) => (
                      <li data-severity={finding.severity}>
                        <span>{findingWords(props.lang, finding)}</span>
                      </li>
                    )}
                  </For>
                </ul>
                {/* One search answers them all. */}
                <Show when={!props.proofs.isRepairing()}>
                  <div class="row">
                    <Button
                      small
                      disabled={props.proofs.running()}
                      onClick={() => void props.proofs.repair()}
                    >
                      {t.repair}
                    </Button>
                    <small>{t.repairHint}</small>
                  </div>
                </Show>
              </Show>
            </Show>
            <Show when={props.proofs.isRepairing()}>
              <Progress
                label={t.repairing}
                share={props.proofs.repairShare()}
                onCancel={() => void props.proofs.cancelRepair()}
              />
            </Show>
            {props.proposal}
            <p class="why">{made()}</p>
          </>
        )}
      </Show>
      <Show
        when={props.proofs.running()}
        fallback={
          <div class="row">
            <Button small onClick={() => void props.proofs.prove()}>
              {shown() ? t.again : t.prove}
            </Button>
            <Show when={shown()}>
              <button type="button" class="mend" onClick={() => setOpen(true)}>
                {t.whole}
              </button>
            </Show>
          </div>
        }
      >
        <Progress
          label={t.proving}
          share={props.proofs.share()}
          onCancel={() => void props.proofs.cancel()}
        />
      </Show>
      <div role="alert">
        <Show when={props.proofs.failure()}>
          <p class="notice" data-tone="bad">
            {props.proofs.failure()}
          </p>
        </Show>
        <Show when={props.proofs.foundNone()}>
          <p class="notice" data-tone="warn">
            {t.repairNone}
          </p>
        </Show>
        <Show when={props.proofs.wasCancelled()}>
          <p class="why">{t.cancelled}</p>
        </Show>
      </div>
      <ProofDialog
        lang={props.lang}
        timeZone={props.timeZone}
        proofs={props.proofs}
        open={open()}
        onClose={() => setOpen(false)}
      />
    </Card>
  );
}
