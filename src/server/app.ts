/** The composition root: opens both databases and builds every service once. */
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { openDatabase } from '#db/open.ts';
import { makeAccounts } from './accounts/index.ts';
import { makeAssets } from './assets/index.ts';
import { makeCampaigns } from './campaigns/index.ts';
import { makeCodes } from './codes/index.ts';
import { makeRouteMap, type RouteSources } from './codes/routes.ts';
import { makeLedger } from './ledger/index.ts';
import { makePlaces } from './places/index.ts';
import { makeScenes } from './scenes/index.ts';
import type { Settings } from './settings.ts';
import { makeStories } from './stories/index.ts';

export type App = Awaited<ReturnType<typeof makeApp>>;

/** Builds the app. @throws DatabaseRefused when a database cannot be used. */
export async function makeApp(settings: Settings, clock: () => number = Date.now) {
  const content = openDatabase(join(settings.dataDir, 'wegmarke.db'), { kind: 'content' });
  const ledgerDb = openDatabase(join(settings.dataDir, 'ledger.db'), { kind: 'ledger' });
  const context = { db: drizzle(content), clock };

  const routes = makeRouteMap();
  const listeners = new Set<(campaignId: string) => void>();
  const changed = async (campaignId: string): Promise<void> => {
    scenes.forget(campaignId);
    await routes.reload(sources, campaignId);
    for (const listener of listeners) listener(campaignId);
  };
  const campaigns = makeCampaigns(context, changed);
  const assets = makeAssets(context, join(settings.dataDir, 'assets'));
  const stories = makeStories(context, campaigns, changed, assets);
  const places = makePlaces(context, campaigns, changed);
  const scenes = makeScenes(context, campaigns, assets, changed);
  const codes = makeCodes(context, campaigns, changed);
  const sources: RouteSources = { campaigns, stories, places, scenes, codes: codes.store };
  const accounts = makeAccounts(context, content, {
    secret: settings.secret,
    origins: settings.origins,
    secure: settings.publicOrigin.startsWith('https://'),
  });
  const ledger = makeLedger({ db: ledgerDb, dataDir: settings.dataDir, clock });

  await assets.sweep();
  await routes.load(sources);

  return {
    settings,
    clock,
    accounts,
    assets,
    campaigns,
    codes,
    ledger,
    places,
    routes,
    scenes,
    stories,
    /** Calls `listener` with the id of each campaign that changed, after the route map knows. */
    onCampaignChange(listener: (campaignId: string) => void): void {
      listeners.add(listener);
    },
    async close(): Promise<void> {
      await ledger.close();
      ledgerDb.close();
      content.close();
    },
  };
}
