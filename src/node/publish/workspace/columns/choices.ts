/** Every Chinese value list of the workbook beside the domain's own words. */
import { RULEBOOKS } from '../../../../core/rulebooks/registry.ts';
import type { Rulebook } from '../../../../core/rulebooks/rulebook.ts';
import { assesses, isAssociation, of, reads } from '../policy.ts';
import { type Choice, choice } from './column.ts';

export const LICENCE_TYPES = [
  choice('practice-licence', '医疗机构执业许可证', 'practice licence', ['执业许可证', '执业许可', '许可证', '许可']),
  choice('clinic-filing', '诊所备案凭证', 'clinic filing', ['诊所备案证书', '备案凭证', '诊所备案', '备案证', '备案']),
];

export const PENALTY_SCOPES = [
  choice('health', '卫生健康', 'health authority', ['卫健', '卫生', '卫生行政处罚', '卫生健康行政部门']),
  choice('medicalRelated', '医疗卫生相关', 'other authority, medical', ['医疗相关', '与医疗卫生相关']),
  choice('other', '其他', 'other'),
];

export const PENALTY_STATUS = [
  choice('effective', '有效', 'in force', ['生效', '正常']),
  choice('revoked', '已撤销', 'withdrawn', ['撤销', '变更', '已变更', '确认违法', '无效', '确认无效']),
];

export const SERIOUSNESS = [
  choice('minor', '轻微', 'minor'),
  choice('ordinary', '一般', 'ordinary'),
  choice('serious', '严重', 'serious'),
];

export const AGAINST = [
  choice('institution', '机构', 'institution', ['单位', '法人']),
  choice('person', '个人', 'person', ['人员', '自然人']),
];

type Kind = Rulebook['reads'][number];

/** One kind of event, offered by the policies that read it. */
const event = <const Value extends Kind>(value: Value, label: string, en: string, aliases: readonly string[] = []) =>
  choice(value, label, en, aliases, undefined, reads(value));

/** 事件类型: the events of the domain, then its two amendments. */
export const EVENT_KINDS = [
  event('obstruction', '拒绝阻碍监督', 'obstruction of supervision', ['阻碍监督执法', '拒绝、阻碍监督执法']),
  event('orderDefiance', '拒不执行命令', 'defiance of an order', ['拒不执行行政命令', '拒不履行行政处罚']),
  event('overdueRectification', '逾期未改正', 'rectification overdue', ['逾期未整改', '逾期仍未改正']),
  event('unregisteredPhysician', '医师未注册', 'unregistered physician', ['医师未注册到本机构']),
  event('systemAvoidance', '不使用诊疗系统', 'prescribed system not used', ['不使用闽诊通', '不使用“闽诊通”']),
  event('malpractice', '医疗事故', 'malpractice', ['医疗损害']),
  event('complaint', '投诉举报', 'complaint', ['投诉', '信访', '举报']),
  event('safetyPoints', '安全生产记分', 'safety points', ['安全生产责任制记分']),
  event('badPracticePoints', '不良执业行为记分', 'bad-practice points', ['不良执业记分']),
  event('touting', '雇佣医托', 'touting', ['医托']),
  event('illegalAdvertising', '违规医疗广告', 'illegal advertising', ['违法医疗广告', '违法广告', '违规发布医疗广告']),
  event('conductViolation', '违反行业作风', 'breach of professional conduct', ['行业作风', '违反行风']),
  event('seriousViolation', '严重违法', 'serious violation', ['严重违法行为']),
  event('severeSocialImpact', '严重社会影响', 'severe social impact', ['造成严重社会影响']),
  event('setupNonCompliance', '不符设置规定', 'set-up rules not met', ['不符合设置规定', '不符医疗机构设置相关规定']),
  event('suspendedVerification', '暂缓校验', 'verification suspended', ['被暂缓校验']),
  event('safetyAccident', '安全生产事故', 'safety accident'),
  event('fireAccident', '消防事故', 'fire accident', ['火灾事故']),
  event('falseApplication', '虚假申请', 'false application', ['隐瞒情况、提供虚假材料']),
  event('commendation', '表彰奖励', 'commendation', ['表彰', '奖励', '通报表扬']),
  event('publicService', '公益服务', 'public service', ['义诊', '志愿服务']),
  event('creditRepair', '信用修复', 'credit repair'),
  event('otherNegative', '其他负面', 'other negative fact', ['其他负面信息']),
  event('directDowngrade', '直接降级', 'direct downgrade', ['降级']),
  event('labelWithdrawn', '停用标识', 'label withdrawn', ['停止使用信用级别标识']),
];

export const RESPONSIBILITY = [
  choice('full', '完全', 'full', ['完全责任', '全部责任']),
  choice('main', '主要', 'main', ['主要责任']),
  choice('equal', '同等', 'equal', ['同等责任', '对等责任']),
  choice('secondary', '次要', 'secondary', ['次要责任']),
  choice('minor', '轻微', 'minor', ['轻微责任']),
];

export const HARM = [
  choice('death', '死亡', 'death', ['患者死亡']),
  choice('disability', '残疾', 'disability', ['患者残疾']),
  choice('other', '其他', 'other'),
];

export const ESTABLISHED = [
  choice('appraisal', '鉴定', 'by appraisal', ['经鉴定', '医疗鉴定']),
  choice('court', '法院判决', 'by a court', ['判决', '法院']),
  choice('none', '未认定', 'not established', ['未经认定', '无认定']),
];

/** 降至等级: each policy's own grades. An association takes its label away by the same decision (下调等级直至摘牌). */
export const DOWNGRADE_TO: readonly Choice[] = [
  ...RULEBOOKS.flatMap((rulebook) =>
    rulebook
      .terms({})
      .grades.map(({ symbol, mark, word }) =>
        choice(symbol, mark.zh, symbol, word === null ? [] : [word.zh], of(rulebook.id)),
      ),
  ),
  choice('revoked', '摘牌', 'label removed', ['撤销'], isAssociation),
];

/** 主体类型: each policy's own kinds of subjects. */
export const SUBJECTS: readonly Choice[] = RULEBOOKS.flatMap((rulebook) =>
  rulebook.terms({}).subjects.map(({ id, name }) => choice(id, name.zh, name.en, [], of(rulebook.id))),
);

export const INSTITUTION_LEVELS = [
  choice('tertiary', '三级', 'tertiary', ['三级医院']),
  choice('secondary', '二级', 'secondary', ['二级医院']),
  choice('primary', '一级', 'primary', ['一级医院']),
  choice('other', '其他', 'other', ['未定级', '门诊部', '诊所']),
];

export const MEASURE_LISTS = [
  choice('incentive', '激励', 'incentive', ['守信激励']),
  choice('sanction', '惩戒', 'sanction', ['失信惩戒']),
];

export const INSPECTION_KINDS = [
  choice('routine', '日常抽查', 'routine', ['抽查', '卫生监督抽查', '双随机抽查', '日常检查', '日常监督']),
  choice('prescribed', '规定的检查', 'prescribed', ['规定检查', '法定检查']),
  choice('special', '专项检查', 'special', ['专项监督检查', '专项']),
  choice('complaint', '投诉举报核查', 'after a complaint', ['投诉核查', '举报核查', '投诉举报检查']),
];

export const WITHDRAWAL_CAUSES = [
  choice('closed', '歇业', 'closed', ['停业']),
  choice('licenceRevoked', '吊销', 'licence revoked', ['吊销许可证']),
  choice('licenceCancelled', '注销', 'licence cancelled', ['注销许可证']),
  choice('other', '其他', 'other'),
];

export const ASSESSMENT_KINDS = [
  choice('positiveTier', '正面信息', 'positive tier', ['正面信息等次'], assesses('positiveTier')),
  choice('onSite', '现场评价', 'on-site item', ['现场评价项目', '现场评价表'], assesses('onSite')),
  choice(
    'publicHealth',
    '公共卫生',
    'public health score',
    ['公共卫生得分', '基本公共卫生服务项目绩效考核'],
    assesses('publicHealthScore'),
  ),
  choice('importedGrade', '导入等级', 'imported grade', ['省系统等级', '信用分级评价结果'], assesses('importedGrade')),
  choice('associationScore', '协会评分', 'association score', ['评价得分', '协会得分'], assesses('associationScore')),
];

export const TIERS = [
  choice('good', '好', 'good'),
  choice('fair', '一般', 'fair'),
  choice('poor', '差', 'poor', ['较差']),
];

export const STARS = [
  choice('0', '无', 'none', ['否', '0', '非星']),
  choice('1', '单星', 'single star', ['★', '*', '1', '一星']),
  choice('2', '双星', 'double star', ['★★', '**', '2', '二星', '一票否决']),
];

export const YES_NO = [
  choice('yes', '是', 'yes', ['有', '√', 'Y', 'YES', 'TRUE', '1']),
  choice('no', '否', 'no', ['没有', '×', 'N', 'NO', 'FALSE', '0']),
];
