/** A city's or province's platform: its home page, where people choose a place, and its app. */
import type { Lang } from './lang.ts';

const zh = {
  title: ({ area }: { area: string }) => `${area}医疗机构信用查询`,
  choose: '请选择机构所在的地方',
  /** Who answers for the grades: 谁监管、谁评定、谁公布. */
  own: ({ province }: { province: string }) =>
    `等级由各地主管部门评定、公布，并由该部门自己签名；${province}只列出名单，不评定等级。`,
  none: '还没有部门在这里公布。',
  waiting: '尚未公布',
  host: ({ province }: { province: string }) => `主办：${province}`,
  fingerprint: ({ root }: { root: string }) => `根密钥指纹：${root}`,
};

export type ProvinceWords = typeof zh;

const en: ProvinceWords = {
  title: ({ area }) => `${area}: credit grades of medical institutions`,
  choose: 'Choose the place of the institution',
  own: ({ province }) =>
    `Grades are given, published and signed by each local authority itself; ${province} lists the authorities and grades nobody.`,
  none: 'No authority publishes here yet.',
  waiting: 'Nothing published yet',
  host: ({ province }) => `Run by ${province}`,
  fingerprint: ({ root }) => `Root key fingerprint: ${root}`,
};

export const provinceWords: Readonly<Record<Lang, ProvinceWords>> = { zh, en };
