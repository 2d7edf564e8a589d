import { contrast, rgb } from './colour.ts';
import { biggestLogo, checkStyle } from './findings.ts';
import { GATE } from './limits.ts';
import type { Finding, Mend, StyleDocument } from './model.ts';
import type { Preflight } from './preflight.ts';

/** What of a style the preflight looks at, as one string: other words in the frame keep the score. */
export function seenByCamera(style: StyleDocument): string {
  const { callToAction, caption, ...frame } = style.frame;
  return JSON.stringify({ ...style, frame: { ...frame, words: [callToAction !== '', caption !== ''] } });
}

/** One step towards a plainer style, and how much of the look it takes (for the order only). */
interface Step {
  cost: number;
  apply: (style: StyleDocument, payload: string) => StyleDocument | null;
}

const STEPS: Step[] = [
  {
    cost: 1,
    // A square pupil comes too close to a round ring: turned, the two run into one.
    apply: (style) =>
      style.eyes.frame === 'circle' && style.eyes.pupil === 'square'
        ? { ...style, eyes: { ...style.eyes, pupil: 'circle' } }
        : null,
  },
  { cost: 1, apply: (style) => (style.quietZone < 4 ? { ...style, quietZone: 4 } : null) },
  {
    cost: 1,
    apply: (style) =>
      style.errorCorrection === 'L' || style.errorCorrection === 'M'
        ? { ...style, errorCorrection: 'Q' }
        : null,
  },
  {
    cost: 2,
    apply: (style) => {
      const { modules } = style;
      return 'size' in modules && modules.size < 1 ? { ...style, modules: { ...modules, size: 1 } } : null;
    },
  },
  {
    cost: 2,
    apply: (style, payload) => {
      const { logo } = style;
      if (!logo) return null;
      const raised: StyleDocument = { ...style, errorCorrection: 'H' };
      const size = Math.min(logo.size, biggestLogo(raised, payload));
      return size > 0 && style.errorCorrection !== 'H' ? { ...raised, logo: { ...logo, size } } : null;
    },
  },
  {
    cost: 3,
    apply: (style) => {
      const { logo } = style;
      const size = logo ? Math.floor(logo.size * 75) / 100 : 0;
      return logo && size >= 0.08 ? { ...style, logo: { ...logo, size } } : null;
    },
  },
  {
    cost: 3,
    apply: (style) =>
      style.eyes.frameColour || style.eyes.pupilColour
        ? { ...style, eyes: { ...style.eyes, frameColour: null, pupilColour: null } }
        : null,
  },
  {
    cost: 3,
    apply: (style) =>
      style.eyes.frame === 'circle' || style.eyes.pupil === 'circle'
        ? { ...style, eyes: { ...style.eyes, frame: 'rounded', pupil: 'rounded' } }
        : null,
  },
  { cost: 4, apply: (style) => (style.plate === '#ffffff' ? null : { ...style, plate: '#ffffff' }) },
  {
    cost: 4,
    apply: (style) =>
      style.modules.shape === 'rounded' || style.modules.shape === 'square'
        ? null
        : { ...style, modules: { shape: 'rounded' } },
  },
  {
    cost: 5,
    apply: (style) => (style.modules.shape === 'square' ? null : { ...style, modules: { shape: 'square' } }),
  },
  {
    cost: 5,
    apply: (style) =>
      style.eyes.frame === 'square' && style.eyes.pupil === 'square'
        ? null
        : { ...style, eyes: { ...style.eyes, frame: 'square', pupil: 'square' } },
  },
  { cost: 6, apply: (style) => ({ ...style, paint: { kind: 'solid', colour: '#000000' } }) },
  { cost: 8, apply: (style) => (style.logo ? { ...style, logo: null } : null) },
];

/** Applies the mends of all refusing findings until none is left. At most eight rounds: each mend ends its finding. */
export function mendStatic(style: StyleDocument, payload: string): StyleDocument {
  let current = style;
  for (let round = 0; round < 8; round++) {
    const mend = checkStyle(current, payload).find((one) => one.severity === 'refuse')?.mend;
    if (!mend) break;
    current = mend.style;
  }
  return current;
}

/** How far two colours may lie apart, in steps of 0–255 per channel, and still be taken for one another. */
const NEARBY = 110;

/**
 * The style with its refusals mended; where that changed an ink, by the nearest of `inks` that reads well on the plate
 * rather than by a tone of nobody's.
 */
export function mendWithInks(style: StyleDocument, payload: string, inks: readonly string[]): StyleDocument {
  const mended = mendStatic(style, payload);
  const near = (colour: string): string => {
    const far = (ink: string) => {
      const [one, other] = [rgb(colour), rgb(ink)];
      return Math.hypot(...one.map((value, channel) => value - (other[channel] ?? 0)));
    };
    const fits = inks
      .filter((ink) => contrast(ink, mended.plate) >= GATE.contrastWarn && far(ink) <= NEARBY)
      .sort((a, b) => far(a) - far(b));
    return fits[0] ?? colour;
  };
  const { paint } = mended;
  if (JSON.stringify(paint) === JSON.stringify(style.paint)) return mended;
  return {
    ...mended,
    paint:
      paint.kind === 'solid'
        ? { kind: 'solid', colour: near(paint.colour) }
        : { ...paint, stops: paint.stops.map((stop) => ({ ...stop, colour: near(stop.colour) })) },
  };
}

/**
 * The style nearest to `style` that passes: refusals mended first, then ever more steps, the cheapest sets first.
 * `score` runs the preflight, or another judge such as the proof, at most `budget` times; what it said of the style that
 * passes is answered as `preflight`. Null when nothing within the budget passes.
 */
export async function repair<Verdict extends { readonly passes: boolean }>(
  style: StyleDocument,
  payload: string,
  score: (candidate: StyleDocument) => Promise<Verdict>,
  budget = 24,
): Promise<{ style: StyleDocument; preflight: Verdict } | null> {
  const start = mendStatic(style, payload);
  const tried = new Set<string>();
  const queue: { cost: number; from: number; style: StyleDocument }[] = [{ cost: 0, from: 0, style: start }];
  let runs = 0;
  const passing = async (candidate: StyleDocument) => {
    const key = JSON.stringify(candidate);
    if (tried.has(key) || checkStyle(candidate, payload).some((one) => one.severity === 'refuse'))
      return null;
    tried.add(key);
    runs++;
    const preflight = await score(candidate);
    return preflight.passes ? { style: candidate, preflight } : null;
  };
  while (runs < budget - PLAINEST && queue.length > 0) {
    queue.sort((a, b) => a.cost - b.cost);
    const next = queue.shift();
    if (!next) break;
    const found = await passing(next.style);
    if (found) return found;
    for (let index = next.from; index < STEPS.length; index++) {
      const step = STEPS[index];
      const changed = step?.apply(next.style, payload);
      if (step && changed) queue.push({ cost: next.cost + step.cost, from: index + 1, style: changed });
    }
  }
  // Nothing near: all steps at once, with the logo while it can stay.
  let plain = start;
  for (const step of STEPS.slice(0, -1)) plain = step.apply(plain, payload) ?? plain;
  for (const candidate of [plain, { ...plain, logo: null }]) {
    const found = runs < budget ? await passing(mendStatic(candidate, payload)) : null;
    if (found) return found;
  }
  return null;
}

/** Runs kept for the plainest candidates. */
const PLAINEST = 2;

/** Reads of a style against the control that deserve a sentence: below this part of the control's. */
const WEAK = 0.8;
/** A decoder below this part of what it reads of the control counts as lost. */
const LOST = 0.5;
/** The weakest are said; the table holds the rest. */
const MOST_FAMILIES = 3;

/**
 * What a preflight has to say. What refuses comes with a mend; the weakest families and decoders say why.
 */
export function preflightFindings(style: StyleDocument, payload: string, result: Preflight): Finding[] {
  const found: Finding[] = [];
  const mend = result.passes ? null : likelyMend(style, payload);
  const refuse = (code: Finding['code'], details: Finding['details']) =>
    found.push({ code, severity: 'refuse', details, ...(mend ? { mend } : {}) });
  if (result.misread) refuse('scan.misread', {});
  if (!result.passes) refuse('scan.score', { score: result.score, needed: GATE.score });
  const silent = new Map(result.unread.map((one) => [one.decoder, one]));
  for (const { decoder, family } of silent.values()) refuse('scan.easy', { decoder, family });
  const weak = result.families
    .filter((one) => one.control > 0 && one.rate < one.control * WEAK)
    .sort((a, b) => a.rate / a.control - b.rate / b.control);
  for (const one of weak.slice(0, MOST_FAMILIES)) {
    const details = { family: one.family, percent: percent(one.rate / one.control) };
    found.push({ code: 'scan.family', severity: 'warn', details });
  }
  for (const one of result.decoders) {
    if (one.control > 0 && one.rate < one.control * LOST) {
      const details = { decoder: one.id, percent: percent(one.rate / one.control) };
      found.push({ code: 'scan.decoder', severity: 'warn', details });
    }
  }
  return found;
}

const percent = (part: number) => Math.round(part * 100);

/** The cheapest single step; whether it suffices only the next run tells. */
export function likelyMend(style: StyleDocument, payload: string): Mend | null {
  const mended = mendStatic(style, payload);
  if (mended !== style) return { action: 'repair', style: mended };
  for (const step of STEPS) {
    const changed = step.apply(style, payload);
    if (changed) return { action: 'repair', style: changed };
  }
  return null;
}
