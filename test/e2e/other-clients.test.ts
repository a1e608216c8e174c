/** The published demo county, read over HTTP by public clients, without special cases for it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Updater } from 'tuf-js';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type RunningServer, startServer } from '../../src/node/server/server.ts';
import { temporaryFolder } from '../support/browser.ts';
import { TUF_CLIENT } from '../support/tuf-client-process.ts';

let repository: string;
let server: RunningServer;
/** Every signed file by its name in the metadata, with the bytes as they were published. */
const published = new Map<string, Buffer>();

/** Programs that speak the command line of the public conformance suite. */
const CLIENTS: [name: string, command: readonly string[]][] = [
  ['our verifier in a program of its own', [process.execPath, 'scripts/tuf-client.ts']],
];
if (TUF_CLIENT !== null) CLIENTS.push(['the public client of TUF_CLIENT', TUF_CLIENT]);

beforeAll(async () => {
  const site = join(inject('demoDir'), 'site');
  repository = join(site, 'd');
  server = await startServer({ siteDir: site, port: 0, host: '127.0.0.1' });
  const files = await readdir(join(repository, 'targets'), { recursive: true, withFileTypes: true });
  for (const file of files.filter((entry) => entry.isFile())) {
    const whole = join(file.parentPath, file.name);
    const name = whole.slice(join(repository, 'targets/').length).replace(/[0-9a-f]{64}\./, '');
    published.set(name, await readFile(whole));
  }
  expect(published.size).toBeGreaterThan(8);
});
afterAll(() => server.close());

describe('the published demo county', () => {
  it('is read by tuf-js: every file, byte for byte', async () => {
    const folder = await temporaryFolder('tuf-js');
    await copyFile(join(repository, 'metadata/1.root.json'), join(folder, 'root.json'));
    const updater = new Updater({
      metadataDir: folder,
      targetDir: folder,
      metadataBaseUrl: `${server.url}/d/metadata`,
      targetBaseUrl: `${server.url}/d/targets`,
    });
    await updater.refresh();
    for (const [name, bytes] of published) {
      const info = await updater.getTargetInfo(name);
      if (info === undefined) throw new Error(`${name} is not listed`);
      expect(await readFile(await updater.downloadTarget(info, join(folder, 'file'))), name).toEqual(bytes);
    }
  });

  it.each(CLIENTS)('is read by %s, as the public conformance suite starts it', async (_, [program = '', ...first]) => {
    const folder = await temporaryFolder('tuf-client');
    for (const name of ['metadata', 'targets']) await mkdir(join(folder, name));
    const run = async (...args: readonly string[]) => {
      const all = [...first, '--metadata-dir', join(folder, 'metadata'), ...args];
      const [code] = await once(spawn(program, all, { stdio: 'inherit' }), 'exit');
      return code;
    };
    expect(await run('init', join(repository, 'metadata/1.root.json'))).toBe(0);
    const names = [...published.keys()].flatMap((name) => ['--target-name', name]);
    const where = ['--target-base-url', `${server.url}/d/targets/`, '--target-dir', join(folder, 'targets')];
    expect(await run('--metadata-url', `${server.url}/d/metadata/`, ...names, ...where, 'download')).toBe(0);
    for (const [name, bytes] of published) {
      expect(await readFile(join(folder, 'targets', encodeURIComponent(name))), name).toEqual(bytes);
    }
  });
});
