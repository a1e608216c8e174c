import { describe, expect, test } from 'vitest';
import { readLevel } from '../../../../src/node/publish/workspace/levels.ts';
import { splitName } from '../../../../src/node/publish/workspace/names.ts';
import { readPhone } from '../../../../src/node/publish/workspace/phones.ts';
import {
  holdsIdentityNumber,
  holdsMobileNumber,
  withoutPrivateNumbers,
} from '../../../../src/node/publish/workspace/privacy.ts';
import { groupOf } from '../../../../src/node/publish/workspace/staff-rows.ts';
import { readDate, readDecimal, readInteger, readList } from '../../../../src/node/publish/workspace/values.ts';
import { IDENTITY } from './support.ts';

describe('names with brackets', () => {
  test.each([
    [
      '北京市隆福医院（北京市东城区老年病医院）（东城区景山社区卫生服务中心）',
      ['北京市东城区老年病医院', '东城区景山社区卫生服务中心'],
    ],
    ['北京市第二医院(北京市西城区老年医院）', ['北京市西城区老年医院']],
    ['陆军军医大学附属第二医院（新桥医院）', ['新桥医院']],
    ['华信医院 (又名：清华大学第一附属医院)', ['清华大学第一附属医院']],
    ['深圳市坪山区平乐骨伤科医院(坪山区中医院)', ['坪山区中医院']],
  ])('%s is split', (name, otherNames) => {
    const split = splitName(name);
    expect(split.otherNames).toEqual(otherNames);
    expect(split.name).toMatch(/医院$/);
  });

  test.each([
    '中国石油大学（北京）医院',
    '苏州市立医院（东区）',
    '琼海市中医院（东风路院区）',
    '康宁医院（筹）',
    '长治市肿瘤医院（原城区人民医院）',
    '仁心诊所有限公司（普通合伙）',
    '山东省耳鼻喉医院(山东省立医院西院)',
    '库车市中医医院(维吾尔医医院)',
    '北京回龙观医院（精神病专科）',
    '唐山市传染病医院（救治定点医院）',
    '示例镇卫生院（甲卫生院、乙卫生院）',
    '海旅社区卫生服务中心（精卫中心）',
    '示例医院（',
    '',
    '庙城镇卫生院（庙城镇社区卫生服务中心）郑重庄社区卫生服务站',
  ])('%s stays whole', (name) => {
    expect(splitName(name)).toEqual({ name, otherNames: [] });
  });
});

test.each([
  ['三甲', '三级甲等'],
  ['三級甲等', '三级甲等'],
  ['二级甲', '二级甲等'],
  ['二/乙', '二级乙等'],
  ['综合三甲', '三级甲等'],
  ['二极', '二级'],
  ['三级甲等妇幼保健院', '三级甲等'],
  ['二级综合乙等', '二级乙等'],
  ['三级未定等', '三级'],
  ['３级甲等', '三级甲等'],
  ['二级.', '二级'],
  ['未定级', ''],
  ['', ''],
])('level %s is %s', (written, level) => {
  expect(readLevel(written)).toEqual({ level, known: true });
});

test.each([
  '市级',
  '社区卫生服务中心',
  '未定级（按二级医院管理）',
  '一',
  '四级甲等',
  '三级丁等',
])('level %s is kept and said to be unknown', (level) => {
  expect(readLevel(level)).toEqual({ level, known: false });
});

test.each([
  ['0319—2279603/0319－2279706', '0319-2279603/0319-2279706', false],
  ['０３７５-７６５４３２１', '0375-7654321', false],
  ['0375-7654321（白天）；13800000000（夜间）', '0375-7654321(白天)', true],
  ['0375-7654321 138-0000-0000', '0375-7654321', true],
  ['+86 138 0000 0000', null, true],
  ['120', '120', false],
  ['13800000000', null, true],
])('telephone %s is published as %s', (written, phone, mobileDropped) => {
  expect(readPhone(written, false)).toEqual({ phone, mobileDropped, noNumber: false });
});

test.each([
  IDENTITY,
  `张三${IDENTITY}`,
  `ID${IDENTITY}，`,
  [...IDENTITY].map((d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)).join(''),
  IDENTITY.replace(/(.{6})(.{8})/, '$1 $2 '),
  IDENTITY.replace(/(.{4})/g, '$1-'),
  '110101900101001',
  `电话0375-7654321 ${IDENTITY.replace(/(.{6})/, '$1 ')}`,
])('identity number seen in %s', (text) => {
  expect(holdsIdentityNumber(text)).toBe(true);
  expect(withoutPrivateNumbers(text)).not.toMatch(/\d{5}$/);
});

test.each([
  '914403001922038216',
  '91110000802100433B',
  '110101190013010017',
  '0319-2291111 0319-5258969',
  '12345678901234567890',
  '豫卫罚〔2025〕第20250302001号',
  'PDY10001141048119A1001',
])('%s is no identity number', (text) => {
  expect(holdsIdentityNumber(text)).toBe(false);
});

test('mobile numbers are told from telephones and long codes', () => {
  expect(
    ['13800000000', '+8613800000000', '138 0000 0000', '联系１３８００００００００'].map(holdsMobileNumber),
  ).toEqual([true, true, true, true]);
  expect(['0375-13800000', '138000000001', '4001380000', '12345678901'].map(holdsMobileNumber)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test.each([
  ['2025-3-2', '2025-03-02'],
  ['2025/03/02 00:00:00', '2025-03-02'],
  ['2025年3月2日', '2025-03-02'],
  ['２０２５．３．２', '2025-03-02'],
  ['20250302', '2025-03-02'],
  ['2025年 3 月 2 日', '2025-03-02'],
  ['2025-02-29', null],
  ['2025-13-01', null],
  ['3/2/2025', null],
  ['45718', null],
])('date %s reads as %s', (text, day) => {
  expect(readDate({ text, form: 'text' })?.day ?? null).toBe(day);
});

test('an Excel day number is read only from a number cell', () => {
  expect(readDate({ text: '45718', form: 'number' })).toEqual({ day: '2025-03-02', fromNumber: true });
});

test('numbers are read as written, and a share or an exponent is none', () => {
  expect(['4.50', ' 4．5分', '+3', '-1', '85%', '1e3', '1,000', ''].map(readDecimal)).toEqual([
    '4.50',
    '4.5',
    '3',
    '-1',
    null,
    null,
    null,
    null,
  ]);
  expect(['2人', '2.0', '2.5', '二'].map(readInteger)).toEqual([2, 2, null, null]);
});

test('pharmacists and technicians are neither doctors nor nurses', () => {
  expect(['执业助理医师', '乡村医生', '主管护师', '护士', '药师', '检验技师'].map(groupOf)).toEqual([
    'doctor',
    'doctor',
    'nurse',
    'nurse',
    'other',
    'other',
  ]);
});

test('a list is split at its strongest separator, so that names of subjects stay whole', () => {
  expect(readList('内科；医学检验科：临床体液、血液专业；内科')).toEqual(['内科', '医学检验科：临床体液、血液专业']);
  expect(readList('内科、外科')).toEqual(['内科', '外科']);
  expect(readList('内科，外科')).toEqual(['内科', '外科']);
  expect(readList('')).toEqual([]);
});
