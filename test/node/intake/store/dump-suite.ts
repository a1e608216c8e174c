/** Backup, restore and move: what goes in comes out, and nothing altered goes in. */
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { verifyAudit } from '../../../../src/node/intake/store/audit.ts';
import { dumpStore, restoreInto } from '../../../../src/node/intake/store/dump.ts';
import type { IntakeStore } from '../../../../src/node/intake/store/store.ts';
import type { StoredRow } from '../../../../src/node/intake/store/stored-rows.ts';
import { ANSWER, arrival, decision, idOf, type Now, part, partBytes, sha256Hex, signer, timeAt } from './support.ts';

/** One of everything: open, decided and deleted submissions, parts that have theirs and parts that wait. */
export async function furnish(store: IntakeStore): Promise<void> {
  const { sign } = signer();
  await store.saveParts([part('one', 'x'), part('one', 'y'), part('gone', 'x'), part('waiting', 'x', 2)]);
  await store.commit([arrival('one', { parts: ['x', 'y'] }), arrival('gone', { parts: ['x'] })], sign);
  await store.commit([arrival('open', { minutes: 3 })], sign);
  await store.decide(decision('one', 'accepted', { due: '2026-06-01' }));
  await store.decide(decision('one', 'answered', { answer: ANSWER }));
  await store.decide(decision('gone', 'refused', { at: timeAt(10) }));
  await store.purge({ closedBefore: timeAt(20), orphansBefore: timeAt(0), at: timeAt(70) });
  await store.note('backup', '{}', timeAt(80));
}

export async function dumpOf(store: IntakeStore): Promise<Buffer> {
  const sink = new PassThrough();
  const [bytes] = await Promise.all([buffer(sink), dumpStore(store, sink, timeAt(90))]);
  return bytes;
}

export function rowsOf(store: IntakeStore): Promise<readonly StoredRow[]> {
  return store.snapshot(async (all) => {
    const rows: StoredRow[] = [];
    for await (const row of all.rows()) rows.push(row.table === 'parts' ? plain(row) : row);
    return rows;
  });
}

/** pg and better-sqlite3 give Buffers, which do not equal the same bytes in an array. */
function plain(row: StoredRow & { readonly table: 'parts' }): StoredRow {
  return { table: 'parts', row: { ...row.row, bytes: new Uint8Array(row.row.bytes) } };
}

const restore = (store: IntakeStore, dump: Buffer) => restoreInto(store, Readable.from([dump]), timeAt(95));

export function dumpSuite(now: Now): void {
  it('puts every row into an empty store and says so in the audit', async () => {
    const { place, store } = now();
    await furnish(store);
    const before = await rowsOf(store);
    const target = await place.other();
    const closing = await restore(target, await dumpOf(store));
    const after = await rowsOf(target);
    expect(closing.counts).toEqual({ submissions: 3, parts: 3, history: 3, audit: 7 });
    expect(after.slice(0, -1)).toEqual(before);
    expect(after.at(-1)).toMatchObject({ table: 'audit', row: { seq: 8, kind: 'restored', at: timeAt(95) } });
    expect(verifyAudit(await target.audit(1, 99))).toBeNull();
    await target.close();
  });

  it('goes on where the other one stood: tombstones, waiting parts, receipts', async () => {
    const { place, store } = now();
    await furnish(store);
    const target = await place.other();
    await restore(target, await dumpOf(store));
    expect(await target.waitingPartBytes()).toBe(40);
    const { sign } = signer();
    const sent = [arrival('gone', { parts: ['x'] }), arrival('waiting', { parts: ['x'] })];
    expect((await target.commit(sent, sign)).map((one) => one.kind)).toEqual(['known', 'new']);
    expect(await target.loadParts(idOf('one'), arrival('one', { parts: ['y'] }).parts)).toEqual([partBytes('y')]);
    expect(await target.decide(decision('one', 'closed'))).toBe(true);
    await target.close();
  });

  it('refuses a store that holds anything, and leaves it as it was', async () => {
    const { place, store } = now();
    await furnish(store);
    const dump = await dumpOf(store);
    const target = await place.other();
    await target.saveParts([part('other', 'x')]);
    await expect(restore(target, dump)).rejects.toMatchObject({ code: 'not-empty' });
    expect(await rowsOf(target)).toHaveLength(1);
    await target.close();
  });

  it('refuses a dump that was altered or cut anywhere, names the line, and stores nothing of it', async () => {
    const { place, store } = now();
    await furnish(store);
    const dump = await dumpOf(store);
    const lines = gunzipSync(dump).toString().trimEnd().split('\n');
    const target = await place.other();
    for (const [name, altered, fault] of alterations(lines)) {
      const refused = restore(target, gzipSync(`${altered.join('\n')}\n`));
      await expect(refused, name).rejects.toMatchObject(fault);
    }
    await expect(restore(target, gzipSync('hello\n'))).rejects.toMatchObject({ code: 'not-a-dump', line: 1 });
    await expect(restore(target, Buffer.from('hello'))).rejects.toMatchObject({ code: 'not-a-dump' });
    const half = gzipSync(gunzipSync(dump).subarray(0, -9));
    await expect(restore(target, half)).rejects.toMatchObject({ code: 'truncated', line: lines.length });
    await expect(restore(target, dump.subarray(0, -20))).rejects.toMatchObject({ code: 'truncated' });
    expect(await rowsOf(target)).toEqual([]);
    expect((await restore(target, dump)).counts.submissions).toBe(3);
    await target.close();
  });

  it('shows one moment, while submissions go on', async () => {
    const { store } = now();
    await store.commit([arrival('one')], signer().sign);
    const seen = await store.snapshot(async (all) => {
      await store.commit([arrival('two')], signer().sign);
      const rows: StoredRow[] = [];
      for await (const row of all.rows()) rows.push(row);
      return { counts: all.counts, rows };
    });
    expect(seen.counts).toEqual({ submissions: 1, parts: 0, history: 0, audit: 1 });
    expect(seen.rows.map((one) => one.table)).toEqual(['submissions', 'audit']);
    expect((await store.counts()).byState).toEqual({ received: 2 });
  });

  it('reads more rows than fit on a page, each once', async () => {
    const { place, store } = now();
    const names = Array.from({ length: 130 }, (_, index) => `page ${index}`);
    await store.saveParts(names.slice(0, 40).map((name) => part(name, 'x')));
    await store.commit(
      names.map((name, index) => arrival(name, { parts: index < 40 ? ['x'] : [] })),
      signer().sign,
    );
    const target = await place.other();
    const { counts } = await restore(target, await dumpOf(store));
    expect(counts).toEqual({ submissions: 130, parts: 40, history: 0, audit: 1 });
    await target.close();
  });
}

type Alteration = readonly [string, readonly string[], { readonly code: string; readonly line?: number }];

/** Also by somebody who can put the right checksum at the end. */
function alterations(lines: readonly string[]): readonly Alteration[] {
  const last = lines.length;
  const edit = (line: number, from: string, to: string) =>
    lines.map((text, index) => (index === line - 1 ? text.replace(from, to) : text));
  const firstAudit = lines.findIndex((line) => line.includes('"t":"audit"')) + 1;
  const lineWith = (text: string) => lines.findIndex((line) => line.includes(text)) + 1;
  const partLine = lineWith(`"t":"parts","submission":"${idOf('waiting')}"`);
  const submissionLine = lineWith(`"id":"${idOf('one')}"`);
  const without = (line: number) => lines.filter((_, index) => index !== line - 1);
  const altered = (line: number) => ({ code: 'altered', line });
  return [
    ['one letter of a submission', edit(2, 'test-county', 'test-kounty'), altered(last)],
    ['a waiting part taken out', without(partLine), altered(last - 1)],
    ['a waiting part taken out, checksum made right', sealAgain(without(partLine)), altered(last - 1)],
    ['a submission taken out from under its history', sealAgain(without(submissionLine)), { code: 'altered' }],
    ['a submission twice', sealAgain([...lines.slice(0, 2), ...lines.slice(1)]), { code: 'altered' }],
    ['a column added', edit(2, '{"t"', '{"extra":1,"t"'), altered(2)],
    ['not JSON', edit(4, '{', ''), altered(4)],
    [
      'tables out of order',
      sealAgain([...lines.slice(0, 1), lines[partLine - 1] ?? '', ...without(partLine).slice(1)]),
      altered(3),
    ],
    [
      'an audit entry edited, checksum made right',
      sealAgain(edit(firstAudit + 3, 'desk-1', 'desk-2')),
      altered(firstAudit + 3),
    ],
    ['an audit entry taken out, checksum made right', sealAgain(without(firstAudit + 1)), altered(firstAudit + 1)],
    ['a line after the end', [...lines, lines[1] ?? ''], altered(last + 1)],
    ['a newer version', sealAgain(edit(1, '"version":1', '"version":2')), { code: 'version', line: 1 }],
    ['cut between lines', lines.slice(0, 5), { code: 'truncated', line: 6 }],
    ['only a header', lines.slice(0, 1), { code: 'truncated', line: 2 }],
  ];
}

function sealAgain(lines: readonly string[]): readonly string[] {
  const body = lines.slice(0, -1);
  const closing = JSON.parse(lines.at(-1) ?? '{}');
  return [...body, JSON.stringify({ ...closing, sha256: sha256Hex(`${body.join('\n')}\n`) })];
}
