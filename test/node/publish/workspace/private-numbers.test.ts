/** Private numbers in every form that people (and attackers of the door) wrote, and the numbers that only look so. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPhone } from '../../../../src/node/publish/workspace/phones.ts';
import {
  holdsIdentityNumber,
  holdsMobileNumber,
  withoutPrivateNumbers,
} from '../../../../src/node/publish/workspace/privacy.ts';
import { check, IDENTITY, institution } from './support.ts';

const inScript = (text: string, zero: number): string =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
const chinese = (text: string, zero = '〇'): string =>
  text.replace(/\d/g, (digit) => `${zero}一二三四五六七八九`.charAt(Number(digit)));
const MOBILE = '13812345678';

const MOBILES = [
  '138.1234.5678',
  '138·1234·5678',
  '138。1234。5678',
  '1381 234 5678',
  '1381234 5678',
  '138 12 34 56 78',
  '13 81 23 45 67 8',
  '1 3 8 1 2 3 4 5 6 7 8',
  '1-381-234-5678',
  '(138)12345678',
  '（138） - 1234 - 5678',
  '138/1234/5678',
  '138_1234_5678',
  '138*1234*5678',
  '138 - 1234 - 5678',
  '138——1234——5678',
  '138\n1234\n5678',
  '138，1234，5678',
  '138、1234、5678',
  '138 1234，5678',
  '+86（138）1234 5678',
  '(+86)138-1234-5678',
  '0086 138 1234 5678',
  '86138 1234 5678',
  '0138-1234-5678',
  '0375-765432113812345678',
  '037576543211381234 5678',
  '(0375)765432113812345678',
  '765432113812345678',
  '138123456780375-7654321',
  '1381234567813912345678',
  '0375-7654321-138-1234-5678',
  '0375-7654321 138.1234.5678',
  '周一至周五8:00—17:30 138 12 34 56 78',
  chinese(MOBILE),
  chinese('138 1000 0000', '零'),
  '幺三八幺二三四五六七八',
  '壹叁捌壹贰叁肆伍陆柒捌',
  '138一二三四5678',
  `张三${chinese(MOBILE)}`,
  `张三${MOBILE}三楼`,
  `${chinese(MOBILE)}三楼`,
  '0375-7654321138-1234-5678',
  '①③⑧①②③④⑤⑥⑦⑧',
  inScript(MOBILE, 0x660),
  inScript(MOBILE, 0x6f0),
  inScript('138 1234 5678', 0x966),
  inScript(MOBILE, 0x1d7d8),
  inScript(MOBILE, 0x104a0),
  inScript('138-1234-5678', 0xff10),
  [...MOBILE].join('\u0301'),
  [...MOBILE].join('\ufe0f'),
  [...MOBILE].join('\ufe0f\u20e3'),
  [...MOBILE].join('\u200b'),
];

describe('a mobile number is seen', () => {
  test.each(MOBILES)('as %j, in a text and in a telephone cell', (written) => {
    expect(holdsMobileNumber(written)).toBe(true);
    expect(holdsMobileNumber(`请拨打${written}联系`)).toBe(true);
    const { phone, mobileDropped } = readPhone(written, false);
    expect(mobileDropped).toBe(true);
    expect((phone ?? '').replace(/\D/g, '')).toMatch(/^(?:03757654321)?$/);
    expect(withoutPrivateNumbers(written)).not.toMatch(/5678|一二三四/);
  });

  test('and the landline beside it stays', () => {
    const kept = (text: string) => readPhone(text, false).phone;
    expect(kept('0375-7654321、138/1234/5678')).toBe('0375-7654321');
    expect(kept('0375-765432113812345678')).toBe('0375-7654321');
    expect(kept('138.1234.5678；0375-7654321（白天）')).toBe('0375-7654321(白天)');
    expect(kept('0375-7654321转801 1381 234 5678')).toBe('0375-7654321');
  });

  test('in the address and the name, whose rows are refused and whose numbers no report repeats', async () => {
    const checked = await check(
      institution({ 地址: '和平路1号（138·1234·5678）', 名称: `示例医院${chinese(MOBILE)}` }),
    );
    expect(checked.problems.filter(({ code }) => code === 'mobile-number')).toHaveLength(2);
    expect(JSON.stringify(checked.problems)).not.toMatch(/1234|一二三四/);
  });
});

const NOT_MOBILE = [
  '0596-12345678',
  '0596-13345678',
  '0596-13345678、0596-13345679',
  '0596-2345678 0596-2345679',
  '0596-2345678/0596-2345679转8001',
  '(010)6513 1834 (010)6513 1835',
  '010-65131834-801',
  '400-138-0000 1234',
  '〔2025〕17号',
  '豫卫罚〔2025〕第20250302001号',
  '2025-01-15 至 2026-01-14',
  '2025-01-15 - 2026-01-14',
  '2025-01-15—2026-01-14 9:00',
  '1.2025.01.15',
  '12号3单元5-6-7',
  '光明路15-101、102、103',
  '13号楼1-3-101、102、103',
  '1301、1302、303室',
  '1301/1302/303',
  '15-101/102/103',
  '8:00—17:30',
  '8:00-11:30,13:30-17:30;8:30-11:30',
  '150,000,000.00元',
  'PDY10001141048119A1001',
  '9144030019220382',
  '914403001922038216',
  '二〇二医院',
  '三甲',
  '二〇二五年一月十五日 三级甲等 一三八路一二三号四五六',
  '一二三四五六七八九十',
  '138路公交1234弄5678号',
  '120 12345 12320',
];

test.each(NOT_MOBILE)('%j is no mobile number', (text) => {
  expect(holdsMobileNumber(text)).toBe(false);
  expect(readPhone(text, false).mobileDropped).toBe(false);
});

const groups = (sign: string): string => IDENTITY.replace(/^(.{6})(.{8})/, `$1${sign}$2${sign}`);
const SHORT_ID = ['110101', '500101', '001'] as const;

test.each([
  ...['_', '/', '，', '。', '*', '、', '\n', ' - ', ') ('].map(groups),
  IDENTITY.replace(/^(.{6})(.{4})(.{4})/, '($1)$2.$3·'),
  [...IDENTITY].join(' '),
  '110101-19000101-0015',
  '11010119000101008X',
  '110101 19000101 008 X',
  chinese(IDENTITY),
  chinese(IDENTITY, '零'),
  inScript(IDENTITY, 0x660),
  inScript(groups('/'), 0x6f0),
  [...IDENTITY].join('\u0301'),
  [...IDENTITY].join('\ufe0f'),
  [...IDENTITY].join('\u034f'),
  `${IDENTITY}${MOBILE}`,
  `${MOBILE}${IDENTITY}`,
  SHORT_ID.join(''),
  SHORT_ID.join(' '),
  SHORT_ID.join('_'),
  SHORT_ID.join('\n'),
  chinese(SHORT_ID.join('')),
  '110 101 500 101 001',
  '1101-0150-0101-001',
])('an identity number is seen as %j, and blotted out', (text) => {
  expect(holdsIdentityNumber(text)).toBe(true);
  expect(holdsIdentityNumber(`身份证${text}。`)).toBe(true);
  expect(withoutPrivateNumbers(text)).not.toMatch(/\d{4}|一九/);
});

test.each([
  ...NOT_MOBILE,
  '411481-20250302-0012',
  '411481-250302-001',
  'BA419999-2026-0001',
  '1101、1102、1103、104',
  '3501-2345 6789 012 3456',
  '2025-01-15 至 2026-01-14 0596-12345678',
  'X12345678419999312101',
  '12419999MD0123456A 0375-7654321',
])('%j is no identity number', (text) => {
  expect(holdsIdentityNumber(text)).toBe(false);
});

test('an identity number in odd groups is refused in any cell', async () => {
  const checked = await check(institution({ 备注: chinese(IDENTITY), 法定代表人: '张三' }));
  expect(checked.problems.map(({ code }) => code)).toContain('identity-number');
  expect(JSON.stringify(checked.problems)).not.toContain('一九〇〇');
});

/** A soft hyphen is taken out before anything is looked for, and keeps a text from being passed over for its few digits. */
const LOOKED_THROUGH = '\u00ad';
const SIGNS = [...'0123456789〇一二三壹幺０９①⑳㉑㏠½٣𝟗X-（）、；—·诊所', MOBILE, '㍙㋀'];

test('a text of few digits is passed over, and no number is overlooked by that', () => {
  const texts = fc.array(fc.constantFrom(...SIGNS), { maxLength: 24 }).map((signs) => signs.join(''));
  fc.assert(
    fc.property(texts, (text) => {
      expect(holdsMobileNumber(text)).toBe(holdsMobileNumber(text + LOOKED_THROUGH));
      expect(holdsIdentityNumber(text)).toBe(holdsIdentityNumber(text + LOOKED_THROUGH));
    }),
    { numRuns: 2_000, seed: 6 },
  );
  for (const digits of ['13812345678', '１３８１２３４５６７８', '一三八一二三四五六七八', '⑬812345678']) {
    expect(holdsMobileNumber(digits)).toBe(holdsMobileNumber(digits + LOOKED_THROUGH));
  }
});
