import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImportNote, remap } from '#domain/campaign/remap.ts';
import { checkPost } from '#domain/channel/check.ts';
import { findAlike } from '#domain/channel/likeness.ts';
import { checkStyle } from '#domain/qr/findings.ts';
import { passage } from '#domain/scene/model.ts';
import { newId } from '#domain/shared/id.ts';
import { type OpenBundle, readBundle } from '#server/campaigns/bundle/index.ts';

describe('demo campaign', () => {
  let open: OpenBundle;
  beforeAll(async () => {
    open = await readBundle(fileURLToPath(new URL('./bundle', import.meta.url)));
  });
  afterAll(() => open.close());

  it('is the campaign that the product is shown with', () => {
    const { campaign, chapters, posts, places, scenes, codes, placements } = open.bundle;
    expect(chapters).toHaveLength(8);
    expect(campaign.phases).toHaveLength(4);
    expect(campaign.goals).toHaveLength(2);
    expect(places).toHaveLength(6);
    expect(new Set(posts.map(({ doc }) => doc.channel)).size).toBeGreaterThanOrEqual(8);
    expect(posts.every(({ doc }) => campaign.channels.includes(doc.channel))).toBe(true);
    const stages = scenes.filter(({ doc }) => doc.blocks.some((block) => block.type === 'stage'));
    expect(stages.length).toBeGreaterThanOrEqual(2);
    expect(codes.filter(({ doc }) => doc.rules.length > 0).length).toBeGreaterThanOrEqual(1);
    const bearers = new Set(codes.map(({ bearer }) => bearer.id));
    expect(placements.every(({ id }) => bearers.has(id))).toBe(true);
  });

  it('imports without a reference that leads nowhere', () => {
    const { bundle } = open;
    const { notes } = remap(bundle, newId);
    const kinds = notes.map((note: ImportNote) => note.kind);
    expect(kinds.filter((kind) => kind !== 'url_link')).toEqual([]);
    const inner = bundle.scenes.flatMap(({ doc }) => doc.blocks.map((block) => block.id));
    expect(new Set(inner).size).toBe(inner.length);
  });

  it('tells every text in both languages', () => {
    const missing: string[] = [];
    const visit = (value: unknown, path: string): void => {
      if (value === null || typeof value !== 'object') return;
      if ('en' in value || 'de' in value) {
        const { en, de } = value as { en?: string; de?: string };
        if (Boolean(en) !== Boolean(de)) missing.push(path);
        return;
      }
      for (const [key, inner] of Object.entries(value)) visit(inner, `${path}.${key}`);
    };
    visit({ ...open.bundle, assets: [] }, '');
    expect(missing).toEqual([]);
  });

  it('has posts that their channels carry, each with its own part', () => {
    const stops: string[] = [];
    for (const { doc } of open.bundle.posts) {
      const media = doc.media.map(({ alt }) => ({ kind: 'image' as const, alt }));
      const { findings } = checkPost(doc.channel, doc.fields, media, {}, doc.language);
      // That the rest is folded away behind "more" is how these channels read; it is no fault of a post.
      for (const finding of findings.filter(({ code }) => code !== 'folded')) {
        stops.push(`${doc.channel}/${doc.language} ${JSON.stringify(finding)}`);
      }
      expect(doc.contribution, doc.channel).not.toBe('');
    }
    expect(stops).toEqual([]);
    for (const language of ['en', 'de']) {
      const told = open.bundle.posts
        .filter(({ doc }) => doc.language === language)
        .map(({ id, doc }) => ({ id, fields: doc.fields }));
      for (const { id, fields } of told) {
        expect(
          findAlike(
            fields,
            told.filter((other) => other.id !== id),
          ),
          id,
        ).toEqual([]);
      }
    }
  });

  it('has scenes in which every block can be reached and every way ends', () => {
    for (const { doc } of open.bundle.scenes) {
      const reached = new Set<string>();
      const queue: (string | null)[] = [null];
      for (let from = queue.shift(); from !== undefined; from = queue.shift()) {
        for (const block of passage(doc, from)) {
          if (reached.has(block.id)) continue;
          reached.add(block.id);
          if (block.type !== 'choice') continue;
          for (const { target } of block.options) if (target.kind === 'block') queue.push(target.id);
        }
      }
      const lost = doc.blocks.filter((block) => !reached.has(block.id)).map((block) => block.id);
      expect(lost, doc.title.en).toEqual([]);
    }
  });

  it('has codes that nothing is said against', () => {
    for (const { id, doc } of open.bundle.codes) {
      expect(checkStyle(doc.style, 'HTTPS://WEGMARKE.EXAMPLE/Q/7KQ2MX'), id).toEqual([]);
    }
  });

  it('keeps its pictures light', async () => {
    for (const { id, mime, name } of open.bundle.assets) {
      const { byteLength } = await open.readAsset(id);
      expect(byteLength, name).toBeLessThan(mime === 'model/gltf-binary' ? 400_000 : 120_000);
    }
  });
});
