import { extname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openDatabase } from '#db/open.ts';
import { DomainError } from '#domain/shared/error.ts';
import { addDays, countingDay, localDayPattern } from '#domain/shared/time.ts';
import { makeContent } from '#server/app.ts';
import { readQueries } from '#server/insight/queries.ts';
import { makeScanReader } from '#server/insight/rows.ts';
import type { Done } from '../wegmarke.ts';
import { chooseCampaign } from './bundle.ts';
import { existingInstallation } from './installation.ts';
import { writeWhole } from './whole-file.ts';

const YEARS_BACK_DAYS = 3_650;

/** Writes every scan of a campaign as CSV or NDJSON, without addresses. Days are counting days, both included. */
export async function exportLedger(
  env: NodeJS.ProcessEnv,
  wish: string,
  file: string,
  days: { from: string | undefined; until: string | undefined },
): Promise<Done> {
  const format = { '.csv': 'csv' as const, '.ndjson': 'ndjson' as const }[extname(file)];
  if (!format) throw new DomainError('invalid', { file, endings: ['.csv', '.ndjson'] });
  for (const day of [days.from, days.until]) {
    if (day !== undefined && !localDayPattern.test(day)) throw new DomainError('invalid', { day });
  }
  const settings = existingInstallation(env);
  const content = await makeContent(settings);
  const campaigns = await content.campaigns.listAll().finally(() => content.close());
  const { id, doc } = chooseCampaign(campaigns, wish);
  const ledger = openDatabase(join(settings.dataDir, 'ledger.db'), { kind: 'ledger', readonly: true });
  const rollup = openDatabase(join(settings.dataDir, 'rollup.db'), { kind: 'rollup' });
  try {
    const today = countingDay(Date.now(), doc.timeZone);
    const range = { from: days.from ?? addDays(today, -YEARS_BACK_DAYS), until: days.until ?? today };
    const reader = makeScanReader(ledger, rollup, readQueries());
    let rows = format === 'csv' ? -1 : 0;
    async function* counted() {
      for (const page of reader.pages({ campaignId: id, format: format ?? 'csv', ...range })) {
        rows += page.split('\n').length - 1;
        yield page;
      }
    }
    await writeWhole(file, (stream) => pipeline(Readable.from(counted()), stream));
    return {
      text: `${Math.max(0, rows)} scans to ${file}.`,
      json: { campaignId: id, scans: Math.max(0, rows), file },
    };
  } finally {
    ledger.close();
    rollup.close();
  }
}
