/** One device that runs the test client against a repository, in this process or as a program over HTTP. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bytes } from '../../../src/core/domain/bytes.ts';
import { runTufClient } from '../../../src/node/verify/tuf-client/client.ts';
import { T0 } from '../tuf-repository.ts';
import { ConformanceRepository } from './repository.ts';

/** Runs one command line; the exit code. */
export type Run = (args: readonly string[], now: Date) => Promise<number>;

export class ConformanceClient {
  readonly base: string;
  private readonly run: Run;
  private readonly folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  readonly metadata = join(this.folder, 'metadata');
  readonly targets = join(this.folder, 'targets');

  constructor(run: Run, base = 'http://suite') {
    this.run = run;
    this.base = base;
    mkdirSync(this.metadata);
    mkdirSync(this.targets);
  }

  init(root: Bytes | string | undefined): Promise<number> {
    const file = join(this.folder, 'initial-root.json');
    writeFileSync(file, root ?? '');
    return this.run(['--metadata-dir', this.metadata, 'init', file], T0);
  }

  refresh(now = T0): Promise<number> {
    return this.run([...this.places(), 'refresh'], now);
  }

  download(path: string, now = T0): Promise<number> {
    const where = ['--target-base-url', `${this.base}/targets/`, '--target-dir', this.targets];
    return this.run([...this.places(), '--target-name', path, ...where, 'download'], now);
  }

  private places(): string[] {
    return ['--metadata-url', `${this.base}/metadata/`, '--metadata-dir', this.metadata];
  }

  /** The version of a role that is trusted; null: none. */
  version(role: string): number | null {
    return this.roles().find(([name]) => name === role)?.[1] ?? null;
  }

  /** Every role that is trusted, by name, with its version. */
  roles(): [string, number][] {
    const files = readdirSync(this.metadata).sort();
    return files.map((file) => [file.replace(/\.json$/, ''), JSON.parse(this.content(file)).signed.version]);
  }

  content(file: string): string {
    return readFileSync(join(this.metadata, file), 'utf8');
  }

  /** What was downloaded, oldest first. */
  artifacts(): string[] {
    const files = readdirSync(this.targets).map((name) => join(this.targets, name));
    const age = (file: string) => statSync(file, { bigint: true }).mtimeNs;
    return files.sort((a, b) => (age(a) < age(b) ? -1 : 1)).map((file) => readFileSync(file, 'utf8'));
  }

  /** Changes a downloaded file behind the client's back. */
  bend(path: string): void {
    writeFileSync(join(this.targets, encodeURIComponent(path)), 'CONTENTS');
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The client in this process; the repository answers from memory, by the address as it was asked for. */
export function inProcess(repository: ConformanceRepository): Run {
  const get = async (url: string | URL | Request) => {
    const body = repository.answer(String(url).slice('http://suite/'.length));
    return body === undefined ? new Response('', { status: 404 }) : new Response(body);
  };
  return (args, now) => runTufClient(args, { err: () => undefined, now: () => now, fetch: get });
}

export interface Suite {
  readonly repository: ConformanceRepository;
  readonly client: ConformanceClient;
}

/** A test of the suite: a repository as it starts out, and a device that does not know it yet. */
export function suite(test: (parts: Suite) => Promise<void>): () => Promise<void> {
  return async () => {
    const repository = new ConformanceRepository();
    const client = new ConformanceClient(inProcess(repository));
    try {
      await test({ repository, client });
    } finally {
      client.dispose();
    }
  };
}
