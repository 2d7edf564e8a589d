import { beforeAll, expect, it, vi } from 'vitest';
import { plainStyle } from '#domain/qr/model.ts';
import type { MarkerAnswer, MarkerAsk } from './marker-protocol.ts';

const PAYLOAD = 'HTTPS://WGMRK.EU/Q/4KZ7QD';
const answers: MarkerAnswer[] = [];
let ask: (message: MarkerAsk) => void = () => undefined;

beforeAll(async () => {
  vi.stubGlobal('postMessage', (message: MarkerAnswer) => answers.push(message));
  vi.stubGlobal('addEventListener', (_: string, listen: (event: { data: MarkerAsk }) => void) => {
    ask = (data) => listen({ data });
  });
  await import('./marker.worker.ts');
});

const answerOf = (id: number, kind: MarkerAnswer['kind']) =>
  vi.waitFor(
    () => {
      const found = answers.find((one) => one.id === id && one.kind === kind);
      expect(found).toBeDefined();
      return found;
    },
    { timeout: 25_000, interval: 5 },
  );

it('answers the newest question only, and what is known at once', async () => {
  const dots = { ...plainStyle, modules: { shape: 'dots', size: 0.8 } } as const;
  ask({ kind: 'trial', id: 1, style: dots, payload: PAYLOAD });
  await answerOf(1, 'progress');
  ask({ kind: 'trial', id: 2, style: plainStyle, payload: PAYLOAD });
  const first = await answerOf(2, 'trial');
  expect(answers.some(({ id, kind }) => id === 1 && kind === 'trial')).toBe(false);
  const seen = answers.length;
  ask({ kind: 'trial', id: 3, style: plainStyle, payload: PAYLOAD });
  const again = await answerOf(3, 'trial');
  expect(answers).toHaveLength(seen + 1);
  expect(again).toMatchObject({ trial: first?.kind === 'trial' ? first.trial : null });
  ask({ kind: 'trial', id: 4, style: dots, payload: PAYLOAD });
  await answerOf(4, 'progress');
  ask({ kind: 'cancel' });
  await new Promise((resolve) => setTimeout(resolve, 300));
  const stopped = answers.length;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(answers).toHaveLength(stopped);
});

it('tries every change of a weak style, and says what it cannot do', async () => {
  const thin = { ...plainStyle, modules: { shape: 'squares', size: 0.5 }, quietZone: 3 } as const;
  ask({ kind: 'changes', id: 5, style: thin, payload: PAYLOAD });
  const found = await answerOf(5, 'changes');
  expect(found?.kind === 'changes' && found.changes.map(({ change }) => change)).toEqual(['modules', 'edge']);
  ask({ kind: 'trial', id: 6, style: plainStyle, payload: 'X'.repeat(8_000) });
  expect(await answerOf(6, 'failed')).toMatchObject({ kind: 'failed' });
});
