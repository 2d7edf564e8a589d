/** The composition root: opens the databases and builds every service once. */
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { checkFile, holdFolder, openDatabase, refusalOf } from '#db/open.ts';
import { makeAccounts } from './accounts/index.ts';
import { makeAssets } from './assets/index.ts';
import { makeModels } from './assets/models/index.ts';
import { makeQuickLooks } from './assets/quick-look/index.ts';
import { makeCampaigns } from './campaigns/index.ts';
import { makeTransfer } from './campaigns/transfer.ts';
import { makeBulk } from './codes/bulk/index.ts';
import { makeCodes } from './codes/index.ts';
import { makeOrders } from './codes/print/batch/index.ts';
import { makePrinter } from './codes/print/index.ts';
import { makeProofs } from './codes/proofs/index.ts';
import { makeRouteMap, type RouteSources } from './codes/routes.ts';
import { makeStyles } from './codes/styles/index.ts';
import { makeInsight } from './insight/index.ts';
import { type Jobs, makeJobs } from './jobs/index.ts';
import { makeLedger } from './ledger/index.ts';
import { makePlaces } from './places/index.ts';
import { readPhoto } from './places/photo/index.ts';
import { makeScenes } from './scenes/index.ts';
import type { Settings } from './settings.ts';
import { makeStories } from './stories/index.ts';

export type App = Awaited<ReturnType<typeof makeApp>>;

const LOOK_MS = 1_000;

/**
 * The services over `wegmarke.db`: people and content. Operator commands use them beside a running server.
 * @throws DatabaseRefused when the database cannot be used.
 */
export async function makeContent(settings: Settings, clock: () => number = Date.now) {
  const path = join(settings.dataDir, 'wegmarke.db');
  const connection = openDatabase(path, { kind: 'content' });
  const context = { db: drizzle(connection), clock };
  const routes = makeRouteMap();
  const listeners = new Set<(campaignId: string) => void>();
  const changed = async (campaignId: string): Promise<void> => {
    await routes.reload(sources, campaignId);
    renew(campaignId);
  };
  const renew = (campaignId: string): void => {
    scenes.forget(campaignId);
    for (const listener of listeners) listener(campaignId);
  };
  const campaigns = makeCampaigns(context, changed);
  const assets = makeAssets(context, join(settings.dataDir, 'assets'));
  const stories = makeStories(context, campaigns, changed, assets);
  const places = makePlaces(context, campaigns, changed, assets, {
    origins: settings.origins,
    findRoute: routes.find,
    readPhoto,
  });
  const scenes = makeScenes(context, campaigns, assets, changed);
  const styles = makeStyles(context, changed, assets);
  const codes = makeCodes(context, campaigns, changed, styles);
  const bulk = makeBulk(context, { campaigns, stories, scenes, styles }, changed);
  const sources: RouteSources = { campaigns, stories, places, scenes, codes: codes.store };
  const accounts = makeAccounts(context, connection, {
    secret: settings.secret,
    origins: settings.origins,
    secure: settings.publicOrigin.startsWith('https://'),
  });
  const transfer = makeTransfer(
    context,
    { campaigns, stories, places, scenes, codes: codes.store, assets },
    changed,
  );
  try {
    await routes.load(sources);
  } catch (cause) {
    connection.close();
    throw refusalOf(cause, path) ?? cause;
  }

  /** Takes up what another process (an operator's command) wrote; SQLite counts foreign commits for us. */
  let seen = connection.pragma('data_version', { simple: true });
  async function lookForChanges(): Promise<void> {
    const now = connection.pragma('data_version', { simple: true });
    if (now === seen) return;
    seen = now;
    for (const { id } of await campaigns.listAll()) await changed(id);
  }

  return {
    settings,
    clock,
    accounts,
    assets,
    bulk,
    campaigns,
    codes,
    places,
    routes,
    scenes,
    stories,
    styles,
    transfer,
    lookForChanges,
    /** Lets go of the pages that were made of a campaign. */
    renew,
    /** The proofs of these codes, made as jobs of the running server. */
    proofsWith: (jobs: Jobs, worker?: URL) =>
      makeProofs(context, { codes, assets, jobs }, settings.publicOrigin, worker),
    /** Calls `listener` with the id of each campaign that changed, after the route map knows. */
    onCampaignChange(listener: (campaignId: string) => void): void {
      listeners.add(listener);
    },
    close(): void {
      connection.close();
    },
  };
}

/**
 * Everything the server needs; holds the data folder until it is closed. Every file is looked at before the
 * first is opened, so that none is brought up to date beside one that is refused.
 * @throws DatabaseRefused when a database cannot be used, or another server has the folder.
 */
export async function makeApp(settings: Settings, clock: () => number = Date.now) {
  const { dataDir } = settings;
  const ledgerPath = join(dataDir, 'ledger.db');
  checkFile(join(dataDir, 'wegmarke.db'), 'content');
  checkFile(ledgerPath, 'ledger');
  const opened: (() => void | Promise<void>)[] = [holdFolder(dataDir)];
  /** Closes what was opened, the last first. */
  async function close(): Promise<void> {
    for (let last = opened.pop(); last; last = opened.pop()) await last();
  }
  try {
    const content = await makeContent(settings, clock);
    opened.push(content.close);
    const ledgerDb = openDatabase(ledgerPath, { kind: 'ledger' });
    opened.push(() => void ledgerDb.close());
    const ledger = makeLedger({ db: ledgerDb, dataDir, clock });
    opened.push(ledger.close);
    const insight = makeInsight({ ledgerPath, rollupPath: join(dataDir, 'rollup.db') });
    opened.push(insight.close);
    const printer = makePrinter();
    opened.push(printer.close);
    const jobs = makeJobs(join(dataDir, 'jobs'), clock);
    opened.push(() => jobs.close());
    const models = makeModels({ ...content, jobs });
    const quickLooks = makeQuickLooks(content, content.renew);
    opened.push(quickLooks.close);
    content.onCampaignChange(quickLooks.follow);
    const proofs = content.proofsWith(jobs);
    opened.push(proofs.close);
    const orders = makeOrders(
      { ...content, jobs, proofs },
      { origin: settings.publicOrigin, testPrint: settings.testPrint },
    );
    opened.push(orders.close);
    await content.assets.sweep();
    quickLooks.followAll();
    const looking = setInterval(() => void content.lookForChanges().catch(() => undefined), LOOK_MS);
    looking.unref();
    opened.push(() => clearInterval(looking));
    return { ...content, insight, jobs, ledger, models, orders, printer, proofs, quickLooks, close };
  } catch (cause) {
    await close();
    throw cause;
  }
}
