import { describe, expect, test } from 'vitest';
import { nearest } from '../../../src/node/cli/nearest.ts';
import { typed } from '../../support/terminal.ts';
import { NOW, temporaryFolder } from '../publish/workspace/support.ts';

const run = async (args: readonly string[]) => typed(args, { cwd: await temporaryFolder(), now: NOW });

describe('a command that was mistyped', () => {
  test.each([
    ['publsh county', '没有“publsh”这个命令（是不是“publish”？）'],
    ['status county --jsn', '没有“--jsn”这个选项（是不是“--json”？）'],
    ['keys lst county', '要做的事不能是“lst”（是不是“list”？），可选：list、'],
    ['keys rotate county rot-1', '密钥名称不能是“rot-1”（是不是“root-1”？）'],
    ['keys list', '缺少工作文件夹'],
    ['boards county --paper a5', '--paper 不能是“a5”，可选：a3、a4。'],
    ['init county --rulebook wugng', '--rulebook 不能是“wugng”（是不是“wugang”？）'],
    ['supervision county --day 2026-02-30', '--day 的“2026-02-30”不是有效日期'],
    ['hosting uplod county', '要做的事不能是“uplod”（是不是“upload”？）'],
    ['submissions lst county', '要做的事不能是“lst”（是不是“list”？）'],
    ['submissions list county --state accpted', '--state 不能是“accpted”（是不是“accepted”？）'],
    ['submissions list county --stat x', '没有“--stat”这个选项（是不是“--state”？）'],
    ['submissions rotate-key county dsk', '密钥不能是“dsk”（是不是“desk”？）'],
    ['match county A1 sme', '答复不能是“sme”（是不是“same”？）'],
    ['match county A1 same', 'same 后面要写机构编码'],
    ['draw comit county', '第一个词不能是“comit”（是不是“commit”？）'],
    ['gaps wugng', '规则不能是“wugng”（是不是“wugang”？）'],
    ['rulebook wugang --lang zn', '--lang 不能是“zn”'],
    ['serve county --port x', '--port 的“x”不是端口'],
    ['ratings county --half 2026', '--half 的“2026”应写成 2026-1'],
    ['refresh', '缺少工作文件夹'],
    ['submissions decide county 1 --state accpted --by 王', '--state 不能是“accpted”（是不是“accepted”？），可选：'],
    ['submissions decide county 1 --state accepted', '缺少 --by，请写明经办人'],
    ['submissions decide county 1 --state answered --by 王 --due 3月', '--due 的“3月”不是有效日期'],
    ['submissions decide county 1 --state answered --by 王 --outcome substantiatd', '（是不是“substantiated”？）'],
    [
      'submissions decide county 1 --state answered --by 王 --document-no 1 --severe',
      '--document-no、--severe 要和 --outcome 一起写',
    ],
    ['submissions decide county 1 --state answered --by 王 --answer a --answer-file b', '只写一个'],
    ['submissions decide county --state accepted --by 王', '缺少回执编号'],
    ['submissions open county', '缺少回执编号'],
    ['submissions open county 1 --by =王', '--by 请写姓名'],
    ['submissions export county --year 26', '--year 的“26”不是年份'],
    ['submissions export county --out 事件.xlsx', '--out 的“事件.xlsx”应以 .csv 结尾'],
    ['submissions export', '缺少工作文件夹'],
    ['submissions import county', '缺少要收下的文件'],
    ['submissions rotate-key', '缺少工作文件夹'],
    ['submissions rotate-key county', '缺少密钥，可选：desk'],
    ['audit county --head 7', '--head 的“7”应为 序号:哈希'],
    ['audit', '缺少工作文件夹'],
    ['backup county', '缺少备份文件的名称'],
    ['move county --to mysql://x', '--to 应为 postgres:// 开头'],
    ['ratings county', '缺少 --half'],
    ['check county more', '“more”是多余的'],
  ])('%s: says which word is wrong and what is allowed', async (typed, said) => {
    const { code, err } = await run(typed.split(' '));
    expect(code).toBe(2);
    expect(err).toContain(said);
    expect(err).toMatch(/\/ .*[a-z]/);
  });
});

describe('the nearest known word', () => {
  test.each([
    ['finl', 'final'],
    ['fianl', 'final'],
    ['FINAL', 'final'],
    ['propsed', 'proposed'],
    ['xyz', null],
    ['a5', null],
    ['', null],
  ])('of “%s” is %s', (typed, word) => {
    expect(nearest(typed, ['proposed', 'final', 'a3', 'a4'])).toBe(word);
  });
});
