/** How a publication differs from the last one, and whose grade hangs on a point. */
import { counted } from '../../../core/words/lang.ts';
import type { Edit, EditedField } from '../../publish/review/edits.ts';
import type { Move } from '../../publish/review/moves.ts';
import type { Review } from '../../publish/review/review.ts';
import { atMost, type Pair, stateName } from './review-names.ts';

/** Grades and states that changed. */
export function moveLines(review: Review, most: number): readonly string[] {
  if (review.first) return [];
  const { moves } = review;
  if (moves.length === 0) return ['与上次公布相比，各机构等级没有变化。/ No grade differs from the last publication.'];
  const line = ({ name, code, from, to }: Move) => {
    const [a, b] = [stateName(review, from), stateName(review, to)];
    return `    ${name}（${code}）：${a[0]} → ${b[0]} / ${a[1]} → ${b[1]}`;
  };
  return [
    `与上次公布相比，等级或状态有变化的${moves.length}家：/ Institutions shown otherwise than in the last publication: ${moves.length}:`,
    ...atMost(moves.map(line), most),
  ];
}

const FIELDS: Readonly<Record<EditedField, Pair>> = {
  name: ['名称', 'name'],
  formerName: ['原名', 'former name'],
  otherNames: ['又名', 'other names'],
  kind: ['类别', 'kind'],
  level: ['级别', 'level'],
  town: ['乡镇', 'town'],
  address: ['地址', 'address'],
  phone: ['电话', 'telephone'],
  creditCode: ['统一社会信用代码', 'credit code'],
  licence: ['许可或备案', 'licence'],
  principal: ['主要负责人', 'person in charge'],
  staff: ['人数', 'numbers of staff'],
  outcome: ['等级或其依据', 'the grade or its grounds'],
  proposal: ['拟定等级', 'the proposal'],
  subject: ['主体类别', 'kind of subject'],
  certificate: ['证书', 'certificate'],
  credit: ['积分', 'points'],
  promises: ['承诺人数', 'commitments of staff'],
  commitment: ['承诺', 'commitment'],
  statement: ['机构说明', 'statement'],
};

/** Everything else that is said of an institution. */
export function editLines(review: Review, most: number): readonly string[] {
  const { edits } = review;
  if (review.first) return [];
  if (edits.length === 0) return ['公布的其他内容没有变化。/ Nothing else differs from the last publication.'];
  const line = ({ name, code, fields, added, removed, names }: Edit) => {
    const told: Pair[] = [
      ...fields.map((field) => FIELDS[field]),
      ...(names ? [['人员名单', 'list of staff'] as const] : []),
      ...(added > 0
        ? [
            [
              `新公示处罚或记录${added}条`,
              `${counted(added, 'penalty or entry', 'penalties or entries')} more`,
            ] as const,
          ]
        : []),
      ...(removed > 0
        ? [[`未到期而撤下处罚或记录${removed}条`, `${removed} taken out before their day`] as const]
        : []),
    ];
    return `    ${name}（${code}）：${told.map(([zh]) => zh).join('、')} / ${told.map(([, en]) => en).join(', ')}`;
  };
  return [
    `公布内容有变化的${edits.length}家：/ Institutions of which something else is said: ${edits.length}:`,
    ...atMost(edits.map(line), most),
  ];
}

/** Scores within a point of another grade. */
export function nearLines(review: Review, most: number): readonly string[] {
  if (review.near.length === 0) return [];
  const lines = review.near.map(({ name, id, grade, less, more }) => {
    const [now, down, up] = [stateName(review, grade), stateName(review, less), stateName(review, more)];
    const zh = [...(less === null ? [] : [`少1分为${down[0]}`]), ...(more === null ? [] : [`多1分为${up[0]}`])];
    const en = [
      ...(less === null ? [] : [`${down[1]} with a point less`]),
      ...(more === null ? [] : [`${up[1]} with one more`]),
    ];
    return `    ${name}（${id}）：${now[0]}，${zh.join('，')} / ${now[1]}, ${en.join(', ')}`;
  });
  return [
    `离分数线不到1分的${lines.length}家，签名前请复核评分：/ Within one point of another grade: ${lines.length}. Check their scores before you sign:`,
    ...atMost(lines, most),
  ];
}
