import { join } from 'node:path';
import { openDatabase } from '#db/open.ts';
import { mintCode, type Target } from '#domain/code/model.ts';
import { newPlacement } from '#domain/place/model.ts';
import { defaultStyle } from '#domain/qr/model.ts';
import type { ScanRoute } from '#domain/scan/model.ts';
import { newBlock } from '#domain/scene/model.ts';
import { newId } from '#domain/shared/id.ts';
import { addDays, countingDay } from '#domain/shared/time.ts';
import { makeContent } from '#server/app.ts';
import { makeFold } from '#server/insight/fold.ts';
import { readSettings } from '#server/settings.ts';
import { fillLedger, makeRoutes, ZONE } from './full-ledger.ts';

/** A data folder as a long-used installation has it, for the benches of the whole server. */

/** Days with scans, up to yesterday. */
export const DAYS = 90;

export interface Installation {
  readonly campaignId: string;
  /** Paths of codes that lead to an address, and to a scene. */
  readonly redirects: readonly string[];
  readonly scenes: readonly string[];
}

/** Two campaigns: one whose 200 codes carry the scans, one with all the other codes. */
export async function makeInstallation(
  dataDir: string,
  scans: number,
  codeCount: number,
): Promise<Installation> {
  const content = await makeContent(readSettings({ HOST: '127.0.0.1', DATA_DIR: dataDir }));
  const routes: ScanRoute[] = [];
  const letters: Record<'url' | 'scene', string[]> = { url: [], scene: [] };
  let campaignId = '';
  try {
    const workspaceId = content.accounts.ensureWorkspace('Bench');
    const actor = { userId: 'bench', name: 'Bench', email: 'bench@example.org', workspaceId, sessionId: '' };
    for (const [title, count] of [
      ['Harbour', Math.min(200, codeCount)],
      ['Archive', codeCount - 200],
    ] as const) {
      const made = await content.campaigns.create(actor, { title, language: 'en', timeZone: ZONE });
      campaignId ||= made.id;
      await content.campaigns.save(actor, made.id, made.version, { ...made.doc, state: 'live' });
      const scene = await content.scenes.create(actor, made.id, {
        title: { en: 'The lamp is cold.' },
        blocks: [{ ...newBlock('text'), text: { en: 'It has burned here every night since 1892.' } }],
      });
      await content.scenes.publish(actor, made.id, scene.id);
      for (const [index, like] of makeRoutes(made.id).entries()) {
        if (index >= count) break;
        for (let copy = index; copy < count; copy += 200) {
          const bearer = { kind: 'placement', id: newId('plm') } as const;
          await content.places.placements.create(made.id, bearer.id, newPlacement('poster', null));
          const url = `https://shop.example.org/harbour/${copy}`;
          const otherwise: Target = copy % 2 ? { kind: 'scene', id: scene.id } : { kind: 'url', url };
          const code = await content.codes.store.create({
            id: newId('cod'),
            campaignId: made.id,
            bearer,
            doc: { schema: 1, style: defaultStyle, rules: [], otherwise, retired: false },
            by: actor.userId,
            mint: mintCode,
          });
          letters[otherwise.kind === 'url' ? 'url' : 'scene'].push(`/Q/${code.letters}`);
          if (made.id === campaignId) routes.push({ ...like, code: code.letters, codeId: code.id, bearer });
        }
      }
    }
  } finally {
    content.close();
  }
  const ledger = openDatabase(join(dataDir, 'ledger.db'), { kind: 'ledger' });
  const rollup = openDatabase(join(dataDir, 'rollup.db'), { kind: 'rollup' });
  const until = addDays(countingDay(Date.now(), ZONE), -1);
  if (scans > 0) fillLedger(ledger, { scans, routes, from: addDays(until, 1 - DAYS), until });
  const { fold } = makeFold(ledger, rollup, Date.now);
  while (fold().more);
  rollup.pragma('wal_checkpoint(TRUNCATE)');
  rollup.close();
  ledger.close();
  return { campaignId, redirects: letters.url, scenes: letters.scene };
}
