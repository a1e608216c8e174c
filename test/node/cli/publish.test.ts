import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { InstitutionCode } from '../../../src/core/domain/institution-code.ts';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { clerkEn, clerkZh } from '../../../src/core/words/clerk.ts';
import { refuse } from '../../../src/node/cli/publish/refusals.ts';
import { reviewText } from '../../../src/node/cli/publish/review-text.ts';
import { reviewWarnings } from '../../../src/node/cli/publish/review-warnings.ts';
import { summary } from '../../../src/node/cli/publish/summary.ts';
import { publish } from '../../../src/node/cli/publish.ts';
import type { PublishRefusal } from '../../../src/node/publish/publication.ts';
import type { PublishReport } from '../../../src/node/publish/report.ts';
import { terminal } from '../../support/terminal.ts';
import { NOW, temporaryFolder } from '../publish/workspace/support.ts';

const world = async () => terminal({ cwd: await temporaryFolder(), now: NOW });

describe('publish --stage proposed', () => {
  test.each([
    ['without a last day', ['--stage', 'proposed']],
    ['with a last day for final grades', ['--stage', 'final', '--until', '2026-06-05']],
  ])('%s is wrong usage, and says in both languages what is wanted', async (_, args) => {
    const { io, said } = await world();
    expect(await publish.run(['county', '--year', '2026', ...args], io)).toBe(2);
    expect(said.err).toContain('--until 2026-03-10');
    expect(said.err).toContain('--stage proposed needs the last day');
    expect(said.err).toContain(publish.usage);
  });

  test.each([
    [['county', '--year', '20x6', '--stage', 'final'], ['--year 的“20x6”不是年份']],
    [
      ['county', '--stage', 'finl'],
      ['缺少年度', '--stage 不能是“finl”（是不是“final”？），可选：proposed、final。'],
    ],
    [
      ['county', '--year', '2026', '--stage', 'proposed', '--until', '2026-02-30'],
      ['--until 的“2026-02-30”不是有效日期'],
    ],
    [
      ['--year', '2026'],
      ['缺少工作文件夹', '缺少--stage，可选：proposed、final。'],
    ],
    [['county', 'more', '--year', '2026', '--stage', 'final'], ['“more”是多余的']],
  ])('%j: all that is wrong is named, with what is allowed', async (args, named) => {
    const { io, said } = await world();
    expect(await publish.run(args, io)).toBe(2);
    for (const text of named) expect(said.err).toContain(text);
    expect(said.err).toContain(publish.usage);
  });

  test('refused says why in both languages, and until when a period runs', async () => {
    const { io, said } = await world();
    expect(refuse({ code: 'until-past' }, false, '我的县', io)).toBe(1);
    expect(said.err).toBe(
      '公示的最后一天（--until）早于今天，没有发布。/ The last day of the period (--until) is before today.\n',
    );
    const { io: other, said: told } = await world();
    refuse({ code: 'period-running', detail: isoDate('2026-06-05') }, false, '我的县', other);
    expect(told.err).toBe(
      '公示期到2026-06-05（含当日）才结束，期满后才能公布最终结果；公示内容要更正的，请再用 --stage proposed 发布。/ The publicity period runs to the end of 2026-06-05, and final grades come after it; publish corrections with --stage proposed.\n',
    );
  });

  const missing: PublishRefusal = {
    code: 'announced-missing',
    institutions: [
      { name: '甲门诊部', id: 'A1', why: 'not-graded', problems: ['missing-on-site'] },
      { name: '乙卫生院', id: null, why: 'row-missing', problems: [] },
      { name: '丙诊所', id: 'A3', why: 'rows-quarantined', problems: [] },
    ],
  };

  test('that would drop what was announced names every institution, and why, without a code', async () => {
    const { io, said } = await world();
    expect(refuse(missing, false, '我的县', io)).toBe(1);
    expect(said.err).toContain('甲门诊部（机构编号 A1）：没有现场评价结果 / no result from the site\n');
    expect(said.err).toContain('乙卫生院：“机构”表中没有这一行，或这一行没有采用');
    expect(said.err).toContain('丙诊所（机构编号 A3）：有处罚、事件或评定的行没有采用');
    expect(said.err).toContain('在“事件”表填“停用标识”');
    expect(said.err).not.toMatch(/missing|quarantined/);
  });

  test('by keys of unknown origin gives the command with the folder that was named', async () => {
    const { io, said } = await world();
    refuse(
      {
        code: 'foreign-keys',
        keys: [{ name: 'targets-1', keyid: 'a'.repeat(64), role: 'targets', state: 'stray', seen: null }],
      },
      false,
      '我的县',
      io,
    );
    expect(said.err).toContain(`yixinma keys accept 我的县 targets-1 ${'a'.repeat(32)}\n`);
    expect(said.err).toContain('换下的旧密钥忘了销毁的，请销毁');
  });

  test('tells programs the codes', async () => {
    const { io, said } = await world();
    refuse(missing, true, '我的县', io);
    expect(JSON.parse(said.out)).toEqual({ detail: null, ...missing });
  });

  test('by a wrong ruling or a damaged release says which one, in words', async () => {
    const { io, said } = await world();
    const wrong = { code: 'unknown-alternative', id: 'WG-3', choice: 'x', valid: ['default', 'none'] } as const;
    refuse({ code: 'rulings', problems: [wrong] }, false, '我的县', io);
    expect(said.err).toContain('“WG-3”不能选“x”，可选：default、none。');
    refuse({ code: 'last-release', problems: [{ code: 'hash', file: 'example/2026/index.bin' }] }, false, '我的县', io);
    expect(said.err).toContain('与签名不符（example/2026/index.bin）');
    expect(said.err).not.toMatch(/[{}[\]]/);
  });
});

const CODE_OF_A1 = '2059ELU2BE' as InstitutionCode;

const REPORT: PublishReport = {
  version: 2,
  time: '2027-01-15T17:00:00Z',
  year: 2027,
  until: isoDate('2027-01-22'),
  evidenceUntil: null,
  unchanged: false,
  changed: ['records'],
  institutions: 3,
  rowsRead: 4,
  quarantined: 1,
  quarantinedRows: { institutions: 1, staff: 0, penalties: 2 },
  unattributed: 0,
  states: { A: 2, awaiting: 1 },
  proposed: { A: 1, B: 2 },
  evaluationProblems: { 'missing-on-site': 1 },
  rulings: { 'WG-8': 1 },
  first: false,
  moves: [{ code: CODE_OF_A1, name: '甲门诊部', from: 'B', to: 'A' }],
  edits: [{ code: CODE_OF_A1, name: '甲门诊部', fields: ['address', 'licence'], added: 1, removed: 2, names: true }],
  emptied: [],
  settings: ['origin'],
  newKeys: [],
  shifts: [{ state: 'A', before: 1, after: 9 }],
  near: [{ id: 'A1', name: '甲门诊部', grade: 'A', less: 'B', more: null }],
  grounds: { points: 2 },
  newCodes: 0,
  gone: [],
  ungraded: [],
  words: {
    grounds: { points: { article: '第十二条', sentence: { zh: '安全积分…分', en: '… safety points' } } },
    grades: { A: { zh: 'A级', en: 'Grade A' }, B: { zh: 'B级', en: 'Grade B' } },
    rulings: { 'WG-8': { zh: '备案诊所不在评价范围。', en: 'Filed clinics are outside the grading.' } },
  },
  codeCollisions: 0,
  fingerprint: '0'.repeat(64),
  files: 1,
  bytes: 1,
  codes: [],
};

const CALM: PublishReport = { ...REPORT, shifts: [] };

describe('the summary', () => {
  test('of a proposed stage says until when', () => {
    expect(summary(REPORT)).toContain('（2027-01-16）：2027年度拟定等级，公示到2027-01-22（含当日）。');
    const final = summary({ ...REPORT, proposed: null, until: null });
    expect(final).toContain('2027年度最终结果');
    expect(final).not.toMatch(/公示到|拟定|[Pp]roposed/);
  });
});

describe('the review', () => {
  test('counts what a person has to look at: each ⚠ once, whatever stands below it', () => {
    expect(reviewWarnings(CALM)).toEqual([]);
    const key = { name: 'online', role: 'online', keyid: 'ab'.repeat(32), state: 'pending', seen: null } as const;
    const many = { ...REPORT, gone: ['甲（X）', '乙（Y）'], unattributed: 3, newKeys: [key] };
    expect(reviewWarnings(many)).toHaveLength(4);
  });

  test('of a proposed stage tells what is proposed apart from what is in force', () => {
    expect(reviewText(REPORT)).toContain(
      '现行等级：A级2家，尚未公布1家。/ Grades in force: Grade A 2, not published yet 1.\n公示的拟定等级：A级1家，B级2家。',
    );
    const final = reviewText({ ...REPORT, proposed: null, until: null });
    expect(final).toContain('\n等级：A级2家，尚未公布1家。');
    expect(final).not.toMatch(/公示到|拟定|[Pp]roposed/);
  });

  test('says in words what programs read as codes', () => {
    const text = reviewText(REPORT);
    expect(text).toContain('    没有现场评价结果：1处 / no result from the site: 1\n');
    expect(text).toContain(
      '    备案诊所不在评价范围。（1家的结果用到）/ Filed clinics are outside the grading. (1 result)\n',
    );
    expect(text).toContain('    第十二条，安全积分…分：2家 / … safety points: 2\n');
    expect(text).toContain('暂不采用的行：机构1行、处罚2行，');
    expect(text).not.toMatch(/awaiting|missing-|WG-|institutions 1|collisions/);
  });

  test('names every institution that left the list or has no grade any more, and a year whose evidence is not over', () => {
    const names = Array.from({ length: 30 }, (_, n) => `机构${n}（CODE${n}）`);
    const text = reviewText({ ...CALM, gone: names, ungraded: ['丁诊所（X）'], evidenceUntil: isoDate('2026-12-31') });
    expect(text).toContain('这次没有的机构30家');
    for (const name of [...names, '丁诊所（X）']) expect(text).toContain(`\n    ${name}\n`);
    expect(text).toContain('2027年度的评价期到2026-12-31才结束');
    expect(reviewText(CALM)).not.toMatch(/⚠/);
  });

  test('says that the staff of institutions would vanish, and that a sheet was not read', () => {
    const text = reviewText({
      ...CALM,
      emptied: [
        { kind: 'staff', institutions: 212, unread: ['staff'] },
        { kind: 'commitments', institutions: 5, unread: [] },
      ],
    });
    expect(text).toContain('⚠ 上次公布有人员、这次没有的212家，签名后网页上就不再有。“人员”表一行也没有读到');
    expect(text).toContain('⚠ 上次公布有承诺书、这次没有的5家，签名后网页上就不再有。请核对工作簿。');
  });

  test('names every change, every grade that hangs on a point, and every jump of a share', () => {
    const text = reviewText(REPORT);
    expect(text).toContain('    甲门诊部（2059ELU2BE）：B级 → A级 / Grade B → Grade A\n');
    expect(text).toContain('    甲门诊部（A1）：A级，少1分为B级 / Grade A, Grade B with a point less\n');
    expect(text).toContain('⚠ “A级”由1家变为9家');
    expect(reviewText({ ...CALM, moves: [] })).toContain('各机构等级没有变化');
    expect(reviewText({ ...CALM, moves: [], first: true })).not.toContain('与上次公布相比');
  });

  test('names what else is said of an institution and of the bureau, penalties that go before their day among it', () => {
    const text = reviewText(REPORT);
    expect(text).toContain(
      '    甲门诊部（2059ELU2BE）：地址、许可或备案、人员名单、新公示处罚或记录1条、未到期而撤下处罚或记录2条 / ',
    );
    expect(text).toContain('bureau.json 有变化：origin。');
    expect(reviewText({ ...CALM, edits: [], settings: [] })).toContain('公布的其他内容没有变化');
  });

  test('attack: a key that somebody laid into the folder is told before the passphrase is asked', () => {
    const key = { name: 'online', role: 'online', keyid: 'ab'.repeat(32), state: 'pending', seen: null } as const;
    expect(reviewText({ ...CALM, newKeys: [key] })).toContain(
      '⚠ 这次发布将启用一把新密钥：online（abababababababab）。',
    );
    expect(reviewText({ ...CALM, newKeys: [{ ...key, state: 'stray' }] })).toContain('请移到别处');
  });

  test('names in the terminal as many as fit, and says how many more the file has', () => {
    const near = Array.from({ length: 40 }, (_, n) => ({
      id: `A${n}`,
      name: `甲${n}`,
      grade: 'A',
      less: 'B',
      more: null,
    }));
    const short = reviewText({ ...REPORT, near }, 30);
    expect(short).toContain('甲29（');
    expect(short).not.toContain('甲30（');
    expect(short).toContain('另有10家，见审核单');
    expect(reviewText({ ...REPORT, near })).toContain('甲39（');
  });
});

describe('the words for the clerk', () => {
  /** Codes as the rulebooks write them; those of facts that cannot be read have words of their own (`evaluate`). */
  const CODE = /(?:code: |refuse\((?:'[A-Z]+-\d+', )?|at\(|NO_GRADE = |code = )'([a-z]+(?:-[a-z]+)*)'/g;
  const OTHER = new Set([
    'rulings.ts',
    'parse-facts.ts',
    'duplicates.ts',
    'decode.ts',
    'exact-json.ts',
    'draw.ts',
    'calendar.ts',
  ]);

  test('are there for every problem that an evaluation can name', async () => {
    const folder = join(import.meta.dirname, '../../../src/core/rulebooks');
    const files = await readdir(folder, { recursive: true });
    const sources = files.filter((file) => file.endsWith('.ts') && !OTHER.has(basename(file)));
    const texts = await Promise.all(sources.map((file) => readFile(join(folder, file), 'utf8')));
    const codes = new Set(texts.flatMap((text) => [...text.matchAll(CODE)].map(([, code = '']) => code)));
    expect(codes.size).toBeGreaterThan(10);
    expect([...codes].filter((code) => !(code in clerkZh.grading && code in clerkEn.grading))).toEqual([]);
  });
});
