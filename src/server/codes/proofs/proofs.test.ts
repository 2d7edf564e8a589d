import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Code } from '#domain/code/model.ts';
import { setFrame, setInk, setPlate } from '#domain/qr/commands.ts';
import { defaultStyle, type StyleDocument } from '#domain/qr/model.ts';
import type { ProvenRepair } from '#domain/qr/proof.ts';
import { DomainError } from '#domain/shared/error.ts';
import type { Actor } from '#server/context.ts';
import { makeTestApp, plantStory, TEST_ORIGIN, type TestApp } from '#testing/app.ts';
import type { Proofs } from './index.ts';

const fake = new URL('../../../testing/proof-worker.ts', import.meta.url);
// Threads that start on a busy machine: slow, never stuck.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });
let test: TestApp;
let proofs: Proofs;
let campaignId: string;
let codeId: string;
let actor: Actor;

beforeEach(async () => {
  test = await makeTestApp();
  const planted = await plantStory(test);
  ({ actor } = test);
  campaignId = planted.campaign.id;
  codeId = planted.code.id;
  proofs = test.app.proofsWith(test.app.jobs, fake);
});
afterEach(async () => {
  await proofs.close();
  await test.close();
});

const stored = () => test.app.codes.get(actor, campaignId, codeId);
const wear = async (style: StyleDocument) => {
  const code = await stored();
  const doc: Code = { ...code.doc, style };
  return test.app.codes.save(actor, campaignId, codeId, code.version, doc);
};
const saying = (words: string): StyleDocument => setFrame({ callToAction: words })(defaultStyle);
const refusal = async (attempt: Promise<unknown>): Promise<DomainError> => {
  const error = await attempt.catch((cause: unknown) => cause);
  if (error instanceof DomainError) return error;
  throw new Error('was not refused');
};
const proveByJob = async () => {
  const { job } = await proofs.start(actor, campaignId, codeId);
  await test.app.jobs.settled(actor, job);
  return test.app.jobs.get(actor, job);
};

describe('a proof', () => {
  it('is kept with its code, for its origin, with versions and seeds, and listed the newest first', async () => {
    const job = await proveByJob();
    expect(job).toMatchObject({ state: 'done', kind: 'proof', done: 1 });
    test.tick(60_000);
    await proveByJob();
    const { proofs: found, job: open } = await proofs.list(actor, campaignId, codeId);
    expect(open).toBeNull();
    expect(found).toHaveLength(2);
    expect((found[0]?.madeAt ?? 0) - (found[1]?.madeAt ?? 0)).toBe(60_000);
    expect(found[1]).toEqual({ ...(job.data as object), byName: null });
    expect(found[0]).toMatchObject({
      codeId,
      origin: TEST_ORIGIN,
      proof: {
        score: 100,
        seeds: { easy: 4, steady: 2, chance: 5 },
        decoders: [{ id: 'one', version: '1.0.0' }, {}],
      },
    });
    expect(found[0]?.proof).not.toHaveProperty('table');
  });

  it('counts for its artwork alone: another look has none, the old look has it back', async () => {
    await proveByJob();
    const plain = await stored();
    expect(await proofs.valid(plain)).not.toBeNull();
    expect(await proofs.valid(plain, 'https://wgmrk.eu')).toBeNull();
    const changed = await wear(setInk('#20504a')(plain.doc.style));
    expect(await proofs.valid(changed)).toBeNull();
    expect(await proofs.valid(await wear(plain.doc.style))).not.toBeNull();
    // Words around the code are not what the camera looks at.
    expect(await proofs.valid(await wear(saying('Light her lamp.')))).not.toBeNull();
  });

  it('is told for all codes at once, each as it looks now', async () => {
    const proven = async () => proofs.proven(await test.app.codes.list(actor, campaignId));
    expect(await proven()).toEqual(new Set());
    await proveByJob();
    expect(await proven()).toEqual(new Set([codeId]));
    const plain = await stored();
    await wear(setInk('#20504a')(plain.doc.style));
    expect(await proven()).toEqual(new Set());
    await wear(plain.doc.style);
    expect(await proven()).toEqual(new Set([codeId]));
  });

  it('is another workspace’s to nobody', async () => {
    const stranger = { ...actor, workspaceId: 'wsp_0000000000000000' };
    expect((await refusal(proofs.start(stranger, campaignId, codeId))).code).toBe('not_found');
    expect((await refusal(proofs.list(stranger, campaignId, codeId))).code).toBe('not_found');
  });
});

describe('what lets a code print', () => {
  it('is the stored proof; without one it is made, once', async () => {
    const made = await proofs.ensure(actor, await stored());
    expect(made.proof.passes).toBe(true);
    expect(await proofs.ensure(actor, await stored())).toMatchObject({ id: made.id });
    const both = [
      proofs.ensure(actor, await wear(setPlate('#fffdf0')(defaultStyle))),
      proofs.ensure(actor, await stored()),
    ];
    const [one, other] = await Promise.all(both);
    expect(other?.id).toBe(one?.id);
  });

  it('is refused where the proof fails, with what stands against it, and the failure is kept', async () => {
    const { code, details } = await refusal(proofs.ensure(actor, await wear(saying('fail'))));
    expect(code).toBe('preflight_failed');
    expect(details['findings']).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'scan.score', severity: 'refuse' })]),
    );
    const { proofs: found } = await proofs.list(actor, campaignId, codeId);
    expect(found).toHaveLength(1);
    expect(found[0]?.proof).toMatchObject({ score: 50, passes: false });
    expect(await proofs.valid(await stored())).toBeNull();
  });

  it('is refused at once for a look that no proof can let through', async () => {
    const pale = setInk('#c9c9c9')(defaultStyle);
    const { details } = await refusal(proofs.ensure(actor, await wear(pale)));
    expect(details['findings']).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'contrast.refused' })]),
    );
    expect((await proofs.list(actor, campaignId, codeId)).proofs).toEqual([]);
  });
});

describe('the repair of a look that fails', () => {
  const repaired = async () => {
    const { job } = await proofs.startRepair(actor, campaignId, codeId);
    await test.app.jobs.settled(actor, job);
    return test.app.jobs.get(actor, job);
  };

  it('is a look whose own proof passed; worn, it prints by that proof', async () => {
    const look = saying('fail round');
    await wear(look);
    const failed = await proveByJob();
    expect(failed.data).toMatchObject({ proof: { passes: false } });
    const { state, data } = await repaired();
    expect(state).toBe('done');
    const { style, proof } = data as ProvenRepair;
    expect(style.eyes.frame).toBe('square');
    expect(style.frame).toEqual(look.frame);
    expect(proof.proof).toMatchObject({ passes: true, score: 100 });
    expect(await proofs.valid(await stored())).toBeNull();
    expect(await proofs.valid(await wear(style))).toMatchObject({ id: proof.id });
    // What was tried on the way is not kept.
    expect((await proofs.list(actor, campaignId, codeId)).proofs).toHaveLength(2);
  });

  it('is none where no look passes', async () => {
    await wear(saying('fail'));
    expect(await repaired()).toMatchObject({ state: 'done', data: null });
    expect((await proofs.list(actor, campaignId, codeId)).proofs).toEqual([]);
  });

  it('is one search at a time, and ends when it is cancelled', async () => {
    await wear(saying('wait'));
    const { job } = await proofs.startRepair(actor, campaignId, codeId);
    expect((await proofs.startRepair(actor, campaignId, codeId)).job).toBe(job);
    test.app.jobs.cancel(actor, job);
    await test.app.jobs.settled(actor, job);
    expect(test.app.jobs.get(actor, job)).toMatchObject({ state: 'cancelled', data: null });
  });

  it('is another workspace’s to nobody', async () => {
    const stranger = { ...actor, workspaceId: 'wsp_0000000000000000' };
    expect((await refusal(proofs.startRepair(stranger, campaignId, codeId))).code).toBe('not_found');
  });
});

describe('the thread', () => {
  it('is cancelled with its job, keeps nothing of it and goes on', async () => {
    await wear(saying('wait'));
    const { job } = await proofs.start(actor, campaignId, codeId);
    expect((await proofs.start(actor, campaignId, codeId)).job).toBe(job);
    expect((await proofs.list(actor, campaignId, codeId)).job).toBe(job);
    await expect.poll(() => test.app.jobs.get(actor, job).done, { timeout: 60_000 }).toBe(1);
    test.app.jobs.cancel(actor, job);
    await test.app.jobs.settled(actor, job);
    expect(test.app.jobs.get(actor, job).state).toBe('cancelled');
    expect(await proofs.list(actor, campaignId, codeId)).toEqual({ proofs: [], job: null });
    await wear(saying('go'));
    expect((await proveByJob()).state).toBe('done');
  });

  it('that dies fails its job in words and is replaced by the next', async () => {
    await wear(saying('crash'));
    expect(await proveByJob()).toMatchObject({ state: 'failed', error: { code: 'unavailable' } });
    await wear(saying('go'));
    expect((await proveByJob()).state).toBe('done');
  });

  it('answers nothing after it was closed', async () => {
    await proofs.close();
    expect((await refusal(proofs.ensure(actor, await stored()))).code).toBe('unavailable');
  });
});

it('with real photos and decoders lets the house style print', async () => {
  const { proof } = await test.app.proofs.ensure(actor, await stored());
  expect(proof.score).toBeGreaterThanOrEqual(90);
  expect(proof.decoders.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['@zxing/library', 'zxing-wasm', 'jsqr', 'qr']),
  );
  expect(proof.decoders.every(({ version }) => /^\d+\.\d+\.\d+/.test(version))).toBe(true);
  expect(proof.families).toHaveLength(13);
});
