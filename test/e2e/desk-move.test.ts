/** `yixinma move` into a real PostgreSQL, and the commands on it afterwards. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jpeg, makeOffice } from '../node/desk/support.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('complaints move to PostgreSQL with photos, steps and chain; the old file is refused, and the work goes on there', async () => {
  const office = await makeOffice();
  const { number } = await office.receive({ text: '搬家以前' }, [jpeg()]);
  const env = { DATABASE_URL: database.url };
  expect(await office.run(['move', '.', '--to', 'env'], undefined, env)).toBe(0);
  expect(office.said.out).not.toContain(new URL(database.url).password);
  expect(await office.run(['submissions', 'list', '.'])).toBe(1);
  expect(await office.run(['submissions', 'open', '.', number], undefined, env)).toBe(0);
  expect(office.said.out).toMatch(/搬家以前[\s\S]*photo-1\.jpg：正常/);
  const decide = ['submissions', 'decide', '.', number, '--state', 'accepted', '--by', '王办'];
  const both = await Promise.all([office.run(decide, undefined, env), office.run(decide, undefined, env)]);
  expect([...both].sort()).toEqual([0, 1]);
  expect(await office.run(['backup', '.', join(office.dir, 'b.gz')], undefined, env)).toBe(0);
  expect(await office.run(['audit', '.'], undefined, env)).toBe(0);
  // A second move would put one database into another.
  expect(await office.run(['move', '.', '--to', 'env'], undefined, env)).toBe(1);
  expect(await office.run(['submissions', 'list', '.'])).toBe(1);
});
