import { describe, expect, it, vi } from 'vitest';
import { CAPTURES, EASY } from '#domain/qr/captures.ts';
import { quantiseAsJpeg } from '#domain/qr/jpeg.ts';
import { GATE } from '#domain/qr/limits.ts';
import { defaultStyle, type Logo, plainStyle, type StyleDocument } from '#domain/qr/model.ts';
import {
  type Decoder,
  makePhotographer,
  type PreflightHelper,
  preflight,
  type Reads,
  readPhoto,
  takesOf,
} from '#domain/qr/preflight.ts';
import { preflightFindings, repair } from '#domain/qr/repair.ts';
import { nodeDecoders } from './decoders.ts';

const PAYLOAD = 'HTTPS://WGMRK.EU/Q/7KQ2MX';
// Real photos, real decoders: slow on a busy machine, never stuck.
vi.setConfig({ testTimeout: 120_000 });

const controls = new Map<string, Reads>();
const judge = async (style: StyleDocument, payload = PAYLOAD) =>
  preflight(style, payload, { decoders: await nodeDecoders(), controls });
const solid = (colour: string) => ({ kind: 'solid' as const, colour });
const logo = (size: number): Logo => ({
  art: {
    kind: 'paths',
    aspect: 1,
    paths: [{ d: 'M0 0L1 0L1 1L0 1Z', fill: '#a82c15', rule: 'nonzero' }],
  },
  size,
  plate: 'square',
  padding: 0.5,
  shift: { x: 0, y: 0 },
});

describe('the live preflight', () => {
  it('gives a plain code 100, read by all in the easy captures', async () => {
    const result = await judge(plainStyle);
    expect(result.score).toBe(100);
    expect(result.controlRate).toBeGreaterThan(0.85);
    CAPTURES.forEach((capture, row) => {
      if (EASY.includes(capture.id))
        for (const rate of result.table.control[row] ?? []) expect(rate).toBeGreaterThan(0.5);
    });
    expect(preflightFindings(plainStyle, PAYLOAD, result)).toEqual([]);
  });

  it.each<[string, Partial<StyleDocument>]>([
    ['the default', {}],
    ['leaves', { modules: { shape: 'classy' } }],
    [
      'touching dots and round eyes',
      {
        modules: { shape: 'dots', size: 1 },
        eyes: { ...defaultStyle.eyes, frame: 'circle', pupil: 'circle' },
      },
    ],
    ['green ink', { paint: solid('#20504a') }],
    ['two modules of quiet zone', { quietZone: 2 }],
    ['a logo of 20 % at H', { errorCorrection: 'H', logo: logo(0.2) }],
  ])('lets %s pass', async (_, change) => {
    expect((await judge({ ...defaultStyle, ...change })).passes).toBe(true);
  });

  it.each<[string, Partial<StyleDocument>]>([
    ['dots of 0.5', { modules: { shape: 'dots', size: 0.5 } }],
    ['a contrast of 2 : 1', { paint: solid('#b8b8b8') }],
    ['an inverted code', { paint: solid('#ffffff'), plate: '#111111' }],
    ['pale eyes', { eyes: { ...defaultStyle.eyes, frameColour: '#ffb060', pupilColour: '#ffb060' } }],
    ['a logo of 35 %', { logo: logo(0.35) }],
  ])('stops %s', async (_, change) => {
    const style = { ...defaultStyle, ...change };
    const result = await judge(style);
    expect(result.score).toBeLessThan(GATE.score);
    const findings = preflightFindings(style, PAYLOAD, result);
    expect(findings[0]).toMatchObject({ code: 'scan.score', severity: 'refuse' });
    expect(findings.length).toBeGreaterThan(1);
  });

  it('falls as dots shrink', async () => {
    const scores: number[] = [];
    for (const size of [1, 0.7, 0.5]) {
      scores.push((await judge({ ...defaultStyle, modules: { shape: 'dots', size } })).score);
    }
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect((scores[0] ?? 0) - (scores[2] ?? 0)).toBeGreaterThan(15);
  });

  it('answers the same for the same style', async () => {
    const style = { ...defaultStyle, modules: { shape: 'dots' as const, size: 0.85 } };
    expect(await judge(style)).toEqual(await judge(style));
    const pixels = () =>
      takesOf({ easy: 1, steady: 1, chance: 1 })
        .map(makePhotographer(style, PAYLOAD, undefined))
        .map(({ luma }) => luma);
    expect(pixels()).toEqual(pixels());
  });

  it('lets no code pass that a reader never sees in an easy photo', async () => {
    let photo = 0;
    // Blind in the first capture, for every other code than the plain one.
    const blind: Decoder = {
      id: 'blind',
      family: 'blind',
      decode: () => (photo++ % 49 < 4 && photo > 49 ? null : PAYLOAD),
    };
    const result = await preflight(defaultStyle, PAYLOAD, { decoders: [blind] });
    expect(result.rate).toBeGreaterThan(0.9);
    expect(result.unread).toEqual([{ capture: 1, family: 'size', decoder: 'blind' }]);
    expect(result.passes).toBe(false);
    const found = preflightFindings(defaultStyle, PAYLOAD, result);
    expect(found.find(({ code }) => code === 'scan.easy')?.mend).toBeDefined();
    expect(found.filter((one) => one.severity === 'refuse' && !one.mend)).toEqual([]);
  });

  it('answers the same when others help, and when they fail', async () => {
    const style = { ...defaultStyle, modules: { shape: 'dots' as const, size: 0.85 } };
    const decoders = await nodeDecoders();
    let helped = 0;
    const good: PreflightHelper = {
      read: async (asked, payload, takes) => {
        const take = makePhotographer(asked, payload, undefined);
        helped += takes.length;
        return Promise.all(takes.map((one) => readPhoto(take(one), payload, decoders)));
      },
    };
    const gone: PreflightHelper = { read: () => Promise.reject(new Error('gone')) };
    const alone = await judge(style);
    for (const helpers of [[good], [gone], [good, gone]])
      expect(await preflight(style, PAYLOAD, { decoders, controls, helpers })).toEqual(alone);
    expect(helped).toBeGreaterThan(0);
  });

  it('is 0 after a misread, stops when told, and says how far it is', async () => {
    const reader = (text: string | null): Decoder => ({ id: 'fake', family: 'fake', decode: () => text });
    expect((await preflight(defaultStyle, PAYLOAD, { decoders: [reader('HTTPS://WRONG')] })).score).toBe(0);
    expect((await preflight(defaultStyle, PAYLOAD, { decoders: [reader(PAYLOAD)] })).score).toBe(100);
    const done: number[] = [];
    await preflight(defaultStyle, PAYLOAD, {
      decoders: [reader(null)],
      onProgress: (part) => done.push(part),
    });
    expect(done.at(-1)).toBe(1);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    const controller = new AbortController();
    const stopped = preflight(defaultStyle, PAYLOAD, {
      decoders: [reader(null)],
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('stale')),
    });
    await expect(stopped).rejects.toThrow('stale');
  });
});

describe('repair', () => {
  it('finds a passing style and keeps what did not hurt', async () => {
    const broken: StyleDocument = {
      ...defaultStyle,
      modules: { shape: 'dots', size: 0.6 },
      paint: solid('#d8c020'),
      logo: logo(0.3),
      frame: { ...defaultStyle.frame, kind: 'ticket', callToAction: 'Light her lamp.' },
    };
    const found = await repair(broken, PAYLOAD, judge);
    expect(found?.preflight.passes).toBe(true);
    expect(found?.style.frame).toEqual(broken.frame);
    expect(found?.style.modules.shape).toBe('dots');
    expect(found?.style.logo).not.toBeNull();
  });

  it('gives up within its budget', async () => {
    let runs = 0;
    const never = await repair(
      defaultStyle,
      PAYLOAD,
      async (style) => {
        runs++;
        return { ...(await preflight(style, PAYLOAD, { decoders: [] })), score: 0 };
      },
      3,
    );
    expect(never).toBeNull();
    expect(runs).toBeGreaterThan(0);
    expect(runs).toBeLessThanOrEqual(3);
  });
});

describe('the JPEG quantiser', () => {
  it('keeps flat areas and, at quality 100, nearly everything', () => {
    const flat = new Uint8ClampedArray(20 * 12).fill(77);
    quantiseAsJpeg(flat, 20, 12, 10);
    expect(Math.max(...flat) - Math.min(...flat)).toBe(0);
    expect(Math.abs((flat[0] ?? 0) - 77)).toBeLessThanOrEqual(10);
    const busy = Uint8ClampedArray.from({ length: 400 }, (_, k) => (k * 7919) % 256);
    const copy = busy.slice();
    quantiseAsJpeg(copy, 20, 20, 100);
    expect(Math.max(...copy.map((value, k) => Math.abs(value - (busy[k] ?? 0))))).toBeLessThan(6);
    quantiseAsJpeg(copy, 20, 20, 10);
    expect(copy).not.toEqual(busy);
  });
});
