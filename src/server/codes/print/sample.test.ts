import { expect, it, vi } from 'vitest';
import { CAPTURES, EASY } from '#domain/qr/captures.ts';
import { checkStyle } from '#domain/qr/findings.ts';
import { type Preflight, preflight, type Reads } from '#domain/qr/preflight.ts';
import { preflightFindings, repair } from '#domain/qr/repair.ts';
import { randomPayload, randomStyle, seeded } from '#domain/qr/sample.ts';
import { styleSchema } from '#domain/qr/schema.ts';
import { nodeDecoders } from './decoders.ts';

// Hundreds of styles, real photos, real decoders: minutes on a busy machine, never stuck.
vi.setConfig({ testTimeout: 1_200_000 });

const STYLES = 300;
// Fewer photos than the studio takes, by the same rules: the easy captures of all, the others of every fifth.
const EASY_ALONE = { easy: 2, steady: 0, chance: 0 };
const ALL_CAPTURES = { easy: 2, steady: 1, chance: 1 };

it('draws the same styles from the same seed, all of them stored documents', () => {
  const draw = () => {
    const random = seeded(11);
    return Array.from({ length: 200 }, (_, index) => {
      const payload = randomPayload(random);
      return [payload, randomStyle(random, payload, index % 2 ? 'any' : 'offered')] as const;
    });
  };
  const styles = draw();
  expect(draw()).toEqual(styles);
  for (const [, style] of styles) expect(styleSchema.parse(style)).toEqual(style);
  const kinds = (of: (style: (typeof styles)[number][1]) => string) =>
    new Set(styles.map(([, one]) => of(one)));
  expect(kinds((one) => one.modules.shape).size).toBe(7);
  expect(kinds((one) => one.frame.kind).size).toBeGreaterThan(12);
  expect(kinds((one) => one.paint.kind).size).toBe(3);
});

it('lets a random style pass that three readers see in every easy photo, or refuses it with a mend that passes', async () => {
  const decoders = await nodeDecoders();
  const controls = new Map<string, Reads>();
  const random = seeded(2026);
  const payloads = [randomPayload(random), randomPayload(random)];
  let passed = 0;
  for (let index = 0; index < STYLES; index++) {
    const payload = payloads[index % payloads.length] as string;
    const style = randomStyle(random, payload, index % 3 === 0 ? 'any' : 'offered');
    const photos = index % 5 === 0 ? ALL_CAPTURES : EASY_ALONE;
    const score = (one: typeof style): Promise<Preflight> =>
      preflight(one, payload, { decoders, controls, photos });
    const fixed = checkStyle(style, payload).filter(({ severity }) => severity === 'refuse');
    const live = fixed.length > 0 ? null : await score(style);
    const told = `style ${index}: ${JSON.stringify(style)}`;
    if (live?.passes) {
      passed++;
      for (const [row, { id }] of CAPTURES.entries())
        if (EASY.includes(id))
          for (const rate of live.table.style[row] ?? []) expect(rate, told).toBeGreaterThan(0);
      continue;
    }
    const refusing = [...fixed, ...(live ? preflightFindings(style, payload, live) : [])].filter(
      ({ severity }) => severity === 'refuse',
    );
    expect(refusing.length, told).toBeGreaterThan(0);
    for (const one of refusing) expect(one.mend, told).toBeDefined();
    const mended = await repair(style, payload, score);
    expect(mended?.preflight.passes, told).toBe(true);
    expect(checkStyle(mended?.style ?? style, payload).filter((one) => one.severity === 'refuse')).toEqual(
      [],
    );
  }
  // A gate that refused everything would hold all of the above.
  expect(passed).toBeGreaterThan(STYLES / 3);
});
