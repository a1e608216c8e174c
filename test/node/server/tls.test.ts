import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lanAddresses } from '../../../src/node/server/addresses.ts';
import { startServer } from '../../../src/node/server/server.ts';
import { ensureCertificate } from '../../../src/node/server/tls.ts';

const NOW = new Date('2026-11-22T08:00:00Z');
const later = (days: number): Date => new Date(NOW.getTime() + days * 86_400_000);
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yixinma-tls-'));
});
afterAll(() => rm(dir, { recursive: true }));

it('keeps its certificate while it lasts, and makes another when it ends or an address changes', async () => {
  const request = { dir: join(dir, 'kept'), addresses: ['192.168.1.5'], now: NOW };
  const first = await ensureCertificate(request);
  expect(first.renewed).toBe(true);
  expect(await ensureCertificate({ ...request, now: later(200) })).toEqual({ ...first, renewed: false });
  const moved = await ensureCertificate({ ...request, addresses: ['192.168.1.6'] });
  expect(moved.renewed).toBe(true);
  expect(new X509Certificate(moved.cert).subjectAltName).toContain('192.168.1.6');
  expect((await ensureCertificate({ ...request, addresses: ['192.168.1.6'], now: later(395) })).renewed).toBe(true);
});

it('replaces a certificate file that cannot be read', async () => {
  const request = { dir: join(dir, 'broken'), addresses: [], now: NOW };
  await ensureCertificate(request);
  await writeFile(join(dir, 'broken/self-signed.json'), '{"key":');
  expect((await ensureCertificate(request)).renewed).toBe(true);
});

it('keeps the private key from other users of the machine', async () => {
  await ensureCertificate({ dir: join(dir, 'mode'), addresses: [], now: NOW });
  const { mode } = await stat(join(dir, 'mode/self-signed.json'));
  expect(process.platform === 'win32' ? 0 : mode & 0o077).toBe(0);
});

it('serves over TLS for localhost, with HSTS only where the certificate is not of our own making', async () => {
  const { key, cert } = await ensureCertificate({ dir: join(dir, 'serve'), addresses: [], now: new Date() });
  for (const selfSigned of [true, false]) {
    const server = await startServer({ siteDir: dir, port: 0, host: '127.0.0.1', tls: { key, cert, selfSigned } });
    const headers = await new Promise<Record<string, unknown>>((resolve, reject) => {
      get(`https://localhost:${server.port}/healthz`, { ca: cert, family: 4, agent: false }, (answer) => {
        answer.resume();
        resolve(answer.headers);
      }).on('error', reject);
    });
    expect(headers['strict-transport-security']).toBe(selfSigned ? undefined : 'max-age=31536000');
    await server.close();
  }
});

it('lists private addresses first and leaves out loopback and link-local ones', () => {
  const entry = (address: string, internal = false) => ({
    address,
    netmask: '255.255.255.0',
    mac: '00:00:00:00:00:00',
    internal,
    cidr: null,
    family: 'IPv4' as const,
  });
  const interfaces = {
    lo: [entry('127.0.0.1', true)],
    eth0: [entry('203.0.113.7'), entry('169.254.3.3')],
    wlan0: [entry('192.168.3.4'), entry('172.31.0.2')],
  };
  expect(lanAddresses(interfaces)).toEqual(['172.31.0.2', '192.168.3.4', '203.0.113.7']);
});
