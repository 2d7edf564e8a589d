import { symbolMmOf } from '#domain/code/marker.ts';
import { symbol } from '#domain/qr/symbol.ts';
import { sameScene } from '#domain/scene/findings.ts';
import type { Scene } from '#domain/scene/model.ts';
import { pick } from '#domain/shared/language.ts';
import { placesTexts } from '#i18n/studio/places.ts';
import { formatDayAt, type Lang } from '#i18n/text.ts';
import type { EditorData, PrintRef, SceneEntry } from '#islands/scene/model.ts';
import { printedUrl } from '#paths';
import type { AssetRef } from '#server/assets/index.ts';
import type { StoredCampaign } from '#server/campaigns/index.ts';
import type { Actor } from '#server/context.ts';
import { assetsOf } from '#server/scenes/index.ts';

type App = globalThis.App.Locals['app'];

/** The scenes of a campaign as its list shows them, in the reader's language. */
export async function listEntries(
  app: App,
  actor: Actor,
  campaign: StoredCampaign,
  lang: Lang,
): Promise<SceneEntry[]> {
  const [scenes, chapters, codes] = await Promise.all([
    app.scenes.list(actor, campaign.id),
    app.stories.listChapters(actor, campaign.id),
    app.codes.list(actor, campaign.id),
  ]);
  const { languages, timeZone } = campaign.doc;
  const words = (text: Record<string, string>): string => pick(text, lang, languages).text;
  const straight = codes.flatMap(({ doc }) =>
    [doc.otherwise, ...doc.rules.map(({ target }) => target)].flatMap((target) =>
      target?.kind === 'scene' ? target.id : [],
    ),
  );
  return Promise.all(
    scenes.map(async ({ id, doc, published }) => {
      const live = published ? await app.scenes.newest(actor, campaign.id, id) : null;
      return {
        id,
        title: words(doc.title),
        words: firstWords(doc, words),
        picture: firstPicture(doc, await app.assets.refs(assetsOf(doc))),
        blocks: doc.blocks.length,
        published: live && {
          number: live.number,
          on: formatDayAt(lang, live.publishedAt, timeZone),
          changed: !sameScene(live.scene, doc),
        },
        chapters: chapters
          .filter((chapter) => chapter.doc.sceneId === id)
          .map((chapter) => ({ id: chapter.id, title: words(chapter.doc.title) })),
        codes: straight.filter((target) => target === id).length,
      };
    }),
  );
}

function firstWords(scene: Scene, words: (text: Record<string, string>) => string): string {
  const text = scene.blocks.find((block) => block.type === 'text');
  return text ? words(text.text).slice(0, 240) : '';
}

function firstPicture(scene: Scene, assets: Record<string, AssetRef>): SceneEntry['picture'] {
  for (const block of scene.blocks) {
    const id = block.type === 'image' ? block.asset : block.type === 'stage' ? block.poster : null;
    const asset = id === null ? undefined : assets[id];
    if (asset?.width && asset.height) return { url: asset.url, width: asset.width, height: asset.height };
  }
  return null;
}

/** Prints whose codes ever lead to a scene, straight or by a chapter. */
async function printsOf(
  app: App,
  actor: Actor,
  campaignId: string,
  sceneId: string,
  lang: Lang,
): Promise<PrintRef[]> {
  const [codes, { placements }, chapters] = await Promise.all([
    app.codes.list(actor, campaignId),
    app.places.list(actor, campaignId),
    app.stories.listChapters(actor, campaignId),
  ]);
  const shows = new Set([
    sceneId,
    ...chapters.filter(({ doc }) => doc.sceneId === sceneId).map(({ id }) => id),
  ]);
  return codes.flatMap(({ bearer, letters, doc }) => {
    const print = bearer.kind === 'placement' ? placements.find(({ id }) => id === bearer.id) : undefined;
    const targets = [doc.otherwise, ...doc.rules.map(({ target }) => target)];
    const leads = targets.some((target) => target && target.kind !== 'url' && shows.has(target.id));
    if (!print || doc.retired || !leads) return [];
    const { size } = symbol(printedUrl(app.settings.publicOrigin, letters), doc.style.errorCorrection);
    return [
      {
        letters,
        name: print.doc.name || placesTexts[lang][`medium_${print.doc.medium}`],
        symbolMm: symbolMmOf(print.doc, print.doc.artwork, size),
      },
    ];
  });
}

/** What the editor of one scene begins with. @throws DomainError `not_found`. */
export async function editorData(
  app: App,
  actor: Actor,
  campaign: StoredCampaign,
  sceneId: string,
  lang: Lang,
): Promise<EditorData> {
  const [stored, live, scenes, chapters, prints] = await Promise.all([
    app.scenes.get(actor, campaign.id, sceneId),
    app.scenes.newest(actor, campaign.id, sceneId),
    app.scenes.list(actor, campaign.id),
    app.stories.listChapters(actor, campaign.id),
    printsOf(app, actor, campaign.id, sceneId, lang),
  ]);
  const { theme, languages } = campaign.doc;
  const assets = await app.assets.refs(await app.assets.withKin(assetsOf(stored.doc)));
  return {
    campaignId: campaign.id,
    languages,
    stored,
    live: live && { number: live.number, scene: live.scene },
    scenes: scenes.map(({ id, doc, published }) => ({ id, title: doc.title, published: published !== null })),
    chapters: chapters.map(({ id, doc }) => ({ id, title: doc.title, sceneId: doc.sceneId })),
    assets,
    clips: await app.assets.clips(Object.values(assets)),
    lightening: await app.models.running(actor, campaign.id),
    prints,
    swatches: [...new Set(['#14202b', '#f2ede2', theme.ink, theme.paper, theme.accent])],
  };
}
