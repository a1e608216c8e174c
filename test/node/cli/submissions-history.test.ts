import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { KEPT_DAYS } from '../../../src/core/complaint/limits.ts';
import { KINDS } from '../../../src/core/complaint/submission.ts';
import { makeOffice, type Office } from '../desk/support.ts';

const STEP = new Date('2026-03-05T02:00:00Z');

function decide(office: Office, number: string, state: string, ...more: readonly string[]) {
  return office.run(['submissions', 'decide', '.', number, '--state', state, '--by', '王办', ...more], STEP);
}
const finding = (on: string, outcome = 'substantiated') => [
  ...['--answer', '经查属实', '--outcome', outcome],
  ...['--document-no', '示卫投诉〔2026〕8号', '--on', on],
];

test('opening shows each step with its day, the finding and who made it, and says that sent answers cannot be read again', async () => {
  const office = await makeOffice();
  const [one, other] = await office.receiveAll([{}, {}]);
  const number = one?.number ?? '';
  await decide(office, number, 'accepted');
  await decide(office, number, 'answered', ...finding('2026-03-04'), '--severe');
  expect(office.said.out).toContain('本局不能再读；如需留底请另存');
  await office.run(['submissions', 'open', '.', number], STEP);
  expect(office.said.out).toContain(
    [
      '办理经过（北京时间）：',
      '  2026-03-02 12:00 已收到',
      '  2026-03-05 10:00 已受理',
      '  2026-03-05 10:00 已答复；查实，造成恶劣影响；文号示卫投诉〔2026〕8号；决定日期2026-03-04；经办人王办；答复已加密给提交人，本局不能再读；如需留底请另存',
      '',
    ].join('\n'),
  );
  await office.run(['submissions', 'open', '.', other?.number ?? ''], STEP);
  expect(office.said.out).toContain('已收到\n');
  expect(office.said.out).not.toMatch(/经办人|如需留底/);
});

test('attack: a finding whose step was never taken is not shown, and a damaged file keeps nobody from reading', async () => {
  const office = await makeOffice();
  const { number } = await office.receive({ text: '那天没有公示栏' });
  const line = [number, 'answered', 'substantiated', '8号', '2026-03-04', 'no', office.codes.get('A1'), '王办'];
  const file = join(office.dir, 'intake/decisions.csv');
  await decide(office, number, 'accepted');
  await decide(office, number, 'answered', '--answer', '经查属实');
  await writeFile(file, `${[...line, '2026-03-05T01:59:59.999Z'].join(',')}\n`);
  expect(await office.run(['submissions', 'open', '.', number])).toBe(0);
  expect(office.said.out).not.toContain('经办人');
  await writeFile(file, 'x\n');
  expect(await office.run(['submissions', 'open', '.', number])).toBe(1);
  expect(office.said.out).toContain('那天没有公示栏');
  expect(office.said.err).toContain('decisions.csv');
});

test.each(KINDS)('%s: whether the institution may know who wrote is only said of what patients write', async (kind) => {
  const office = await makeOffice();
  const { number } = await office.receive({ kind, ...(kind === 'rating' ? { rating: 'fair' } : {}) });
  await office.run(['submissions', 'open', '.', number]);
  const patients = ['tip', 'own', 'rating', 'board'].includes(kind);
  expect(office.said.out.includes('可以让该机构知道是谁反映的吗')).toBe(patients);
  expect(office.said.out.includes('监护人')).toBe(patients);
});

test.each([
  [
    '2026-02-01',
    'substantiated',
    /⚠ 决定日期2026-02-01早于收到日期2026-03-02。按这一天，它是2026年的证据，计入2027年度的等级/,
  ],
  ['2025-12-31', 'substantiated', /它是2025年的证据，计入2026年度的等级/],
  ['2025-12-31', 'unsubstantiated', /⚠ 决定日期2025-12-31早于收到日期2026-03-02。请核对/],
])('a finding of %s, %s, before the complaint came is taken with a warning', async (on, outcome, warning) => {
  const office = await makeOffice();
  const { number } = await office.receive({});
  await decide(office, number, 'accepted');
  expect(await decide(office, number, 'answered', ...finding(on, outcome))).toBe(0);
  expect(office.said.out).toMatch(warning);
});

test('the warning says how a slip is mended: another answer, or where the case is closed, the row', async () => {
  const office = await makeOffice();
  const { number } = await office.receive({});
  await decide(office, number, 'accepted');
  await decide(office, number, 'answered', ...finding('2025-12-31'));
  expect(office.said.out).toContain('请转回调查（investigating）');
  await decide(office, number, 'closed', ...finding('2025-12-31').slice(2));
  expect(office.said.out).toContain('这一件已办结，不能再改');
});

test('a finding of the day of receipt itself, in China, warns of nothing', async () => {
  const office = await makeOffice();
  const { number } = await office.receive({}, [], new Date('2026-03-01T16:00:00Z'));
  await decide(office, number, 'accepted');
  expect(await decide(office, number, 'answered', ...finding('2026-03-02'))).toBe(0);
  expect(office.said.out).not.toContain('⚠');
});

test('retention keeps content for as many days as the notice on the form names', async () => {
  const office = await makeOffice();
  await office.receive({});
  await office.run(['submissions', 'retain', '.', '--json']);
  expect(JSON.parse(office.said.out).days.closed).toBe(KEPT_DAYS);
});
