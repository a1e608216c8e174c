/**
 * Second names in brackets. The rule: a name is split only when everything of it is sure –
 * 1. it is one name followed by one or more bracketed parts, and nothing after them;
 * 2. the name and every bracketed part end as institutions do (医院, 卫生院, 诊所, 社区卫生服务中心 …);
 * 3. no part starts as a short form does (省…, 市… without the place), and none is a branch or site (院区, 东院, 分院 …), a former name (原…), a remark (筹, 集团), or only a kind (中医医院).
 * In doubt the whole text stays the name: a name too long is harmless, half a name is another place.
 */

const INSTITUTION_END =
  /(?:医院|卫生院|卫生所|卫生室|卫生站|医务室|医务所|诊所|门诊部|保健院|保健所|保健站|疗养院|护理院|防治院|防治所|防治站|研究院|研究所|血站|服务站|(?:卫生|服务|保健|急救|抢救|救援|康复|护理|防治|控制|体检|检验|诊断|透析|医学|诊疗|医疗|健康|妇幼)中心)$/;
const BRANCH = /(?:院区|校区|[东西南北中新老主分总本][院部区]|分院|总院|院部|本部|总部|分部|分店|分站|门诊)$/;
const REMARK =
  /^(?:原|曾用名|曾用|前身|筹|拟|暂|仅|含|挂|加挂|集团|普通合伙|特殊普通合伙|有限合伙|定点|救治|发热|隔离)/;
const SHORT_FORM = /^(?:省|市|县|区|州|盟|旗)/;
const SECOND_NAME_MARK = /^(?:又名|又称|亦称|别名|第二名称)[:：]?/;
/** A kind alone is no name: 库车市中医医院（维吾尔医医院） means 库车市维吾尔医医院, which only the bureau knows. */
const KIND_ALONE =
  /^(?:(?:中医|中西医结合|民族|维吾尔医|蒙医|藏医|哈萨克医|回医|人民|中心|职工|综合|专科|妇幼|妇产|妇女|儿童|口腔|眼科|骨科|骨伤|肿瘤|传染病|精神病|精神卫生|康复|老年|老年病|结核病|胸科|社区|乡镇|计划生育|疾病预防控制|急救|体检|第[一二三四五六七八九十]+){0,3}(?:医院|卫生院|卫生室|诊所|门诊部|保健院|(?:社区)?卫生服务(?:中心|站)|(?:计划生育)?服务中心|中心))$/;

export interface SplitName {
  readonly name: string;
  readonly otherNames: readonly string[];
}

/** Splits second names off, full- or half-width brackets alike; see the rule above. */
export function splitName(text: string): SplitName {
  const whole = { name: text, otherNames: [] };
  const match = /^([^（）()]+)((?:\s*[（(][^（）()]+[）)])+)$/.exec(text);
  if (!match) return whole;
  const name = (match[1] ?? '').trim();
  const parts = [...(match[2] ?? '').matchAll(/[（(]([^（）()]+)[）)]/g)].map((part) => (part[1] ?? '').trim());
  const others = parts.map((part) => part.replace(SECOND_NAME_MARK, ''));
  const sure = INSTITUTION_END.test(name) && [...name].length >= 4 && others.every(isSecondName);
  return sure ? { name, otherNames: others.filter((other) => other !== name) } : whole;
}

function isSecondName(part: string): boolean {
  if ([...part].length < 4 || /[、；;，,/]/.test(part)) return false;
  return (
    INSTITUTION_END.test(part) &&
    !isBranch(part) &&
    !REMARK.test(part) &&
    !SHORT_FORM.test(part) &&
    !KIND_ALONE.test(part)
  );
}

/** 山东省立医院西院 is a site, 中医院 is not: the last two characters decide, unless they belong to a kind. */
function isBranch(part: string): boolean {
  return BRANCH.test(part) && !/(?:中医院|卫生院|保健院|门诊部)$/.test(part);
}
