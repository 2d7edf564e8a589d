import type { Lang } from '#i18n/text.ts';
import type { App } from '../app.ts';
import type { NoticeKind } from '../codes/routes.ts';
import type { Actor } from '../context.ts';

/** A friendly page instead of a scene: why, and whom to ask. */
export interface Notice {
  readonly kind: NoticeKind;
  readonly contact: string;
  readonly campaignTitle: string;
}

/** What pages find in `Astro.locals`. */
export interface Locals {
  readonly app: App;
  readonly actor: Actor | null;
  readonly lang: Lang;
  readonly theme: 'light' | 'dark' | 'system';
  /** Language of the audience, for play pages. */
  readonly language: string;
  readonly visit: string | null;
  readonly notice: Notice | null;
  /** Cookies that an action wants set (`name=value; attributes`). */
  readonly cookies: string[];
}
