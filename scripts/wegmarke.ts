/** The operator's command line: `npm run -s wegmarke -- <command>`. */
import { parseArgs } from 'node:util';
import { DatabaseRefused } from '#db/open.ts';
import { DomainError } from '#domain/shared/error.ts';
import { errorSentence } from '#i18n/errors.ts';
import { SettingRefused } from '#server/settings.ts';
import { backup, restore } from './commands/backup.ts';
import { exportCampaign, importCampaign } from './commands/bundle.ts';
import { exportLedger } from './commands/ledger.ts';
import { ownerLink } from './commands/owner-link.ts';

/** What a command did: a line for people, an object for programs. */
export interface Done {
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** The command's words were wrong. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const HELP = `wegmarke <command> [options]

  owner-link                          a one-time link that makes the owner, or gives the owner a new password
  backup FILE                         databases and files into one archive, while the server runs
  restore FILE                        puts a backup back; the server must be stopped, what was there is kept aside
  import FILE                         a campaign bundle (zip, or a folder in the same layout) as a new campaign
  export CAMPAIGN FILE                a campaign as a bundle; CAMPAIGN is its id or its title
  ledger export CAMPAIGN FILE         every scan as .csv or .ndjson, by the file's ending
                                      [--from YYYY-MM-DD] [--until YYYY-MM-DD]

  --json    the result as one line of JSON
  --help    this text

Reads the same settings from the environment as the server (DATA_DIR, PUBLIC_ORIGIN, PORT, HOST).
Exit codes: 0 done, 1 refused or failed, 2 wrong words.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    json: { type: 'boolean' },
    help: { type: 'boolean' },
    from: { type: 'string' },
    until: { type: 'string' },
  },
});

function need(value: string | undefined, what: string): string {
  if (!value) throw new UsageError(`${what} is missing.`);
  return value;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

async function run(): Promise<Done> {
  const [command, first, second, third] = positionals;
  if (command === 'owner-link') return ownerLink(process.env);
  if (command === 'backup') return backup(process.env, need(first, 'FILE'));
  if (command === 'restore') return restore(process.env, need(first, 'FILE'));
  if (command === 'import') return importCampaign(process.env, need(first, 'FILE'));
  if (command === 'export') return exportCampaign(process.env, need(first, 'CAMPAIGN'), need(second, 'FILE'));
  if (command === 'ledger' && first === 'export') {
    const days = { from: text(values.from), until: text(values.until) };
    return exportLedger(process.env, need(second, 'CAMPAIGN'), need(third, 'FILE'), days);
  }
  throw new UsageError(command ? `There is no command "${positionals.join(' ')}".` : 'Which command?');
}

function sentence(cause: unknown): string {
  if (cause instanceof DomainError)
    return `${errorSentence('en', cause.code, cause.details)} ${JSON.stringify(cause.details)}`;
  if (cause instanceof DatabaseRefused) return `The database ${cause.path} cannot be used: ${cause.reason}.`;
  if (cause instanceof SettingRefused || cause instanceof UsageError) return cause.message;
  return cause instanceof Error ? cause.message : String(cause);
}

if (values.help || positionals.length === 0) {
  console.log(HELP);
  process.exit(values.help ? 0 : 2);
}
try {
  const done = await run();
  console.log(values.json ? JSON.stringify({ ok: true, ...done.json }) : done.text);
  process.exit(0);
} catch (cause) {
  const message = sentence(cause);
  if (values.json) console.log(JSON.stringify({ ok: false, error: message }));
  else console.error(cause instanceof UsageError ? `${message}\n\n${HELP}` : message);
  process.exit(cause instanceof UsageError ? 2 : 1);
}
