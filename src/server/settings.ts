import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
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
    url.username ||
    url.password
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
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    try {
      writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
    } catch (cause) {
      // Another process of this installation was first.
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    }
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < 32) {
    throw new SettingRefused(
      `The secret ${file} is damaged. Restore it from a copy, or delete it: everybody then signs in again.`,
    );
  }
  return secret;
}

/** The name or address to listen at; every address of the machine for `0.0.0.0` and `::`. */
function readHost(value: string): string {
  const host = value.replace(/^\[|\]$/g, '');
  if (!isIP(host) && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host))
    throw new SettingRefused(`HOST must be an address or a name of this machine; it is "${value}".`);
  return host;
}

function readProxies(value: string): string[] {
  const proxies = value
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
  const wrong = proxies.find((each) => !isIP(each));
  if (wrong !== undefined) {
    throw new SettingRefused(
      `TRUSTED_PROXIES must be addresses, separated by commas, like 127.0.0.1; "${wrong}" is none.`,
    );
  }
  return proxies;
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
  const port = /^\d{1,5}$/.test(env['PORT'] ?? '4400') ? Number(env['PORT'] ?? 4400) : 0;
  if (port < 1 || port > 65_535) {
    throw new SettingRefused(`PORT must be a number from 1 to 65535; it is "${env['PORT']}".`);
  }
  const host = readHost(env['HOST'] || '0.0.0.0');
  const everywhere = host === '0.0.0.0' || host === '::';
  const wanted = env['PUBLIC_ORIGIN'] ? readOrigin('PUBLIC_ORIGIN', env['PUBLIC_ORIGIN']) : null;
  const former = (env['FORMER_ORIGINS'] ?? '').split(',').filter((each) => each.trim());
  const formerOrigins = former.map((each) => readOrigin('FORMER_ORIGINS', each.trim()));
  const trustedProxies = readProxies(env['TRUSTED_PROXIES'] ?? '');
  // Nothing is written before every setting is known to be good.
  const dataDir = resolve(env['DATA_DIR'] || 'data');
  let secret: string;
  try {
    mkdirSync(dataDir, { recursive: true });
    secret = readSecret(dataDir);
  } catch (cause) {
    if (cause instanceof SettingRefused) throw cause;
    throw new SettingRefused(`The data folder ${dataDir} cannot be written. Choose another with DATA_DIR.`, {
      cause,
    });
  }
  const tls = readTls(dataDir, env['HTTPS'] === '1');
  const scheme = tls ? 'https' : 'http';
  const inUrl = (name: string): string => (isIP(name) === 6 ? `[${name}]` : name);
  const local = ['127.0.0.1', 'localhost', ...(everywhere ? lanAddresses() : [host])];
  const own = local.map((name) => new URL(`${scheme}://${inUrl(name)}:${port}`).origin);
  const lan = everywhere ? (lanAddresses()[0] ?? '127.0.0.1') : host;
  const publicOrigin = wanted ?? new URL(`${scheme}://${inUrl(lan)}:${port}`).origin;
  return {
    host,
    port,
    dataDir,
    publicOrigin,
    testPrint: !wanted || !publicOrigin.startsWith('https://'),
    origins: [...new Set([publicOrigin, ...own, ...formerOrigins])],
    trustedProxies,
    tls,
    secret,
  };
}
