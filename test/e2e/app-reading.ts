/** The fields of an institution as a person reads them: in the list, on its page, and as the workbook has them. */
import type { Page } from 'playwright-core';
import { groupCode } from '../../src/core/domain/institution-code.ts';
import type { Expected } from './app-expected.ts';

type Fields = Readonly<Record<string, string | readonly string[] | boolean>>;

const bare = (text: string): string => text.replace(/\s/g, '');

/** Which of these texts stand somewhere in the page: for fields that a sentence is put around. Blanks do not count. */
const within = (text: string, wanted: readonly string[]): readonly string[] =>
  wanted.filter((one) => bare(text).includes(bare(one)));

/** The only row that a code finds. */
export async function rowOf(page: Page, one: Expected): Promise<Fields> {
  await page.getByLabel('查机构').fill(groupCode(one.code));
  const row = page.locator('.result', { hasText: groupCode(one.code) });
  await row.waitFor();
  const text = (await row.textContent()) ?? '';
  const { town, kind, otherNames } = one.entry.institution;
  const mark = (await row.locator('.mark-main').textContent()) ?? '';
  return {
    rows: String(await page.locator('.result').count()),
    name: (await row.locator('.result-name').textContent()) ?? '',
    otherNames: within(text, otherNames),
    town: within(text, [town]),
    kind: within(text, [kind]),
    mark: one.mark === null ? GRADES.includes(mark) : mark,
  };
}

const GRADES = ['优秀', '合格', '差'];

export function rowFrom({ entry, mark }: Expected): Fields {
  const { name, otherNames, town, kind } = entry.institution;
  return { rows: '1', name, otherNames, town: [town], kind: [kind], mark: mark ?? false };
}

/** What the opened page says, field by field. */
export async function seen(page: Page, one: Expected): Promise<Fields> {
  await page.locator('#page h1').waitFor();
  // The older of many penalties stand in a fold, which a reader opens.
  const fold = page.locator('#penalties summary');
  if ((await fold.count()) > 0) await fold.click();
  const text = await page.locator('#page').innerText();
  const penalties = await page.locator('#penalties').innerText();
  const seal = page.locator('.seal strong');
  return {
    name: (await page.locator('#page h1').textContent()) ?? '',
    shown: within(penalties, one.shown),
    hidden: within((await page.locator('#page').textContent()) ?? '', one.hidden),
    mark: (await seal.count()) === 0 ? false : ((await seal.textContent()) ?? ''),
    penaltyRows: String(await page.locator('#penalties li').count()),
    texts: within(text, textsOf(one)),
  };
}

export function fieldsFrom(one: Expected): Fields {
  return {
    name: one.entry.institution.name,
    shown: one.shown,
    hidden: [],
    mark: one.mark ?? false,
    penaltyRows: String(one.shown.length),
    texts: textsOf(one),
  };
}

function textsOf({ entry, code }: Expected): readonly string[] {
  const { institution, staff } = entry;
  const { address, kind, level, phone, licence, creditCode, principal, otherNames } = institution;
  const count = (group: string) => [...staff].filter((member) => member.group === group).length;
  const counts = `医师${count('doctor')}人，护士${count('nurse')}人，其他${count('other')}人`;
  const fields = [
    address,
    kind,
    level,
    phone,
    licence.number,
    creditCode,
    principal,
    ...otherNames,
    ...licence.subjects,
  ];
  const given = fields.filter((field): field is string => field !== null && field !== '');
  return [groupCode(code), ...given, ...(staff.length === 0 ? [] : [counts])];
}
