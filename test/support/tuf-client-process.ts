/**
 * One device with another public client, started as the public conformance suite starts it: by the command line of its
 * CLIENT-CLI.md. `TUF_CLIENT` names the program, as in `python3 …/python_tuf.py`; its clock is set with `faketime`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bytes } from '../../src/core/domain/bytes.ts';
import type { TufRepository } from './tuf-repository.ts';

/** The program and its first arguments; null where none is named. */
export const TUF_CLIENT = process.env.TUF_CLIENT?.split(' ') ?? null;

/** What a simulated server says to one path. */
export type Answering = Pick<TufRepository, 'answer'>;

/** A longer answer than any client takes. */
const ENDLESS = 64_000_000;

export class ProcessClient {
  private readonly folder = mkdtempSync(join(tmpdir(), 'tuf-client-'));
  private readonly metadata = join(this.folder, 'metadata');
  private readonly command: readonly string[];
  private readonly repository: Answering;

  constructor(command: readonly string[], repository: Answering, firstRoot: Bytes | undefined) {
    this.command = command;
    this.repository = repository;
    mkdirSync(this.metadata);
    this.hold({ root: firstRoot ?? '' });
  }

  /** As if these files had been verified on an earlier day: one file a role. */
  hold(files: Readonly<Record<string, Bytes | string>>): void {
    for (const [role, text] of Object.entries(files)) writeFileSync(join(this.metadata, `${role}.json`), text);
  }

  /** Whether it takes what is served, and the file of that path; at the process's time, which fake timers may set. */
  async accepts(path?: string): Promise<boolean> {
    const now = new Date().toISOString();
    // A folder of its own, so that every time the file is fetched anew.
    const targets = mkdtempSync(join(this.folder, 'targets-'));
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://simulated');
      serve(this.repository.answer(decodeURIComponent(pathname).slice(1)), response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const where = ['--metadata-dir', this.metadata, '--metadata-url', `${base}/metadata/`];
    const wanted = path === undefined ? [] : ['--target-name', path, '--target-base-url', `${base}/targets/`];
    const what = path === undefined ? ['refresh'] : [...wanted, '--target-dir', targets, 'download'];
    try {
      return (await run(['faketime', now, ...this.command, ...where, ...what])) === 0;
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function serve(answer: ReturnType<Answering['answer']>, response: ServerResponse): void {
  if (answer === 'network') response.destroy();
  else if (answer === 'redirect') response.writeHead(302, { location: '/elsewhere' }).end();
  else if (answer === 'endless') response.end(new Uint8Array(ENDLESS));
  else if (typeof answer === 'number') response.writeHead(answer).end();
  else response.end(answer);
}

async function run([program = '', ...args]: readonly string[]): Promise<unknown> {
  const child = spawn(program, args, { stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  return code;
}
