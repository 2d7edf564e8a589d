import { codewordMap, unusedCorrection } from './codewords.ts';
import { coloursOf, contrast, luminance, mixUntil } from './colour.ts';
import { FRAMES } from './frames/kinds.ts';
import { GATE, LIMITS } from './limits.ts';
import type { Finding, Logo, Mend, StyleDocument } from './model.ts';
import { coveredModules } from './shapes.ts';
import { inEye, symbol } from './symbol.ts';

/** What a logo leaves of the error correction in the worst block, and whether it lies on an eye or its frame of light. */
export interface LogoCost {
  unused: number;
  onFunction: boolean;
  /** Part of the symbol's area that the plate takes. */
  area: number;
}

export function logoCost(style: StyleDocument, payload: string): LogoCost {
  const code = symbol(payload, style.errorCorrection);
  if (!style.logo) return { unused: 1, onFunction: false, area: 0 };
  const covered = coveredModules(code.size, style.logo);
  let area = 0;
  let onFunction = false;
  covered.forEach((hit, module) => {
    if (!hit) return;
    area++;
    const [x, y] = [module % code.size, Math.floor(module / code.size)];
    // The eyes with their separator, and format and timing beside them: without these no decoder starts.
    if (inEye(code.size, x, y) || (code.reserved[module] && (x <= 8 || y <= 8))) onFunction = true;
  });
  const { worst } = unusedCorrection(codewordMap(code), covered);
  return { unused: Math.round(worst * 100) / 100, onFunction, area: area / covered.length };
}

/** The largest logo width (part of the symbol's width, in steps of 0.01) that costs hardly any reads; 0 when none does. */
export function biggestLogo(style: StyleDocument, payload: string, logo: Logo | null = style.logo): number {
  if (!logo) return 0;
  const fits = (size: number) => {
    const cost = logoCost({ ...style, logo: { ...logo, size } }, payload);
    return !cost.onFunction && cost.unused >= GATE.unusedCorrection;
  };
  for (
    let step = Math.round(LIMITS.logoSize.max * 100);
    step >= Math.round(LIMITS.logoSize.min * 100);
    step--
  ) {
    if (fits(step / 100)) return step / 100;
  }
  return 0;
}

/**
 * What can be said about a style without a picture of it: limits that no score can buy back, with the mend for each.
 * The live score comes on top (`preflight.ts`).
 */
export function checkStyle(style: StyleDocument, payload: string): Finding[] {
  return [
    ...checkColours(style),
    ...checkShapes(style),
    ...checkLogo(style, payload),
    ...checkText(style, payload),
  ];
}

function checkColours(style: StyleDocument): Finding[] {
  const found: Finding[] = [];
  const { plate } = style;
  const inks = [...new Set(coloursOf(style.paint))];
  const lightest = inks.reduce((a, b) => (luminance(a) > luminance(b) ? a : b), inks[0] ?? '#000000');
  if (luminance(lightest) > luminance(plate)) {
    found.push({
      code: 'contrast.inverted',
      severity: 'refuse',
      details: { ink: lightest, plate },
      mend: mend('light-plate', lightPlate(style)),
    });
    return found;
  }
  const ratio = contrast(lightest, plate);
  if (ratio < GATE.contrastWarn) {
    found.push({
      code: ratio < GATE.contrastRefuse ? 'contrast.refused' : 'contrast.low',
      severity: ratio < GATE.contrastRefuse ? 'refuse' : 'warn',
      details: { ratio: oneDecimal(ratio), needed: GATE.contrastWarn, ink: lightest },
      mend: mend('darken', darken(style)),
    });
  }
  const eyes = [style.eyes.frameColour, style.eyes.pupilColour].filter((one) => one !== null);
  const palest = eyes.reduce((low, one) => Math.min(low, contrast(one, plate)), 21);
  const paleEye = eyes.find(
    (one) => luminance(one) > luminance(plate) || contrast(one, plate) < GATE.contrastWarn,
  );
  if (paleEye) {
    found.push({
      code: 'eyes.pale',
      severity: palest < GATE.contrastRefuse ? 'refuse' : 'warn',
      details: { ratio: oneDecimal(palest), needed: GATE.contrastWarn, ink: paleEye },
      mend: mend('plain-eyes', darkEyes(style)),
    });
  }
  return found;
}

/** The same style on white, its inks dark enough for it. */
function lightPlate(style: StyleDocument): StyleDocument {
  return darkEyes(darken({ ...style, plate: '#ffffff' }));
}

function darken(style: StyleDocument): StyleDocument {
  // A plate in a middle tone cannot be written on: it is lightened first.
  const plate =
    contrast('#000000', style.plate) < 9 ? mixUntil(style.plate, '#000000', 12, '#ffffff') : style.plate;
  const dark = (colour: string) => mixUntil(colour, plate, GATE.contrastWarn + 0.5, '#000000');
  const paint: StyleDocument['paint'] =
    style.paint.kind === 'solid'
      ? { kind: 'solid', colour: dark(style.paint.colour) }
      : { ...style.paint, stops: style.paint.stops.map((stop) => ({ ...stop, colour: dark(stop.colour) })) };
  return { ...style, plate, paint };
}

function darkEyes(style: StyleDocument): StyleDocument {
  const dark = (colour: string | null) =>
    colour && mixUntil(colour, style.plate, GATE.contrastWarn + 0.5, '#000000');
  return {
    ...style,
    eyes: {
      ...style.eyes,
      frameColour: dark(style.eyes.frameColour),
      pupilColour: dark(style.eyes.pupilColour),
    },
  };
}

function checkShapes(style: StyleDocument): Finding[] {
  const found: Finding[] = [];
  const { modules } = style;
  if ('size' in modules) {
    const least = leastSize(modules.shape);
    const grown = (size: number) => mend('grow-modules', { ...style, modules: { ...modules, size } });
    const details = { size: modules.size, least, shape: modules.shape };
    if (modules.size < least) {
      found.push({ code: 'modules.too-small', severity: 'refuse', details, mend: grown(least) });
    } else if (modules.size < comfortableSize(modules.shape)) {
      const comfortable = comfortableSize(modules.shape);
      found.push({
        code: 'modules.small',
        severity: 'warn',
        details: { ...details, least: comfortable },
        mend: grown(comfortable),
      });
    }
  }
  if (modules.shape === 'diamonds') {
    found.push({
      code: 'modules.diamonds',
      severity: 'warn',
      details: {},
      mend: mend('square-modules', { ...style, modules: { shape: 'square' } }),
    });
  }
  if (style.quietZone < 4) {
    found.push({
      code: 'quiet.narrow',
      severity: 'warn',
      details: { modules: style.quietZone, needed: 4 },
      mend: mend('widen-quiet-zone', { ...style, quietZone: 4 }),
    });
  }
  return found;
}

/** The smallest size of a shape that may be printed, as part of a module. */
export function leastSize(shape: 'dots' | 'squares' | 'diamonds' | 'bars'): number {
  return GATE[shape];
}

/** The size from which a shape costs hardly any reads. */
export function comfortableSize(shape: 'dots' | 'squares' | 'diamonds' | 'bars'): number {
  if (shape === 'dots') return GATE.dotsWarn;
  if (shape === 'diamonds') return GATE.diamondsWarn;
  return shape === 'bars' ? GATE.barsWarn : GATE[shape];
}

function checkLogo(style: StyleDocument, payload: string): Finding[] {
  const found: Finding[] = [];
  const { logo } = style;
  if (!logo) {
    if (style.errorCorrection === 'L') {
      found.push({
        code: 'correction.low',
        severity: 'warn',
        details: { level: 'L' },
        mend: mend('raise-correction', { ...style, errorCorrection: 'M' }),
      });
    }
    return found;
  }
  const cost = logoCost(style, payload);
  if (cost.onFunction || cost.unused < GATE.unusedCorrection) {
    const fits = biggestLogo(style, payload);
    const atH = style.errorCorrection === 'H' ? 0 : biggestLogo({ ...style, errorCorrection: 'H' }, payload);
    const smaller = fits > 0 ? mend('shrink-logo', { ...style, logo: { ...logo, size: fits } }) : null;
    // Level H keeps the logo's size where it can; else the logo shrinks where it is; else it goes.
    const mended =
      atH >= logo.size
        ? mend('raise-correction', { ...style, errorCorrection: 'H' })
        : (smaller ??
          (atH > 0
            ? mend('raise-correction', { ...style, errorCorrection: 'H', logo: { ...logo, size: atH } })
            : mend('remove-logo', { ...style, logo: null })));
    const isHopeless = cost.onFunction || cost.unused < GATE.leastCorrection;
    found.push({
      code: isHopeless ? 'logo.too-big' : 'logo.big',
      severity: isHopeless ? 'refuse' : 'warn',
      details: {
        left: cost.unused,
        needed: GATE.unusedCorrection,
        percent: Math.round(logo.size * 100),
        fitsPercent: Math.round(fits * 100),
        fitsPercentAtH: Math.round(atH * 100),
      },
      mend: mended,
    });
  }
  return found;
}

function checkText(style: StyleDocument, payload: string): Finding[] {
  const found: Finding[] = [];
  const { frame } = style;
  if (frame.kind !== 'none' && (frame.callToAction || frame.caption || frame.showUrl)) {
    const ground = FRAMES[frame.kind].words === 'frame' ? frame.colour : style.ground;
    const ratio = contrast(frame.textColour, ground);
    if (ratio < GATE.contrastWarn) {
      const towards = luminance(ground) > 0.18 ? '#000000' : '#ffffff';
      const textColour = mixUntil(frame.textColour, ground, GATE.contrastWarn, towards);
      found.push({
        code: 'text.contrast',
        severity: 'warn',
        details: { ratio: oneDecimal(ratio), needed: GATE.contrastWarn },
        mend: mend('darken', { ...style, frame: { ...frame, textColour } }),
      });
    }
  }
  if (!symbol(payload, style.errorCorrection).compact) {
    found.push({ code: 'payload.bytes', severity: 'warn', details: {} });
  }
  return found;
}

/** Findings about a print size: the symbol without its quiet zone is `symbolMm` wide. */
export function checkSize(
  style: StyleDocument,
  payload: string,
  print: { symbolMm: number; dpi?: number; leastModuleMm?: number },
): Finding[] {
  const { size } = symbol(payload, style.errorCorrection);
  const moduleMm = print.symbolMm / size;
  const least = print.leastModuleMm ?? GATE.moduleMm;
  const found: Finding[] = [];
  if (moduleMm < least) {
    found.push({
      code: 'size.module',
      severity: 'refuse',
      details: { moduleMm: twoDecimals(moduleMm), leastMm: least, symbolMm: Math.ceil(least * size) },
    });
  }
  if (print.dpi) {
    const dots = (moduleMm / 25.4) * print.dpi;
    if (dots < 4) {
      found.push({
        code: 'size.dots-per-module',
        severity: 'refuse',
        details: { dots: oneDecimal(dots), needed: 4, dpi: Math.ceil((4 * 25.4) / moduleMm) },
      });
    }
  }
  return found;
}

/** From how far a symbol of this width (mm, without quiet zone) is read, mm: 400 modules' widths. */
export function scanDistanceMm(symbolMm: number, modules: number): number {
  return (symbolMm / modules) * 400;
}

/** The symbol width in mm that is read from `distanceMm`. */
export function symbolMmFor(distanceMm: number, modules: number): number {
  return (modules * distanceMm) / 400;
}

function mend(action: Mend['action'], style: StyleDocument): Mend {
  return { action, style };
}

const oneDecimal = (value: number) => Math.floor(value * 10) / 10;
const twoDecimals = (value: number) => Math.floor(value * 100) / 100;
