import { z } from 'zod';
import { FRAME_KINDS } from './frames/kinds.ts';
import { LIMITS } from './limits.ts';

// In a page the policy forbids what zod compiles, and its try would be reported. Before the first schema is made.
if ('document' in globalThis) z.config({ jitless: true });

const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'colour');
const stops = z
  .array(z.strictObject({ at: z.number().min(0).max(1), colour }))
  .min(2)
  .max(LIMITS.gradientStops);

const paint = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('solid'), colour }),
  z.strictObject({ kind: z.literal('linear'), angleDeg: z.number().min(0).max(360), stops }),
  z.strictObject({ kind: z.literal('radial'), stops }),
]);

const moduleSize = z.number().min(LIMITS.moduleSize.min).max(LIMITS.moduleSize.max);
const modules = z.discriminatedUnion('shape', [
  z.strictObject({ shape: z.literal('square') }),
  z.strictObject({ shape: z.literal('rounded') }),
  z.strictObject({ shape: z.literal('classy') }),
  z.strictObject({ shape: z.literal('dots'), size: moduleSize }),
  z.strictObject({ shape: z.literal('squares'), size: moduleSize }),
  z.strictObject({ shape: z.literal('diamonds'), size: moduleSize }),
  z.strictObject({
    shape: z.literal('bars'),
    size: moduleSize,
    direction: z.enum(['vertical', 'horizontal']),
  }),
]);

const eyeShape = z.enum(['square', 'rounded', 'circle']);

/** Path data as our own sanitiser writes it: absolute M, L, C, Z and decimal numbers only. */
const pathData = z
  .string()
  .max(LIMITS.logoPathChars)
  .regex(/^M[MLCZ0-9 .-]*$/, 'path');

/** A gradient in the logo's own units: its width is 1, the top left (0, 0). */
const logoStops = z
  .array(z.strictObject({ at: z.number().min(0).max(1), colour }))
  .min(2)
  .max(LIMITS.logoStops);
const logoAt = z.number().min(-20).max(20);
const logoFill = z.union([
  colour,
  z.strictObject({
    kind: z.literal('linear'),
    x1: logoAt,
    y1: logoAt,
    x2: logoAt,
    y2: logoAt,
    stops: logoStops,
  }),
  z.strictObject({
    kind: z.literal('radial'),
    cx: logoAt,
    cy: logoAt,
    r: z.number().min(0.001).max(20),
    stops: logoStops,
  }),
]);

const logoArt = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('paths'),
    aspect: z.number().min(0.2).max(5),
    paths: z
      .array(z.strictObject({ d: pathData, fill: logoFill, rule: z.enum(['nonzero', 'evenodd']) }))
      .min(1)
      .max(LIMITS.logoPaths)
      .refine((all) => all.reduce((sum, path) => sum + path.d.length, 0) <= LIMITS.logoPathChars, 'size'),
  }),
  z.strictObject({
    kind: z.literal('raster'),
    aspect: z.number().min(0.2).max(5),
    assetId: z.string().regex(/^[a-z]{2,6}_[A-Za-z0-9_-]{1,64}$/),
    hash: z.string().regex(/^[0-9a-f]{64}$/),
  }),
]);

const shift = z.int().min(LIMITS.logoShift.min).max(LIMITS.logoShift.max);
const logo = z.strictObject({
  art: logoArt,
  size: z.number().min(LIMITS.logoSize.min).max(LIMITS.logoSize.max),
  plate: z.enum(['square', 'rounded', 'circle']),
  padding: z.number().min(0).max(2),
  shift: z.strictObject({ x: shift, y: shift }),
});

const frame = z.strictObject({
  kind: z.enum(FRAME_KINDS),
  colour,
  textColour: colour,
  callToAction: z.string().max(LIMITS.callToActionChars),
  caption: z.string().max(LIMITS.captionChars),
  showUrl: z.boolean(),
});

const version2 = z.strictObject({
  schema: z.literal(2),
  errorCorrection: z.enum(['L', 'M', 'Q', 'H']),
  quietZone: z.int().min(LIMITS.quietZone.min).max(LIMITS.quietZone.max),
  modules,
  paint,
  eyes: z.strictObject({
    frame: eyeShape,
    pupil: eyeShape,
    frameColour: colour.nullable(),
    pupilColour: colour.nullable(),
  }),
  plate: colour,
  ground: colour,
  logo: logo.nullable(),
  frame,
});

/** As stored until November 2026: seven frames, no caption, logos in plain colours. */
const version1 = z.strictObject({
  ...version2.shape,
  schema: z.literal(1),
  frame: z.strictObject({
    kind: z.enum(['none', 'border', 'poster', 'ticket', 'bubble', 'tab', 'sign']),
    colour,
    textColour: colour,
    callToAction: z.string().max(LIMITS.callToActionChars),
    showUrl: z.boolean(),
  }),
});

/**
 * The stored look of a QR code; unknown keys are refused at every level. Older documents come out as the newest version:
 * whoever reads a style from a store or a file parses it.
 */
export const styleSchema = z.discriminatedUnion('schema', [
  version2,
  version1.transform(
    ({ frame: old, ...style }): z.infer<typeof version2> => ({
      ...style,
      schema: 2,
      frame: { ...old, caption: '' },
    }),
  ),
]);

/** What a code says: 1–300 printable characters, in practice our own short URL in capitals. */
export const payloadSchema = z
  .string()
  .min(1)
  .max(LIMITS.payloadChars)
  .regex(/^[\x20-\x7e]+$/, 'payload');
