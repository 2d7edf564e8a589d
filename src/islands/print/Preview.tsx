import { createMemo, createSignal, onCleanup, onMount, Show } from 'solid-js';
import { checkSize, scanDistanceMm } from '#domain/qr/findings.ts';
import { countPages, frameOf, labelsOnPage, type PrintOrder, type StockChoice } from '#domain/qr/labels.ts';
import type { Finding, StyleDocument } from '#domain/qr/model.ts';
import { layoutSheet } from '#domain/qr/sheet.ts';
import {
  arrange,
  drawPage,
  labelContent,
  markTest,
  type PageDrawing,
  symbolOn,
} from '#domain/qr/sheet-pages.ts';
import { pageSvg } from '#domain/qr/sheet-svg.ts';
import type { Fonts } from '#domain/qr/text.ts';
import { printTexts } from '#i18n/studio/print.ts';
import { fill, formatMm, formatNumber, type Lang } from '#i18n/text.ts';
import { loadPrintFonts } from '#islands/qr/load-fonts.ts';
import { findingWords } from '#islands/qr/words.ts';
import Button from '#islands/ui/Button.tsx';
import Spinner from '#islands/ui/Spinner.tsx';
import type { PrintableCode } from './CodeChoice.tsx';
import Zoomed from './Zoomed.tsx';

/** Thermal printers of 203 dots per inch: four dots per module. */
const ROLL_MODULE_MM = 0.5;

/** The pages as they will be in the file, one at a time, with what they come to in figures. */
export default function Preview(props: {
  readonly lang: Lang;
  readonly order: PrintOrder;
  readonly codes: readonly PrintableCode[];
  readonly styles: readonly StyleDocument[];
  readonly images: ReadonlyMap<string, string>;
  readonly testPrint: boolean;
  /** Whether anything speaks against making the file. */
  readonly onBlocked: (blocked: boolean) => void;
}) {
  const t = printTexts[props.lang];
  const [fonts, setFonts] = createSignal<Fonts | null>(null);
  const [asked, setAsked] = createSignal(0);
  let gone = false;
  onMount(() => {
    loadPrintFonts().then(
      (loaded) => !gone && setFonts(loaded),
      () => undefined,
    );
  });
  onCleanup(() => {
    gone = true;
  });

  const finish = createMemo(() => ({ bleedMm: props.order.bleedMm, cropMarks: props.order.cropMarks }));
  // As SVG every code is a page of its own size.
  const pages = createMemo(() =>
    props.order.format === 'svg'
      ? props.codes.length
      : countPages(props.order.stock, finish(), props.codes.length * props.order.copies),
  );
  const page = () => Math.max(0, Math.min(asked(), pages() - 1));
  const onPage = createMemo(() => {
    const { order, codes } = props;
    if (pages() === 0) return [];
    const labels =
      order.format === 'svg'
        ? [page()]
        : labelsOnPage(order.stock, finish(), codes.length * order.copies, page());
    return labels.flatMap(
      (label) => codes[Math.floor(label / (order.format === 'svg' ? 1 : order.copies))] ?? [],
    );
  });
  const content = (code: PrintableCode, using: Fonts) => {
    const style = props.styles[code.style];
    return style ? labelContent(style, code, props.order, using) : null;
  };
  const file = (code: PrintableCode, using: Fonts) => {
    const style = props.styles[code.style];
    return style
      ? layoutSheet(style, code.payload, using, {
          size: { widthMm: props.order.svgMm },
          ...finish(),
          testPrint: props.testPrint,
          testWords: t.testWords,
          texts: { url: code.shortUrl },
        })
      : null;
  };

  const drawing = createMemo((): PageDrawing | null => {
    const using = fonts();
    const [first] = onPage();
    if (!using) return null;
    // Without a code the paper itself shows what is chosen.
    if (!first)
      return props.order.format === 'pdf'
        ? drawPage(frameOf(props.order.stock, finish(), 0), [], using)
        : null;
    if (props.order.format === 'svg') {
      const sheet = file(first, using);
      return (
        sheet && {
          frame: { page: sheet.pageMm, trim: sheet.trimMm, bleed: sheet.bleedMm, slots: [], marks: [] },
          nodes: [{ shapes: sheet.artwork.shapes, x: 0, y: 0, scale: sheet.mmPerModule, turned: false }],
        }
      );
    }
    // Copies share one drawing.
    const made = new Map<string, ReturnType<typeof content>>();
    const contents = onPage().flatMap((code) => {
      const known = made.get(code.id) ?? content(code, using);
      made.set(code.id, known);
      return known ?? [];
    });
    const drawn = drawPage(frameOf(props.order.stock, finish(), page()), contents, using, props.order.artMm);
    return props.testPrint ? markTest(drawn, t.testWords, using) : drawn;
  });

  /** Where ready-cut labels end, and where paper is cut: on the screen only. */
  const guides = (): string => {
    const { order } = props;
    if (order.format === 'svg') return '';
    const { kind } = order.stock;
    const on = frameOf(order.stock, finish(), 1);
    const boxes = kind === 'labels' || kind === 'cut' ? on.slots : [{ ...on.trim, radius: 0 }];
    const rects = boxes.map(
      ({ x, y, width, height, radius }) =>
        `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}"/>`,
    );
    return `<g fill="none" stroke="#8a8578" stroke-width="${on.page.width / 900}" stroke-dasharray="${on.page.width / 150}">${rects.join('')}</g>`;
  };

  /** One code of each style tells for all of it: the symbol's width is the same. */
  const sizes = createMemo(() => {
    const using = fonts();
    if (!using) return [];
    const seen = new Set<string>();
    return props.codes.flatMap((code) => {
      const key = `${code.style}/${code.leastModuleMm}`;
      if (seen.has(key)) return [];
      seen.add(key);
      const style = props.styles[code.style];
      const size = symbolOf(code, using);
      if (!style || !size) return [];
      const leastModuleMm = Math.max(code.leastModuleMm, leastOf(props.order.stock, props.order.format));
      const findings = checkSize(style, code.payload, { symbolMm: size.symbolMm, leastModuleMm });
      return [{ ...size, findings }];
    });
  });
  function symbolOf(code: PrintableCode, using: Fonts): { symbolMm: number; modules: number } | null {
    if (props.order.format === 'svg') {
      const sheet = file(code, using);
      return sheet && { symbolMm: sheet.symbolMm.size, modules: sheet.artwork.symbol.size };
    }
    const slot = frameOf(props.order.stock, finish(), 1).slots[0];
    const drawn = content(code, using);
    if (!slot || !drawn) return null;
    const { size } = symbolOn(arrange(slot, drawn, using, props.order.artMm));
    return { symbolMm: size, modules: drawn.artwork.symbol.size };
  }
  const smallest = () =>
    sizes().reduce<{ symbolMm: number; modules: number } | null>(
      (low, one) => (!low || one.symbolMm / one.modules < low.symbolMm / low.modules ? one : low),
      null,
    );
  const refusals = createMemo((): Finding[] => {
    const all = sizes().flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'refuse'));
    const worst = Math.max(0, ...all.map(({ details }) => Number(details['symbolMm'] ?? 0)));
    return all.filter(({ details }) => Number(details['symbolMm'] ?? 0) === worst).slice(0, 1);
  });
  const fits = () => props.codes.length === 0 || pages() > 0;
  createMemo(() => props.onBlocked(refusals().length > 0 || !fits() || props.codes.length === 0));

  const mm = (value: number) => formatMm(props.lang, value);
  const labels = () => props.codes.length * (props.order.format === 'svg' ? 1 : props.order.copies);
  return (
    <section class="card print-preview" aria-label={t.preview}>
      <header>
        <h2>{t.preview}</h2>
        <Show when={pages() > 1}>
          <div class="pager">
            <Button
              small
              kind="quiet"
              aria-label={t.before}
              disabled={page() === 0}
              onClick={() => setAsked(page() - 1)}
            >
              ‹
            </Button>
            <span class="count" role="status">
              {fill(t.pageOf, {
                page: formatNumber(props.lang, page() + 1),
                pages: formatNumber(props.lang, pages()),
              })}
            </span>
            <Button
              small
              kind="quiet"
              aria-label={t.next}
              disabled={page() >= pages() - 1}
              onClick={() => setAsked(page() + 1)}
            >
              ›
            </Button>
          </div>
        </Show>
      </header>
      <Show when={props.codes.length === 0}>
        <p class="hint">{t.nothingChosen}</p>
      </Show>
      <Show when={props.codes.length > 0 || props.order.format === 'pdf'}>
        <Show
          when={fits()}
          fallback={
            <p class="notice" data-tone="bad">
              {t.doesNotFit}
            </p>
          }
        >
          <Show
            when={drawing()}
            fallback={
              <p class="print-none">
                <Spinner /> {t.loading}
              </p>
            }
          >
            {(drawn) => (
              <Zoomed
                lang={props.lang}
                label={
                  pages() === 0
                    ? t.paper
                    : fill(t.previewOf, {
                        page: page() + 1,
                        pages: pages(),
                        what: [...new Set(onPage().map(({ letters }) => letters))].join(', '),
                      })
                }
                aspect={drawn().frame.page.width / drawn().frame.page.height}
                svg={pageSvg(drawn(), { idPrefix: 'page', images: props.images }).replace(
                  /<\/svg>$/,
                  `${guides()}</svg>`,
                )}
              />
            )}
          </Show>
        </Show>
      </Show>
      <Show when={smallest()}>
        {(size) => (
          <dl class="print-facts">
            <Show when={props.order.format === 'pdf'}>
              <div>
                <dt>{t.factPages}</dt>
                <dd>{formatNumber(props.lang, pages())}</dd>
              </div>
            </Show>
            <div>
              <dt>{t.factLabels}</dt>
              <dd>{formatNumber(props.lang, labels())}</dd>
            </div>
            <div>
              <dt>{t.factSymbol}</dt>
              <dd>{mm(size().symbolMm)}</dd>
            </div>
            <div>
              <dt>{t.factModule}</dt>
              <dd>
                {formatNumber(props.lang, Math.floor((size().symbolMm / size().modules) * 100) / 100, {
                  style: 'unit',
                  unit: 'millimeter',
                })}
              </dd>
            </div>
            <div>
              <dt>{t.factReads}</dt>
              <dd>
                {fill(t.upTo, {
                  distance: formatNumber(
                    props.lang,
                    Math.floor(scanDistanceMm(size().symbolMm, size().modules) / 10) / 100,
                    { style: 'unit', unit: 'meter', maximumFractionDigits: 2 },
                  ),
                })}
              </dd>
            </div>
          </dl>
        )}
      </Show>
      <div role="alert">
        <Show when={refusals()[0]}>
          {(finding) => (
            <p class="notice" data-tone="bad">
              {findingWords(props.lang, finding())}
            </p>
          )}
        </Show>
      </div>
    </section>
  );
}

const leastOf = (stock: StockChoice, format: PrintOrder['format']): number =>
  stock.kind === 'roll' && format === 'pdf' ? ROLL_MODULE_MM : 0;
