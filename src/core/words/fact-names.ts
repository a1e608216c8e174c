/** What the facts of an institution are called where one of them differs. */
import type { Lang } from './lang.ts';

/** Facts of an institution, by the first part of their path. */
const FACTS: readonly (readonly [pattern: RegExp, zh: string, en: string])[] = [
  [/^state\.(?:mark|word)$/, '等级', 'Grade'],
  [/^state\.year$/, '年度', 'Year'],
  [/^state\./, '等级的日期或文书', 'Dates or document of the grade'],
  [/^proposal\./, '拟评等级', 'Proposed grade'],
  [/^name$/, '名称', 'Name'],
  [/^code$/, '机构编码', 'Code'],
  [/^(?:otherNames|formerName)/, '其他名称', 'Other names'],
  [/^address$/, '地址', 'Address'],
  [/^phone$/, '电话', 'Telephone'],
  [/^(?:penalties\.|count$)/, '行政处罚', 'Penalties'],
  [/^(?:first|rest|staff\.|promises)/, '医生护士', 'Staff'],
  [/^licence\./, '执业许可', 'Licence'],
  [/^principal$/, '负责人', 'Person in charge'],
  [/^creditCode$/, '统一社会信用代码', 'Credit code'],
  [/^certificate\./, '证书', 'Certificate'],
  [/^credit\./, '积分', 'Points'],
  [/^statement\./, '机构说明', 'Statement'],
  [/^commitment\./, '承诺', 'Commitment'],
  [/^title$/, '页面标题', 'Title of the page'],
  [/^page$/, '页面上第一处不同', 'First difference on the page'],
];

/** What a fact is called: `state.mark` is 等级. */
export function factName(fact: string, lang: Lang): string {
  const [, zh, en] = FACTS.find(([pattern]) => pattern.test(fact)) ?? [null, '其他内容', 'Other content'];
  return lang === 'zh' ? zh : en;
}
