/** The county's institutions: rows of the sheet 机构, and what the later chapters must know of each. */

import { LICENCE_TYPES } from '../publish/workspace/columns/choices.ts';
import { type Book, label, type Row } from './book.ts';
import { type Group, KINDS, type Kind } from './kinds.ts';
import {
  BUREAU,
  COUNTY,
  houseNames,
  LONGEST_NAME,
  personName,
  RARE_NAME,
  STREETS,
  streetAddress,
  TOWNS,
  villageNames,
} from './names.ts';
import {
  fictionalCreditCode,
  fictionalFilingNumber,
  fictionalLicenceNumber,
  fictionalMobile,
  fictionalPhone,
} from './numbers.ts';
import type { Random } from './random.ts';

export interface Member {
  readonly id: string;
  readonly kind: Kind;
  readonly group: Group;
  readonly name: string;
  readonly principal: string;
  readonly filed: boolean;
}

interface Place {
  readonly town: string;
  readonly name: string;
  readonly otherNames: string;
}

/** All institutions of the county, added to the book; large ones first. `year` is the grade year. */
export function addInstitutions(book: Book, random: Random, year: number): Member[] {
  const places = placesOf(random.fork('places'));
  const members: Member[] = [];
  let serial = 0;
  for (const kind of KINDS) {
    for (let nth = 0; nth < kind.count; nth++) {
      serial++;
      const id = `D${String(serial).padStart(4, '0')}`;
      const own = random.fork(id);
      const place = places(kind, nth);
      const principal = personName(own);
      book.institution(rowOf({ id, kind, nth, place, principal, serial, year }, own));
      members.push({ id, kind, group: kind.group, name: place.name, principal, filed: kind.filed === true });
    }
  }
  return members;
}

interface Draft {
  readonly id: string;
  readonly kind: Kind;
  /** Its place among those of its kind. */
  readonly nth: number;
  readonly place: Place;
  readonly principal: string;
  readonly serial: number;
  readonly year: number;
}

function rowOf({ id, kind, nth, place, principal, serial, year }: Draft, random: Random): Row<'institutions'> {
  const opened = random.between(1996, year - 3);
  const mobile = kind.group === 'village' && random.chance(12);
  const publicBody = kind.group === 'township' || kind.group === 'community';
  return {
    id,
    ...place,
    kind: kind.kind,
    level: kind.levels[nth % kind.levels.length] ?? '',
    address:
      kind.group === 'village' ? `${COUNTY}${place.name.replace(/卫生室$/, '')}` : streetAddress(place.town, random),
    phone: mobile ? fictionalMobile(random) : fictionalPhone(random),
    phonePublic: mobile ? random.pick(['是', '否']) : '',
    creditCode: random.chance(93)
      ? fictionalCreditCode(random, publicBody ? '12' : kind.group === 'hospital' ? '52' : '92')
      : '',
    licenceType: label(LICENCE_TYPES, kind.filed ? 'clinic-filing' : 'practice-licence'),
    licenceNumber: kind.filed ? fictionalFilingNumber(serial, opened) : fictionalLicenceNumber(random, kind.category),
    // A filing has no end; one licence in thirty has run out, as registers really hold them.
    licenceValidUntil: kind.filed ? '' : day(random.chance(3) ? year - 1 : year + random.between(1, 9), random),
    licenceAuthority: BUREAU,
    subjects: kind.subjects.join('；'),
    principal,
    openedOn: day(opened, random),
  };
}

function day(year: number, random: Random): string {
  return `${year}-${String(random.between(1, 12)).padStart(2, '0')}-${String(random.between(1, 28)).padStart(2, '0')}`;
}

/** Hands out towns and names; every kind goes round the towns so that each town has something of everything. */
function placesOf(random: Random): (kind: Kind, nth: number) => Place {
  const villages = random.shuffle(TOWNS.flatMap((town) => villageNames().map((village) => ({ town, village }))));
  const houses = random.shuffle(houseNames());
  const everywhere = [...TOWNS, ...STREETS];
  let house = 0;
  return (kind, nth) => {
    const town = everywhere[(nth * 5 + kind.count) % everywhere.length] ?? TOWNS[0];
    if (kind.group === 'village') {
      const at = villages[nth];
      if (at === undefined) throw new RangeError('more village clinics than villages');
      return { town: at.town, name: `${at.town}${at.village}卫生室`, otherNames: '' };
    }
    const named = publicName(kind, nth) ?? oddName(kind, nth);
    if (named !== null) return { town, otherNames: '', ...named };
    const stem = houses[house++ % houses.length] ?? '样例';
    return { town, name: `${stem}${kind.kind.replace('综合', '').replace('（）', '')}`, otherNames: '' };
  };
}

type Named = Partial<Place> & { readonly name: string };

function publicName({ kind }: Kind, nth: number): Named | null {
  const town = TOWNS[nth % TOWNS.length] ?? TOWNS[0];
  const street = STREETS[nth % STREETS.length] ?? STREETS[0];
  if (kind === '综合医院' && nth === 0)
    return { name: `${COUNTY}人民医院`, otherNames: `${COUNTY}第一医院；${COUNTY}急救中心` };
  if (kind === '综合医院' && nth === 1) {
    return { town: STREETS[0], name: `${COUNTY}第二人民医院（${COUNTY}样例街道康复护理中心）` };
  }
  if (kind === '中医医院') return { name: `${COUNTY}中医院(${COUNTY}康复医院)` };
  if (kind === '妇幼保健院') return { name: `${COUNTY}妇幼保健院`, otherNames: `${COUNTY}妇幼保健计划生育服务中心` };
  if (kind === '乡镇卫生院') return { town, name: `${town}${town.endsWith('乡') ? '' : '中心'}卫生院` };
  if (kind === '社区卫生服务中心') return { town: street, name: `${street}社区卫生服务中心` };
  if (kind === '社区卫生服务站')
    return { town: street, name: `${street}第${'一二三'.charAt(Math.floor(nth / STREETS.length))}社区卫生服务站` };
  return null;
}

/** Names that break things: repeated in several towns, 58 characters, outside the first plane, with a second name. */
function oddName({ kind, filed }: Kind, nth: number): Named | null {
  if (kind === '口腔诊所' && nth < 3) return { name: '样宁口腔诊所' };
  if (kind === '诊所' && !filed && nth < 2) return { name: '例安诊所' };
  if (kind === '中医诊所' && nth === 0) return { name: RARE_NAME };
  if (kind === '医务室' && nth === 0) return { name: LONGEST_NAME };
  if (kind === '医务室')
    return {
      name: `${COUNTY}${['第一样例中学', '虚构小学', '示范养老院', '纸上机械厂'][nth % 4]}${nth > 4 ? '东区' : ''}医务室`,
    };
  if (kind === '口腔门诊部' && nth === 0) return { name: '拟仁口腔门诊部', otherNames: '拟仁齿科门诊部' };
  return null;
}
