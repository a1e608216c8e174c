import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { calendar } from '../../../src/node/cli/calendar.ts';
import type { Command } from '../../../src/node/cli/command.ts';
import { workdays } from '../../../src/node/cli/workdays.ts';
import { configText, newConfig } from '../../../src/node/publish/workspace/create.ts';
import { ran, typed } from '../../support/terminal.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'calendar-'));
  await writeFile(join(folder, 'bureau.json'), configText(newConfig('jinjiang')));
});
afterEach(() => rm(folder, { recursive: true }));

const world = () => ({ cwd: folder, now: new Date('2026-01-05T02:00:00Z') });
const run = (command: Command, ...args: string[]) => ran(command, args, world());
/** As from the command line, where unknown options are found too. */
const typedIn = (...args: string[]) => typed(args, world());

/** Fictional: what a notice of a later year may look like. */
const NOTICE_2031 = {
  year: 2031,
  documentNo: '示例〔2030〕1号',
  holidays: ['2031-01-01/01-03', '2031-05-01', '2031-10-01/10-07'],
  workedWeekends: ['2031-01-04'],
};
const saveNotices = (content: unknown) =>
  writeFile(join(folder, 'holidays.json'), typeof content === 'string' ? content : JSON.stringify(content));

describe('yixinma workdays add', () => {
  it('says the N-th working day after the day, and nothing else on standard output', async () => {
    expect(await run(workdays, 'add', '2026-02-13', '2')).toEqual({ code: 0, out: '2026-02-24\n', err: '' });
    expect((await run(workdays, 'add', '2026-02-13', '2', '--json')).out).toBe(
      '{"date":"2026-02-24","maybeChanged":false}\n',
    );
  });

  it('exits 1 for a year without a notice, and when the term runs into one', async () => {
    for (const args of [
      ['2027-01-04', '1'],
      ['2026-12-25', '10'],
    ]) {
      const { code, out } = await run(workdays, 'add', ...args);
      expect(code).toBe(1);
      expect(out).toContain('2027年放假安排的通知尚未录入');
      expect(out).toContain('holidays.json');
    }
    const { code, out } = await run(workdays, 'add', '2026-12-25', '10', '--json');
    expect([code, JSON.parse(out)]).toEqual([1, { problems: [{ code: 'notice-unknown', year: 2027 }] }]);
  });

  it('warns beside the answer of a day that the next notice may change', async () => {
    const { code, out, err } = await run(workdays, 'add', '2026-12-28', '3');
    expect([code, out]).toEqual([0, '2026-12-31\n']);
    expect(err).toContain('2027年放假安排公布后，这一天可能变动');
  });

  it.each([
    [['add', '2026-02-30', '1'], ['“2026-02-30”不是日历上的日期，应写成 2026-01-12 这样']],
    [['add', '2026-02-13', '0'], ['“0”不是工作日数，应为1到999999的整数']],
    [['add', '2026-02-13', '1.5'], ['“1.5”不是工作日数']],
    [['add', '2026-02-13', ''], ['“”不是工作日数']],
    [['add', '2026-02-13'], ['缺少工作日数，例如 5']],
    [['add'], ['缺少日期，例如 2026-01-12', '缺少工作日数']],
    [
      ['subtract', '13.2.2026', '1'],
      ['第一个词应为 add，现为“subtract”', '“13.2.2026”不是日历上的日期'],
    ],
    [[], ['第一个词应为 add', '缺少日期', '缺少工作日数']],
    [['add', '2026-02-13', '1', '2'], ['多写了“2”，请去掉']],
    [['add', '2026-02-13', '1', '--dir', 'nowhere'], ['没有这个文件夹：nowhere']],
    [['add', '2026-02-13', '1', '--days'], ['没有“--days”这个选项']],
    [['add', '2026-02-13', '1', '--dir'], ['“--dir”后面要写内容']],
    [['add', '2026-02-13', '1', '--json=yes'], ['“--json”后面不用写内容']],
  ])('exits 2 for %j and says all that is to be typed otherwise', async (args, said) => {
    const { code, out, err } = await typedIn('workdays', ...args);
    expect([code, out]).toEqual([2, '']);
    for (const one of said) expect(err).toContain(one);
  });

  it('reads newer notices from the workspace, and built-in ones beside them', async () => {
    await saveNotices(`\uFEFF${JSON.stringify([NOTICE_2031])}`);
    expect((await run(workdays, 'add', '2031-01-01', '1', '--dir', '.')).out).toBe('2031-01-04\n');
    expect((await run(workdays, 'add', '2026-02-13', '2', '--dir', '.')).out).toBe('2026-02-24\n');
    expect((await run(workdays, 'add', '2031-01-01', '1')).code).toBe(1);
  });

  it('names every problem of holidays.json with its place', async () => {
    await saveNotices([{ ...NOTICE_2031, workedWeekends: ['2031-01-06', '2032-01-03', '2031-01-03'] }]);
    const { code, out } = await run(workdays, 'add', '2026-02-13', '2', '--dir', '.');
    expect(code).toBe(1);
    expect(out.match(/workedWeekends\[\d\]〔\S+〕/g)).toEqual([
      'workedWeekends[0]〔2031-01-06〕',
      'workedWeekends[1]〔2032-01-03〕',
      'workedWeekends[2]〔2031-01-03〕',
      'workedWeekends[2]〔2031-01-03〕',
    ]);
    await saveNotices('[{');
    expect((await run(workdays, 'add', '2026-02-13', '2', '--dir', '.')).out).toContain('不是合法的JSON');
  });
});

describe('yixinma calendar', () => {
  it('prints the year of the bureau’s policy with articles', async () => {
    const { code, out } = await run(calendar, '.', '--year', '2026', '--on', 'proposed=2026-01-12');
    expect(code).toBe(0);
    expect(out).toContain('《晋江市医疗机构信用等级综合监管规定》（晋卫健规〔2024〕2号）');
    expect(out).toMatch(/2026年1月19日（周一） {2}公示期满.+\n {4}期限：第3项起5个工作日内 {2}依据：第二十二条/);
  });

  it('drops what the bureau’s rulings drop', async () => {
    const config = newConfig('wugang');
    const rulings = { 'WG-10': { choice: 'none', adoptedBy: null } };
    await writeFile(join(folder, 'bureau.json'), configText({ ...config, rulings }));
    expect((await run(calendar, '.', '--year', '2026')).out).not.toContain('公示期');
  });

  it('writes a workbook and a page, in English where asked', async () => {
    const { code } = await run(
      calendar,
      '.',
      '--year',
      '2026',
      '--xlsx',
      'plan.xlsx',
      '--html',
      'p.html',
      '--lang',
      'en',
    );
    expect(code).toBe(0);
    expect((await readFile(join(folder, 'plan.xlsx'))).subarray(0, 2).toString()).toBe('PK');
    expect(await readFile(join(folder, 'p.html'), 'utf8')).toContain('<html lang="en">');
  });

  it('refuses a year without a notice and writes nothing; with the notice in holidays.json it is there', async () => {
    const refused = await run(calendar, '.', '--year', '2031', '--html', 'p.html');
    expect(refused.code).toBe(1);
    expect(refused.out).toContain('2031年放假安排的通知尚未录入');
    await expect(access(join(folder, 'p.html'))).rejects.toThrow();
    await saveNotices([NOTICE_2031]);
    const { code, out } = await run(calendar, '.', '--year', '2031');
    expect(code).toBe(0);
    expect(out).toContain('2031年1月5日（周日）');
    expect(out).toContain('当日不是工作日，此前最后一个工作日是2031年1月4日');
    expect(out).toContain('2031年：示例〔2030〕1号');
  });

  it('refuses an event that the policy does not have, and a folder that is no workspace', async () => {
    const unknown = await run(calendar, '.', '--year', '2026', '--on', 'graded=2026-01-12');
    expect([unknown.code, unknown.out]).toEqual([1, expect.stringContaining('可填：proposed, objection')]);
    const nowhere = await run(calendar, 'nowhere', '--year', '2026', '--json');
    expect(nowhere.code).toBe(1);
    expect(JSON.parse(nowhere.out).problems[0].code).toBe('config-missing');
  });

  it.each([
    [['.'], ['缺少年度，例如 --year 2026']],
    [['--year', '2026'], ['缺少工作区文件夹']],
    [[], ['缺少工作区文件夹', '缺少年度']],
    [['.', '..', '--year', '2026'], ['多写了“..”，请去掉']],
    [['.', '--year', '26'], ['--year 26：应为四位数的年份']],
    [['.', '--year', '2026', '--lang', 'fr'], ['--lang fr：应为 zh 或 en']],
    [
      ['.', '--year', '0', '--on', 'proposed', '--on', 'proposed=2026-02-30'],
      ['--year 0：', '--on proposed：应为“事项=日期”', '--on proposed=2026-02-30：应为“事项=日期”，日期须在日历上'],
    ],
    [
      ['.', '--year', '2026', '--on', 'proposed=2026-01-12', '--on', 'proposed=2026-01-13'],
      ['--on proposed=2026-01-13：“proposed”已写过一次'],
    ],
    [['.', '--year', '2026', '--pdf', 'x.pdf'], ['没有“--pdf”这个选项']],
  ])('exits 2 for %j and says all that is to be typed otherwise', async (args, said) => {
    const { code, out, err } = await typedIn('calendar', ...args);
    expect([code, out]).toEqual([2, '']);
    for (const one of said) expect(err).toContain(one);
    expect(err).toContain('yixinma calendar DIR --year Y');
  });
});
