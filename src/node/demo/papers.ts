/** Commitments, statements, and the rows that are wrong on purpose. */
import type { Book } from './book.ts';
import type { Member } from './institutions.ts';
import { impossibleIdentityNumber } from './numbers.ts';
import type { Random } from './random.ts';

/** The standard letter of the demo's bureau; an example, not a bureau's real text. */
export const COMMITMENT = [
  '严格遵守医疗卫生法律法规，依照登记或者备案的诊疗科目开展诊疗活动。',
  '不使用非卫生技术人员从事医疗卫生技术工作。',
  '规范书写病历和处方，落实医疗质量安全核心制度。',
  '落实消毒隔离和医疗废物管理规定。',
  '不雇佣“医托”，不发布违法医疗广告。',
  '自觉接受卫生健康行政部门监督和社会监督。',
];

/** Letters of the grade year, of two in three; some of the year before, some with items of their own. */
export function addCommitments(book: Book, members: readonly Member[], random: Random, year: number): void {
  for (const member of members) {
    if (!random.chance(66)) continue;
    const of = random.chance(8) ? year - 1 : year;
    const own = random.chance(5) ? '每日公示出诊医师\n不推销高价药品和保健品' : '';
    const signedOn = `${of}-01-${String(random.between(4, 28)).padStart(2, '0')}`;
    book.commitment({ institutionId: member.id, year: String(of), signedOn, signer: member.principal, items: own });
  }
}

const STATEMENT = '本机构已对检查发现的问题逐项整改，并安排专人每周自查，欢迎群众监督。';

/** The text of the nth statement; the first fills the 200 characters it may have. */
export function statementText(nth: number): string {
  const text = nth === 0 ? STATEMENT.repeat(6).slice(0, 199) : STATEMENT;
  return nth === 0 ? `${text}。` : text;
}

/**
 * Six rows that the check must refuse: an identity number (nobody's), an unknown institution, an unknown kind of event, a
 * day that does not exist, and one institution number given twice. They show what quarantine looks like, that the other
 * rows go on, and that an institution with refused facts gets no grade.
 */
export function addBadRows(book: Book, ordinary: readonly Member[], year: number): void {
  const [first, second] = ordinary.filter((member) => member.group === 'clinic');
  if (first === undefined || second === undefined) throw new RangeError('no clinic without a story');
  book.staff({
    institutionId: first.id,
    name: '例误一',
    category: '护士',
    title: '护师',
    scope: `护理 ${impossibleIdentityNumber()}`,
  });
  book.staff({ institutionId: 'D9998', name: '例误二', category: '医师', title: '医师', scope: '内科专业' });
  book.event({ institutionId: second.id, kind: '锦旗', on: `${year - 1}-05-06`, documentNo: '示例' });
  book.penalty({
    institutionId: second.id,
    on: `${year - 1}-02-30`,
    documentNo: `示卫医罚〔${year - 1}〕误1号`,
    cause: '日期写错的示例',
  });
  for (const name of ['编号重复的示例诊所甲', '编号重复的示例诊所乙'])
    book.institution({ id: 'D9999', name, kind: '诊所' });
}
