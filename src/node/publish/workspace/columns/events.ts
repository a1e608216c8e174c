/** 事件: dated facts, and the two changes of a grade in force (直接降级, 停用标识). */

import { reads } from '../policy.ts';
import { DOWNGRADE_TO, ESTABLISHED, EVENT_KINDS, HARM, RESPONSIBILITY, WITHDRAWAL_CAUSES, YES_NO } from './choices.ts';
import { column, institutionIdColumn, sheet } from './column.ts';

const always = [
  column('choice', 'kind', ['事件类型', 'Kind'], ['只能从列表中选。', 'One of the list.'], {
    aliases: ['类型', '事件类别'],
    choices: EVENT_KINDS,
    required: true,
    example: '投诉举报',
  }),
  column('date', 'on', ['日期', 'Date'], ['认定或决定的日期。', 'Day of the finding or decision.'], {
    aliases: ['事件日期', '发生日期', '认定日期'],
    required: true,
    example: '2025-05-20',
  }),
  column(
    'text',
    'documentNo',
    ['文书号', 'Document no.'],
    [
      '所依据的文书；负面事件没有文书号不计入评价，直接降级没有文书号不生效。',
      'A negative event without it does not count.',
    ],
    { aliases: ['文号', '依据文号'], example: '示卫投诉〔2025〕8号', maxLength: 120 },
  ),
  column(
    'text',
    'content',
    ['内容', 'Content'],
    ['表彰名称、记分项目、负面情况或降级、停用的原因。', 'Title, item, description or reason.'],
    { aliases: ['说明', '事项', '原因', '记分项目'], maxLength: 2000, shown: true },
  ),
  column('decimal', 'points', ['分值', 'Points'], ['记分类事件必填。', 'For points only.'], {
    aliases: ['记分', '扣分'],
    example: '2',
    offer: reads('safetyPoints', 'badPracticePoints'),
  }),
  column('text', 'level', ['授予级别', 'Level'], ['表彰、公益服务的级别，如县级。', 'Level of a commendation.'], {
    aliases: ['级别'],
    example: '县级',
    maxLength: 60,
    shown: true,
    offer: reads('commendation', 'publicService'),
  }),
];

const malpractice = [
  column('choice', 'responsibility', ['责任程度', 'Responsibility'], ['医疗事故必填。', 'For malpractice.'], {
    choices: RESPONSIBILITY,
    example: '主要',
    offer: reads('malpractice'),
  }),
  column('choice', 'harm', ['损害后果', 'Harm'], ['医疗事故必填。', 'For malpractice.'], {
    choices: HARM,
    example: '残疾',
    offer: reads('malpractice'),
  }),
  column('yesNo', 'major', ['重大', 'Major'], ['是否重大医疗事故，必填。', 'Whether major malpractice.'], {
    aliases: ['重大医疗事故'],
    choices: YES_NO,
    example: '否',
    offer: reads('malpractice'),
  }),
  column('choice', 'established', ['认定方式', 'Established'], ['医疗事故必填。', 'For malpractice.'], {
    choices: ESTABLISHED,
    example: '鉴定',
    offer: reads('malpractice'),
  }),
];

const flags = [
  column('yesNo', 'intentional', ['主观故意', 'Intentional'], ['不使用诊疗系统时必填。', 'For 不使用诊疗系统.'], {
    choices: YES_NO,
    example: '是',
    offer: reads('systemAvoidance'),
  }),
  column('yesNo', 'bySampling', ['系统抽查发现', 'By sampling'], ['不使用诊疗系统时必填。', 'For 不使用诊疗系统.'], {
    aliases: ['经系统抽查'],
    choices: YES_NO,
    example: '是',
    offer: reads('systemAvoidance'),
  }),
  column('yesNo', 'substantiated', ['查实', 'Substantiated'], ['投诉举报用；未查清的留空。', 'For complaints.'], {
    aliases: ['是否属实', '属实'],
    choices: YES_NO,
    example: '是',
    offer: reads('complaint'),
  }),
  column('yesNo', 'severeImpact', ['影响恶劣', 'Severe impact'], ['投诉举报用；不填按“否”。', 'Empty means 否.'], {
    aliases: ['造成恶劣影响'],
    choices: YES_NO,
    example: '否',
    offer: reads('complaint'),
  }),
  column('yesNo', 'sanctioned', ['被查处或通报', 'Sanctioned'], ['医托、广告类必填。', 'For touting, advertising.'], {
    choices: YES_NO,
    example: '是',
    offer: reads('touting', 'illegalAdvertising'),
  }),
];

const changes = [
  column('text', 'repairs', ['修复的文书号', 'Repairs'], ['信用修复必填：被修复的文号。', 'The document repaired.'], {
    aliases: ['修复文书号'],
    example: '示卫医罚〔2025〕1号',
    maxLength: 120,
    offer: reads('creditRepair'),
  }),
  column('choice', 'to', ['降至等级', 'Downgraded to'], ['直接降级必填。', 'For 直接降级.'], {
    choices: DOWNGRADE_TO,
    offer: reads('directDowngrade'),
  }),
  column('choice', 'cause', ['停用原因', 'Cause'], ['停用标识必填。', 'For 停用标识.'], {
    choices: WITHDRAWAL_CAUSES,
    example: '歇业',
    offer: reads('labelWithdrawn'),
  }),
];

export const EVENTS = sheet({
  title: '事件',
  titleEn: 'Events',
  aliases: ['事件信息', '信用事件'],
  about: {
    zh: '每件事一行；处罚填在“处罚”表。直接降级、停用标识也填在这里。',
    en: 'One row an event; penalties have their own sheet. Amendments of a grade go here too.',
  },
  columns: [institutionIdColumn(), ...always, ...malpractice, ...flags, ...changes],
});
