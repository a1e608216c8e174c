/** The same store over PostgreSQL, what only PostgreSQL can do wrong, and the way from one database to the other. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entryAfter, FIRST_PREVIOUS, verifyAudit } from '../../src/node/intake/store/audit.ts';
import { dumpStore, restoreInto } from '../../src/node/intake/store/dump.ts';
import { openStore } from '../../src/node/intake/store/open.ts';
import { AUDIT_LOCK } from '../../src/node/intake/store/postgres-group.ts';
import type { IntakeStore } from '../../src/node/intake/store/store.ts';
import { furnish, rowsOf } from '../node/intake/store/dump-suite.ts';
import { storeSuite } from '../node/intake/store/suite.ts';
import { arrival, part, signer, timeAt } from '../node/intake/store/support.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';

const openAt = ({ url }: TestDatabase) => openStore({ databaseUrl: url, file: '' });

storeSuite('postgres', async () => {
  const databases = [await testDatabase()];
  const [own] = databases;
  return {
    open: async () => openAt(own ?? (await testDatabase())),
    other: async () => {
      const other = await testDatabase();
      databases.push(other);
      return openAt(other);
    },
    end: async () => {
      await Promise.all(databases.map((database) => database.drop()));
    },
  };
});

describe('PostgreSQL', () => {
  let database: TestDatabase;
  let store: IntakeStore;
  let admin: Client;
  beforeEach(async () => {
    database = await testDatabase();
    store = await openAt(database);
    admin = new Client({ connectionString: database.url });
    await admin.connect();
  });
  afterEach(async () => {
    await admin.end();
    await store.close();
    await database.drop();
  });

  it('acknowledges nothing when the server has no room, and goes on once there is', async () => {
    await admin.query(`
      create function no_room() returns trigger language plpgsql as
        $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$;
      create trigger no_room before insert on audit execute function no_room();`);
    const { sign } = signer();
    await expect(store.commit([arrival('one')], sign)).rejects.toMatchObject({ name: 'StoreFullError', code: 'full' });
    expect(await store.list({})).toEqual([]);
    await admin.query('drop trigger no_room on audit');
    expect((await store.commit([arrival('one')], sign))[0]?.kind).toBe('new');
  });

  it('waits for the disk also where the database is set not to', async () => {
    await store.close();
    const { rows } = await admin.query('select current_database() as name');
    await admin.query(`alter database ${rows[0].name} set synchronous_commit = off`);
    store = await openAt(database);
    await admin.query(`
      create table seen (setting text);
      create function look() returns trigger language plpgsql as
        $$ begin insert into seen values (current_setting('synchronous_commit')); return null; end $$;
      create trigger look after insert on submissions execute function look();`);
    await store.commit([arrival('one')], signer().sign);
    expect((await admin.query('select setting from seen')).rows).toEqual([{ setting: 'on' }]);
  });

  it('takes a submission again that a broken connection left open', async () => {
    const { sign } = signer();
    await store.commit([arrival('one')], sign);
    await admin.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
    );
    const again = () => store.commit([arrival('one'), arrival('two')], sign);
    // The pool may hold two of the broken connections and give out one after the other.
    const stored = await again().catch(again).catch(again);
    expect(stored.map((one) => one.kind)).toEqual(['known', 'new']);
  });

  it('numbers the chain without a gap while eight processes append', async () => {
    const stores = await Promise.all(Array.from({ length: 8 }, () => openAt(database)));
    const { sign } = signer();
    // More at once than a lost race is tried again: only taking turns gets everybody through.
    const appends = stores.flatMap((one, index) =>
      Array.from({ length: 6 }, async (_, round) => {
        await one.note('backup', '{}', timeAt(index));
        await one.commit([arrival(`from ${index} ${round}`)], sign);
      }),
    );
    await Promise.all(appends);
    const entries = await store.audit(1, 999);
    expect(entries.map((entry) => entry.seq)).toEqual(Array.from({ length: 96 }, (_, index) => index + 1));
    expect(verifyAudit(entries)).toBeNull();
    await Promise.all(stores.map((one) => one.close()));
  });

  /** Until somebody waits for what `admin` holds. */
  const someoneWaits = () =>
    expect
      .poll(async () => {
        const blocked = 'select 1 from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))';
        return (await admin.query(blocked)).rowCount;
      })
      .toBe(1);

  it('takes its turn at the audit instead of losing a race: one signature a group', async () => {
    const other = entryAfter({ seq: 0, hash: FIRST_PREVIOUS }, { kind: 'backup', at: timeAt(0), detail: '{}' });
    const { seq, at, kind, detail, previous, hash } = other;
    await admin.query('begin');
    await admin.query('select pg_advisory_xact_lock($1)', [AUDIT_LOCK]);
    await admin.query('insert into audit values ($1, $2, $3, $4, $5, $6)', [seq, at, kind, detail, previous, hash]);
    const { sign, groups } = signer();
    const stored = store.commit([arrival('one')], sign);
    await someoneWaits();
    await admin.query('commit');
    expect((await stored)[0]?.kind).toBe('new');
    expect(groups()).toEqual([1]);
    const entries = await store.audit(1, 9);
    expect(entries.map((entry) => entry.kind)).toEqual(['backup', 'received']);
    expect(verifyAudit(entries)).toBeNull();
  });

  it('counts no part on which a deletion elsewhere has its hand', async () => {
    await store.saveParts([part('one', 'x')]);
    await admin.query('begin');
    await admin.query('delete from waiting');
    await admin.query('delete from parts');
    const stored = store.commit([arrival('one', { parts: ['x'] })], signer().sign);
    await someoneWaits();
    await admin.query('commit');
    expect(await stored).toEqual([{ kind: 'parts-missing', missing: [0] }]);
  });

  it('signs again, and stores each once, when another process took one of its ids first', async () => {
    const second = await openAt(database);
    const { sign, groups } = signer();
    // Holds up the second group between its look and its writing.
    await admin.query('begin');
    await admin.query('select pg_advisory_xact_lock($1)', [AUDIT_LOCK]);
    const both = [store, second].map((one) => one.commit([arrival('one')], sign));
    await expect.poll(() => groups().length).toBe(2);
    await admin.query('commit');
    const kinds = (await Promise.all(both)).map(([one]) => one?.kind);
    expect(new Set(kinds)).toEqual(new Set(['new', 'known']));
    expect(await store.list({})).toHaveLength(1);
    expect(verifyAudit(await store.audit(1, 9))).toBeNull();
    await second.close();
  });

  it('gets every row of a SQLite file, and gives every one back', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'yixinma-move-'));
    const source = await openStore({ file: join(dir, 'source.db') });
    const back = await openStore({ file: join(dir, 'back.db') });
    await furnish(source);
    const before = await rowsOf(source);
    await move(source, store);
    await move(store, back);
    const after = await rowsOf(back);
    expect(after.slice(0, -2)).toEqual(before);
    expect(after.slice(-2).map((one) => one.table === 'audit' && one.row.kind)).toEqual(['restored', 'restored']);
    await Promise.all([source.close(), back.close()]);
    await rm(dir, { recursive: true, force: true });
  });
});

async function move(from: IntakeStore, to: IntakeStore): Promise<void> {
  const pipe = new PassThrough();
  await Promise.all([dumpStore(from, pipe, timeAt(90)), restoreInto(to, pipe, timeAt(91))]);
}
