import { createEffect, createSignal, For, on, onCleanup, Show } from 'solid-js';
import type { Artwork } from '#domain/qr/artwork.ts';
import { checkSize } from '#domain/qr/findings.ts';
import { GATE } from '#domain/qr/limits.ts';
import type { Finding, StyleDocument } from '#domain/qr/model.ts';
import { proofFindings } from '#domain/qr/proof-findings.ts';
import { designerTexts } from '#i18n/studio/designer.ts';
import { markerTexts } from '#i18n/studio/marker.ts';
import { printTexts } from '#i18n/studio/print.ts';
import { proofTexts } from '#i18n/studio/proof.ts';
import { fill, formatDate, formatMm, formatNumber, type Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import Dialog from '#islands/ui/Dialog.tsx';
import NumberInput from '#islands/ui/NumberInput.tsx';
import Progress from '#islands/ui/Progress.tsx';
import Segmented from '#islands/ui/Segmented.tsx';
import Select from '#islands/ui/Select.tsx';
import Switch from '#islands/ui/Switch.tsx';
import { FAIR, GOOD, type MarkerScore } from '#marker/score.ts';
import { paths } from '#paths';
import { download, fetchPrint, type PrintFormat } from './fetch-print.ts';
import { lengthWords } from './marker/length-words.ts';
import { PRINT_WIDTH, sizeOf, widthForSymbol } from './print-size.ts';
import type { ProofsState } from './proof/make-proofs.ts';
import { findingWords, mendWords } from './words.ts';

const resolutions = [150, 300, 600, 1_200] as const;

/** Print on packaging and stickers runs more: a module needs 0.75 mm there. */
const leastModuleMm = (medium: string) => (medium === 'packaging' || medium === 'sticker' ? 0.75 : 0.4);

/** Format, size and marks of the print file, and the proof it is made on; without one the proof is made first. */
export default function PrintDialog(props: {
  readonly lang: Lang;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly campaignId: string;
  readonly code: { readonly id: string; readonly letters: string };
  readonly style: StyleDocument;
  readonly payload: string;
  readonly artwork: Artwork;
  readonly medium: string;
  readonly testPrint: boolean;
  /** The design's printed width, where the dialog begins; another one holds for the file only. */
  readonly widthMm: number;
  /** Saves what is edited; false when it cannot. The file shows the stored style. */
  readonly save: () => Promise<boolean>;
  readonly proofs: ProofsState;
  /** The live score, null before it is known. */
  readonly liveScore: number | null;
  /** The marker score at a printed width of the symbol; null where no scene stands on the code. */
  readonly markerAt: (symbolMm: number) => MarkerScore | null;
  readonly timeZone: string;
  readonly onMend: (finding: Finding) => void;
}) {
  const t = designerTexts[props.lang];
  const p = proofTexts[props.lang];
  const [proofPage, setProofPage] = createSignal(true);
  const [proving, setProving] = createSignal(false);
  const [format, setFormat] = createSignal<PrintFormat>('pdf');
  const [bleed, setBleed] = createSignal(3);
  const [cropMarks, setCropMarks] = createSignal(true);
  const [pureBlack, setPureBlack] = createSignal(false);
  const [dpi, setDpi] = createSignal(300);
  const [running, setRunning] = createSignal<AbortController | null>(null);
  const [part, setPart] = createSignal<number | null>(null);
  const [refused, setRefused] = createSignal<{ message: string; findings: readonly Finding[] } | null>(null);
  const [done, setDone] = createSignal('');
  onCleanup(() => running()?.abort());

  const [widthMm, setWidth] = createSignal(props.widthMm);
  createEffect(
    on(
      () => props.open,
      (isOpen) => isOpen && setWidth(props.widthMm),
    ),
  );

  const size = () => sizeOf(props.artwork, props.style, widthMm());
  const sizeFindings = () =>
    checkSize(props.style, props.payload, {
      symbolMm: size().symbolMm,
      leastModuleMm: leastModuleMm(props.medium),
      ...(format() === 'png' ? { dpi: dpi() } : {}),
    });
  const blocked = () => sizeFindings().some(({ severity }) => severity === 'refuse');

  const stop = () => {
    running()?.abort();
    setRunning(null);
    if (proving()) void props.proofs.cancel();
  };
  /** The sentence of a proof of this artwork that let nothing print. */
  const failed = () => {
    const proof = props.proofs.current()?.proof;
    return proof && !props.proofs.printable()
      ? fill(p.printFails, { score: score(proof.score), needed: GATE.score })
      : null;
  };
  const score = (value: number) => formatNumber(props.lang, Math.floor(value));
  const carries = ({ score, lockM }: MarkerScore) => {
    const m = markerTexts[props.lang];
    if (lockM.good === null) return m.printNone;
    const lock = lengthWords(props.lang, lockM.good);
    const words = score >= GOOD ? m.printCarries : score >= FAIR ? m.printFair : m.printWeak;
    return fill(words, { score, lock });
  };
  /** Makes the proof that is missing. False when there is none to print on, for a reason that is said. */
  const prove = async (controller: AbortController): Promise<boolean> => {
    if (props.proofs.printable()) return true;
    setProving(true);
    // A proof that failed fails again: the same artwork has the same score.
    const made = props.proofs.current() ?? (await props.proofs.prove());
    setProving(false);
    if (controller.signal.aborted) return false;
    if (!made) {
      setRefused({ message: props.proofs.failure() ?? p.cancelled, findings: [] });
      return false;
    }
    if (made.proof.passes) return true;
    const message = fill(p.printFailed, { score: score(made.proof.score), needed: GATE.score });
    setRefused({ message, findings: proofFindings(props.style, made.proof) });
    return false;
  };
  const close = () => {
    stop();
    setRefused(null);
    setDone('');
    props.onClose();
  };
  const make = async () => {
    const controller = new AbortController();
    setRefused(null);
    setDone('');
    setPart(null);
    setRunning(controller);
    try {
      if (!(await props.save())) {
        setRefused({ message: t.saveFirst, findings: [] });
        return;
      }
      if (!(await prove(controller))) return;
      const answer = await fetchPrint(
        {
          campaign: props.campaignId,
          code: props.code.id,
          format: format(),
          widthMm: widthMm(),
          bleedMm: bleed(),
          cropMarks: cropMarks(),
          pureBlack: format() === 'pdf' && pureBlack(),
          dpi: dpi(),
          medium: props.medium,
          testWords: t.testWords,
          proofPage: format() === 'pdf' && proofPage() ? props.lang : null,
        },
        props.lang,
        controller.signal,
        setPart,
      );
      if (answer.ok) {
        download(answer.blob, answer.name);
        setDone(fill(t.madeFile, { name: answer.name }));
      } else {
        const message = answer.findings.length > 0 ? t.refusedFile : answer.message;
        setRefused({ message, findings: answer.findings });
      }
    } catch {
      // Cancelled by the reader.
    } finally {
      if (running() === controller) setRunning(null);
    }
  };

  const sizeMend = (finding: Finding) => {
    const { symbolMm, dpi: wantedDpi } = finding.details;
    if (finding.code === 'size.module' && typeof symbolMm === 'number') {
      const width = widthForSymbol(props.artwork, props.style, symbolMm);
      return {
        words: fill(t.useWidth, { width: formatMm(props.lang, width) }),
        act: () => setWidth(width),
      };
    }
    const enough = resolutions.find((one) => typeof wantedDpi === 'number' && one >= wantedDpi);
    if (finding.code === 'size.dots-per-module' && enough)
      return { words: fill(t.useDpi, { dpi: enough }), act: () => setDpi(enough) };
    return null;
  };

  return (
    <Dialog
      open={props.open}
      onClose={close}
      title={fill(t.printTitle, { letters: props.code.letters })}
      lead={t.printLead}
      footer={
        <>
          <a class="btn" data-kind="quiet" href={`${paths.print(props.campaignId)}?code=${props.code.id}`}>
            {printTexts[props.lang].onPaper}
          </a>
          <Button kind="go" busy={running() !== null} disabled={blocked()} onClick={() => void make()}>
            {t.makeFile}
          </Button>
        </>
      }
    >
      <div class="print-form">
        <div class="control-line">
          <span class="label">{t.format}</span>
          <Segmented
            label={t.format}
            value={format()}
            choices={[
              { value: 'pdf', label: t.formatPdf },
              { value: 'svg', label: t.formatSvg },
              { value: 'png', label: t.formatPng },
            ]}
            onChange={setFormat}
          />
          <small>{t[`formatHint_${format()}`]}</small>
        </div>
        <div class="print-figures">
          <NumberInput
            label={t.widthMm}
            value={widthMm()}
            {...PRINT_WIDTH}
            unit="mm"
            hint={fill(t.printSize, {
              width: formatNumber(props.lang, widthMm(), { maximumFractionDigits: 1 }),
              height: formatNumber(props.lang, size().heightMm, { maximumFractionDigits: 1 }),
              distance: formatNumber(props.lang, size().distanceM, {
                style: 'unit',
                unit: 'meter',
                maximumFractionDigits: 2,
              }),
            })}
            onChange={(value) => value !== null && setWidth(value)}
          />
          <NumberInput
            label={t.bleed}
            value={bleed()}
            min={0}
            max={20}
            step={1}
            unit="mm"
            onChange={(value) => value !== null && setBleed(value)}
          />
          <Show when={format() === 'png'}>
            <Select
              label={t.dpi}
              value={String(dpi())}
              choices={resolutions.map((value) => ({ value: String(value), label: `${value} dpi` }))}
              onChange={(value) => setDpi(Number(value))}
            />
          </Show>
        </div>
        <Show when={widthMm() !== props.widthMm}>
          <p class="why" role="status">
            {fill(t.widthOnce, { width: formatMm(props.lang, props.widthMm) })}
          </p>
        </Show>
        <Switch label={t.cropMarks} checked={cropMarks()} onChange={setCropMarks} />
        <Show when={format() === 'pdf'}>
          <Switch
            label={printTexts[props.lang].pureBlack}
            hint={printTexts[props.lang].pureBlackHint}
            checked={pureBlack()}
            onChange={setPureBlack}
          />
          <Switch label={p.page} checked={proofPage()} onChange={setProofPage} />
        </Show>
        <p class="print-proof" data-proven={props.proofs.printable() ? '' : undefined}>
          <Show
            when={props.proofs.printable()}
            fallback={
              <>
                {failed() ?? p.printFirst}
                <Show when={!failed() && props.liveScore !== null && props.liveScore < GATE.score}>
                  {' '}
                  {fill(p.printLikelyFails, { score: props.liveScore ?? 0 })}
                </Show>
              </>
            }
          >
            {(stored) =>
              fill(p.printUses, {
                date: formatDate(props.lang, stored().madeAt, props.timeZone),
                score: score(stored().proof.score),
              })
            }
          </Show>
        </p>
        <Show when={props.markerAt(size().symbolMm)}>
          {(marker) => (
            <p
              class="print-marker"
              data-score={marker().score}
              data-tone={marker().score >= GOOD ? 'good' : undefined}
            >
              {carries(marker())}
            </p>
          )}
        </Show>
        <Show when={props.testPrint}>
          <p class="notice" data-tone="warn">
            {t.testPrint}
          </p>
        </Show>
        <ul class="style-findings plain" role="status">
          <For each={sizeFindings()}>
            {(finding) => (
              <li data-severity={finding.severity}>
                <span>{findingWords(props.lang, finding)}</span>{' '}
                <Show when={sizeMend(finding)}>
                  {(mend) => (
                    <button type="button" class="mend" onClick={() => mend().act()}>
                      {mend().words}
                    </button>
                  )}
                </Show>
              </li>
            )}
          </For>
        </ul>
        <Show when={running()}>
          <Progress
            label={proving() ? p.proving : part() === null ? t.making : t.loading}
            share={proving() ? props.proofs.share() : part()}
            onCancel={stop}
          />
        </Show>
        <div role="status">
          <Show when={done()}>
            <p class="notice" data-tone="ok">
              {done()}
            </p>
          </Show>
        </div>
        <div role="alert">
          <Show when={refused()}>
            {(answer) => (
              <div class="notice" data-tone="bad">
                <div>
                  <p>{answer().message}</p>
                  <ul class="style-findings plain">
                    <For each={answer().findings.filter(({ severity }) => severity === 'refuse')}>
                      {(finding) => (
                        <li>
                          <span>{findingWords(props.lang, finding)}</span>{' '}
                          <Show when={mendWords(props.lang, finding)}>
                            {(words) => (
                              <button
                                type="button"
                                class="mend"
                                onClick={() => {
                                  close();
                                  props.onMend(finding);
                                }}
                              >
                                {words()}
                              </button>
                            )}
                          </Show>
                        </li>
                      )}
                    </For>
                  </ul>
                </div>
              </div>
            )}
          </Show>
        </div>
      </div>
    </Dialog>
  );
}
