import { createEffect } from 'solid-js';
import { createStore, type SetStoreFunction } from 'solid-js/store';
import type { PrintOrder, StockChoice } from '#domain/qr/labels.ts';
import { findLabelSheet } from '#domain/qr/stock.ts';

export type Kind = StockChoice['kind'] | 'svg';

/** What is chosen on the page: every kind of paper keeps its own choices while another is looked at. */
export interface OrderForm {
  kind: Kind;
  labels: Extract<StockChoice, { kind: 'labels' }>;
  poster: Extract<StockChoice, { kind: 'poster' }>;
  tent: Extract<StockChoice, { kind: 'tent' }>;
  roll: Extract<StockChoice, { kind: 'roll' }>;
  cut: Extract<StockChoice, { kind: 'cut' }>;
  bleedMm: number;
  cropMarks: boolean;
  copies: number;
  heading: string;
  caption: PrintOrder['caption'];
  artMm: number | null;
  pureBlack: boolean;
  svgMm: number;
}

const start: OrderForm = {
  kind: 'labels',
  labels: { kind: 'labels', sheet: 'avery-3474', first: 1, outlines: false },
  poster: { kind: 'poster', paper: 'a4', lying: false },
  tent: { kind: 'tent', tent: 'a4' },
  roll: { kind: 'roll', widthMm: 50, heightMm: 50, gapMm: 0, round: false },
  cut: { kind: 'cut', paper: 'a4', widthMm: 60, heightMm: 60 },
  bleedMm: 3,
  cropMarks: true,
  copies: 1,
  heading: '',
  caption: 'letters',
  artMm: null,
  pureBlack: false,
  svgMm: 60,
};

/** Where the form of a campaign is kept on this device, so that the next batch begins as the last one. */
const keyOf = (campaignId: string) => `wegmarke.print.${campaignId}`;

/** The last form that has the present shape, else the first one. */
function read(campaignId: string): OrderForm {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(campaignId)) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return structuredClone(start);
    const form = structuredClone(start);
    for (const key of Object.keys(start) as (keyof OrderForm)[]) {
      const value = (kept as Record<string, unknown>)[key];
      if (sameShape(value, start[key])) Object.assign(form, { [key]: value });
    }
    if (!findLabelSheet(form.labels.sheet)) form.labels = structuredClone(start.labels);
    // A sheet that was partly used then is not the one that lies in the printer now.
    form.labels.first = 1;
    return form;
  } catch {
    return structuredClone(start);
  }
}

function sameShape(value: unknown, like: unknown): boolean {
  if (like === null) return value === null || typeof value === 'number';
  if (typeof like !== 'object') return typeof value === typeof like;
  if (typeof value !== 'object' || value === null) return false;
  const keys = Object.keys(like as object);
  return (
    keys.length === Object.keys(value).length &&
    keys.every((key) =>
      sameShape((value as Record<string, unknown>)[key], (like as Record<string, unknown>)[key]),
    )
  );
}

/** The form of the print page, kept on this device. Make it inside a component. */
export function makeOrder(campaignId: string): [OrderForm, SetStoreFunction<OrderForm>] {
  const [form, setForm] = createStore<OrderForm>(read(campaignId));
  createEffect(() => {
    const text = JSON.stringify(form);
    try {
      localStorage.setItem(keyOf(campaignId), text);
    } catch {
      // A browser that keeps nothing begins anew next time.
    }
  });
  return [form, setForm];
}

/** The stock chosen; for SVG files the one last looked at plays no part. */
export const stockOf = (form: OrderForm): StockChoice => form[form.kind === 'svg' ? 'poster' : form.kind];

/** The form as an order. */
export function orderOf(form: OrderForm, testWords: string): PrintOrder {
  const { kind, bleedMm, cropMarks, copies, heading, caption, artMm, pureBlack, svgMm } = form;
  return {
    format: kind === 'svg' ? 'svg' : 'pdf',
    // A copy field by field, so that whoever asks is told of a change in any of them.
    stock: { ...stockOf(form) },
    ...finishOf(kind, { bleedMm, cropMarks }),
    copies: kind === 'svg' ? 1 : copies,
    heading,
    caption,
    artMm: hasArtWidth(kind) ? artMm : null,
    pureBlack: kind !== 'svg' && pureBlack,
    svgMm,
    testWords,
  };
}

/** Ready-cut paper needs no marks. */
export const hasMarks = (kind: Kind): boolean =>
  kind === 'poster' || kind === 'tent' || kind === 'cut' || kind === 'svg';

/** Where a code may be smaller than its paper. */
export const hasArtWidth = (kind: Kind): boolean => kind === 'poster' || kind === 'tent';

export const finishOf = (
  kind: Kind,
  { bleedMm, cropMarks }: Pick<OrderForm, 'bleedMm' | 'cropMarks'>,
): { bleedMm: number; cropMarks: boolean } => ({
  bleedMm: kind === 'roll' ? 0 : bleedMm,
  cropMarks: hasMarks(kind) && cropMarks,
});
