/** Invented names: towns, villages, institutions, people. Chosen so that nobody takes them for real ones. */
import type { Random } from './random.ts';

export const COUNTY = '示例县';
export const BUREAU = '示例县卫生健康局';

/** 子虚、乌有: the two who never were (司马相如《子虚赋》). */
export const TOWNS = ['子虚镇', '乌有镇', '镜花镇', '水月镇', '纸船镇', '画舫镇', '云端镇', '墨点乡'] as const;
export const STREETS = ['样例街道', '仿真街道', '例一街道', '例二街道'] as const;

const VILLAGE_FIRST = ['上', '下', '东', '西', '南', '北', '前', '后'];
const VILLAGE_LAST = ['砚', '墨', '笺', '棋', '匣', '铃', '帛', '篆', '笛', '筝'];
const ROADS = ['样例路', '示范路', '例子街', '虚线路', '括号街', '逗号巷', '句号路', '顿号街'];
const STEM_FIRST = ['例', '样', '拟', '仿', '虚', '云', '纸', '墨', '镜', '示'];
const STEM_LAST = ['康', '宁', '安', '和', '仁', '善', '济', '春', '平', '益', '泰', '惠'];

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙朱马胡郭林何高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡余'].concat(
  '欧阳',
  '司徒',
  '上官',
);
const GIVEN = [...'例样安宁明华文秀英芳丽敏静强磊军洋勇艳杰娟涛超霞平刚桂兰云清晓雨晨思雅子涵宇轩佳怡墨笺'];
/** Names as registers really hold them: a middle dot, characters outside the first plane. */
const RARE_NAMES = ['阿例·样拉提', '𠮷田安', '王㛃例', '李䶮', '陈𬭚宁'];

export function villageNames(): string[] {
  return VILLAGE_LAST.flatMap((last) => VILLAGE_FIRST.map((first) => `${first}${last}村`));
}

/** House names that the odd cases use: how often each occurs is then known. */
const RESERVED = new Set(['样宁', '例安', '拟仁']);

/** Two-character house names, all different. */
export function houseNames(): string[] {
  return STEM_LAST.flatMap((last) => STEM_FIRST.map((first) => `${first}${last}`)).filter(
    (name) => !RESERVED.has(name),
  );
}

export function personName(random: Random): string {
  if (random.int(160) === 0) return random.pick(RARE_NAMES);
  const given = random.chance(25) ? random.pick(GIVEN) : `${random.pick(GIVEN)}${random.pick(GIVEN)}`;
  return `${random.pick(SURNAMES)}${given}`;
}

export function streetAddress(town: string, random: Random): string {
  return `${COUNTY}${town}${random.pick(ROADS)}${random.between(1, 288)}号`;
}

/** 58 characters, the longest seen in real lists. */
export const LONGEST_NAME =
  '示例县子虚镇虚构山区义务教育阶段寄宿制学校与周边十二个自然村村民共用基本医疗卫生服务及慢性病随访管理联合示范性医务室';

/** Characters outside the Basic Multilingual Plane, and one that few fonts have. */
export const RARE_NAME = '𠮷安堂䶮记中医诊所';
