import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { check } from '../../../src/node/cli/check.ts';
import type { Command } from '../../../src/node/cli/command.ts';
import { init } from '../../../src/node/cli/init.ts';
import { map } from '../../../src/node/cli/map.ts';
import { ran } from '../../support/terminal.ts';
import { NOW, temporaryFolder, writeXlsx } from '../publish/workspace/support.ts';

let cwd: string;

const run = (command: Command, ...args: string[]) => ran(command, args, { cwd, now: NOW });

const config = async () => JSON.parse(await readFile(join(cwd, 'county/bureau.json'), 'utf8'));

beforeEach(async () => {
  cwd = await temporaryFolder();
  await run(init, 'county', '--rulebook', 'jinjiang', '--name', '青禾县卫生健康局', '--origin', 'https://yx.test');
  await writeFile(
    join(cwd, 'county/名单.csv'),
    '青禾县医疗机构名单,,,,\n序号,服务主体,地址,性质,身份证号\n7,甲医院,一路1号,民办,11010519491231002X\n8,乙诊所,二路2号,,11010519491231002X\n',
  );
});

const LIST = ['county', 'county/名单.csv'];

describe('a list of another program', () => {
  test('is shown column by column, what is known and what is left, and nothing is kept until it is said', async () => {
    const before = await config();
    const { code, out } = await run(map, ...LIST);
    expect(code).toBe(1);
    expect(out).toContain('地址 ← 地址，如：一路1号');
    expect(out).toContain('  服务主体，如：甲医院');
    expect(out).toContain('缺少必需的列“名称”：用 --column 名称=名单的列名。');
    expect(out).toContain('  身份证号\n');
    expect(out).not.toContain('11010519491231002X');
    expect(out).toContain('没有记入');
    expect((await run(map, ...LIST, '--column', '机构编号=序号', '--column', '名称=服务主体')).code).toBe(0);
    expect(await config()).toEqual(before);
  });

  test('is read for good once its columns are kept, also by next year’s wishes beside them', async () => {
    const before = await config();
    const wishes = ['--column', '机构编号=序号', '--column', '名称＝服务主体', '--fixed', '类别=诊所'];
    expect(await run(map, ...LIST, ...wishes, '--keep')).toMatchObject({ code: 0, err: '' });
    const source = {
      file: '名单.csv',
      columns: { id: '序号', name: '服务主体', address: '地址' },
      defaults: { kind: '诊所' },
    };
    expect(await config()).toEqual({ ...before, tables: { institutions: source } });
    expect((await run(check, 'county')).out).toContain('读取2行，采用2行');
    expect((await run(map, ...LIST, '--value', '类别:民办=诊所', '--keep')).code).toBe(0);
    expect((await config()).tables.institutions).toEqual({ ...source, values: { kind: { 民办: '诊所' } } });
  });

  test('of the next year needs no word under another name', async () => {
    await run(map, ...LIST, '--column', '机构编号=序号', '--column', '名称=服务主体', '--keep');
    await writeFile(join(cwd, '名单2027.csv'), '地址,服务主体,序号\n一路1号,甲医院,7\n');
    expect((await run(map, 'county', '名单2027.csv', '--keep')).code).toBe(0);
    expect((await config()).tables.institutions).toMatchObject({ file: join(cwd, '名单2027.csv') });
    expect((await run(check, 'county')).out).toContain('读取1行，采用1行');
  });

  test('never brings in a column of identity numbers, nor one that is not there', async () => {
    const wishes = [
      '--column',
      '机构编号=序号',
      '--column',
      '名称=身份证号',
      '--column',
      '地址=住址',
      '--column',
      '没有=序号',
    ];
    const { code, out } = await run(map, ...LIST, ...wishes, '--keep');
    expect(code).toBe(1);
    expect(out).toContain('“身份证号”不能采用');
    expect(out).toContain('名单里没有“住址”这一列');
    expect(out).toContain('我们没有“没有”这一列');
    expect((await config()).tables).toEqual({});
  });

  test('is named in words when it is missing, of no sheet, or wrongly typed', async () => {
    const missing = await run(map, 'county', 'county/没有.csv');
    expect([missing.code, missing.err]).toEqual([1, expect.stringContaining('没有找到名单“county/没有.csv”')]);
    expect(missing.err).not.toContain('bureau.json');
    await writeXlsx(join(cwd, '多表.xlsx'), { 封面: [['名单']], 诊所: [['名称'], ['甲']] });
    const sheet = await run(map, 'county', '多表.xlsx', '--sheet', '诊索');
    expect([sheet.code, sheet.err]).toEqual([
      1,
      expect.stringContaining('有的是：封面、诊所。请用 --sheet 写其中一个'),
    ]);
    await writeFile(join(cwd, '名单.xls'), new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]));
    expect((await run(map, 'county', '名单.xls')).err).toContain('另存为 .xlsx');
    expect((await run(map, ...LIST, '--as', '病人')).err).toContain('--as 不能是“病人”，可选：机构、');
    expect((await run(map, 'county', 'a.csv', 'b.csv')).err).toContain('“b.csv”是多余的');
    expect((await run(map, ...LIST, '--value', '甲=乙')).err).toContain('--value 甲=乙 应写成');
    expect(await run(map, 'county')).toMatchObject({ code: 2, err: expect.stringContaining('缺少名单文件') });
    expect((await run(map, 'nowhere', 'county/名单.csv')).err).toContain('bureau.json');
  });
});

describe('headings', () => {
  const listed = async (headings: string, cells: string) => {
    await writeFile(join(cwd, '别的.csv'), `${headings}\n${cells}\n`);
    return run(map, 'county', '别的.csv');
  };

  test('that bureaus write are known, a running number is read from nowhere', async () => {
    const { code, out } = await listed(
      '序号,机构编码,单位名称,机构类型,所在乡镇,经营地址,联系方式,统一信用代码,许可证编号,有效期截止日期,发证单位,机构负责人',
      '1,A1,甲诊所,诊所,城关镇,一路1号,0000-1,91,PDY1,2030-01-01,某局,张三',
    );
    expect(code).toBe(0);
    expect(out.match(/^ {2}\S+ ← \S+，/gm)).toHaveLength(11);
    expect(out).toContain('统一社会信用代码 ← 统一信用代码');
    expect(out).toContain('  序号（流水号，不用读）');
  });

  test('a running number taken for the lasting one is pointed out, and what to take instead', async () => {
    const { out } = await listed('序号,单位名称,统一信用代码', '1,甲诊所,91');
    expect(out).toContain('没有自编号的，可以用 --column 机构编号=统一信用代码');
    expect((await run(map, 'county', '别的.csv', '--column', '机构编号=序号')).out).toContain('“序号”是流水号');
  });

  test('that sound like one of ours are asked, none of persons’ numbers', async () => {
    const { out } = await listed('机构编号,名称,药品经营地址,主要联系电话 (座机),负责人身份证号', 'A1,甲,一路,1,1');
    expect(out).toContain('“药品经营地址”是不是地址？是的话加 --column 地址=药品经营地址');
    expect(out).toContain('--column "电话=主要联系电话 (座机)"');
    expect(out).not.toContain('“负责人身份证号”是不是');
    expect(out).toMatch(/还没有对应的列：其他名称、.*乡镇/);
  });

  test.each(['cn_beijing_designated.csv', 'cn_fever_clinics_2020.csv'])('of the real list %s', async (name) => {
    const { code, out } = await run(map, 'county', join(import.meta.dirname, '../../../../shared/data', name));
    expect(code).toBe(0);
    for (const pair of ['机构编号 ← id', '名称 ← name', '地址 ← address', '电话 ← phone']) expect(out).toContain(pair);
    expect(out).toContain('“level_raw”是不是级别？是的话加 --column 级别=level_raw');
  });
});
