/** Who works where: rows of the sheet 人员, all names generated. */
import type { Book } from './book.ts';
import type { Member } from './institutions.ts';
import { personName } from './names.ts';
import type { Random } from './random.ts';

interface Post {
  readonly category: string;
  readonly titles: readonly string[];
  readonly scope: (subject: string) => string;
}

/** 执业范围 of a 诊疗科目, in the words physicians register with: 内科专业, but 中医专业. */
function scopeOf(subject: string): string {
  return SCOPES[subject] ?? `${subject}专业`;
}

const SCOPES: Readonly<Record<string, string>> = {
  中医科: '中医专业',
  针灸科: '中医专业',
  推拿科: '中医专业',
  口腔科: '口腔专业',
  眼科: '眼耳鼻咽喉科专业',
  预防保健科: '公共卫生类别专业',
  妇女保健科: '妇产科专业',
  儿童保健科: '儿科专业',
  急诊医学科: '急救医学专业',
  医学检验科: '医学检验、病理专业',
  医学影像科: '医学影像和放射治疗专业',
  康复医学科: '康复医学专业',
  全科医疗科: '全科医学专业',
  临终关怀科: '全科医学专业',
};

const PHYSICIAN: Post = {
  category: '医师',
  titles: ['医师', '主治医师', '副主任医师', '主任医师'],
  scope: scopeOf,
};
const ASSISTANT: Post = { category: '助理医师', titles: ['助理医师'], scope: PHYSICIAN.scope };
const VILLAGE: Post = { category: '乡村医生', titles: ['乡村医生'], scope: () => '全科医学专业' };
const NURSE: Post = { category: '护士', titles: ['护士', '护师', '主管护师'], scope: () => '护理' };
const PHARMACIST: Post = { category: '药师', titles: ['药士', '药师', '主管药师'], scope: () => '药学' };
const TECHNICIAN: Post = { category: '医技', titles: ['检验技师', '影像技师'], scope: () => '医学检验、影像' };

/** Adds the staff of every member but those in `without`; `sizes` fixes some numbers. */
export function addStaff(
  book: Book,
  members: readonly Member[],
  random: Random,
  sizes: ReadonlyMap<string, number>,
  without: ReadonlySet<string>,
): void {
  for (const member of members) {
    if (without.has(member.id)) continue;
    const own = random.fork(`staff/${member.id}`);
    const count = sizes.get(member.id) ?? own.between(...member.kind.staff);
    const names = new Set([member.principal]);
    // No two of one place have the same name: equal rows would be taken for one person entered twice.
    while (names.size < count) names.add(personName(own));
    for (const [nth, name] of [...names].entries()) {
      const post = postOf(member, nth, own);
      book.staff({
        institutionId: member.id,
        name,
        category: post.category,
        title: own.pick(post.titles),
        scope: post.scope(own.pick(member.kind.subjects)),
      });
    }
  }
}

function postOf({ group }: Member, nth: number, random: Random): Post {
  if (group === 'village') return nth === 0 && random.chance(60) ? VILLAGE : nth === 0 ? ASSISTANT : NURSE;
  if (nth === 0) return PHYSICIAN;
  const draw = random.int(100);
  if (draw < 30) return PHYSICIAN;
  if (draw < 36) return ASSISTANT;
  if (draw < 86) return NURSE;
  return draw < 93 ? PHARMACIST : TECHNICIAN;
}
