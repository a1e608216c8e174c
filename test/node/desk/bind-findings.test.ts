/** `decisions.csv` against the audit, by the commands that a clerk runs. */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { groupReceiptNumber } from '../../../src/core/complaint/receipt.ts';
import { bindFindings, type RecordedStep } from '../../../src/node/desk/bind-findings.ts';
import { appendFinding, type Finding, findingDigest, loadFindings } from '../../../src/node/desk/decisions.ts';
import { auditHash } from '../../../src/node/intake/store/audit.ts';
import { makeOffice, type Office } from './support.ts';

const DAY = (day: number) => new Date(Date.UTC(2026, 2, day, 2));
const DOCUMENT = '示卫投诉〔2026〕8号';

async function step(office: Office, number: string, day: number, state: string, more: readonly string[] = []) {
  const said = state === 'answered' ? ['--answer', '经查'] : [];
  const args = ['submissions', 'decide', '.', number, '--state', state, '--by', '王办', ...said, ...more];
  if ((await office.run(args, DAY(day))) !== 0) throw new Error(office.said.err);
}
const found = (documentNo: string) => {
  const outcome = ['--outcome', 'substantiated'];
  return [...outcome, '--document-no', documentNo, '--on', '2026-03-19'];
};
const DISMISSED = ['--outcome', 'unsubstantiated'];

/** Accepted on the 18th, answered on the 20th with a finding. */
async function decided(office: Office, more: readonly string[] = found(DOCUMENT)): Promise<string> {
  const { number } = await office.receive({});
  await step(office, number, 18, 'accepted');
  await step(office, number, 20, 'answered', more);
  return number;
}

const fileOf = ({ dir }: Office) => join(dir, 'intake/decisions.csv');
async function edit(office: Office, change: (text: string) => string): Promise<void> {
  const text = await readFile(fileOf(office), 'utf8');
  const changed = change(text);
  if (changed === text) throw new Error('nothing was changed');
  await writeFile(fileOf(office), changed);
}

async function exportNow(office: Office) {
  const code = await office.run(['submissions', 'export', '.', '--json'], DAY(25));
  const out = JSON.parse(office.said.out);
  return { code, faults: out.faults ?? [], rows: out.rows ?? [], left: out.left ?? [] };
}
const exportedFiles = async ({ dir }: Office) =>
  (await readdir(join(dir, 'intake'))).filter((name) => name.startsWith('events-'));

test.each<[string, readonly string[], (text: string, office: Office) => string]>([
  [
    '“not substantiated” turned into 查实',
    [...DISMISSED, '--document-no', DOCUMENT, '--on', '2026-03-19'],
    (text) => text.replace('"unsubstantiated"', '"substantiated"'),
  ],
  ['another document number', found(DOCUMENT), (text) => text.replace('〔2026〕8号', '〔2026〕9号')],
  [
    'another institution',
    found(DOCUMENT),
    (text, { codes }) => text.replace(codes.get('A1') ?? '', codes.get('A2') ?? ''),
  ],
  ['another day', found(DOCUMENT), (text) => text.replace('2026-03-19', '2026-03-18')],
  ['a severe impact', found(DOCUMENT), (text) => text.replace('"no"', '"yes"')],
  ['another handler', found(DOCUMENT), (text) => text.replace('王办', '李办')],
])('attack: a line with %s is refused by its number, and nothing is exported', async (_, outcome, change) => {
  const office = await makeOffice();
  const number = await decided(office, outcome);
  await decided(office, found('示卫投诉〔2026〕7号'));
  await edit(office, (text) => change(text, office));
  const { code, faults } = await exportNow(office);
  expect(code).toBe(1);
  expect(faults).toEqual([{ code: 'changed', number, state: 'answered', at: DAY(20).toISOString() }]);
  expect(await exportedFiles(office)).toEqual([]);
});

test('attack: a finding for a step that came without one is refused', async () => {
  const office = await makeOffice();
  const number = await decided(office, []);
  const finding: Finding = {
    number,
    state: 'answered',
    outcome: 'substantiated',
    document_no: DOCUMENT,
    on: '2026-03-19',
    severe: 'no',
    institution: office.codes.get('A1') ?? '',
    by: '王办',
    at: DAY(20).toISOString(),
  };
  await appendFinding(office.dir, finding);
  expect(await exportNow(office)).toMatchObject({ code: 1, faults: [{ code: 'added', number }] });
});

test('attack: a second line beside the genuine one, for the same step, is refused', async () => {
  const office = await makeOffice();
  const number = await decided(office);
  const [finding] = await loadFindings(office.dir);
  if (finding === undefined) throw new Error('no finding');
  await appendFinding(office.dir, { ...finding, severe: 'yes' });
  expect(await exportNow(office)).toMatchObject({ code: 1, faults: [{ code: 'added', number }] });
});

test.each<[string, (office: Office) => Promise<void>]>([
  ['a line taken out', (office) => edit(office, (text) => `${text.split('\n')[0]}\n`)],
  ['the file taken away', (office) => rm(fileOf(office))],
  ['a line moved to another time', (office) => edit(office, (text) => text.replace('2026-03-20T02', '2026-03-20T03'))],
])('attack: %s is missed', async (_, change) => {
  const office = await makeOffice();
  const number = await decided(office);
  await change(office);
  expect(await exportNow(office)).toMatchObject({ code: 1, faults: [{ code: 'missing', number }] });
});

test('all that is wrong is named at once, with what to do next', async () => {
  const office = await makeOffice();
  const [changed, missing] = [await decided(office), await decided(office, found('示卫投诉〔2026〕9号'))];
  await edit(office, (text) => text.replace('〔2026〕8号', '〔2026〕1号').replace(/^.*〔2026〕9号.*\n/m, ''));
  expect(await office.run(['submissions', 'export', '.'], DAY(25))).toBe(1);
  for (const number of [changed, missing]) expect(office.said.err).toContain(groupReceiptNumber(number));
  expect(office.said.err).toMatch(/被改动过[\s\S]*没有这一行[\s\S]*从备份恢复[\s\S]*decide again/);
});

test('a finding amended by a second decision counts as amended, and the first line is no longer asked after', async () => {
  const office = await makeOffice();
  const number = await decided(office, DISMISSED);
  await step(office, number, 21, 'investigating');
  expect(await exportNow(office)).toMatchObject({ code: 0, left: [{ number, why: 'reopened' }] });
  await step(office, number, 22, 'answered', found(DOCUMENT));
  await step(office, number, 23, 'closed');
  await edit(office, (text) => text.replace(/^.*"unsubstantiated".*\n/m, ''));
  expect(await exportNow(office)).toMatchObject({ code: 0, rows: [{ number, documentNo: DOCUMENT }] });
});

test('attack: taking out the amending line does not bring the first finding back', async () => {
  const office = await makeOffice();
  const number = await decided(office);
  await step(office, number, 21, 'investigating');
  await step(office, number, 22, 'answered', DISMISSED);
  await edit(office, (text) => text.replace(/^.*"unsubstantiated".*\n/m, ''));
  expect(await exportNow(office)).toMatchObject({
    code: 1,
    faults: [{ code: 'missing', number, at: DAY(22).toISOString() }],
  });
});

test('deciding again mends what was edited', async () => {
  const office = await makeOffice();
  const number = await decided(office);
  await edit(office, (text) => text.replace('〔2026〕8号', '〔2026〕1号'));
  await step(office, number, 21, 'investigating');
  await step(office, number, 22, 'answered', found(DOCUMENT));
  expect(await exportNow(office)).toMatchObject({ code: 0, rows: [{ number, documentNo: DOCUMENT }] });
});

test('attack: a digest put into the audit to fit an edited line breaks the chain, and the chain is asked first', async () => {
  const office = await makeOffice();
  await decided(office);
  const [old] = await loadFindings(office.dir);
  await edit(office, (text) => text.replace('〔2026〕8号', '〔2026〕9号'));
  const [changed] = await loadFindings(office.dir);
  if (old === undefined || changed === undefined) throw new Error('no finding');
  const db = new DatabaseSync(join(office.dir, 'intake/intake.sqlite'));
  db.prepare('update audit set detail = replace(detail, ?, ?)').run(findingDigest(old), findingDigest(changed));
  db.close();
  expect(await office.run(['submissions', 'export', '.'], DAY(25))).toBe(1);
  expect(office.said.err).toContain('与前后不符');
});

test('a step from before findings were bound is refused until it is decided again', async () => {
  const office = await makeOffice();
  const number = await decided(office);
  // As an earlier version wrote it: no digest, and a chain that holds.
  const db = new DatabaseSync(join(office.dir, 'intake/intake.sqlite'));
  const [last] = (await office.store((store) => store.audit(1, 99))).slice(-1);
  if (last === undefined) throw new Error('no entry');
  const { finding: _, ...rest } = JSON.parse(last.detail);
  const entry = { ...last, detail: JSON.stringify(rest) };
  db.prepare('update audit set detail = ?, hash = ? where seq = ?').run(entry.detail, auditHash(entry), entry.seq);
  db.close();
  expect(await exportNow(office)).toMatchObject({ code: 1, faults: [{ code: 'unbound', number }] });
  await step(office, number, 21, 'investigating');
  await step(office, number, 22, 'answered', found(DOCUMENT));
  expect(await exportNow(office)).toMatchObject({ code: 0, rows: [{ number }] });
});

test('a line whose step was never taken counts for nothing, beside a good one or alone', async () => {
  const office = await makeOffice();
  const number = await decided(office);
  const [finding] = await loadFindings(office.dir);
  if (finding === undefined) throw new Error('no finding');
  const other = { ...finding, number: (await office.receive({})).number };
  const steps: RecordedStep[] = [{ number, state: 'answered', at: finding.at, finding: findingDigest(finding) }];
  const cutOff = { ...finding, at: DAY(19).toISOString() };
  expect(bindFindings(steps, [cutOff, finding, other])).toEqual({
    counted: [{ finding, reopened: false }],
    faults: [],
    strays: [other.number],
  });
});
