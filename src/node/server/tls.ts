/** A certificate of our own making, so that phones on the local network get a secure context (`npm start -- --https`). */
import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Certificate {
  /** PEM, PKCS #8. */
  readonly key: string;
  /** PEM. */
  readonly cert: string;
  readonly renewed: boolean;
}

export interface CertificateRequest {
  /** Where it is kept between starts, never in the repository: `var/tls`. */
  readonly dir: string;
  /** IPv4 addresses besides 127.0.0.1. */
  readonly addresses: readonly string[];
  readonly now: Date;
}

const DAY_MS = 86_400_000;
/** Apple's limit for certificates that a person trusts by hand is 825 days; 397 is what every browser takes. */
const LIFETIME_DAYS = 397;
const RENEW_BEFORE_DAYS = 7;

/** The kept certificate while it lasts and names exactly these addresses; else a new one (P-256), kept in its place. */
export async function ensureCertificate(request: CertificateRequest): Promise<Certificate> {
  const addresses = ['127.0.0.1', ...request.addresses];
  const kept = await loadCertificate(request.dir);
  if (kept !== null && isUsable(kept.cert, addresses, request.now)) return { ...kept, renewed: false };
  const made = await makeCertificate(addresses, request.now);
  await mkdir(request.dir, { recursive: true, mode: 0o700 });
  // One file, switched at once: a key can never stand beside another key's certificate.
  const file = join(request.dir, 'self-signed.json');
  await writeFile(`${file}.new`, `${JSON.stringify(made)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return { ...made, renewed: true };
}

async function loadCertificate(dir: string): Promise<{ key: string; cert: string } | null> {
  const text = await readFile(join(dir, 'self-signed.json'), 'utf8').catch(() => '');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || !('key' in value) || !('cert' in value)) return null;
  return typeof value.key === 'string' && typeof value.cert === 'string' ? { key: value.key, cert: value.cert } : null;
}

function isUsable(pem: string, addresses: readonly string[], now: Date): boolean {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(pem);
  } catch {
    return false;
  }
  const named = (certificate.subjectAltName ?? '').split(', ').filter((name) => name.startsWith('IP Address:'));
  const wanted = addresses.map((address) => `IP Address:${address}`);
  const same = named.length === wanted.length && wanted.every((name) => named.includes(name));
  const until = Date.parse(certificate.validTo) - RENEW_BEFORE_DAYS * DAY_MS;
  return same && now.getTime() >= Date.parse(certificate.validFrom) && now.getTime() < until;
}

async function makeCertificate(addresses: readonly string[], now: Date): Promise<{ key: string; cert: string }> {
  // Loaded only here: a start without --https, or with a kept certificate, does not pay for it.
  const { generate } = await import('selfsigned');
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // A day back: the clocks of phones differ.
    notBeforeDate: new Date(now.getTime() - DAY_MS),
    notAfterDate: new Date(now.getTime() + LIFETIME_DAYS * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [{ type: 2, value: 'localhost' }, ...addresses.map((ip) => ({ type: 7 as const, ip }))],
      },
    ],
  });
  return { key: made.private, cert: made.cert };
}
