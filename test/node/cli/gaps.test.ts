import { describe, expect, it } from 'vitest';
import { RULEBOOKS } from '../../../src/core/rulebooks/registry.ts';
import { typed } from '../../support/terminal.ts';

async function run(...args: readonly string[]) {
  const { code: exit, ...said } = await typed(['gaps', ...args], { cwd: '/', now: new Date('2026-01-15T00:00:00Z') });
  return { exit, ...said };
}

describe('yixinma gaps', () => {
  it('tells what the text says twice first, with what it says, what answers and what comes out', async () => {
    const { exit, out, err } = await run('wugang');
    expect([exit, err]).toEqual([0, '']);
    expect(out.split('\n').slice(0, 8)).toEqual([
      '舞钢市医疗机构依法执业信用评价实施方案：空白和矛盾',
      '试算44种事实：文件自相矛盾4；没有结论4；只由执行口径决定7；文件已写明29',
      '',
      '【文件自相矛盾】',
      '  · 评定9家，只有本机构达到优秀分数（附件1 二、信用评价原则（一））',
      '      文件：附件1 五、卫生监督频率 优秀；附件1 二、信用评价原则（一） 不得为优秀',
      '      口径：WG-3 优秀不超过当年评定机构总数的10%（取整数），按得分从高到低确定；名额末位得分相同的，均评为合格。',
      '      结果：合格；WG-3改为“优秀不设名额限制”的，优秀',
    ]);
    expect(out).toContain('  · 歇业（附件1 七、信用评定结果运用（三）第1项）：停用标识\n');
    expect(out).toContain('【以上没有用到的口径（文件已写明，或不影响等级）】\n  · WG-2 得分显示两位小数');
  });

  it('says in words what the evaluation says and what another reading gives', async () => {
    const { out } = await run('jinjiang');
    expect(out).toContain('      口径：JJ-11 同时有应评为C级和D级情形的，评为D级。\n      结果：D级\n');
    expect(out).toContain(
      '      结果：不评定等级（没有正面信息评定）；JJ-1改为“评价期内有安全生产责任制记分的，不评A级和B级”的，C级\n',
    );
    expect(out).not.toContain('以上没有用到的口径');
  });

  it.each(RULEBOOKS.map(({ id }) => id))('prints no code of a program for a person: %s', async (id) => {
    for (const lang of ['zh', 'en']) {
      const { out } = await run(id, '--lang', lang);
      expect(out).not.toMatch(/\b(missing|not|method|too|score-out|refer|grade-needs)-[a-z]|=[a-z]|没有对应的执行口径/);
    }
  });

  it('speaks English', async () => {
    const { out } = await run('cnmia', '--lang', 'en');
    expect(out).toContain(
      '  · Score 90 (附件)\n      Text: says nothing\n      Ruling: CN-1 A band includes its lower end and not its upper one (90 is AAA); 100 is AAA.\n      Result: AAA; AAA- where CN-1 reads “A band includes its upper end and not its lower one (90 is AAA-); 0 is C”\n',
    );
  });

  it('gives all rows to programs', async () => {
    const report = JSON.parse((await run('huancui', '--json')).out);
    expect(Object.keys(report)).toEqual(['rulebook', 'rows', 'notAsked']);
    expect(report.rows[1]).toEqual({
      id: 'nothing',
      article: '四、主要任务（一）2',
      fact: { zh: '没有任何记录', en: 'No record at all' },
      decidedBy: 'none',
      says: [],
      rulings: ['HC-1'],
      silent: false,
      outcome: null,
      problems: ['method-not-supplied'],
      otherwise: [],
    });
  });

  it('refuses an unknown rulebook, no rulebook, two, and an unknown language', async () => {
    const unknown = await run('constructor');
    expect([unknown.exit, unknown.out]).toEqual([2, '']);
    expect(unknown.err).toContain('jinjiang, wugang');
    for (const args of [[], ['jinjiang', 'wugang'], ['jinjiang', '--lang', 'fr'], ['--nothing']]) {
      expect((await run(...args)).exit).toBe(2);
    }
  });
});
