import { checkPost } from '#domain/channel/check.ts';
import type { CountUnit } from '#domain/channel/model.ts';
import { hangs, stateOf } from '#domain/place/life.ts';
import { type Picked, pick } from '#domain/shared/language.ts';
import { type MatrixGroup, type MatrixRow, roomOf } from '#domain/story/matrix.ts';
import { channelName, formatCount, unitName } from '#i18n/studio/channel.ts';
import { storyTexts } from '#i18n/studio/story.ts';
import type { Lang } from '#i18n/text.ts';
import type { App } from '#server/app.ts';
import type { Actor } from '#server/context.ts';

/** A chapter as its row shows it. */
export interface NumberedRow extends MatrixRow {
  readonly no: number;
  readonly title: string;
  readonly question: Picked;
  /** Whether its codes open a scene. */
  readonly scene: 'none' | 'draft' | 'open';
}

/** What every row of a matrix needs to be drawn. */
export interface MatrixFrame {
  readonly campaignId: string;
  readonly languages: readonly string[];
  readonly languageNames: ReadonlyMap<string, string>;
  readonly heads: readonly { readonly channel: string; readonly name: string; readonly room: string }[];
  /** Copies on the wall, by post. */
  readonly hung: ReadonlyMap<string, number>;
}

/** Rows that come with the page; the others follow in portions of as many, so that the page is soon there. */
export const ROWS_AT_ONCE = 20;

const bare: readonly CountUnit[] = ['weighted', 'graphemes', 'mastodon', 'threads', 'utf16', 'bytes'];

function headOf(lang: Lang, channel: string): MatrixFrame['heads'][number] {
  const room = roomOf(channel, checkPost(channel, {}));
  const unit = room && !bare.includes(room.unit) ? ` ${unitName(lang, room.unit, room.limit)}` : '';
  return {
    channel,
    name: channelName(lang, channel),
    room: room ? `${formatCount(lang, room.unit, room.limit)}${unit}` : '',
  };
}

/** The matrix of a campaign, its rows numbered, and whether each chapter's scene is published, by scene. */
export async function readMatrix(app: App, actor: Actor, campaignId: string, lang: Lang) {
  const [campaign, groups, scenes, { placements }, lives] = await Promise.all([
    app.campaigns.overview(actor, campaignId),
    app.stories.matrix(actor, campaignId),
    app.scenes.list(actor, campaignId),
    app.places.list(actor, campaignId),
    app.places.life.list(actor, campaignId),
  ]);
  const { languages, channels } = campaign.doc;
  const published = new Map(scenes.map((scene) => [scene.id, scene.published !== null]));
  const hung = new Map<string, number>();
  for (const { id, doc } of placements) {
    if (doc.postId === null || !hangs(stateOf(lives.events[id] ?? []))) continue;
    hung.set(doc.postId, (hung.get(doc.postId) ?? 0) + doc.copies);
  }
  const displayNames = new Intl.DisplayNames([lang], { type: 'language' });
  const frame: MatrixFrame = {
    campaignId,
    languages,
    languageNames: new Map(languages.map((code) => [code, displayNames.of(code) ?? code])),
    heads: channels.map((channel) => headOf(lang, channel)),
    hung,
  };
  let no = 0;
  const numbered = groups.map(({ phase, rows }) => ({
    phase,
    rows: rows.map((row): NumberedRow => {
      no += 1;
      const { doc } = row.chapter;
      const isPublished = doc.sceneId === null ? undefined : published.get(doc.sceneId);
      return {
        ...row,
        no,
        title: pick(doc.title, lang, languages).text || storyTexts[lang].untitled,
        question: pick(doc.question, lang, languages),
        scene: isPublished === undefined ? 'none' : isPublished ? 'open' : 'draft',
      };
    }),
  }));
  return { campaign, groups: groups satisfies readonly MatrixGroup[], numbered, frame, published };
}
