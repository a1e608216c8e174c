/** The members of an example association: non-government institutions all over a country that does not exist. */
import type { Book, Row } from './book.ts';
import { houseNames, personName } from './names.ts';
import { fictionalCreditCode, fictionalLicenceNumber, fictionalPhone } from './numbers.ts';
import type { Random } from './random.ts';

/** As eligibility asks for it. */
type Rank = 'tertiary' | 'secondary' | 'primary' | 'other';

interface Branch {
  readonly kind: string;
  readonly count: number;
  /** Category inside the 登记号. */
  readonly category: string;
  /** 级别 as written, and its rank. */
  readonly levels: readonly (readonly [string, Rank])[];
  readonly subjects: string;
}

const HOSPITAL: Branch['levels'] = [
  ['三级', 'tertiary'],
  ['二级甲等', 'secondary'],
  ['二级', 'secondary'],
  ['一级', 'primary'],
];
const SMALL: Branch['levels'] = [['', 'other']];

/** 120 in all. */
const BRANCHES: readonly Branch[] = [
  branch('综合医院', 22, 'A100', HOSPITAL, '内科；外科；妇产科；儿科；急诊医学科'),
  branch('眼科医院', 12, 'A512', HOSPITAL.slice(0, 3), '眼科'),
  branch('口腔医院', 10, 'A511', HOSPITAL.slice(1), '口腔科'),
  branch('妇产医院', 8, 'A519', HOSPITAL.slice(1), '妇产科；儿科'),
  branch('康复医院', 8, 'A522', HOSPITAL.slice(1), '康复医学科'),
  branch('骨科医院', 6, 'A516', HOSPITAL.slice(1), '外科；骨科专业'),
  branch('中医医院', 8, 'A210', HOSPITAL.slice(1), '中医科；针灸科'),
  branch('护理院', 8, 'K100', SMALL, '临终关怀科；康复医学科'),
  branch('健康体检中心', 8, 'P100', SMALL, '内科；外科；医学影像科'),
  branch('血液透析中心', 4, 'Q100', SMALL, '肾病学专业'),
  branch('综合门诊部', 8, 'D110', SMALL, '内科；外科；中医科'),
  branch('口腔门诊部', 10, 'D150', SMALL, '口腔科'),
  branch('医疗美容门诊部', 4, 'D140', SMALL, '医疗美容科'),
  branch('诊所', 4, 'D215', SMALL, '全科医疗科'),
];

function branch(kind: string, count: number, category: string, levels: Branch['levels'], subjects: string): Branch {
  return { kind, count, category, levels, subjects };
}

/** Provinces and cities of nowhere, by which pages browse. */
const CITIES = [
  '子虚省例安市',
  '子虚省样宁市',
  '乌有省镜花市',
  '乌有省水月市',
  '纸上省墨点市',
  '纸上省画舫市',
  '云端自治区虚线市',
  '样例直辖市',
] as const;
const ROADS = ['样例大道', '示范路', '虚线路', '括号街', '逗号巷', '句号路'];

export interface AssociationMember {
  readonly id: string;
  readonly rank: Rank;
}

/** Adds them to the book, `M001` on. */
export function addMembers(book: Book, random: Random, year: number): readonly AssociationMember[] {
  const houses = random.fork('houses').shuffle(houseNames());
  let serial = 0;
  return BRANCHES.flatMap((branch) =>
    Array.from({ length: branch.count }, (_, nth): AssociationMember => {
      const id = `M${String(++serial).padStart(3, '0')}`;
      const [level, rank] = branch.levels[nth % branch.levels.length] ?? ['', 'other'];
      const house = houses[serial % houses.length] ?? '样例';
      book.institution({ id, level, ...rowOf(branch, house, serial, year, random.fork(id)) });
      return { id, rank };
    }),
  );
}

function rowOf(branch: Branch, house: string, serial: number, year: number, random: Random): Row<'institutions'> {
  const { kind, category, subjects } = branch;
  const town = CITIES[(serial * 3) % CITIES.length] ?? CITIES[0];
  const city = town.replace(/^.+[省区]/, '').replace(/(?:直辖)?市$/, '');
  return {
    name: `${city}${house}${kind}`,
    kind,
    town,
    address: `${town}${random.pick(ROADS)}${random.between(1, 388)}号`,
    phone: fictionalPhone(random),
    creditCode: fictionalCreditCode(random, random.chance(60) ? '52' : '91'),
    licenceType: '医疗机构执业许可证',
    licenceNumber: fictionalLicenceNumber(random, category),
    licenceValidUntil: `${year + random.between(1, 9)}-0${random.between(1, 9)}-1${random.int(10)}`,
    licenceAuthority: `${town}卫生健康委员会（虚构）`,
    subjects,
    principal: personName(random),
    openedOn: `${random.between(2001, year - 6)}-0${random.between(1, 9)}-2${random.int(9)}`,
  };
}
