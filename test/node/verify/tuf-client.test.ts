import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { utf8 } from '../../../src/core/domain/bytes.ts';
import { parseArguments } from '../../../src/node/verify/tuf-client/arguments.ts';
import { runTufClient } from '../../../src/node/verify/tuf-client/client.ts';
import { ConformanceRepository } from '../../support/conformance/repository.ts';
import { ConformanceClient, type Run } from '../../support/conformance/runner.ts';

const SCRIPT = fileURLToPath(new URL('../../../scripts/tuf-client.ts', import.meta.url));

/** The client as the suite runs it: a program of its own, on today's clock. */
const asProgram: Run = async (args) => {
  const child = spawn(process.execPath, [SCRIPT, ...args], { stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  return Number(code);
};

async function serve(repository: ConformanceRepository) {
  const server = createServer((request, response) => {
    const bytes = repository.answer(String(request.url).slice(1));
    if (bytes === undefined) response.writeHead(404).end();
    else response.end(bytes);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

const opened: (() => void)[] = [];
afterEach(() => {
  for (const close of opened.splice(0)) close();
});

describe('the test client as a program, over HTTP', () => {
  it('downloads through a delegated role of an odd name, and refuses what was bent', async () => {
    const repository = new ConformanceRepository(new Date());
    repository.delegate('targets', { name: '../odd?', paths: ['a/*'] });
    repository.addArtifact('../odd?', 'contents', 'a/file');
    repository.publish('../odd?', 'targets', 'snapshot', 'timestamp');
    const server = await serve(repository);
    const client = new ConformanceClient(asProgram, server.url);
    opened.push(server.close, () => client.dispose());
    expect(await client.init(repository.file('root'))).toBe(0);
    expect(await client.refresh()).toBe(0);
    expect(await client.download('a/file')).toBe(0);
    expect(client.artifacts()).toEqual(['contents']);
    expect(repository.requests).toContainEqual(['..%2Fodd%3F', 1]);
    repository.tamper('timestamp', ({ signed }) => Object.assign(signed, { version: 9 }));
    expect(await client.refresh()).toBe(1);
    expect(await client.refresh()).toBe(1);
  });
});

describe('the command line of the test client', () => {
  const BASE = ['--metadata-dir', 'm'];
  const URL_OF = ['--metadata-url', 'http://x/'];
  const FILE = ['--target-name', 'a', '--target-base-url', 'http://y/', '--target-dir', 't'];

  it('knows three commands, in any order of options', () => {
    expect(parseArguments([...BASE, 'init', 'root.json'])).toEqual({
      command: 'init',
      metadataDir: 'm',
      root: 'root.json',
    });
    expect(parseArguments([...URL_OF, ...BASE, 'refresh'])).toMatchObject({
      command: 'refresh',
      metadataUrl: 'http://x/',
    });
    const download = parseArguments([...BASE, ...URL_OF, ...FILE, '--target-name', 'b', 'download']);
    expect(download).toMatchObject({ targetNames: ['a', 'b'], targetBaseUrl: 'http://y/', targetDir: 't' });
  });

  it.each([
    [[]],
    [['refresh']],
    [[...BASE, 'refresh']],
    [[...URL_OF, 'refresh']],
    [[...BASE, 'init']],
    [[...BASE, 'init', 'a', 'b']],
    [[...BASE, ...URL_OF, 'refresh', 'more']],
    [[...BASE, ...URL_OF, 'download']],
    [[...BASE, ...URL_OF, ...FILE.slice(2), 'download']],
    [[...BASE, ...URL_OF, 'other']],
    [[...BASE, '--unknown', 'x', 'refresh']],
  ])('answers wrong usage with 2: %j', async (args) => {
    const said: string[] = [];
    const io = { err: (text: string) => said.push(text), now: () => new Date(), fetch };
    expect(await runTufClient(args, io)).toBe(2);
    expect(said.join('')).toContain('--metadata-dir');
  });

  it('says what was refused, and in which file', async () => {
    const repository = new ConformanceRepository();
    const said: string[] = [];
    const run: Run = (args, now) =>
      runTufClient(args, {
        err: (text) => said.push(text),
        now: () => now,
        fetch: async (url) => {
          const bytes = repository.answer(String(url).slice('http://suite/'.length));
          return bytes === undefined ? new Response('', { status: 404 }) : new Response(bytes);
        },
      });
    const client = new ConformanceClient(run);
    opened.push(() => client.dispose());
    await client.init(repository.file('root'));
    expect(await client.download('nowhere')).toBe(1);
    repository.published.set('timestamp', [utf8('{}')]);
    expect(await client.refresh()).toBe(1);
    expect(await client.init(undefined)).toBe(0);
    expect(await client.refresh()).toBe(1);
    expect(said.map((text) => /Refused \((.*)\.\n/.exec(text)?.[1])).toEqual([
      'unknown-target): nowhere',
      'format): metadata/timestamp.json',
      'format): root.json',
    ]);
  });
});
