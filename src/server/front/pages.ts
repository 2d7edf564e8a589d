import { usesCamera } from '#domain/scene/model.ts';
import { paths } from '#paths';
import type { App } from '../app.ts';
import type { NoticeKind } from '../codes/routes.ts';
import { inlineStyles } from './inline-styles.ts';
import { nameModules } from './named-modules.ts';
import { type PreparedPage, preparePage, VISIT_MARK } from './page-cache.ts';
import { type PageHandler, renderPage } from './render.ts';
import type { Locals } from './types.ts';

const MAX_PAGES = 2_000;

export interface PageParts {
  /** Raw policy headers of a page of this kind that holds styles with these hashes besides the framework's. */
  readonly policyOf: (kind: 'play' | 'ar', styleHashes: readonly string[]) => readonly string[];
  /** The text of a built stylesheet or script; null when there is no such file. */
  readonly readText: (path: string) => Promise<string | null>;
}

/**
 * Pages that passers-by are shown, rendered by Astro once per frozen version and language and kept compressed.
 * Forgotten for a campaign when its look, languages or contact change.
 */
export function makePages(app: App, handler: PageHandler, host: string, { policyOf, readText }: PageParts) {
  const pages = new Map<string, Promise<PreparedPage>>();

  function keep(key: string, make: () => Promise<PreparedPage>): Promise<PreparedPage> {
    const known = pages.get(key);
    if (known) return known;
    if (pages.size >= MAX_PAGES) pages.clear();
    const made = make();
    pages.set(key, made);
    made.catch(() => pages.delete(key));
    return made;
  }

  const locals = (language: string, notice: Locals['notice'] = null): Locals => ({
    app,
    actor: null,
    lang: language === 'de' ? 'de' : 'en',
    theme: 'light',
    language,
    visit: VISIT_MARK,
    notice,
    cookies: [],
  });

  /** The page with its styles in it and its scripts asked for, compressed, under a policy that allows just those. */
  async function prepare(
    html: string,
    status: number,
    view: Locals,
    kind: 'play' | 'ar' = 'play',
  ): Promise<PreparedPage> {
    const read = async (href: string): Promise<string> =>
      (await readText(href)) ?? (await renderPage(handler, href, host, view)).html;
    const inlined = await inlineStyles(html, read);
    const page = await nameModules(inlined.html, readText);
    return preparePage(page, status, policyOf(kind, inlined.hash ? [inlined.hash] : []));
  }

  return {
    /** A passage of a frozen version; `block` null for the beginning. */
    passage(
      versionId: string,
      sceneId: string | null,
      block: string | null,
      language: string,
    ): Promise<PreparedPage> {
      const path = sceneId ? paths.passage(versionId, sceneId, block ?? 'start') : paths.play(versionId);
      return keep(`${versionId}|${path}|${language}`, async () => {
        const view = locals(language);
        const page = await renderPage(handler, `${path}?lang=${language}`, host, view);
        const version = await app.scenes.getVersion(versionId).catch(() => null);
        // Choices swap passages in place, so the whole of a scene may ask for what one of its stages needs.
        const kind = version && usesCamera(version.scene) ? 'ar' : 'play';
        return prepare(page.html, page.status, view, kind);
      });
    },
    /** A friendly page; `campaignId` null when the code is unknown. */
    notice(kind: NoticeKind, campaignId: string | null, language: string): Promise<PreparedPage> {
      return keep(`${campaignId}|${kind}|${language}`, async () => {
        const campaign = campaignId ? await app.campaigns.find(campaignId) : null;
        const titles = campaign?.doc.title ?? {};
        const notice = {
          kind,
          contact: campaign?.doc.contact ?? '',
          campaignTitle: titles[language] ?? titles[campaign?.doc.languages[0] ?? ''] ?? '',
        };
        const view = locals(language, notice);
        const { html } = await renderPage(handler, paths.notice(), host, view);
        const status = kind === 'unknown' ? 404 : kind === 'retired' ? 410 : 200;
        return prepare(html, status, view);
      });
    },
    forget(): void {
      pages.clear();
    },
  };
}

export type Pages = ReturnType<typeof makePages>;
