import { rmSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { type Connection, DatabaseRefused, openDatabase } from '#db/open.ts';
import type { OverviewQuestion } from '#domain/insight/model.ts';
import { makeRest } from '../rest.ts';
import { stepBack } from '../step-back.ts';
import { type ExportPage, makeExport } from './export.ts';
import { makeFeedReader } from './feed.ts';
import { makeFold } from './fold.ts';
import { makeOverview } from './overview.ts';
import type { Answer, Question, WorkerSetup } from './protocol.ts';
import { readQueries } from './queries.ts';

// The thread that counts and answers: it folds every second and before each overview, so that a scan is in the
// figures as soon as somebody asks. It has connections of its own and takes no lock of the ledger.

const port = parentPort;
if (port === null) throw new Error('insight/worker.ts runs as a worker thread');
const { ledgerPath, rollupPath, foldEveryMs } = workerData as WorkerSetup;
stepBack('thread');

/** Opens the roll-ups; they hold nothing that cannot be counted again, so a damaged or newer file is replaced. */
function openRollup(): Connection {
  try {
    return openDatabase(rollupPath, { kind: 'rollup' });
  } catch (error) {
    if (!(error instanceof DatabaseRefused) || error.reason === 'not_writable') throw error;
    for (const end of ['', '-wal', '-shm']) rmSync(rollupPath + end, { force: true });
    return openDatabase(rollupPath, { kind: 'rollup' });
  }
}

const ledger = openDatabase(ledgerPath, { kind: 'ledger', readonly: true });
const rollup = openRollup();
// A power cut may cost the last folds with their watermark, never the agreement between the two.
rollup.pragma('synchronous = NORMAL');
const queries = readQueries();
const { fold, rebuild, state } = makeFold(ledger, rollup);
const overview = makeOverview(ledger, rollup, queries);
const feed = makeFeedReader(ledger, rollup, queries);
const pages = makeExport(ledger, queries);
const exports = new Map<number, Generator<ExportPage, void>>();

// A fold that counted something and a question each leave enough behind.
const rest = makeRest({ least: 5 });

let failure: string | null = null;
let folding = false;

function foldOnce(): boolean {
  try {
    const { rows, more } = fold();
    if (rows > 0) rest.stir();
    failure = null;
    return more;
  } catch (error) {
    failure = error instanceof Error ? ((error as { code?: string }).code ?? error.message) : String(error);
    return false;
  }
}

/** Folds what there is, in portions; questions are answered in between. */
function foldAll(): void {
  if (folding) return;
  folding = true;
  const next = (): void => {
    if (foldOnce()) setImmediate(next);
    else folding = false;
  };
  next();
}

function answer(question: Question): unknown {
  rest.stir();
  switch (question.ask) {
    case 'overview': {
      if (foldOnce()) foldAll();
      return overview(question.question as OverviewQuestion, state());
    }
    case 'feed':
      foldOnce();
      return feed(question.campaignId, question.limit);
    case 'export':
      exports.set(question.cursor, pages(question.question));
      return null;
    case 'exportNext': {
      const page = exports.get(question.cursor)?.next();
      if (page === undefined || page.done) exports.delete(question.cursor);
      return page === undefined || page.done ? null : new TextEncoder().encode(page.value.text);
    }
    case 'exportEnd':
      exports.delete(question.cursor);
      return null;
    case 'rebuild':
      rebuild();
      foldAll();
      return null;
    case 'status':
      return { ...state(), failure };
  }
}

port.on('message', (message: Question | 'close') => {
  if (message === 'close') {
    clearInterval(timer);
    rest.close();
    port.close();
    ledger.close();
    rollup.close();
    return;
  }
  let reply: Answer;
  try {
    reply = { id: message.id, ok: true, value: answer(message) };
  } catch (error) {
    reply = { id: message.id, ok: false, error: error instanceof Error ? error.message : String(error) };
  }
  // The bytes of an export move over; a copy of each page would be work for the thread that answers scans.
  const moved = reply.ok && reply.value instanceof Uint8Array ? [reply.value.buffer as ArrayBuffer] : [];
  port.postMessage(reply, moved);
});

const timer = setInterval(foldAll, foldEveryMs);
foldAll();
