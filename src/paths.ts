/** Every address of the product, in one place. Printed addresses are built from `PUBLIC_ORIGIN`, never from a Host header. */
export const paths = {
  home: () => '/',
  setUp: (token: string) => `/setup?token=${encodeURIComponent(token)}`,
  signIn: () => '/sign-in',
  studio: () => '/studio',
  account: () => '/studio/account',
  /** Takes a POST; the name of the action as Astro spells it, so that every page need not load all actions. */
  signOut: () => '/studio/account?_action=account.signOut',
  language: (to: string, back: string) => `/studio/lang?to=${to}&back=${encodeURIComponent(back)}`,
  theme: (to: string, back: string) => `/studio/theme?to=${to}&back=${encodeURIComponent(back)}`,
  styles: () => '/studio/styles',
  newCampaign: () => '/studio/new',
  brief: (campaign: string) => `/studio/${campaign}/brief`,
  story: (campaign: string) => `/studio/${campaign}/story`,
  /** A portion of the matrix, `?from=` its first row. */
  matrixRows: (campaign: string) => `/studio/${campaign}/story/rows`,
  chapter: (campaign: string, chapter: string) => `/studio/${campaign}/story/${chapter}`,
  post: (campaign: string, post: string) => `/studio/${campaign}/posts/${post}`,
  places: (campaign: string) => `/studio/${campaign}/places`,
  placement: (campaign: string, placement: string) => `/studio/${campaign}/places/${placement}`,
  codes: (campaign: string) => `/studio/${campaign}/codes`,
  bulk: (campaign: string) => `/studio/${campaign}/codes/bulk`,
  /** Many codes on real paper; `?code=`, `?place=`, `?medium=` or `?import=` choose beforehand. */
  print: (campaign: string) => `/studio/${campaign}/print`,
  code: (campaign: string, code: string) => `/studio/${campaign}/codes/${code}`,
  /** A code in its surroundings; `widthMm` is how wide it is printed. */
  attention: (campaign: string, code: string, widthMm?: number) =>
    `/studio/${campaign}/codes/${code}/attention${widthMm === undefined ? '' : `?width=${widthMm}`}`,
  scenes: (campaign: string) => `/studio/${campaign}/scenes`,
  scene: (campaign: string, scene: string) => `/studio/${campaign}/scenes/${scene}`,
  insight: (campaign: string) => `/studio/${campaign}/insight`,
  settings: (campaign: string) => `/studio/${campaign}/settings`,
  /** The rail alone, for a page that has changed what it counts. */
  rail: (campaign: string) => `/studio/${campaign}/rail`,
  /** State of a long job; DELETE ends it. */
  job: (id: string) => `/api/jobs/${id}`,
  jobFile: (id: string) => `/api/jobs/${id}/file`,
  scanner: () => '/scan',
  /** Outlines of land and borders (GeoJSON), for maps without a plan. */
  world: () => '/world.json',
  /** The path of a printed code; capitals, so that the symbol can use alphanumeric mode. */
  scan: (code: string) => `/Q/${code}`,
  asset: (id: string, extension: string) => `/assets/${id}.${extension}`,
  play: (version: string) => `/play/${version}/`,
  passage: (version: string, scene: string, block: string) => `/play/${version}/${scene}/${block}`,
  choose: (version: string) => `/play/${version}/choose`,
  go: (version: string, option: string) => `/play/go/${version}/${option}`,
  /** A code's print as data, for the camera to find. */
  marker: (code: string) => `/play/marker/${code}`,
  /** A stage for an iPhone's own viewer; `/<CODE>` before the ending makes it as large as that print wants it. */
  quickLook: (version: string, block: string) => `/play/quick-look/${version}/${block}.usdz`,
  theming: (version: string) => `/play/${version}/theme.css`,
  preview: (scene: string) => `/preview/${scene}/`,
  notice: () => '/play/notice',
  probe: () => '/probe',
} as const;

/** The address printed in a code: `HTTPS://HOST/Q/CODE`, all capitals. */
export const printedUrl = (origin: string, code: string): string =>
  `${origin}${paths.scan(code)}`.toUpperCase();

/** The short address printed beside a code: without scheme, `HOST/Q/CODE`. */
export const printedShortUrl = (origin: string, code: string): string =>
  printedUrl(origin, code).replace(/^HTTPS?:\/\//, '');
