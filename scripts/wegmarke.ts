/** The operator's command line: `npm run -s wegmarke -- <command>`. */
import { parseArgs } from 'node:util';
import { stepBack } from '#server/step-back.ts';

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

function readWords() {
  return parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      help: { type: 'boolean' },
      from: { type: 'string' },
      until: { type: 'string' },
    },
  });
}

type Words = ReturnType<typeof readWords>;

async function run({ values, positionals }: Words): Promise<Done> {
  const rest = [...positionals];
  const word = (what: string): string => {
    const next = rest.shift();
    if (!next) throw new UsageError(`${what} is missing.`);
    return next;
  };
  const last = <Value>(value: Value): Value => {
    if (rest.length > 0) throw new UsageError(`"${rest.join(' ')}" is too much.`);
    return value;
  };
  const command = rest[0] === 'ledger' ? rest.splice(0, 2).join(' ') : rest.shift();
  if (command !== 'ledger export' && (values.from !== undefined || values.until !== undefined))
    throw new UsageError('--from and --until belong to ledger export.');
  const { env } = process;
  // Each command brings what it needs, so that help and wrong words are answered at once.
  if (command === 'owner-link') {
    last(null);
    return (await import('./commands/owner-link.ts')).ownerLink(env);
  }
  if (command === 'backup' || command === 'restore') {
    const file = last(word('FILE'));
    return (await import('./commands/backup.ts'))[command](env, file);
  }
  if (command === 'import') {
    const file = last(word('FILE'));
    return (await import('./commands/bundle.ts')).importCampaign(env, file);
  }
  if (command === 'export') {
    const campaign = word('CAMPAIGN');
    const file = last(word('FILE'));
    return (await import('./commands/bundle.ts')).exportCampaign(env, campaign, file);
  }
  if (command === 'ledger export') {
    const campaign = word('CAMPAIGN');
    const file = last(word('FILE'));
    const days = { from: values.from, until: values.until };
    return (await import('./commands/ledger.ts')).exportLedger(env, campaign, file, days);
  }
  throw new UsageError(command ? `There is no command "${command}".` : 'Which command?');
}

async function main(): Promise<number> {
  const asJson = process.argv.includes('--json');
  stepBack('process');
  try {
    let words: Words;
    try {
      words = readWords();
    } catch (cause) {
      throw new UsageError(cause instanceof Error ? (cause.message.split('. ')[0] ?? '') : 'Wrong words');
    }
    if (words.values.help) {
      console.log(HELP);
      return 0;
    }
    const done = await run(words);
    console.log(asJson ? JSON.stringify({ ok: true, ...done.json }) : done.text);
    return 0;
  } catch (cause) {
    const wrongWords = cause instanceof UsageError;
    const known = wrongWords
      ? cause.message
      : (await import('./refusals.ts')).refusalSentence(cause, process.env);
    const message = known ?? (cause instanceof Error ? cause.message : String(cause));
    if (asJson) console.log(JSON.stringify({ ok: false, error: message }));
    else console.error(wrongWords ? `${message}\n\n${HELP}` : message);
    return wrongWords ? 2 : 1;
  }
}

process.exit(await main());
