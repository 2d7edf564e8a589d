/** What bad style documents get: refused at the door by their path, or kept as a draft that cannot be printed. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeSchema } from '#domain/code/schema.ts';
import { logoFromSvg } from '#domain/qr/logo.ts';
import { defaultStyle, type Finding, type Logo, type StyleDocument } from '#domain/qr/model.ts';
import { DomainError } from '#domain/shared/error.ts';
import { qrTexts } from '#i18n/studio/qr.ts';
import { fill, type Lang, langs } from '#i18n/text.ts';
import type { Actor } from '#server/context.ts';
import { makeTestApp, plantStory, type TestApp } from '#testing/app.ts';

let test: TestApp;
let actor: Actor;
let campaignId: string;
let codeId: string;

beforeEach(async () => {
  test = await makeTestApp();
  const planted = await plantStory(test);
  ({ actor } = test);
  campaignId = planted.campaign.id;
  codeId = planted.code.id;
});
afterEach(() => test.close());

const square = { d: 'M0 0L1 0L1 1L0 1Z', fill: '#a82c15', rule: 'nonzero' } as const;
const logo = (change: object) => ({
  art: { kind: 'paths', aspect: 1, paths: [square] },
  size: 0.2,
  plate: 'square',
  padding: 0.5,
  shift: { x: 0, y: 0 },
  ...change,
});
const painted = (fill: string) => logo({ art: { kind: 'paths', aspect: 1, paths: [{ ...square, fill }] } });
const drawn = (d: string) => logo({ art: { kind: 'paths', aspect: 1, paths: [{ ...square, d }] } });
const byData = logo({
  art: {
    kind: 'raster',
    aspect: 1,
    assetId: `data:image/png;base64,${'A'.repeat(10_000_000)}`,
    hash: '0'.repeat(64),
  },
});

const sentence = (lang: Lang, finding: Finding | undefined): string =>
  finding ? fill(qrTexts[lang][finding.code as keyof typeof qrTexts.en], finding.details) : '';

describe('row 31: a style that is none', () => {
  it.each<[string, object, string]>([
    ['a module size of −1', { modules: { shape: 'dots', size: -1 } }, 'style.modules.size'],
    ['a module size of 1e9', { modules: { shape: 'dots', size: 1e9 } }, 'style.modules.size'],
    ['10 MB of logo as data', { logo: byData }, 'style.logo.art.assetId'],
    ['a colour by reference', { plate: 'url(javascript:alert(1))' }, 'style.plate'],
    [
      'a logo’s fill by reference',
      { logo: painted('url(javascript:alert(1))') },
      'style.logo.art.paths.0.fill',
    ],
    ['CSS in a colour', { ground: '#ffffff;background:url(//evil)' }, 'style.ground'],
    ['SVG in a colour', { plate: '#ffffff"/><script>alert(1)</script>' }, 'style.plate'],
    ['a path of 5 MB', { logo: drawn(`M${'0 '.repeat(2_500_000)}`) }, 'style.logo.art.paths.0.d'],
  ])('with %s is refused by its path', async (_, change, path) => {
    const { doc } = await test.app.codes.get(actor, campaignId, codeId);
    const parsed = codeSchema.safeParse({ ...doc, style: { ...defaultStyle, ...change } });
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
    expect((await test.app.codes.get(actor, campaignId, codeId)).doc).toEqual(doc);
  });
});

describe('row 32: a style that cannot be read', () => {
  it.each<[string, Partial<StyleDocument>, string]>([
    ['a contrast of 1.2 : 1', { paint: { kind: 'solid', colour: '#ebebeb' } }, 'contrast.refused'],
    ['light on dark', { paint: { kind: 'solid', colour: '#ffffff' }, plate: '#101010' }, 'contrast.inverted'],
    ['a logo of 60 %', { logo: logo({ size: 0.6 }) as Logo }, 'logo.too-big'],
  ])('with %s is kept as a draft and not printed', async (_, change, finding) => {
    const code = await test.app.codes.get(actor, campaignId, codeId);
    const doc = codeSchema.parse({ ...code.doc, style: { ...defaultStyle, ...change } });
    const saved = await test.app.codes.save(actor, campaignId, codeId, code.version, doc);
    expect(saved.doc).toEqual(doc);
    const error = await test.app.proofs.ensure(actor, saved).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toMatchObject({ code: 'preflight_failed' });
    const findings = (error as DomainError).details['findings'] as Finding[];
    const refusing = findings.find((one) => one.code === finding);
    expect(refusing?.mend?.style).toBeDefined();
    for (const lang of langs) expect(sentence(lang, refusing)).toMatch(/^\p{Lu}[^{}]*[.!]$/u);
  });
});

describe('a logo file', () => {
  it.each([
    ['of 50 MB', `<svg viewBox="0 0 1 1">${' '.repeat(50_000_000)}</svg>`, 'logo-file.too-large'],
    [
      'with a script',
      '<svg viewBox="0 0 1 1"><script>x</script><path d="M0 0h1v1z"/></svg>',
      'logo-file.forbidden',
    ],
  ])('%s is refused in a sentence', (_, source, code) => {
    const { art, findings } = logoFromSvg(source);
    expect(art).toBeNull();
    expect(findings.map((one) => one.code)).toEqual([code]);
    for (const lang of langs) expect(sentence(lang, findings[0])).toMatch(/^\p{Lu}[^{}]*[.!]$/u);
  });
});
