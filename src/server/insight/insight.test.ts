import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { countingDay } from '#domain/shared/time.ts';
import { makeLedger } from '../ledger/index.ts';
import { harbour, scanOf, temporaryFolder, temporaryLedger } from '../ledger/testing.ts';
import { type Insight, makeInsight } from './index.ts';

async function open(folder = temporaryFolder()) {
  const ledger = makeLedger({ db: temporaryLedger(folder), dataDir: folder });
  const insight: Insight = makeInsight({
    ledgerPath: join(folder, 'ledger.db'),
    rollupPath: join(folder, 'rollup.db'),
    foldEveryMs: 50,
  });
  onTestFinished(async () => {
    await insight.close();
    await ledger.close();
  });
  return { ledger, insight, folder };
}

const question = () => {
  const today = countingDay(Date.now(), harbour.timeZone);
  return { campaignId: harbour.campaignId, from: today, until: today, includeStaff: false };
};

it('shows a scan that was answered a moment ago', async () => {
  const { ledger, insight } = await open();
  await ledger.append(scanOf({ at: Date.now() }));
  expect((await insight.overview(question())).totals).toEqual({ scans: 1, people: 1 });
  const { visitId } = await ledger.append(scanOf({ at: Date.now(), address: '192.0.2.99' }));
  await ledger.record(visitId, 'ver_0000000000000001', [{ kind: 'shown', block: null, atMs: 100 }]);
  const overview = await insight.overview(question());
  expect(overview.totals).toEqual({ scans: 2, people: 2 });
  expect(overview.funnel[1]).toEqual({ step: 'shown', visits: 1 });
  expect(await insight.liveFeed(harbour.campaignId)).toHaveLength(2);
});

it('counts in the background without being asked', async () => {
  const { ledger, insight } = await open();
  await ledger.append(scanOf({ at: Date.now() }));
  await expect.poll(async () => (await insight.status()).behind, { timeout: 5_000 }).toBe(0);
  expect((await insight.status()).failure).toBeNull();
});

it('replaces roll-ups that cannot be read, and counts again', async () => {
  const folder = temporaryFolder();
  writeFileSync(
    join(folder, 'rollup.db'),
    'this is no database, though it is long enough to be one'.repeat(200),
  );
  const { ledger, insight } = await open(folder);
  await ledger.append(scanOf({ at: Date.now() }));
  expect((await insight.overview(question())).totals.scans).toBe(1);
  await insight.rebuild();
  expect((await insight.overview(question())).totals.scans).toBe(1);
});

it('streams an export, also to a reader that stops early', async () => {
  const { ledger, insight } = await open();
  await ledger.append(scanOf({ at: Date.now() }));
  const { from, until } = question();
  let text = '';
  for await (const page of insight.exportRows({ campaignId: harbour.campaignId, from, until, format: 'csv' }))
    text += Buffer.from(page).toString();
  expect(text.split('\r\n')).toHaveLength(3);
  expect(text).not.toContain('192.0.2.7');
  for await (const page of insight.exportRows({
    campaignId: harbour.campaignId,
    from,
    until,
    format: 'csv',
  })) {
    expect(Buffer.from(page).toString()).toContain('user_agent');
    break;
  }
});

it('refuses after it was closed', async () => {
  const { insight } = await open();
  await insight.close();
  await expect(insight.overview(question())).rejects.toMatchObject({ code: 'unavailable' });
});
