import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { generate } from 'selfsigned';

const DAYS = 397;

/** True when the certificate holds every name and is good for another day. */
function fits(pem: string, names: readonly string[]): boolean {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(pem);
  } catch {
    return false;
  }
  const lasts = Date.parse(certificate.validTo) - Date.now() > 86_400_000;
  return (
    lasts &&
    names.every(
      (name) => (isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name)) !== undefined,
    )
  );
}

/** Makes a self-signed certificate for `names` (hosts and addresses) in `<dataDir>/secret`, or keeps one that fits. */
export async function ensureCertificate(dataDir: string, names: readonly string[]): Promise<void> {
  const folder = join(dataDir, 'secret');
  const [certFile, keyFile] = [join(folder, 'tls.crt'), join(folder, 'tls.key')];
  if (existsSync(certFile) && existsSync(keyFile) && fits(await readFile(certFile, 'utf8'), names)) return;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const notAfterDate = new Date(Date.now() + DAYS * 86_400_000);
  const made = await generate([{ name: 'commonName', value: 'Wegmarke' }], {
    keySize: 2048,
    algorithm: 'sha256',
    notAfterDate,
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: names.map((name) =>
          isIP(name) ? { type: 7 as const, ip: name } : { type: 2 as const, value: name },
        ),
      },
    ],
  });
  await writeFile(certFile, made.cert, { mode: 0o600 });
  await writeFile(keyFile, made.private, { mode: 0o600 });
}
