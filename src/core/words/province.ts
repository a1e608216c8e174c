/** A city's or province's platform: its home page, where people choose a place, and its app. */
import { counted, type Lang } from './lang.ts';

const zh = {
  title: ({ area }: { area: string }) => `${area}医疗机构信用查询`,
  choose: '请选择机构所在的地方',
  /** Who answers for the grades: 谁监管、谁评定、谁公布. */
  own: ({ province }: { province: string }) =>
    `等级由各地主管部门评定、公布，并由该部门自己签名；${province}只列出名单，不评定等级。`,
  none: '还没有部门在这里公布。',
  waiting: '尚未公布',
  host: ({ province }: { province: string }) => `主办：${province}`,
  /** On the bureaus' own pages: back to the list. */
  others: '其他地方',
  searchIn: '在已下载的地方里查；每条结果都注明是哪个部门公布的。',
  keep: '下载资料，没有网络也能查',
  kept: ({ n }: { n: number }) => `已存${n}家，没有网络也能查`,
  /** Without a network, and for whatever else. */
  failed: ['没有网络，本机也没有保存这里的资料。', '这里的资料没有下载成功，或者尚未公布；其他地方不受影响。'],
  offline: '没有网络，名单是本机保存的。',
  refused: '收到的名单未通过核验，没有采用，继续使用本机保存的。',
  nothing: '没有网络，本机还没有保存名单。第一次打开需要网络。',
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
  others: 'Other places',
  searchIn: 'Searches the places that are downloaded; each result says whose it is.',
  keep: 'Download to use without a network',
  kept: ({ n }) => `${counted(n, 'institution')} saved on this device`,
  failed: [
    'No connection, and nothing of this place is saved here.',
    'This place could not be downloaded, or has published nothing yet; other places are not affected.',
  ],
  offline: 'No connection: the list is the one saved on this device.',
  refused: 'The list that came did not verify and was not used; the one saved on this device stands.',
  nothing: 'No connection, and no list is saved here yet. A connection is needed the first time.',
  fingerprint: ({ root }) => `Root key fingerprint: ${root}`,
};

export const provinceWords: Readonly<Record<Lang, ProvinceWords>> = { zh, en };
