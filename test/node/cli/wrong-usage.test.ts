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
