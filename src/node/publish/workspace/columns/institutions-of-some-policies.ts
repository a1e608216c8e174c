/** Of the sheet 机构: what only some policies ask for. */
import { certifies, hasSubjects, keepsRegister } from '../policy.ts';
import { SUBJECTS } from './choices.ts';
import { column } from './column.ts';

export const subject = column(
  'choice',
  'subject',
  ['主体类型', 'Kind of subject'],
  [
    '不填即不分类型的医疗机构。自然人不是公布对象。',
    'Empty: a medical institution. Natural persons are never published.',
  ],
  { aliases: ['主体类别'], choices: SUBJECTS, when: hasSubjects },
);

export const certificate = [
  column('code', 'certificateNumber', ['信用证书编号', 'Certificate no.'], ['协会颁发的证书。', 'As issued.'], {
    aliases: ['证书编号'],
    maxLength: 60,
    when: certifies,
  }),
  column(
    'date',
    'certificateOn',
    ['信用证书日期', 'Certificate date'],
    ['有效期从这一天起算。', 'Its term counts from this day.'],
    { aliases: ['颁证日期'], example: '2025-03-01', when: certifies },
  ),
  column(
    'date',
    'certificateExtendedUntil',
    ['延期续评至', 'Extended until'],
    ['批准延期续评的，填延期的最后一天。', 'Last day of an extension while the renewal is decided.'],
    { example: '', days: 'any', when: certifies },
  ),
];

export const register = [
  column(
    'decimal',
    'creditPoints',
    ['信用积分', 'Credit points'],
    ['其他系统算出的积分，照原样公布，不据此评等级。', 'Computed elsewhere; shown as such, never made a grade.'],
    { aliases: ['积分'], example: '96', when: keepsRegister },
  ),
  column(
    'text',
    'creditSource',
    ['积分来源', 'Source of points'],
    ['按什么办法、由谁计算。', 'Whose, by which rules.'],
    {
      example: '示例区民营医疗机构信用积分',
      maxLength: 100,
      shown: true,
      when: keepsRegister,
    },
  ),
  column('date', 'creditOn', ['积分日期', 'Points as of'], ['积分截至的日期。', 'Day of the points.'], {
    example: '2025-12-31',
    when: keepsRegister,
  }),
  column(
    'integer',
    'promises',
    ['人员承诺人数', 'Staff who signed'],
    ['签署信用公开承诺的从业人员人数；只公布人数。', 'Only the number is published.'],
    { aliases: ['承诺人数'], example: '12', when: keepsRegister },
  ),
];
