/** A dump whose own digest is right, and whose content is not: every row is asked for what signs or chains it. */
import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { groupReceiptNumber } from '../../../src/core/complaint/receipt.ts';
import { auditHash } from '../../../src/node/intake/store/audit.ts';
import { jpeg, makeOffice, type Office, RECEIVED } from './support.ts';

const sha256Hex = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');
type Line = Record<string, unknown>;

async function dropDatabase({ dir }: Office): Promise<void> {
  for (const end of ['', '-wal', '-shm']) await rm(join(dir, `intake/intake.sqlite${end}`), { force: true });
}

async function decide(office: Office, number: string, state: string, more: readonly string[] = []): Promise<void> {
  const args = ['submissions', 'decide', '.', number, '--state', state, '--by', '王办', ...more];
  if ((await office.run(args)) !== 0) throw new Error(office.said.err);
}

/** One accepted with a photo, one refused, a piece of a photo that waits; backed up, and the database gone. */
async function backedUp() {
  const office = await makeOffice();
  const [one, two] = await office.receiveAll([{ photos: [jpeg()] }, {}]);
  if (one === undefined || two === undefined) throw new Error('nothing received');
  const waiting = new Uint8Array([1, 2, 3]);
  await office.store((store) =>
    store.saveParts([
      { id: crypto.randomUUID(), sha256: sha256Hex(waiting), bytes: waiting, time: RECEIVED.toISOString() },
    ]),
  );
  await decide(office, one.number, 'accepted');
  await decide(office, two.number, 'refused', ['--answer', '不归本局管']);
  expect(await office.run(['backup', '.', 'b.gz'])).toBe(0);
  await dropDatabase(office);
  return { office, one, two };
}
type Backed = Awaited<ReturnType<typeof backedUp>>;

/** Rewrites the dump, counts and closing digest included: what a forger does. */
async function forge({ office }: Backed, change: (rows: Line[]) => Line[]): Promise<void> {
  const file = join(office.dir, 'b.gz');
  const [header = {}, ...rest] = gunzipSync(await readFile(file))
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const rows = change(rest.slice(0, -1));
  const counts = { submissions: 0, parts: 0, history: 0, audit: 0 };
  for (const { t } of rows) counts[t as keyof typeof counts]++;
  const body = [{ ...header, counts }, ...rows].map((line) => `${JSON.stringify(line)}\n`).join('');
  await writeFile(file, gzipSync(`${body}${JSON.stringify({ t: 'end', counts, sha256: sha256Hex(body) })}\n`));
}

const edit = (table: string, number: string | null, change: (row: Line) => Line) => (rows: Line[]) =>
  rows.map((row) => (row.t === table && (number === null || row.number === number) ? change(row) : row));
const inReceipt = (change: (receipt: Line) => Line) => (row: Line) => ({
  ...row,
  receipt: JSON.stringify(change(JSON.parse(String(row.receipt)))),
});
/** The chain made right again after entries were changed or taken out. */
function chained(rows: Line[]): Line[] {
  let [seq, previous] = [0, '0'.repeat(64)];
  return rows.map((row) => {
    if (row.t !== 'audit') return row;
    const entry = { seq: ++seq, at: String(row.at), kind: String(row.kind), detail: String(row.detail), previous };
    previous = auditHash(entry);
    return { t: 'audit', ...entry, hash: previous };
  });
}

async function restored({ office }: Backed) {
  const exit = await office.run(['restore', '.', 'b.gz', '--json']);
  return { exit, ...JSON.parse(office.said.out || 'null') };
}

test('a genuine backup is restored, its signatures checked', async () => {
  const backed = await backedUp();
  expect(await restored(backed)).toMatchObject({ exit: 0, counts: { submissions: 2 }, signatures: 'checked' });
});

const OTHER = '7K3M9PQ2XD4T';
test.each<[string, string, (about: Backed) => (rows: Line[]) => Line[], 'one' | 'two' | 'other' | RegExp]>([
  [
    'a receipt that is none',
    'receipt-unreadable',
    ({ one }) => edit('submissions', one.number, (row) => ({ ...row, receipt: '{}' })),
    'one',
  ],
  [
    'a receipt with another digest',
    'receipt-of-another',
    ({ one }) =>
      edit(
        'submissions',
        one.number,
        inReceipt((receipt) => ({ ...receipt, digest: 'ab'.repeat(32) })),
      ),
    'one',
  ],
  [
    'a receipt for another id',
    'receipt-of-another',
    ({ one, two }) =>
      edit(
        'submissions',
        one.number,
        inReceipt((receipt) => ({ ...receipt, id: two.id })),
      ),
    'one',
  ],
  [
    'another number',
    'receipt-of-another',
    ({ one }) => edit('submissions', one.number, (row) => ({ ...row, number: OTHER })),
    'other',
  ],
  [
    'another time of arrival',
    'receipt-of-another',
    ({ one }) => edit('submissions', one.number, (row) => ({ ...row, received_at: '2026-01-01T00:00:00.000Z' })),
    'one',
  ],
  [
    'a later time in row and receipt',
    'receipt-not-signed',
    ({ one }) =>
      edit('submissions', one.number, (row) => ({
        ...inReceipt((receipt) => ({ ...receipt, time: '2026-04-01T00:00:00.000Z' }))(row),
        received_at: '2026-04-01T00:00:00.000Z',
      })),
    'one',
  ],
  [
    'another content',
    'envelope-differs',
    ({ one }) =>
      edit('submissions', one.number, (row) => ({
        ...row,
        envelope: String(row.envelope).replace(/"body":"..../, '"body":"AAAA'),
      })),
    'one',
  ],
  [
    'another lookup',
    'envelope-differs',
    ({ one }) => edit('submissions', one.number, (row) => ({ ...row, lookup: 'ab'.repeat(32) })),
    'one',
  ],
  [
    'no content, though it is not ended',
    'content-missing',
    ({ one }) => edit('submissions', one.number, (row) => ({ ...row, envelope: null })),
    'one',
  ],
  [
    'another photo',
    'part-differs',
    ({ one }) => edit('parts', null, (row) => (row.submission === one.id ? { ...row, bytes: 'AAAA' } : row)),
    'one',
  ],
  [
    'another waiting piece',
    'part-differs',
    ({ one }) => edit('parts', null, (row) => (row.submission === one.id ? row : { ...row, bytes: 'AAAA' })),
    /^[0-9a-f]{64}$/,
  ],
  [
    'a photo taken out',
    'part-missing',
    ({ one }) =>
      (rows) =>
        rows.filter((row) => row.t !== 'parts' || row.submission !== one.id),
    'one',
  ],
  [
    'another state',
    'steps-differ',
    ({ one }) => edit('submissions', one.number, (row) => ({ ...row, state: 'investigating' })),
    'one',
  ],
  [
    'another term',
    'steps-differ',
    ({ one }) => edit('submissions', one.number, (row) => ({ ...row, due: '2027-01-01' })),
    'one',
  ],
  [
    'a step at another time',
    'steps-differ',
    ({ one }) =>
      edit('history', null, (row) => (row.submission === one.id ? { ...row, at: '2026-03-01T00:00:00.000Z' } : row)),
    'one',
  ],
  [
    'a step taken out',
    'steps-differ',
    ({ two }) =>
      (rows) =>
        rows.filter((row) => row.t !== 'history' || row.submission !== two.id),
    'two',
  ],
  [
    'an arrival that the audit does not know',
    'not-recorded',
    ({ one }) =>
      (rows) =>
        chained(
          edit('audit', null, (row) =>
            String(row.detail).includes(one.receipt.group.root)
              ? { ...row, detail: JSON.stringify({ count: 1, root: 'ab'.repeat(32) }) }
              : row,
          )(rows),
        ),
    'one',
  ],
  [
    'a submission taken out',
    'count-differs',
    ({ two }) =>
      (rows) =>
        rows.filter((row) => row.id !== two.id && row.submission !== two.id),
    /^1\/2$/,
  ],
  [
    'an audit entry of another program',
    'entry-unreadable',
    () => (rows) =>
      chained(edit('audit', null, (row) => (row.kind === 'decided' ? { ...row, detail: '{}' } : row))(rows)),
    /^\d$/,
  ],
])('attack: a dump with %s is refused as %s, by name, and nothing is stored', async (_, code, change, of) => {
  const backed = await backedUp();
  await forge(backed, change(backed));
  const { exit, problems } = await restored(backed);
  expect(exit).toBe(1);
  const name = of === 'other' ? OTHER : of instanceof RegExp ? expect.stringMatching(of) : backed[of].number;
  expect(problems).toContainEqual({ code, of: name });
  expect((await backed.office.store((store) => store.counts())).byState).toEqual({});
});

test('attack: a submission put in with a receipt of the forger’s own key is refused', async () => {
  const [backed, forger] = [await backedUp(), await makeOffice()];
  await forger.run(['submissions', 'rotate-key', '.', 'receipt']);
  const more = await forger.receive({ id: crypto.randomUUID() });
  await forger.run(['backup', '.', 'f.gz']);
  const lines = gunzipSync(await readFile(join(forger.dir, 'f.gz')))
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const [submission, entry] = [
    lines.find(({ t }) => t === 'submissions') ?? {},
    lines.find(({ kind }) => kind === 'received') ?? {},
  ];
  await forge(backed, (rows) => chained([submission, ...rows, entry]));
  expect(await restored(backed)).toMatchObject({
    exit: 1,
    problems: [{ code: 'receipt-not-signed', of: more.number }],
  });
});

test('everything that is wrong is named at once, in words, with what to do next', async () => {
  const backed = await backedUp();
  const { office, one, two } = backed;
  await forge(
    backed,
    edit('submissions', null, (row) => ({ ...row, lookup: 'ab'.repeat(32), due: '2027-01-01' })),
  );
  expect(await office.run(['restore', '.', 'b.gz'])).toBe(1);
  for (const { number } of [one, two]) {
    for (const what of ['内容与回执不符', '与留痕不符']) {
      expect(office.said.err).toMatch(new RegExp(`^${groupReceiptNumber(number)}：.*${what}`, 'm'));
    }
  }
  expect(office.said.err).toContain('请改用另一份备份');
});

test('without any receipt keys here all else is checked, and that signatures were not is said', async () => {
  const backed = await backedUp();
  const { office, one, two } = backed;
  await rm(join(office.dir, 'keys'), { recursive: true });
  const genuine = await readFile(join(office.dir, 'b.gz'));
  await forge(
    backed,
    edit('submissions', one.number, (row) => ({ ...row, lookup: 'ab'.repeat(32) })),
  );
  expect(await restored(backed)).toMatchObject({ exit: 1, problems: [{ code: 'envelope-differs', of: one.number }] });
  await writeFile(join(office.dir, 'b.gz'), genuine);
  // Under another id, everywhere but in the envelope.
  const [from, to] = [two.id, crypto.randomUUID()];
  await forge(backed, (rows) =>
    rows
      .map((row) => JSON.parse(JSON.stringify({ ...row, envelope: null }).replaceAll(from, to)))
      .map((row, at) =>
        rows[at]?.envelope === undefined
          ? (({ envelope: _, ...rest }) => rest)(row)
          : { ...row, envelope: rows[at]?.envelope },
      ),
  );
  expect(await restored(backed)).toMatchObject({ exit: 1, problems: [{ code: 'envelope-differs', of: two.number }] });
  await writeFile(join(office.dir, 'b.gz'), genuine);
  expect(await office.run(['restore', '.', 'b.gz'])).toBe(0);
  expect(office.said.out).toContain('回执签名没有核对');
});

test('what retention deleted is no fault', async () => {
  const { office, two } = await backedUp();
  expect(await office.run(['restore', '.', 'b.gz'])).toBe(0);
  const years = new Date('2032-01-01T00:00:00Z');
  expect(await office.run(['submissions', 'retain', '.'], years)).toBe(0);
  expect((await office.store((store) => store.load(two.id)))?.envelope).toBeNull();
  expect(await office.run(['backup', '.', 'later.gz'], years)).toBe(0);
  await dropDatabase(office);
  expect(await office.run(['restore', '.', 'later.gz'], years)).toBe(0);
});
