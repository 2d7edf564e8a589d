/**
 * QR styles: what a code looks like, how it is drawn, and whether it scans. This folder owns the style document, the one
 * geometry that screen, SVG, PNG and PDF share, and the live preflight. It does no input or output: font bytes, logo
 * pictures and decoders come in as arguments. It promises that two files of one style have the same modules and size.
 */
import type { z } from 'zod';
import type { styleSchema } from './schema.ts';

/** The look of one code, as the newest version of the stored document. */
export type StyleDocument = z.output<typeof styleSchema>;
export type ErrorCorrection = StyleDocument['errorCorrection'];
export type ModuleStyle = StyleDocument['modules'];
export type ModuleShape = ModuleStyle['shape'];
export type Paint = StyleDocument['paint'];
export type EyeShape = StyleDocument['eyes']['frame'];
export type Logo = NonNullable<StyleDocument['logo']>;
export type LogoPath = Extract<Logo['art'], { kind: 'paths' }>['paths'][number];
export type FrameKind = StyleDocument['frame']['kind'];

/** Every sentence the studio can show about a style; texts are in `i18n/studio/qr.ts` under these keys. */
export const FINDING_CODES = [
  'style.malformed',
  'contrast.refused',
  'contrast.low',
  'contrast.inverted',
  'modules.too-small',
  'modules.small',
  'modules.diamonds',
  'eyes.pale',
  'quiet.narrow',
  'logo.too-big',
  'logo.big',
  'logo.missing',
  'correction.low',
  'payload.bytes',
  'text.missing-glyph',
  'text.contrast',
  'size.module',
  'size.dots-per-module',
  'scan.score',
  'scan.easy',
  'scan.family',
  'scan.decoder',
  'scan.misread',
  'logo-file.too-large',
  'logo-file.not-svg',
  'logo-file.forbidden',
  'logo-file.simplified',
  'logo-file.empty',
  'logo-file.too-complex',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** The one-click mend of a finding: the style with which the finding is gone, and the name of what changes. */
export interface Mend {
  /** Text key `mend.<action>`; `details` of the finding fill its placeholders. */
  action:
    | 'shrink-logo'
    | 'raise-correction'
    | 'darken'
    | 'light-plate'
    | 'grow-modules'
    | 'square-modules'
    | 'widen-quiet-zone'
    | 'plain-eyes'
    | 'remove-logo'
    | 'repair';
  style: StyleDocument;
}

/** One thing to say about a style. `refuse` blocks print files, `warn` does not. */
export interface Finding {
  code: FindingCode;
  severity: 'refuse' | 'warn';
  details: Record<string, string | number>;
  mend?: Mend;
}

/** A plain style in the house's ink: nothing that costs a scan. */
export const defaultStyle: StyleDocument = {
  schema: 2,
  errorCorrection: 'Q',
  quietZone: 4,
  modules: { shape: 'rounded' },
  paint: { kind: 'solid', colour: '#1d221f' },
  eyes: { frame: 'rounded', pupil: 'rounded', frameColour: null, pupilColour: null },
  plate: '#ffffff',
  ground: '#ffffff',
  logo: null,
  frame: {
    kind: 'none',
    colour: '#1d221f',
    textColour: '#1d221f',
    callToAction: '',
    caption: '',
    showUrl: true,
  },
};

/** The control of every preflight: black squares on white, level Q, four modules of quiet zone. */
export const plainStyle: StyleDocument = {
  ...defaultStyle,
  modules: { shape: 'square' },
  paint: { kind: 'solid', colour: '#000000' },
  eyes: { frame: 'square', pupil: 'square', frameColour: null, pupilColour: null },
};
