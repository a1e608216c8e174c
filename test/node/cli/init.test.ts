import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { check } from '../../../src/node/cli/check.ts';
import { init } from '../../../src/node/cli/init.ts';
import { writeWorkbook } from '../../../src/node/publish/workspace/write-workbook.ts';
import { terminal } from '../../support/terminal.ts';
import { NOW, temporaryFolder } from '../publish/workspace/support.ts';

const world = (cwd: string) => terminal({ cwd, now: NOW });

test('init makes a workspace that check understands, marked as fictional until the bureau has a name', async () => {
  const cwd = await temporaryFolder();
  const { io, said } = world(cwd);
  expect(await init.run(['county', '--rulebook', 'jinjiang'], io)).toBe(0);
  expect((await readdir(join(cwd, 'county'))).sort()).toEqual(['bureau.json', 'workbook.xlsx', '说明.txt']);
  expect(JSON.parse(await readFile(join(cwd, 'county/bureau.json'), 'utf8'))).toMatchObject({
    rulebook: 'jinjiang',
    demo: true,
  });
  expect(said.out).toContain('yixinma check county');
  expect(await check.run(['county', '--json'], io)).toBe(1);
  await writeWorkbook(
    join(cwd, 'county/workbook.xlsx'),
    { 机构: [{ id: '1', name: '甲医院', address: '一路' }] },
    { overwrite: true },
  );
  expect(await check.run(['county'], io)).toBe(0);
});

test('options of init stand in the configuration, and a real name ends the fictional mark', async () => {
  const cwd = await temporaryFolder();
  const { io } = world(cwd);
  const options = [
    '--name',
    '阳明县卫生健康局',
    '--region',
    '410000',
    '--origin',
    'https://yx.example.org',
    '--phone',
    '0375-1',
    '--id',
    'ym',
  ];
  expect(await init.run(['.', ...options], io)).toBe(0);
  expect(JSON.parse(await readFile(join(cwd, 'bureau.json'), 'utf8'))).toMatchObject({
    id: 'ym',
    name: '阳明县卫生健康局',
    county: '阳明县',
    regionCode: '410000',
    origin: 'https://yx.example.org',
    demo: false,
  });
});

test('init never overwrites: one file that is there, and nothing is written', async () => {
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, 'workbook.xlsx'), 'a year of work');
  const { io, said } = world(cwd);
  expect(await init.run(['.'], io)).toBe(1);
  expect(await readdir(cwd)).toEqual(['workbook.xlsx']);
  expect(await readFile(join(cwd, 'workbook.xlsx'), 'utf8')).toBe('a year of work');
  expect(said.err).toContain('workbook.xlsx');
});

test.each([
  [[]],
  [['a', 'b']],
  [['a', '--rulebook', 'nowhere']],
  [['a', '--origin', 'yx.example.org/']],
  [['a', '--region', '12']],
])('wrong usage %j writes nothing', async (args) => {
  const cwd = await temporaryFolder();
  const { io, said } = world(cwd);
  expect(await init.run(args, io)).toBe(2);
  expect(await readdir(cwd)).toEqual([]);
  expect(said.err).not.toBe('');
});

test('an association gets texts of an association, and nothing that only a bureau would write', async () => {
  const cwd = await temporaryFolder();
  const { io } = world(cwd);
  expect(await init.run(['it', '--rulebook', 'cnmia'], io)).toBe(0);
  const config = JSON.parse(await readFile(join(cwd, 'it/bureau.json'), 'utf8'));
  expect(config).toMatchObject({ name: '示例社会办医疗机构协会', hotline: null, demo: true });
  const written = JSON.stringify(config) + (await readFile(join(cwd, 'it/说明.txt'), 'utf8'));
  expect(written).toContain('本会');
  for (const word of ['卫生健康局', '本局', '示例县', 'Health Commission']) expect(written).not.toContain(word);
});
