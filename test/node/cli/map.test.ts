import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { check } from '../../../src/node/cli/check.ts';
import type { Command, Io } from '../../../src/node/cli/command.ts';
import { init } from '../../../src/node/cli/init.ts';
import { map } from '../../../src/node/cli/map.ts';
import { NOW, temporaryFolder } from '../publish/workspace/support.ts';

let cwd: string;

async function run(command: Command, ...args: string[]) {
  const said = { out: '', err: '' };
  const io: Io = {
    stdin: async () => '',
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    now: () => NOW,
    cwd,
    env: {},
  };
  return { code: await command.run(args, io), ...said };
}

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
    expect(await run(map, 'county', 'county/没有.csv')).toMatchObject({ code: 1 });
    expect((await run(map, ...LIST, '--as', '病人')).err).toContain('--as 应为 机构、');
    expect((await run(map, ...LIST, '--value', '甲=乙')).err).toContain('--value 甲=乙 应写成');
    expect((await run(map, 'county')).code).toBe(2);
    expect((await run(map, 'nowhere', 'county/名单.csv')).err).toContain('bureau.json');
  });
});
