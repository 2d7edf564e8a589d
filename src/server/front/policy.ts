/** What a page may do, by the kind of route: one table for the Content-Security-Policy and its companions. */
export type RouteKind =
  | 'page'
  | 'studio'
  | 'map'
  | 'print'
  | 'editor'
  | 'designer'
  | 'play'
  | 'ar'
  | 'preview'
  | 'scanner'
  | 'file';

/** Hashes of the inline tags the framework writes, as CSP sources (`'sha256-…'`). */
export interface InlineHashes {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

type Directives = Record<string, string>;

const base: Directives = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self'",
  'font-src': "'self'",
  'media-src': "'self'",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'form-action': "'self'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
};

const stage: Directives = {
  'script-src': "'self' 'wasm-unsafe-eval'",
  'img-src': "'self' blob: data:",
  'connect-src': "'self' blob:",
};

const additions: Record<Exclude<RouteKind, 'file'>, Directives> = {
  page: {},
  studio: { 'img-src': "'self' blob:" },
  map: { 'img-src': "'self' data: blob:" },
  print: { 'img-src': "'self' blob:" },
  editor: { ...stage, 'frame-src': "'self'" },
  designer: { 'img-src': "'self' blob: data:" },
  play: stage,
  ar: stage,
  preview: { ...stage, 'frame-ancestors': "'self'" },
  scanner: { 'img-src': "'self' blob:" },
};

/** Workers obey the policy of their own file, not of the page that starts them. */
const filePolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

const sensors = [
  'camera',
  'microphone',
  'geolocation',
  'gyroscope',
  'accelerometer',
  'magnetometer',
  'xr-spatial-tracking',
  'payment',
  'usb',
  'serial',
  'midi',
  'display-capture',
  'browsing-topics',
] as const;

/** What pages of a kind may ask a visitor for, after a tap. */
const asks: Partial<Record<RouteKind, readonly (typeof sensors)[number][]>> = {
  scanner: ['camera'],
  print: ['camera'],
  ar: ['camera', 'xr-spatial-tracking'],
};

/** The kind of a path; the longest fitting row wins. */
export function routeKind(path: string): RouteKind {
  if (path.startsWith('/_a/') || path.startsWith('/assets/')) return 'file';
  if (/^\/q\//i.test(path) || path.startsWith('/play/')) return 'play';
  if (path.startsWith('/preview/')) return 'preview';
  if (path === '/scan') return 'scanner';
  if (/^\/studio\/[^/]+\/places\/./.test(path)) return 'print';
  if (/^\/studio\/[^/]+\/places/.test(path)) return 'map';
  if (/^\/studio\/[^/]+\/scenes\/./.test(path)) return 'editor';
  if (/^\/studio\/[^/]+\/codes\/./.test(path)) return 'designer';
  if (path === '/studio' || path.startsWith('/studio/')) return 'studio';
  return 'page';
}

function contentPolicy(kind: RouteKind, hashes: InlineHashes, secure: boolean): string {
  if (kind === 'file') return filePolicy;
  const directives: Directives = { ...base, ...additions[kind] };
  directives['script-src'] = [directives['script-src'], ...hashes.scripts].join(' ');
  directives['style-src'] = [directives['style-src'], ...hashes.styles].join(' ');
  const parts = Object.entries(directives).map(([name, value]) => `${name} ${value}`);
  return [...parts, ...(secure ? ['upgrade-insecure-requests'] : [])].join('; ');
}

/** The headers of every answer to a route of this kind, errors included. */
export function headersOf(kind: RouteKind, hashes: InlineHashes, secure: boolean): Record<string, string> {
  const asked = asks[kind] ?? [];
  return {
    'Content-Security-Policy': contentPolicy(kind, hashes, secure),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Permitted-Cross-Domain-Policies': 'none',
    'X-Frame-Options': kind === 'preview' ? 'SAMEORIGIN' : 'DENY',
    'Permissions-Policy': sensors
      .map((name) => `${name}=${asked.includes(name) ? '(self)' : '()'}`)
      .join(', '),
  };
}

/** Policies of all kinds, made once at start. */
export function makePolicies(
  hashes: InlineHashes,
  secure: boolean,
): Record<RouteKind, Record<string, string>> {
  const kinds: RouteKind[] = [
    'page',
    'studio',
    'map',
    'print',
    'editor',
    'designer',
    'play',
    'ar',
    'preview',
    'scanner',
    'file',
  ];
  return Object.fromEntries(kinds.map((kind) => [kind, headersOf(kind, hashes, secure)])) as Record<
    RouteKind,
    Record<string, string>
  >;
}
