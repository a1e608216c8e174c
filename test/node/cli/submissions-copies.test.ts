import { mkdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { moveDatabase } from '../../../src/node/desk/copy.ts';
import { markMoved, plainAddress } from '../../../src/node/desk/moved.ts';
import { movedTo } from '../../../src/node/intake/moved.ts';
import { openStore } from '../../../src/node/intake/store/open.ts';
import type { IntakeStore } from '../../../src/node/intake/store/store.ts';
import { jpeg, makeOffice, type Office, RECEIVED } from '../desk/support.ts';

const AT = RECEIVED.toISOString();
const TARGET = 'postgres://yx:geheim@db.example.gov.cn:5432/yixinma?sslmode=require';

async function dropDatabase({ dir }: Office): Promise<void> {
  for (const end of ['', '-wal', '-shm']) await rm(join(dir, `intake/intake.sqlite${end}`), { force: true });
}

test('a backup goes back into an empty database, with photos and chain, and never over anything', async () => {
  const office = await makeOffice();
  const { number } = await office.receive({ text: '备份以前' }, [jpeg()]);
  expect(await office.run(['backup', '.', 'b.gz'])).toBe(0);
  expect((await stat(join(office.dir, 'b.gz'))).mode & 0o777).toBe(0o600);
  expect(await readFile(join(office.dir, 'b.gz'))).not.toContain('备份以前');
  expect(await office.run(['backup', '.', 'b.gz'])).toBe(1);
  expect(await office.run(['restore', '.', 'b.gz'])).toBe(1);
  await dropDatabase(office);
  expect(await office.run(['restore', '.', 'b.gz', '--json'])).toBe(0);
  expect(JSON.parse(office.said.out).counts).toMatchObject({ submissions: 1, parts: 1 });
  expect(await office.run(['submissions', 'open', '.', number])).toBe(0);
  expect(office.said.out).toMatch(/备份以前[\s\S]*photo-1\.jpg：正常/);
  expect(await office.run(['audit', '.'])).toBe(0);
});

test('attack: a backup that was cut short is refused and leaves an empty database', async () => {
  const office = await makeOffice();
  await office.receive({});
  await office.run(['backup', '.', 'b.gz']);
  await dropDatabase(office);
  await truncate(join(office.dir, 'b.gz'), 700);
  expect(await office.run(['restore', '.', 'b.gz'])).toBe(1);
  expect(await office.run(['submissions', 'list', '.', '--json'])).toBe(0);
  expect(JSON.parse(office.said.out)).toEqual([]);
  expect(await office.run(['restore', '.', 'missing.gz'])).toBe(1);
  expect(office.said.err).toContain('没有这个备份文件');
});

test('the audit’s head is printed, kept entries are exported, and a head from before is found again', async () => {
  const office = await makeOffice();
  await office.receive({});
  expect(await office.run(['audit', '.', '--json'])).toBe(0);
  const { head } = JSON.parse(office.said.out);
  await office.receive({});
  expect(await office.run(['audit', '.', '--head', `${head.seq}:${head.hash}`, '--export', 'chain.ndjson'])).toBe(0);
  const lines = (await readFile(join(office.dir, 'chain.ndjson'), 'utf8')).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).seq)).toEqual(lines.map((_, index) => index + 1));
  expect(await office.run(['audit', '.', '--head', 'x'])).toBe(2);
});

test.each([
  ['altered', "update audit set detail = '{}' where seq = 2", 2],
  ['taken out', 'delete from audit where seq = 2', 3],
])('attack: an entry that was %s is named', async (_, change, seq) => {
  const office = await makeOffice();
  await office.receiveAll([{}, {}]);
  const db = new DatabaseSync(join(office.dir, 'intake/intake.sqlite'));
  db.exec(change);
  db.close();
  expect(await office.run(['audit', '.', '--export', 'chain.ndjson'])).toBe(1);
  expect(office.said.out).toContain(`第${seq}条`);
  await expect(stat(join(office.dir, 'chain.ndjson'))).rejects.toThrow();
});

test('attack: entries missing at the end show against a head that was kept elsewhere', async () => {
  const office = await makeOffice();
  await office.receive({});
  await office.run(['audit', '.', '--json']);
  const { head } = JSON.parse(office.said.out);
  const db = new DatabaseSync(join(office.dir, 'intake/intake.sqlite'));
  db.exec(`delete from audit where seq = ${head.seq}`);
  db.close();
  expect(await office.run(['audit', '.'])).toBe(0);
  expect(await office.run(['audit', '.', '--head', `${head.seq}:${head.hash}`])).toBe(1);
  expect(office.said.out).toContain('末尾被删');
});

/** Another SQLite file stands for PostgreSQL: the same interface, checked against both by the store's own tests. */
const targetOf = (office: Office) => () => openStore({ file: join(office.dir, 'target.sqlite') });

test('a move copies all, compares both sides, and from then on the file is refused to everybody', async () => {
  const office = await makeOffice();
  const { number } = await office.receive({ text: '搬家以前' }, [jpeg()]);
  const before = await office.store((store) => store.audit(1, 100));
  const moved = await moveDatabase(office.dir, TARGET, AT, targetOf(office));
  expect(moved).toMatchObject({
    to: 'postgres://db.example.gov.cn:5432/yixinma',
    counts: { submissions: 1, parts: 1 },
  });
  const target = await targetOf(office)();
  expect((await target.audit(1, 100)).map(({ kind }) => kind)).toEqual([
    ...before.map(({ kind }) => kind),
    'restored',
    'moved',
  ]);
  expect(await target.status(number)).toMatchObject({ state: 'received' });
  await target.close();
  expect(await office.store((store) => store.audit(1, 100))).toEqual(before);
  expect(await readFile(join(office.dir, 'intake/moved.json'), 'utf8')).not.toContain('geheim');
});

test.each([
  'submissions list .',
  'submissions sort .',
  'submissions open . 7K3M-9PQ2-XD4T',
  'submissions decide . 7K3M-9PQ2-XD4T --state accepted --by 王办',
  'submissions export .',
  'submissions import . outbox.json',
  'submissions retain .',
  'ratings . --half 2025-2',
  'backup . b.gz',
  'restore . b.gz',
  'audit .',
  'serve . --port 0',
])('after a move, `%s` is refused at the door with the same message', async (line) => {
  const office = await makeOffice({ rulebook: 'wugang' });
  await markMoved(office.dir, 'postgres://db.example.gov.cn:5432/yixinma', AT);
  await writeFile(join(office.dir, 'b.gz'), '');
  await mkdir(join(office.dir, 'site'));
  await writeFile(join(office.dir, 'site/index.html'), '');
  expect(await office.run(line.split(' '))).toBe(1);
  expect(office.said.err).toMatch(
    /^这里的数据库已迁到postgres:\/\/db\.example\.gov\.cn:5432\/yixinma[^\n]*yixinma move again\.\n$/,
  );
  await expect(stat(join(office.dir, 'intake/intake.sqlite'))).rejects.toThrow();
});

test('a second move fails, for the target is not empty, and does not make the old file the database again', async () => {
  const office = await makeOffice();
  await office.receive({});
  await moveDatabase(office.dir, TARGET, AT, targetOf(office));
  await expect(moveDatabase(office.dir, TARGET, AT, targetOf(office))).rejects.toMatchObject({ code: 'not-empty' });
  expect(await office.run(['submissions', 'list', '.'])).toBe(1);
});

test('a move refuses a database that is in use, and a target that is not empty; the file stays the database', async () => {
  const office = await makeOffice();
  await office.receive({});
  const running = await openStore({ file: join(office.dir, 'intake/intake.sqlite') });
  await expect(moveDatabase(office.dir, TARGET, AT, targetOf(office))).rejects.toMatchObject({ code: 'in-use' });
  await running.close();
  const target = await targetOf(office)();
  await target.note('other', '{}', AT);
  await target.close();
  await expect(moveDatabase(office.dir, TARGET, AT, targetOf(office))).rejects.toMatchObject({ code: 'not-empty' });
  expect(await movedTo(office.dir)).toBeNull();
  expect(await office.run(['submissions', 'list', '.'])).toBe(0);
});

test.each<[string, (store: IntakeStore) => IntakeStore]>([
  ['counts other rows', (store) => ({ ...store, counts: async () => ({ byState: { received: 2 }, parts: 0 }) })],
  [
    'lost the end of the chain',
    (store) => ({ ...store, audit: async (from, limit) => (from > 1 ? [] : store.audit(from, Math.min(limit, 1))) }),
  ],
])('attack: a target that %s is not moved to', async (_, spoil) => {
  const office = await makeOffice();
  await office.receive({});
  const open = async () => spoil(await targetOf(office)());
  await expect(moveDatabase(office.dir, TARGET, AT, open)).rejects.toMatchObject({ code: 'differs' });
  expect(await movedTo(office.dir)).toBeNull();
});

test('an address that is none is wrong usage, and no address tells its password', async () => {
  const office = await makeOffice();
  expect(await office.run(['move', '.', '--to', 'mysql://x'])).toBe(2);
  expect(await office.run(['move', '.', '--to', 'env'])).toBe(2);
  expect(plainAddress(TARGET)).toBe('postgres://db.example.gov.cn:5432/yixinma');
});
