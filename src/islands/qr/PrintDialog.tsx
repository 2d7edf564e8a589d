import { createEffect, createSignal, For, on, onCleanup, Show } from 'solid-js';
import type { Artwork } from '#domain/qr/artwork.ts';
import { checkSize } from '#domain/qr/findings.ts';
import type { Finding, StyleDocument } from '#domain/qr/model.ts';
import { designerTexts } from '#i18n/studio/designer.ts';
import { fill, formatMm, formatNumber, type Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import Dialog from '#islands/ui/Dialog.tsx';
import NumberInput from '#islands/ui/NumberInput.tsx';
import Progress from '#islands/ui/Progress.tsx';
import Segmented from '#islands/ui/Segmented.tsx';
import Select from '#islands/ui/Select.tsx';
import Switch from '#islands/ui/Switch.tsx';
import { download, fetchPrint, type PrintFormat } from './fetch-print.ts';
import { PRINT_WIDTH, sizeOf, widthForSymbol } from './print-size.ts';
import { findingWords, mendWords } from './words.ts';

const resolutions = [150, 300, 600, 1_200] as const;

/** Print on packaging and stickers runs more: a module needs 0.75 mm there. */
const leastModuleMm = (medium: string) => (medium === 'packaging' || medium === 'sticker' ? 0.75 : 0.4);

/** Format, size and marks of the print file; made by the server, which judges it once more. */
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
  readonly onMend: (finding: Finding) => void;
}) {
  const t = designerTexts[props.lang];
  const [format, setFormat] = createSignal<PrintFormat>('pdf');
  const [bleed, setBleed] = createSignal(3);
  const [cropMarks, setCropMarks] = createSignal(true);
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
      const answer = await fetchPrint(
        {
          campaign: props.campaignId,
          code: props.code.id,
          format: format(),
          widthMm: widthMm(),
          bleedMm: bleed(),
          cropMarks: cropMarks(),
          dpi: dpi(),
          medium: props.medium,
          testWords: t.testWords,
        },
        props.lang,
        controller.signal,
        setPart,
      );
      if (answer.ok) {
        download(answer.blob, answer.name);
        setDone(fill(t.madeFile, { name: answer.name }));
      } else setRefused(answer);
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
        <Button kind="go" busy={running() !== null} disabled={blocked()} onClick={() => void make()}>
          {t.makeFile}
        </Button>
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
          <Progress label={part() === null ? t.making : t.loading} share={part()} onCancel={stop} />
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
                  <p>{answer().findings.length > 0 ? t.refusedFile : answer().message}</p>
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
