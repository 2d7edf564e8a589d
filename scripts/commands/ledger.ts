import { extname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openDatabase } from '#db/open.ts';
import { DomainError } from '#domain/shared/error.ts';
import { addDays, countingDay, localDayPattern } from '#domain/shared/time.ts';
import { isLang } from '#i18n/text.ts';
import { makeContent } from '#server/app.ts';
import { makeExport } from '#server/insight/export.ts';
import { namesOf, readNamed } from '#server/insight/names.ts';
import { readQueries } from '#server/insight/queries.ts';
import { chooseCampaign } from './bundle.ts';
import type { Done } from './done.ts';
import { existingInstallation } from './installation.ts';
import { writeWhole } from './whole-file.ts';

const YEARS_BACK_DAYS = 3_650;

/**
 * Writes every scan of a campaign, and what the visits did, as CSV or NDJSON, without addresses, with names in the
 * campaign's first language. Days are counting days, both included.
 */
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
  async function choose() {
    const { id, doc } = chooseCampaign(await content.campaigns.listAll(), wish);
    const [lang = 'en'] = doc.languages.filter(isLang);
    return { id, doc, names: namesOf(await readNamed(content, id), lang, doc.languages) };
  }
  const { id, doc, names } = await choose().finally(() => content.close());
  const ledger = openDatabase(join(settings.dataDir, 'ledger.db'), { kind: 'ledger', readonly: true });
  try {
    const today = countingDay(Date.now(), doc.timeZone);
    const range = { from: days.from ?? addDays(today, -YEARS_BACK_DAYS), until: days.until ?? today };
    const pages = makeExport(ledger, readQueries());
    const counts = { scans: 0, events: 0 };
    function* counted() {
      for (const { text, scans, events } of pages({
        campaignId: id,
        format: format ?? 'csv',
        names,
        ...range,
      })) {
        counts.scans += scans;
        counts.events += events;
        yield text;
      }
    }
    await writeWhole(file, (stream) => pipeline(Readable.from(counted()), stream));
    return {
      text: `${counts.scans} scans, and ${counts.events} choices, links and ends, to ${file}.`,
      json: { campaignId: id, ...counts, file },
    };
  } finally {
    ledger.close();
  }
}
