import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { rulebookById } from '../../../src/core/rulebooks/registry.ts';
import { appendFinding, loadFindings } from '../../../src/node/desk/decisions.ts';
import { loadWorkspace } from '../../../src/node/publish/workspace/load.ts';
import { makeOffice, type Office } from '../desk/support.ts';

const STEP = new Date('2026-03-20T02:00:00Z');
const DOCUMENT = '示卫投诉〔2026〕8号';

async function answer(office: Office, number: string, more: readonly string[], at = STEP): Promise<0 | 1 | 2 | 3> {
  const by = ['--by', '王办'];
  await office.run(['submissions', 'decide', '.', number, '--state', 'accepted', ...by], at);
  const step = ['submissions', 'decide', '.', number, '--state', 'answered', '--answer', '经查属实', ...by];
  return office.run([...step, ...more], at);
}
const substantiated = (documentNo: string) => [
  '--outcome',
  'substantiated',
  '--document-no',
  documentNo,
  '--on',
  '2026-03-19',
];

async function exported(office: Office) {
  expect(await office.run(['submissions', 'export', '.', '--json'], STEP)).toBe(0);
  return JSON.parse(office.said.out) as {
    file: string | null;
    rows: object[];
    left: { number: string; why: string }[];
  };
}

/** The grade that the workspace gives now, by the bureau's rulebook. */
async function gradeOf(office: Office, id: string) {
  const workspace = await loadWorkspace(office.dir, new Date('2027-01-10T02:00:00Z'));
  if (!workspace.ok) throw new Error(JSON.stringify(workspace.problems));
  const rulebook = rulebookById('jinjiang');
  if (!rulebook) throw new Error('no rulebook');
  const institutions = workspace.entries.map(({ facts }) => facts);
  const period = { from: isoDate('2026-01-01'), to: isoDate('2026-12-31') };
  const results = rulebook.evaluate({ period, institutions }, {});
  return { result: results.find((one) => one.id === id), problems: workspace.problems };
}

test('the exported row, and nothing else of a complaint, changes the grade: from A to C by 查实, to D by severe impact', async () => {
  const office = await makeOffice({ rulebook: 'jinjiang' });
  const tiers = ['A1', 'A2'].map((id) => `${id},正面信息,好`);
  await writeFile(join(office.dir, 'workbook/评定.csv'), ['机构编号,评定内容,结果', ...tiers].join('\n'));
  const text = '周小明的经过，电话13800001234';
  const plain = await office.receive({ text, contact: { name: '周小明', phone: '13800001234' } });
  const severe = await office.receive({ text, institution: null });
  await answer(office, plain.number, substantiated(DOCUMENT));
  const code = office.codes.get('A2') ?? '';
  await answer(office, severe.number, [...substantiated('示卫投诉〔2026〕9号'), '--severe', '--institution', code]);
  expect((await gradeOf(office, 'A1')).result).toMatchObject({ grade: 'A' });
  const { file } = await exported(office);
  const csv = await readFile(file ?? '', 'utf8');
  expect(csv).not.toMatch(/周小明|138|经过|王办/);
  for (const { number } of [plain, severe]) expect(csv).not.toContain(number.slice(0, 4));
  expect((await stat(file ?? '')).mode & 0o777).toBe(0o600);
  await writeFile(join(office.dir, 'workbook/事件.csv'), csv);
  const [first, second] = [await gradeOf(office, 'A1'), await gradeOf(office, 'A2')];
  expect(first.result).toMatchObject({ grade: 'C', reasons: [{ rule: 'complaint' }] });
  expect(second.result).toMatchObject({ grade: 'D', reasons: [{ rule: 'complaint-severe' }] });
  expect(first.problems.filter(({ sheet }) => sheet === '事件.csv')).toEqual([]);
});

test('unsubstantiated, without a number, or under investigation again: not exported, each with its reason', async () => {
  const office = await makeOffice();
  const [a, b, c, d] = await office.receiveAll([{}, {}, {}, {}]);
  if (!a || !b || !c || !d) throw new Error('nothing received');
  await answer(office, a.number, ['--outcome', 'unsubstantiated']);
  await answer(office, b.number, ['--outcome', 'substantiated']);
  await answer(office, c.number, substantiated(DOCUMENT));
  await office.run(['submissions', 'decide', '.', c.number, '--state', 'investigating', '--by', '王办'], STEP);
  await answer(office, d.number, substantiated(DOCUMENT));
  const { rows, left } = await exported(office);
  expect(rows).toHaveLength(1);
  expect(left).toEqual([
    { number: a.number, why: 'unsubstantiated' },
    { number: b.number, why: 'no-document-no' },
    { number: c.number, why: 'reopened' },
  ]);
  const later = new Date('2026-04-01T02:00:00Z');
  const again = ['submissions', 'decide', '.', c.number, '--state', 'answered', '--answer', '再查', '--by', '王办'];
  await office.run([...again, ...substantiated(DOCUMENT)], later);
  await office.run(['submissions', 'export', '.', '--out', 'again.csv', '--json'], later);
  expect(JSON.parse(office.said.out).left).toContainEqual({ number: d.number, why: 'same-document' });
});

test('a finding may come with the closing of what was answered, and with nothing else', async () => {
  const office = await makeOffice();
  const { number } = await office.receive({});
  await answer(office, number, []);
  const close = ['submissions', 'decide', '.', number, '--state', 'closed', '--by', '王办'];
  expect(await office.run([...close, ...substantiated(DOCUMENT)], STEP)).toBe(0);
  expect((await exported(office)).rows).toHaveLength(1);
});

test.each([
  '=HYPERLINK("http://x")',
  '+8',
  '@SUM(1)',
  '示卫\n8号',
  '110101190001010014',
])('attack: %j as a document number is refused before anything is decided', async (documentNo) => {
  const office = await makeOffice();
  const { number } = await office.receive({});
  expect(await answer(office, number, substantiated(documentNo))).toBe(1);
  expect(office.said.err).toContain('文号');
  expect(await loadFindings(office.dir)).toEqual([]);
  expect((await office.store((store) => store.status(number)))?.state).toBe('accepted');
});

test('attack: a formula or a finding put into decisions.csv by hand reaches no workbook', async () => {
  const office = await makeOffice();
  const { number } = await office.receive({});
  await answer(office, number, substantiated(DOCUMENT));
  const [finding] = await loadFindings(office.dir);
  if (finding === undefined) throw new Error('no finding');
  const file = join(office.dir, 'intake/decisions.csv');
  const genuine = await readFile(file, 'utf8');
  await writeFile(file, genuine.replace(DOCUMENT, '=1+1'));
  expect(await office.run(['submissions', 'export', '.'], STEP)).toBe(1);
  await writeFile(file, genuine);
  const other = await office.receive({});
  await appendFinding(office.dir, { ...finding, number: other.number });
  const { rows, left } = await exported(office);
  expect(rows).toEqual([expect.objectContaining({ number, documentNo: DOCUMENT })]);
  expect(left).toEqual([{ number: other.number, why: 'not-taken' }]);
});

test.each(['rating', 'objection', 'repair', 'statement'] as const)('a %s is never substantiated', async (kind) => {
  const office = await makeOffice();
  const { number } = await office.receive({ kind, rating: kind === 'rating' ? 'fair' : null });
  expect(await answer(office, number, substantiated(DOCUMENT))).toBe(1);
  expect(office.said.err).toContain('不作查实结论');
});

test('an institution that is not the bureau’s is refused: a row for it would concern nobody', async () => {
  const office = await makeOffice();
  const { number } = await office.receive({ institution: null });
  expect(await answer(office, number, substantiated(DOCUMENT))).toBe(1);
  expect(office.said.err).toContain('--institution');
});

test('nothing is overwritten, only decisions of the year asked for are taken, and a policy without such a rule is named', async () => {
  const office = await makeOffice();
  const { number } = await office.receive({});
  await answer(office, number, substantiated(DOCUMENT));
  expect(await office.run(['submissions', 'export', '.', '--year', '2025'], STEP)).toBe(0);
  expect(office.said.out).toContain('没有可导出的行');
  expect(await office.run(['submissions', 'export', '.', '--out', 'e.csv'], STEP)).toBe(0);
  expect(office.said.out).toContain('不影响等级');
  expect(await office.run(['submissions', 'export', '.', '--out', 'e.csv'], STEP)).toBe(1);
  expect(await office.run(['submissions', 'export', '.', '--out', 'e.html'], STEP)).toBe(2);
});
