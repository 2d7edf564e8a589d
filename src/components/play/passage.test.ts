import { describe, expect, it } from 'vitest';
import { newBlock, newScene, noEffect, type Scene } from '#domain/scene/model.ts';
import type { PlayableVersion } from '#server/scenes/index.ts';
import { chooseUrl, END, languageName, passageUrl, START, viewPassage } from './passage.ts';

const asset = {
  id: 'ast_1',
  url: '/assets/ast_1.webp',
  mime: 'image/webp',
  name: 'pier.png',
  bytes: 1,
  width: 1200,
  height: 900,
  lighterId: null,
  model: null,
};
const model = {
  ...asset,
  id: 'ast_2',
  url: '/assets/ast_2.glb',
  mime: 'model/gltf-binary',
  width: null,
  height: null,
};

function versionOf(scene: Partial<Scene>, languages: string[] = ['en', 'de']): PlayableVersion {
  return {
    versionId: 'ver_1',
    sceneId: 'scn_1',
    number: 1,
    scene: { ...newScene(), title: { en: 'Pier 4' }, ...scene },
    campaign: {
      id: 'cmp_1',
      title: { en: 'Lamps', de: 'Lampen' },
      languages,
      theme: { paper: '#fffdf8', ink: '#1c211f', accent: '#b3321c' },
    },
    assets: { ast_1: asset, ast_2: model },
    quickLooks: [],
  };
}

const image = { ...newBlock('image'), asset: 'ast_1', alt: { en: 'A pier' } };
const text = { ...newBlock('text'), text: { en: 'The lamp is *cold*.', de: 'Die Lampe ist kalt.' } };

describe('viewPassage', () => {
  it('tells the player whether a model needs the decoder, so that it asks for both at once', () => {
    const facts = { triangles: 1, textures: 0, texturePx: 0, meshopt: true };
    const version = versionOf({ blocks: [{ ...newBlock('stage'), model: 'ast_2' }] });
    const packed = { ...version, assets: { ast_2: { ...model, model: facts } } };
    expect(viewPassage(packed, START, 'en')?.blocks[0]).toMatchObject({ meshopt: true });
    expect(viewPassage(version, START, 'en')?.blocks[0]).toMatchObject({ meshopt: false });
  });

  it('marks words that fell back to another language', () => {
    const view = viewPassage(versionOf({ blocks: [image, text] }), START, 'de');
    expect(view?.title).toEqual({ text: 'Pier 4', lang: 'en' });
    expect(view?.campaignTitle).toEqual({ text: 'Lampen', lang: undefined });
    expect(view?.blocks[0]).toMatchObject({ kind: 'image', alt: { text: 'A pier', lang: 'en' } });
    expect(view?.blocks[1]).toMatchObject({
      kind: 'text',
      html: '<p>Die Lampe ist kalt.</p>\n',
      lang: undefined,
    });
    expect(view?.opensWithPicture).toBe(true);
    expect(view?.otherLanguages).toEqual([{ language: 'en', name: 'English' }]);
  });

  it('offers the languages the scene is told in, and none that would change nothing', () => {
    const offered = (blocks: Scene['blocks'], language: string) =>
      viewPassage(versionOf({ blocks }, ['en', 'de', 'fr']), START, language)?.otherLanguages.map(
        (other) => other.language,
      );
    const english = { ...newBlock('text'), text: { en: 'Cold.', fr: ' ' } };
    expect(offered([image, english], 'en')).toEqual([]);
    expect(offered([image, english], 'de')).toEqual([]);
    expect(offered([image, english, text], 'en')).toEqual(['de']);
    expect(offered([image, english, text], 'fr')).toEqual(['de']);
    // Without words it is its title that is told.
    expect(offered([image], 'de')).toEqual([]);
  });

  it('shows the opening picture again where a later screen has none', () => {
    const choice = { ...newBlock('choice') };
    const version = versionOf({ blocks: [image, choice, text] });
    expect(viewPassage(version, START, 'en')?.recap).toBeNull();
    expect(viewPassage(version, image.id, 'en')?.recap).toBeNull();
    expect(viewPassage(version, text.id, 'en')?.recap?.src).toBe('/assets/ast_1.webp');
    expect(viewPassage(version, END, 'en')?.recap?.src).toBe('/assets/ast_1.webp');
    expect(viewPassage(versionOf({ blocks: [text, choice, image] }), END, 'en')?.recap).toBeNull();
  });

  it('leaves out blocks without words, picture or address', () => {
    const missing = { ...newBlock('image'), asset: 'ast_gone' };
    const blocks = [newBlock('text'), newBlock('image'), missing, newBlock('link'), newBlock('stage'), text];
    expect(viewPassage(versionOf({ blocks }), START, 'en')?.blocks.map((block) => block.kind)).toEqual([
      'text',
    ]);
  });

  it('stops at a choice and says where each option leads', () => {
    const choice = newBlock('choice');
    const options = [
      { id: 'opt_a', label: { en: 'Down' }, target: { kind: 'block' as const, id: text.id } },
      { id: 'opt_b', label: { en: 'Away' }, target: { kind: 'scene' as const, id: 'scn_2' } },
      { id: 'opt_c', label: { en: 'Stop' }, target: { kind: 'end' as const } },
      { id: 'opt_d', label: { en: 'Lost' }, target: { kind: 'block' as const, id: 'blk_deleted' } },
    ];
    const version = versionOf({ blocks: [image, { ...choice, options }, text] }, ['en']);
    const view = viewPassage(version, START, 'en');
    expect(view?.ends).toBe(false);
    const last = view?.blocks.at(-1);
    expect(last?.kind === 'choice' && last.options.map(({ to, away }) => [to, away])).toEqual([
      [`/play/ver_1/scn_1/${text.id}`, false],
      ['/play/go/ver_1/opt_b', true],
      ['/play/ver_1/scn_1/end', false],
      ['/play/ver_1/scn_1/end', false],
    ]);
  });

  it('lets an iPhone scale what is as large as a print, and not what has a size of its own', () => {
    const sized = (unit: 'cm' | 'widths') => {
      const stage = newBlock('stage');
      const ar = { ...stage.ar, stand: 'floor' as const, size: { value: 2, unit } };
      const version = versionOf({ blocks: [{ ...stage, model: 'ast_2', ar }] });
      const view = viewPassage({ ...version, quickLooks: [stage.id] }, START, 'en');
      const [block] = view?.blocks ?? [];
      return block?.kind === 'stage' ? [block.quickLook, `/play/quick-look/ver_1/${stage.id}.usdz`] : [];
    };
    const [print, address] = sized('widths');
    expect(print).toEqual({ href: address, isPerPrint: true });
    const [own, other] = sized('cm');
    expect(own).toEqual({ href: `${other}#allowsContentScaling=0`, isPerPrint: false });
  });

  it('gives the player a stage with the texts of one language', () => {
    const hotspot = {
      id: 'hot_1',
      position: [0, 1, 0] as [number, number, number],
      label: { en: 'Wick' },
      text: {},
      effect: noEffect,
    };
    const stage = { ...newBlock('stage'), model: 'ast_2', poster: 'ast_1', hotspots: [hotspot] };
    const view = viewPassage(versionOf({ blocks: [stage] }), START, 'de');
    expect(view?.hasStage).toBe(true);
    expect(view?.blocks[0]).toMatchObject({
      modelUrl: '/assets/ast_2.glb',
      poster: { src: '/assets/ast_1.webp', width: 1200, height: 900 },
      touchables: [{ label: { text: 'Wick', lang: 'en' } }],
      block: { hotspots: [{ label: { de: 'Wick' } }] },
    });
  });

  it('leads on from what is touched as from a choice, and tells what is heard', () => {
    const lead = { id: 'opt_a', target: { kind: 'scene' as const, id: 'scn_2' } };
    const sound = { asset: 'ast_3', words: { en: 'A bell' } };
    const tap = { label: { en: 'Ring' }, effect: { clip: 'run', sound, lead } };
    const heard = { ...asset, id: 'ast_3', url: '/assets/ast_3.wav' };
    const version = versionOf({ blocks: [{ ...newBlock('stage'), model: 'ast_2', tap }] });
    const withSound = { ...version, assets: { ...version.assets, ast_3: heard } };
    expect(viewPassage(withSound, START, 'de')?.blocks[0]).toMatchObject({
      touchables: [
        {
          label: { text: 'Ring', lang: 'en' },
          heard: { text: 'A bell', lang: 'en' },
          lead: { id: 'opt_a', to: '/play/go/ver_1/opt_a?lang=de', away: true },
        },
      ],
      sounds: { ast_3: '/assets/ast_3.wav' },
      block: { tap: { label: { de: 'Ring' }, effect: { clip: 'run', sound: { words: { de: 'A bell' } } } } },
    });
  });

  it('shows closing words at the end, and nothing for an unknown block', () => {
    const version = versionOf({ blocks: [text] });
    expect(viewPassage(version, END, 'en')).toMatchObject({ blocks: [], ends: true });
    expect(viewPassage(version, 'blk_unknown', 'en')).toBeNull();
  });
});

describe('addresses', () => {
  it('name the language where there are several', () => {
    expect(passageUrl(versionOf({}), START, 'de')).toBe('/play/ver_1/scn_1/start?lang=de');
    expect(passageUrl(versionOf({}, ['de']), START, 'de')).toBe('/play/ver_1/scn_1/start');
    expect(chooseUrl(versionOf({}), 'en')).toBe('/play/ver_1/choose?lang=en');
  });

  it('keep a draft in its preview', () => {
    expect(passageUrl({ ...versionOf({}), versionId: 'draft' }, END, 'en')).toBe(
      '/preview/scn_1/?at=end&lang=en',
    );
  });
});

it('writes a language as its speakers do', () => {
  expect(['de', 'fr', 'uk'].map(languageName)).toEqual(['Deutsch', 'Français', 'Українська']);
});
