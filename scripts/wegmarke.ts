/** The operator's command line: `npm run -s wegmarke -- <command>`. */
import { parseArgs } from 'node:util';
import { stepBack } from '#server/step-back.ts';
import type { Done } from './commands/done.ts';

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

  qr render --style FILE --text TEXT --out FILE.svg|png|pdf
                                      the print file of a code, made only when its proof passes
                                      [--width-mm 40] [--bleed-mm 0] [--crop-marks] [--dpi 300] [--logo FILE]
  qr preflight --style FILE --text TEXT
                                      score, reasons and mend of a style [--live] without the proof [--logo FILE]
  qr preflight FILE                   the same for the code in a picture (SVG, PNG, JPEG, WebP), by the live captures;
                                      both end with 1 when the code does not pass
  qr sample --count N --seed S --dir DIR
                                      random styles of the studio's controls as SVG beside manifest.json
                                      [--reach offered|any] [--live] without the proof

  --json    the result as one line of JSON
  --help    this text

Reads the same settings from the environment as the server (DATA_DIR, PUBLIC_ORIGIN, PORT, HOST).
Exit codes: 0 done, 1 refused or failed, 2 wrong words.`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const optionsOf = {
  qr: {
    style: text,
    text,
    out: text,
    logo: text,
    'width-mm': text,
    'bleed-mm': text,
    'crop-marks': flag,
    dpi: text,
    live: flag,
    count: text,
    seed: text,
    dir: text,
    reach: text,
  },
} as const;

/** The options that each command of `qr` takes. */
const QR_OPTIONS: Readonly<Record<string, readonly string[]>> = {
  'qr render': ['style', 'text', 'out', 'logo', 'width-mm', 'bleed-mm', 'crop-marks', 'dpi'],
  'qr preflight': ['style', 'text', 'logo', 'live'],
  'qr sample': ['count', 'seed', 'dir', 'reach', 'live'],
};

function readWords() {
  return parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      help: { type: 'boolean' },
      from: { type: 'string' },
      until: { type: 'string' },
      ...optionsOf.qr,
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
  const command = rest[0] === 'ledger' || rest[0] === 'qr' ? rest.splice(0, 2).join(' ') : rest.shift();
  if (command !== 'ledger export' && (values.from !== undefined || values.until !== undefined))
    throw new UsageError('--from and --until belong to ledger export.');
  const foreign = Object.keys(optionsOf.qr).find(
    (name) => Object.hasOwn(values, name) && !QR_OPTIONS[command ?? '']?.includes(name),
  );
  if (foreign) throw new UsageError(`--${foreign} does not belong to ${command ?? 'this'}.`);
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
  if (command?.startsWith('qr ')) return runQr(command, values, rest);
  throw new UsageError(command ? `There is no command "${command}".` : 'Which command?');
}

async function runQr(command: string, values: Words['values'], rest: readonly string[]): Promise<Done> {
  const need = (name: 'style' | 'text' | 'out' | 'count' | 'seed' | 'dir'): string => {
    const value = values[name];
    if (value === undefined) throw new UsageError(`--${name} is missing.`);
    return value;
  };
  const [file, ...more] = rest;
  const most = command === 'qr preflight' && values.style === undefined ? 1 : 0;
  if (more.length > 0 || (file !== undefined && most === 0))
    throw new UsageError(`"${rest.slice(most).join(' ')}" is too much.`);
  if (command === 'qr render') {
    const words = { style: need('style'), text: need('text'), out: need('out') };
    const { render } = await import('./commands/qr/index.ts');
    return render({
      ...words,
      logo: values.logo,
      widthMm: values['width-mm'],
      bleedMm: values['bleed-mm'],
      cropMarks: values['crop-marks'],
      dpi: values.dpi,
    });
  }
  if (command === 'qr preflight') {
    if (file !== undefined) return (await import('./commands/qr/index.ts')).judgePicture(file);
    if (values.style === undefined) throw new UsageError('FILE, or --style and --text, is missing.');
    const words = { style: values.style, text: need('text'), logo: values.logo, live: values.live };
    return (await import('./commands/qr/index.ts')).judgeStyle(words);
  }
  if (command === 'qr sample') {
    const words = { count: need('count'), seed: need('seed'), dir: need('dir') };
    const { sample } = await import('./commands/qr/index.ts');
    return sample({ ...words, reach: values.reach, live: values.live });
  }
  throw new UsageError(`There is no command "${command}".`);
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
    return done.exitCode ?? 0;
  } catch (cause) {
    const wrongWords = cause instanceof UsageError;
    const known = wrongWords
      ? cause.message
      : (await import('./refusals.ts')).refusalSentence(cause, process.env);
    const message = known ?? (cause instanceof Error ? cause.message : String(cause));
    const more = cause instanceof Error && 'json' in cause ? (cause.json as object) : {};
    if (asJson) console.log(JSON.stringify({ ok: false, error: message, ...more }));
    else console.error(wrongWords ? `${message}\n\n${HELP}` : message);
    return wrongWords ? 2 : 1;
  }
}

process.exit(await main());
