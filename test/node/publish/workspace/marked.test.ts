/** `check` gives the clerk's workbook back: what is marked, and that nothing else changes. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { loadWorkspace } from '../../../../src/node/publish/workspace/load.ts';
import { saveMarkedCopies } from '../../../../src/node/publish/workspace/marked/save.ts';
import { writeWorkbook } from '../../../../src/node/publish/workspace/write-workbook.ts';
import { foreignWorkbook } from '../../../support/foreign-workbook.ts';
import { makeWorkspace, NOW } from './support.ts';

const COPY = 'workbook-问题.xlsx';

async function marked(dir: string) {
  const { problems } = await loadWorkspace(dir, NOW);
  const saved = await saveMarkedCopies(dir, problems);
  return { problems, saved, bytes: new Uint8Array(await readFile(join(dir, saved[0]?.name ?? COPY))) };
}

async function opened(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.buffer as unknown as Parameters<typeof workbook.xlsx.load>[0]);
  return workbook;
}

async function withWorkbook(bytes: Uint8Array): Promise<string> {
  const dir = await makeWorkspace({}, { format: 'csv' });
  await writeFile(join(dir, 'workbook.xlsx'), bytes);
  return dir;
}

/** Cells that a conditional format colours. */
const coloured = (sheet: ExcelJS.Worksheet | undefined): string =>
  JSON.stringify(
    (Reflect.get(sheet ?? {}, 'conditionalFormattings') as { ref: string }[] | undefined)?.map(({ ref }) => ref),
  );

const BAD = foreignWorkbook({
  机构: [
    ['机构编号', '名称', '级别', '地址'],
    ['A1', '', '市级', '和平路1号'],
    ['A2', '乙医院', '', '和平路2号'],
  ],
  我的备忘: [['不要动', 42]],
});

describe('a workbook of another program comes back', () => {
  test('with the wrong cells coloured – also one that is not there –, commented, and listed in 问题', async () => {
    const { bytes, problems } = await marked(await withWorkbook(BAD));
    const workbook = await opened(bytes);
    const sheet = workbook.getWorksheet('机构');
    expect(coloured(sheet)).toBe('["B2","C2"]');
    const comments = strFromU8(unzipSync(bytes)['xl/comments1.xml'] ?? new Uint8Array());
    expect(comments).toMatch(/ref="B2"[^>]*><text><r><t[^>]*>【检查】“名称”没有填。请填写。</);
    expect(JSON.stringify(sheet?.getCell('C2').note)).toContain('级别写法不认识');
    expect(sheet?.getCell('D3').note).toBeUndefined();
    const list = workbook.getWorksheet('问题');
    expect(list?.rowCount).toBe(problems.length + 1);
    const rows = list?.getSheetValues().map((row) => JSON.stringify(row)) ?? [];
    expect(rows.some((row) => row.includes('"错误","机构",2,"名称"') && row.includes('请填写'))).toBe(true);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['机构', '我的备忘', '问题']);
  });

  test('with every other part, and every cell, byte for byte', async () => {
    const dir = await withWorkbook(BAD);
    const { bytes } = await marked(dir);
    const [before, after] = [unzipSync(BAD), unzipSync(bytes)];
    const cells = (part: Uint8Array | undefined) =>
      /<cols>[\s\S]*<\/sheetData>/.exec(strFromU8(part ?? new Uint8Array()))?.[0];
    expect(cells(after['xl/worksheets/sheet1.xml'])).toBe(cells(before['xl/worksheets/sheet1.xml']));
    const changed = Object.keys(before).filter(
      (name) => strFromU8(before[name] ?? new Uint8Array()) !== strFromU8(after[name] ?? new Uint8Array()),
    );
    expect(changed.sort()).toEqual(
      [
        '[Content_Types].xml',
        'xl/_rels/workbook.xml.rels',
        'xl/styles.xml',
        'xl/workbook.xml',
        'xl/worksheets/sheet1.xml',
      ].sort(),
    );
    expect(new Uint8Array(await readFile(join(dir, 'workbook.xlsx')))).toEqual(BAD);
  });

  test('as a workbook that the reader takes again, with the same problems and no more marks than before', async () => {
    const first = await marked(await withWorkbook(BAD));
    const dir = await withWorkbook(first.bytes);
    const second = await marked(dir);
    expect(second.problems.map(({ code }) => code)).toEqual(first.problems.map(({ code }) => code));
    const parts = unzipSync(second.bytes);
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(sheet.match(/<conditionalFormatting /g)).toHaveLength(2);
    expect(strFromU8(parts['xl/comments1.xml'] ?? new Uint8Array()).match(/<comment /g)).toHaveLength(2);
    expect((await opened(second.bytes)).worksheets).toHaveLength(3);
  });

  test('without yesterday’s marks once the cells are right', async () => {
    const first = await marked(await withWorkbook(BAD));
    const parts = unzipSync(first.bytes);
    const name = 'xl/worksheets/sheet1.xml';
    const fixed = strFromU8(parts[name] ?? new Uint8Array())
      .replace('市级', '二级甲等')
      .replace('<c r="B2" t="inlineStr"><is><t></t></is></c>', '<c r="B2" t="inlineStr"><is><t>甲医院</t></is></c>');
    const again = await marked(await withWorkbook(zipSync({ ...parts, [name]: new TextEncoder().encode(fixed) })));
    const workbook = await opened(again.bytes);
    expect(coloured(workbook.getWorksheet('机构'))).toBe('[]');
    expect(workbook.getWorksheet('机构')?.getCell('C2').note).toBeUndefined();
  });
});

test('the template’s own comments on its headings stay, and one of ours goes before them', async () => {
  const dir = await makeWorkspace({}, { format: 'csv' });
  await writeWorkbook(join(dir, 'workbook.xlsx'), { 机构: [{ id: 'A1', name: '', address: '一路' }] });
  const { bytes } = await marked(dir);
  const sheet = (await opened(bytes)).getWorksheet('机构');
  expect(JSON.stringify(sheet?.getCell('A1').note)).toContain('必填');
  expect(JSON.stringify(sheet?.getCell('B2').note)).toContain('【检查】');
  expect(sheet?.getCell('B2').fill).toEqual({ type: 'pattern', pattern: 'none' });
  expect(sheet?.getColumn(1).width).toBeGreaterThan(9);
});

test('a copy in which the clerk went on working is left alone, an untouched one is replaced', async () => {
  const dir = await withWorkbook(BAD);
  await marked(dir);
  await marked(dir);
  expect((await readdir(dir)).filter((name) => name.includes('问题'))).toEqual([COPY]);
  const theirs = zipSync(unzipSync(new Uint8Array(await readFile(join(dir, COPY)))));
  await writeFile(join(dir, COPY), theirs);
  const { saved } = await marked(dir);
  expect(saved[0]).toEqual({
    of: 'workbook.xlsx',
    concerned: true,
    tooLarge: false,
    name: 'workbook-问题2.xlsx',
    fault: null,
    kept: [COPY],
  });
  expect(new Uint8Array(await readFile(join(dir, COPY)))).toEqual(theirs);
});

test('attack: markup and formulas in a cell reach comments and 问题 as text', async () => {
  const evil = '=cmd|</t></r></text></comment><x>&';
  const { bytes } = await marked(
    await withWorkbook(
      foreignWorkbook({
        机构: [
          ['机构编号', '名称', '级别'],
          ['A1', '甲医院', evil],
        ],
      }),
    ),
  );
  const list = (await opened(bytes)).getWorksheet('问题');
  expect(list?.getColumn(5).values).toContain(evil);
});
