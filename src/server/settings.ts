import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join, resolve } from 'node:path';

/** Everything an operator can set, read once from the environment (README: "Settings"). */
export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** Where printed codes point to: scheme, host and port, without a slash. */
  readonly publicOrigin: string;
  /** True until `PUBLIC_ORIGIN` names a public https address: print files then say "test print". */
  readonly testPrint: boolean;
  /** Every origin the server answers to; any other Host gets 421. */
  readonly origins: readonly string[];
  /** Addresses whose X-Forwarded-* headers are believed. */
  readonly trustedProxies: readonly string[];
  /** Certificate and key of `--https`, null for plain HTTP. */
  readonly tls: { readonly cert: string; readonly key: string } | null;
  /** Known by every process of this installation, by nobody else. */
  readonly secret: string;
}

/** A setting that cannot be used; the message is the sentence the operator reads. */
export class SettingRefused extends Error {
  override readonly name = 'SettingRefused';
}

/** This machine's IPv4 addresses on its networks, the likeliest first. */
export function lanAddresses(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return addresses.filter((each) => each.family === 'IPv4' && !each.internal).map((each) => each.address);
}

function readOrigin(name: string, value: string): string {
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    throw new SettingRefused(`${name} is not an address: "${value}". Write it like https://example.org.`);
  }
  if (
    !['http:', 'https:'].includes(url.protocol) ||
    url.pathname !== '/' ||
    url.search ||
    url.hash ||
    url.username
  ) {
    throw new SettingRefused(
      `${name} must be scheme and host only, like https://example.org; it is "${value}".`,
    );
  }
  return url.origin;
}

/** The installation's secret, made at first start, readable by its owner alone. */
function readSecret(dataDir: string): string {
  const folder = join(dataDir, 'secret');
  const file = join(folder, 'installation');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const secret = randomBytes(32).toString('base64url');
  writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  return secret;
}

function readTls(dataDir: string, wanted: boolean): Settings['tls'] {
  if (!wanted) return null;
  const [cert, key] = [join(dataDir, 'secret', 'tls.crt'), join(dataDir, 'secret', 'tls.key')];
  if (!existsSync(cert) || !existsSync(key)) {
    throw new SettingRefused('There is no certificate yet. Start with: npm start -- --https');
  }
  return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
}

/**
 * Settings from `env`. Makes the data folder and the secret when they are missing.
 * @throws SettingRefused with a sentence for the operator.
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const port = Number(env['PORT'] ?? 4400);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new SettingRefused(`PORT must be a number from 1 to 65535; it is "${env['PORT']}".`);
  }
  const host = env['HOST'] ?? '0.0.0.0';
  const dataDir = resolve(env['DATA_DIR'] ?? 'data');
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch {
    throw new SettingRefused(`The data folder ${dataDir} cannot be written. Choose another with DATA_DIR.`);
  }
  const tls = readTls(dataDir, env['HTTPS'] === '1');
  const scheme = tls ? 'https' : 'http';
  const local = ['127.0.0.1', 'localhost', ...(host === '0.0.0.0' ? lanAddresses() : [host])];
  const own = local.map((address) => `${scheme}://${address}:${port}`);
  const wanted = env['PUBLIC_ORIGIN'];
  const lan = host === '0.0.0.0' ? (lanAddresses()[0] ?? '127.0.0.1') : host;
  const publicOrigin = wanted ? readOrigin('PUBLIC_ORIGIN', wanted) : `${scheme}://${lan}:${port}`;
  const former = (env['FORMER_ORIGINS'] ?? '').split(',').filter(Boolean);
  return {
    host,
    port,
    dataDir,
    publicOrigin,
    testPrint: !wanted || !publicOrigin.startsWith('https://'),
    origins: [
      ...new Set([publicOrigin, ...own, ...former.map((each) => readOrigin('FORMER_ORIGINS', each.trim()))]),
    ],
    trustedProxies: (env['TRUSTED_PROXIES'] ?? '')
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean),
    tls,
    secret: readSecret(dataDir),
  };
}
