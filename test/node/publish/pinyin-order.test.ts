import { expect, it } from 'vitest';
import { pinyinOrder } from '../../../src/node/publish/pinyin.ts';

it('names are sorted by syllable, tone and character, one character after another; Latin letters come first', () => {
  const sorted = [
    '张楼诊所',
    '安河医院',
    '白水镇卫生院',
    '安阳门诊部',
    '巴山诊所',
    'A区门诊部',
    '八里诊所',
    '安河诊所',
  ];
  expect(sorted.toSorted(pinyinOrder())).toEqual([
    'A区门诊部',
    '安河医院',
    '安河诊所',
    '安阳门诊部',
    '八里诊所',
    '巴山诊所',
    '白水镇卫生院',
    '张楼诊所',
  ]);
});

it('equal names are equal, and characters beyond the first plane have a place', () => {
  const order = pinyinOrder();
  expect(order('白水', '白水')).toBe(0);
  expect(Math.sign(order('𠮷', '白'))).toBe(-Math.sign(order('白', '𠮷')));
  expect(order('𠮷', '白')).not.toBe(0);
});
