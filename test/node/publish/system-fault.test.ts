import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import BetterSqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { createDurably, makeFolder, replaceDurably } from '../../../src/node/publish/durable.ts';
import { systemFaultKind, systemFaultText } from '../../../src/node/publish/system-fault.ts';
import { temporaryFolder } from './workspace/support.ts';

const faultOf = (work: () => unknown): Promise<unknown> =>
  Promise.resolve()
    .then(work)
    .then(
      () => null,
      (fault: unknown) => fault,
    );

/** A database that may not grow, which SQLite answers as it answers a full disk. */
const GROW = ['PRAGMA max_page_count=2', 'CREATE TABLE t(a)', 'INSERT INTO t VALUES (zeroblob(9000))'];

describe('what the system refuses', () => {
  test.each([
    ['a folder that is not there', 'missing', (dir: string) => readFile(join(dir, 'no/file'))],
    ['a file where a folder should be', 'notFolder', (dir: string) => replaceDurably(join(dir, 'file/x'), '')],
    ['a folder where a file should be', 'isFolder', (dir: string) => writeFile(dir, '')],
    ['a file that is there already', 'exists', (dir: string) => createDurably(join(dir, 'file'), '')],
    ['a name that is too long', 'longName', (dir: string) => writeFile(join(dir, '长'.repeat(100)), '')],
  ] as const)('%s is said in words, with its place and both languages', async (_, kind, work) => {
    const dir = await temporaryFolder();
    await writeFile(join(dir, 'file'), '');
    const fault = await faultOf(() => work(dir));
    expect(systemFaultKind(fault)).toBe(kind);
    expect(systemFaultText(fault)).toMatch(/^[^A-Z]+（.*）.*。\/ .*\(.*\).*\.$/s);
    expect(systemFaultText(fault)).toContain(dir);
    expect(systemFaultText(fault)).not.toMatch(/\bE[A-Z]{4,}|\.next/);
  });

  test.each([
    ['a device without room', async () => (await open('/dev/full', 'w')).writeFile('x')],
    [
      'a database of Node without room',
      () => {
        const database = new DatabaseSync(':memory:');
        for (const sql of GROW) database.exec(sql);
      },
    ],
    [
      'a database of the intake without room',
      () => {
        const database = new BetterSqlite(':memory:');
        for (const sql of GROW) database.exec(sql);
      },
    ],
    // As better-sqlite3 reported it on a full tmpfs; and as a quota ends.
    ['a shared file that cannot grow', () => Promise.reject(withCode('SQLITE_IOERR_SHMSIZE'))],
    ['a quota that ends', () => Promise.reject(withCode('EDQUOT'))],
  ])('%s is a full disk', async (name, work) => {
    if (name.startsWith('a device') && process.platform !== 'linux') return;
    expect(systemFaultText(await faultOf(work))).toMatch(/^磁盘空间不够，没有做完。请腾出空间，再运行一次/);
  });

  test('a disk that is read-only, and one without permission, are told apart', () => {
    expect(systemFaultText(withCode('EROFS'))).toContain('只能读');
    expect(systemFaultText(withCode('SQLITE_READONLY_DIRECTORY'))).toContain('只能读');
    expect(systemFaultText(withCode('EACCES'))).toContain('没有权限');
  });

  test('faults of ours keep their own words', () => {
    expect(systemFaultText(withCode('no-keys'))).toBeNull();
    expect(systemFaultText(new Error('x'))).toBeNull();
    expect(systemFaultText('x')).toBeNull();
  });
});

test('a folder below one that takes none is refused, and does not hang', async () => {
  if (process.platform !== 'linux') return;
  expect(systemFaultKind(await faultOf(() => makeFolder('/proc/abc/def')))).toBe('missing');
});

test('folders are made as far as they are missing', async () => {
  const dir = await temporaryFolder();
  await makeFolder(join(dir, 'a/b/c'));
  await makeFolder(join(dir, 'a/b/c'));
  await mkdir(join(dir, 'a/b/c/d'));
});

function withCode(code: string): Error {
  return Object.assign(new Error(code), { code });
}
