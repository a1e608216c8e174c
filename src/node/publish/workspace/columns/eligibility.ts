/** 资格: the conditions of taking part in an association's rating, one row an institution. Nothing of it is published. */
import { assesses } from '../policy.ts';
import { INSTITUTION_LEVELS, YES_NO } from './choices.ts';
import { column, institutionIdColumn, sheet } from './column.ts';

/** All of them are needed: a condition that nobody looked at is not met. */
const NEEDED = { required: true, choices: YES_NO, example: '是' } as const;
const NOT_FOUND = { ...NEEDED, example: '否' } as const;

const standing = [
  column('yesNo', 'member', ['会员单位', 'Member'], ['含自然会员。', 'Natural members too.'], NEEDED),
  column('yesNo', 'licencesValid', ['证照齐全有效', 'Licences valid'], ['各种资质证照。', 'All of them.'], NEEDED),
  column(
    'yesNo',
    'meetsBasicStandards',
    ['达到基本标准', 'Basic standards met'],
    ['规模和基本设置达到国家标准。', 'Size and equipment.'],
    NEEDED,
  ),
  column(
    'yesNo',
    'licenceConductClean',
    ['执业许可合规', 'Licence conduct clean'],
    [
      '没有伪造、出借许可证，没有拒不校验、暂缓校验，没有超范围执业。',
      'Not forged or lent, verification neither refused nor suspended, nothing out of scope.',
    ],
    NEEDED,
  ),
  column(
    'yesNo',
    'qualifiedStaffOnly',
    ['人员合规', 'Qualified staff only'],
    ['没有使用非卫生技术人员。', 'No unqualified staff.'],
    NEEDED,
  ),
];

const record = [
  column('choice', 'level', ['机构级别', 'Level'], ['决定须运营的月数。', 'Decides how many months are asked.'], {
    choices: INSTITUTION_LEVELS,
    required: true,
    example: '一级',
  }),
  column('integer', 'monthsInOperation', ['运营月数', 'Months in operation'], ['正常运营的整月数。', 'Whole months.'], {
    required: true,
    example: '36',
  }),
  column(
    'yesNo',
    'majorIncidentWithinTwoYears',
    ['两年内重大事故违法', 'Major incident in two years'],
    [
      '有重大事故、严重违法违规或重大社会不良影响的填“是”。',
      '是 for a major accident, a serious violation or severe social impact.',
    ],
    NOT_FOUND,
  ),
  column(
    'text',
    'badPracticePointsByYear',
    ['各年不良执业记分', 'Poor-practice points by year'],
    ['评价周期内每年的积分，用分号隔开。', 'Points of each year of the cycle, separated by semicolons.'],
    { required: true, example: '0；2；0', maxLength: 60 },
  ),
  column(
    'text',
    'satisfaction',
    ['患者满意度', 'Patients’ satisfaction'],
    ['百分数，如92.5%；填0.925也可以。', 'Percent such as 92.5%; 0.925 is read as the same.'],
    { required: true, example: '92.5%', maxLength: 20 },
  ),
  column(
    'yesNo',
    'adverseRecordWithinTwoYears',
    ['两年内负面公共信用记录', 'Adverse record in two years'],
    ['法定代表人、主要负责人有重大负面记录的填“是”。', '是 for one of the legal representative or person in charge.'],
    NOT_FOUND,
  ),
  column(
    'yesNo',
    'conductFailingWithinTwoYears',
    ['两年内行风重大失误', 'Conduct failing in two years'],
    ['医疗行风建设有重大失误的填“是”。', '是 for a major failing in professional conduct.'],
    NOT_FOUND,
  ),
];

export const ELIGIBILITY = sheet(
  {
    title: '资格',
    titleEn: 'Eligibility',
    aliases: ['资格条件', '参评资格'],
    about: {
      zh: '每家申请参评的机构一行：参评条件的审核结论。不对外公布。',
      en: 'One row an applicant: whether each condition is met. Never published.',
    },
    columns: [institutionIdColumn(), ...standing, ...record],
  },
  assesses('eligibility'),
);
