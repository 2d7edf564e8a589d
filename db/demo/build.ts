/**
 * Builds the demo campaign from its sources (`story/`, `models.ts`, `pictures.ts`, `sounds.ts`, `plan.ts`, `posters/`) as a
 * bundle folder, `db/demo/bundle`. Run it after a change: `node db/demo/build.ts`. Ids and dates are fixed, so
 * that a change shows in git as what it is.
 */
import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type AssetEntry, type AssetType, assetTypes, type Bundle } from '#domain/campaign/bundle.ts';
import { getChannel } from '#domain/channel/catalogue.ts';
import { defaultStyle } from '#domain/qr/model.ts';
import { writeBundleFolder } from '#server/campaigns/bundle/index.ts';
import { buildModels } from './models.ts';
import { type Drawing, draw, drawings, PICTURE } from './pictures.ts';
import { buildPlan } from './plan.ts';
import { buildSounds } from './sounds.ts';
import { campaign } from './story/campaign.ts';
import { chapterDocument, chapters } from './story/chapters.ts';
import { codeDocument, schedules, styleOf } from './story/codes.ts';
import { placements, places } from './story/places.ts';
import { posts } from './story/posts.ts';
import { type AssetName, pictureAlt, sceneDocument, scenes } from './story/scenes.ts';
import { idOf } from './story/words.ts';

const EXPORTED_AT = Date.UTC(2026, 10, 22, 12);
const LANGUAGES = ['en', 'de'] as const;

class Assets {
  readonly entries: AssetEntry[] = [];
  readonly bytes = new Map<string, Uint8Array>();
  private readonly byName = new Map<string, string>();

  add(
    name: string,
    mime: AssetType,
    bytes: Uint8Array,
    size: { width: number; height: number } | null,
  ): string {
    const id = `ast_${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}`;
    const file = `assets/${id}.${assetTypes[mime]}`;
    this.entries.push({ id, file, mime, name, width: size?.width ?? null, height: size?.height ?? null });
    this.bytes.set(id, bytes);
    this.byName.set(name.slice(0, name.lastIndexOf('.')), id);
    return id;
  }

  find(name: AssetName | 'plan'): string {
    const id = this.byName.get(name);
    if (!id) throw new Error(`no asset named ${name}`);
    return id;
  }
}

async function gatherAssets(): Promise<Assets> {
  const assets = new Assets();
  for (const { name, glb } of await buildModels()) {
    assets.add(`model-${name}.glb`, 'model/gltf-binary', glb, null);
    const poster = await readFile(new URL(`./posters/${name}.webp`, import.meta.url));
    assets.add(`stage-${name}.webp`, 'image/webp', poster, PICTURE);
  }
  for (const name of Object.keys(drawings) as Drawing[]) {
    assets.add(`${name}.webp`, 'image/webp', await draw(name), PICTURE);
  }
  for (const [name, bytes] of Object.entries(buildSounds()))
    assets.add(`sound-${name}.wav`, 'audio/wav', bytes, null);
  const plan = new TextEncoder().encode(JSON.stringify(buildPlan()));
  assets.add('plan.json', 'application/json', plan, null);
  return assets;
}

/** The demo as documents, and the bytes of its assets. */
export async function buildDemo(): Promise<{ bundle: Bundle; bytes: ReadonlyMap<string, Uint8Array> }> {
  const assets = await gatherAssets();
  const find = (name: AssetName): string => assets.find(name);

  const postEntries = posts.flatMap((post) =>
    LANGUAGES.map((language) => ({
      id: idOf('pst', `${post.chapter}/${post.channel}/${language}`),
      channel: post.channel,
      chapter: post.chapter,
      doc: {
        schema: 1 as const,
        chapterId: idOf('chp', post.chapter),
        channel: post.channel,
        language,
        fields: post[language],
        contribution: post.contribution,
        media: post.picture ? [{ asset: find(post.picture), alt: pictureAlt[post.picture][language] }] : [],
        state: post.state,
        plannedAt: post.plannedAt,
        permalink: '',
      },
    })),
  );
  const postCodes = postEntries
    .filter(({ channel }) => getChannel(channel).isOnline)
    .map(({ id, chapter }) => ({
      id: idOf('cod', id),
      bearer: { kind: 'post' as const, id },
      doc: codeDocument(chapter, defaultStyle),
    }));
  const placementCodes = placements.map((source) => ({
    id: idOf('cod', source.key),
    bearer: { kind: 'placement' as const, id: idOf('plm', source.key) },
    doc: codeDocument(source.chapter, styleOf(source), schedules[source.key]),
  }));

  const bundle: Bundle = {
    exportedAt: EXPORTED_AT,
    campaign: { ...campaign, planAsset: assets.find('plan') },
    chapters: chapters.map((chapter) => ({
      id: idOf('chp', chapter.key),
      doc: chapterDocument(chapter, idOf('scn', chapter.key)),
    })),
    posts: postEntries.map(({ id, doc }) => ({ id, doc })),
    places: places.map(({ key, ...place }) => ({
      id: idOf('plc', key),
      doc: { schema: 1, ...place, photo: null },
    })),
    placements: placements.map(
      ({ key, place, chapter, post, style: _style, callToAction: _call, ...rest }) => ({
        id: idOf('plm', key),
        events: [],
        doc: {
          schema: 3,
          artwork: null,
          ...rest,
          placeId: place ? idOf('plc', place) : null,
          postId: post ? idOf('pst', `${chapter}/${post}/de`) : null,
        },
      }),
    ),
    codes: [...placementCodes, ...postCodes],
    scenes: scenes.map((scene) => ({
      id: idOf('scn', scene.key),
      doc: sceneDocument(scene, find),
      published: true,
    })),
    assets: assets.entries,
  };
  return { bundle, bytes: assets.bytes };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { bundle, bytes } = await buildDemo();
  const folder = fileURLToPath(new URL('./bundle', import.meta.url));
  await rm(folder, { recursive: true, force: true });
  const read = async (id: string): Promise<Uint8Array> => {
    const found = bytes.get(id);
    if (!found) throw new Error(`no bytes for ${id}`);
    return found;
  };
  await writeBundleFolder(bundle, read, folder);
}
