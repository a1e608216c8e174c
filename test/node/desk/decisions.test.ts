import { appendFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newReceiptNumber } from '../../../src/core/complaint/receipt.ts';
import { appendFinding, type Finding, isPlainCell, loadFindings } from '../../../src/node/desk/decisions.ts';
import { seededRandom } from '../../support/complaint.ts';
import { makeOffice } from './support.ts';

const random = seededRandom('decisions');
async function setting() {
  const { dir, codes } = await makeOffice();
  const finding: Finding = {
    number: newReceiptNumber(random),
    state: 'answered',
    outcome: 'substantiated',
    document_no: '示卫投诉〔2026〕8号，"附件"',
    on: '2026-03-20',
    severe: 'no',
    institution: codes.get('A1') ?? '',
    by: '王办',
    at: '2026-03-20T02:00:00.000Z',
  };
  return { dir, file: join(dir, 'intake/decisions.csv'), finding };
}

test('findings come back as written, and only their owner reads the file', async () => {
  const { dir, file, finding } = await setting();
  expect(await loadFindings(dir)).toEqual([]);
  const second: Finding = { ...finding, outcome: 'unsubstantiated', document_no: '', on: '' };
  await appendFinding(dir, finding);
  await appendFinding(dir, second);
  expect(await loadFindings(dir)).toEqual([finding, second]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('attack by power failure: half a line counts for nothing, and the next finding stands on a line of its own', async () => {
  const { dir, file, finding } = await setting();
  await appendFinding(dir, finding);
  const whole = await readFile(file, 'utf8');
  await appendFile(file, `"${finding.number}","answered","substan`);
  expect(await loadFindings(dir)).toEqual([finding]);
  await appendFinding(dir, { ...finding, by: '李办' });
  expect((await loadFindings(dir)).map(({ by }) => by)).toEqual(['王办', '李办']);
  expect((await readFile(file, 'utf8')).startsWith(whole)).toBe(true);
});

test('two first findings at once: a second heading in the file is no finding and no damage', async () => {
  const { dir, file, finding } = await setting();
  await appendFinding(dir, finding);
  const text = await readFile(file, 'utf8');
  await writeFile(file, text + text);
  expect(await loadFindings(dir)).toEqual([finding, finding]);
});

test('attack: a line that was edited by hand is refused whole, with its place', async () => {
  const { dir, file, finding } = await setting();
  await appendFinding(dir, finding);
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('"2026-03-20"', '"2026-02-30"'));
  await expect(loadFindings(dir)).rejects.toThrow(/decisions\.csv第2行/);
});

test.each([
  '=1+1',
  '+86',
  '-1',
  '@SUM(A1)',
  '＝1',
  '\t=1',
  ' =1',
  'a\nb',
  'a\u202eb',
])('attack: %j may stand in no cell', (text) => {
  expect(isPlainCell(text)).toBe(false);
});

test('a document number as bureaus write it may', () => {
  expect(['示卫投诉〔2026〕8号', '2026-8', '', '（示）卫〔2026〕1号'].every(isPlainCell)).toBe(true);
});
