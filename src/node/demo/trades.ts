/** Who else is graded in the example county beside its medical institutions: makers, a blood station, public places. */
import { SUBJECTS } from '../publish/workspace/columns/choices.ts';
import { type Book, label } from './book.ts';
import { BUREAU, COUNTY, houseNames, personName, STREETS, streetAddress, TOWNS } from './names.ts';
import { fictionalCreditCode, fictionalPhone } from './numbers.ts';
import type { Random } from './random.ts';
import type { PenaltyCase } from './teller.ts';

export interface Trade {
  /** As the policy names its kind of subject. */
  readonly subject: string;
  /** 业态, which also ends the name. */
  readonly kind: string;
  readonly suffix: string;
  readonly count: number;
  /** Words before 字 in the number of its licence; null where it holds a business registration only. */
  readonly licence: string | null;
  /** 生产类别, 经营项目 and the like. */
  readonly scope: string;
  readonly penalty: PenaltyCase;
}

const POOL_WATER: PenaltyCase = [
  '泳池水余氯检测结果不符合卫生标准',
  '《公共场所卫生管理条例》第十四条',
  '警告，罚款2000元',
  '警告、罚款',
];
const LINEN: PenaltyCase = [
  '未按规定对顾客用品用具进行清洗、消毒、保洁',
  '《公共场所卫生管理条例实施细则》第三十六条',
  '警告，罚款1500元',
  '警告、罚款',
];
const LABEL: PenaltyCase = ['产品标签标识不符合卫生规定', '《消毒管理办法》第四十三条', '罚款3000元', '罚款'];
const NO_TEST: PenaltyCase = ['产品出厂前未按批次检验', '《生活饮用水卫生监督管理办法》相关规定', '警告', '警告'];
const TABLEWARE: PenaltyCase = [
  '出厂的餐具、饮具未随附消毒合格证明',
  '《中华人民共和国食品安全法》第一百二十六条',
  '警告',
  '警告',
];
const RECORDS: PenaltyCase = ['未按规定保存工作记录', '《血站管理办法》相关规定', '警告', '警告'];

/** 60 in all. */
export const TRADES: readonly Trade[] = [
  trade('disinfectant-maker', '消毒产品', '消毒用品有限公司', 5, '卫消证', '抗（抑）菌制剂；消毒剂', LABEL),
  trade('drinking-water-maker', '涉水产品', '净水设备有限公司', 5, '卫水证', '水质处理器；输配水设备', NO_TEST),
  trade('blood-station', '采供血', '血站', 1, '卫血证', '采血；供血', RECORDS),
  trade('tableware-disinfection', '餐具消毒', '餐具消毒服务部', 4, null, '餐具、饮具集中消毒', TABLEWARE),
  trade('public-place', '宾馆', '宾馆', 14, '卫公证', '住宿', LINEN),
  trade('public-place', '游泳馆', '游泳馆', 5, '卫公证', '游泳', POOL_WATER),
  trade('public-place', '浴室', '浴室', 8, '卫公证', '沐浴', LINEN),
  trade('public-place', '理发店', '理发店', 12, '卫公证', '理发', LINEN),
  trade('public-place', '美容店', '美容店', 6, '卫公证', '生活美容', LINEN),
];

function trade(
  subject: string,
  kind: string,
  suffix: string,
  count: number,
  licence: string | null,
  scope: string,
  penalty: PenaltyCase,
): Trade {
  return { subject, kind, suffix, count, licence, scope, penalty };
}

export interface Trader {
  readonly id: string;
  readonly principal: string;
  readonly trade: Trade;
}

/** Adds them to the book, `T001` on. */
export function addTraders(book: Book, random: Random, year: number): readonly Trader[] {
  const houses = random.fork('names').shuffle(houseNames());
  const towns = [...STREETS, ...TOWNS];
  let serial = 0;
  return TRADES.flatMap((trade) =>
    Array.from({ length: trade.count }, (): Trader => {
      const id = `T${String(++serial).padStart(3, '0')}`;
      const own = random.fork(id);
      const town = towns[(serial * 5) % towns.length] ?? TOWNS[0];
      const opened = own.between(2008, year - 3);
      const principal = personName(own);
      book.institution({
        id,
        name:
          trade.subject === 'blood-station' ? `${COUNTY}${trade.suffix}` : `${houses[serial] ?? '样例'}${trade.suffix}`,
        kind: trade.kind,
        subject: label(SUBJECTS, trade.subject),
        town,
        address: streetAddress(town, own),
        phone: fictionalPhone(own),
        creditCode: fictionalCreditCode(own, creditPrefix(trade)),
        ...licenceOf(trade, serial, year, own),
        subjects: trade.scope,
        principal,
        openedOn: `${opened}-0${own.between(1, 9)}-1${own.int(10)}`,
      });
      return { id, principal, trade };
    }),
  );
}

function creditPrefix({ subject, suffix }: Trade): '12' | '91' | '92' {
  if (subject === 'blood-station') return '12';
  return suffix.endsWith('公司') ? '91' : '92';
}

function licenceOf({ licence }: Trade, serial: number, year: number, random: Random) {
  if (licence === null) return {};
  const issued = random.between(year - 3, year - 1);
  return {
    licenceNumber: `示${licence}字〔${issued}〕第${String(serial).padStart(4, '0')}号`,
    // Hygiene licences are valid for four years.
    licenceValidUntil: `${issued + 4}-0${random.between(3, 9)}-${random.between(10, 28)}`,
    licenceAuthority: BUREAU,
  };
}
