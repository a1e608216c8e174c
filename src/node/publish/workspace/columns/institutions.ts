/** 机构, the one sheet that must be there. */
import { certifies, hasSubjects, keepsRegister } from '../policy.ts';
import { LICENCE_TYPES, SUBJECTS, YES_NO } from './choices.ts';
import { column, sheet } from './column.ts';

const id = column(
  'code',
  'id',
  ['机构编号', 'Institution no.'],
  ['自编，每家唯一，以后不变；不对外显示。', 'Your own number: unique, lasting, never shown.'],
  {
    aliases: ['编号', '机构代码', '机构ID', '机构编码', '单位编号', '医疗机构编号', '医疗机构编码'],
    required: true,
    example: 'A001',
    maxLength: 60,
  },
);

const identity = [
  column(
    'text',
    'name',
    ['名称', 'Name'],
    ['许可证或备案凭证上的第一名称。', 'The first name on the licence or filing.'],
    {
      aliases: [
        '机构名称',
        '医疗机构名称',
        '第一名称',
        '单位名称',
        '机构全称',
        '单位全称',
        '机构第一名称',
        '医疗机构第一名称',
        '医院名称',
        '诊所名称',
      ],
      required: true,
      example: '示例县和平路诊所',
      maxLength: 120,
      shown: true,
    },
  ),
  column(
    'list',
    'otherNames',
    ['其他名称', 'Other names'],
    [
      '第二名称等，几个之间用分号隔开。填了此列，“名称”中的括号一律照原样保留。',
      'Second names, separated by semicolons. When filled, brackets in 名称 are kept as written.',
    ],
    {
      aliases: ['又名', '第二名称', '别名', '其它名称', '机构第二名称', '医疗机构第二名称'],
      example: '示例县第二人民医院',
      shown: true,
    },
  ),
  column('text', 'kind', ['类别', 'Kind'], ['医疗机构类别。', 'Kind of institution.'], {
    aliases: ['机构类别', '医疗机构类别', '机构类型', '医疗机构类型', '单位类别', '医院类别'],
    example: '诊所',
    maxLength: 60,
    shown: true,
  }),
  column('text', 'level', ['级别', 'Level'], ['如二级甲等；未定级留空。', 'Such as 二级甲等; empty when none.'], {
    aliases: ['机构级别', '医疗机构级别', '医院级别', '医院等级', '等级等次', '级别等次'],
    example: '二级甲等',
    maxLength: 60,
    shown: true,
  }),
];

const place = [
  column(
    'text',
    'town',
    ['乡镇', 'Town'],
    ['乡镇或街道，网页按此归类。', 'Town or street district; pages browse by it.'],
    {
      aliases: [
        '乡镇街道',
        '乡镇/街道',
        '街道',
        '镇街',
        '所属乡镇',
        '所在乡镇',
        '所属街道',
        '所在街道',
        '所属镇街',
        '所在镇街',
        '乡镇名称',
        '所属辖区',
      ],
      example: '和平街道',
      maxLength: 60,
      shown: true,
    },
  ),
  column(
    'text',
    'address',
    ['地址', 'Address'],
    ['执业地点，写到门牌号；群众靠它核对。', 'Place of practice with house number; people check it.'],
    {
      aliases: [
        '机构地址',
        '详细地址',
        '执业地址',
        '执业地点',
        '经营地址',
        '单位地址',
        '医疗机构地址',
        '所在地址',
        '机构详细地址',
        '地点',
      ],
      example: '示例县和平路12号',
      maxLength: 200,
      shown: true,
    },
  ),
  column(
    'phone',
    'phone',
    ['电话', 'Telephone'],
    [
      '机构对外公开的电话。手机号只有在“电话可公开”填“是”时才公布。',
      'The public number. A mobile number is published only when 电话可公开 says 是.',
    ],
    {
      aliases: ['联系电话', '公开电话', '咨询电话', '单位电话', '机构电话', '固定电话', '座机', '服务电话', '联系方式'],
      example: '0000-1234567',
      shown: true,
    },
  ),
  column(
    'yesNo',
    'phonePublic',
    ['电话可公开', 'Phone may be public'],
    ['电话是手机号、且机构同意对外公开时填“是”。', '是 when the number is a mobile that the institution wants public.'],
    { choices: YES_NO, example: '否' },
  ),
];

const licence = [
  column(
    'code',
    'creditCode',
    ['统一社会信用代码', 'Credit code'],
    ['18位；单元格请设为文本格式。', '18 characters; format the cell as text.'],
    {
      aliases: [
        '社会信用代码',
        '信用代码',
        '统一信用代码',
        '统一社会信用码',
        '社会统一信用代码',
        '机构统一社会信用代码',
      ],
      example: '',
      maxLength: 30,
    },
  ),
  column(
    'choice',
    'licenceType',
    ['许可类型', 'Licence type'],
    ['不填按“医疗机构执业许可证”；只办备案的诊所请填“诊所备案凭证”。', 'Empty means a practice licence.'],
    { choices: LICENCE_TYPES, example: '医疗机构执业许可证' },
  ),
  column(
    'code',
    'licenceNumber',
    ['登记号', 'Registration no.'],
    ['许可证登记号或备案编号；单元格请设为文本格式。', 'Registration or filing number; format as text.'],
    {
      aliases: [
        '许可证登记号',
        '执业许可证登记号',
        '医疗机构执业许可证登记号',
        '医疗机构登记号',
        '登记编号',
        '许可证号',
        '许可证编号',
        '执业许可证号',
        '执业许可证编号',
        '备案编号',
        '备案号',
        '备案凭证编号',
        '诊所备案编号',
      ],
      maxLength: 60,
    },
  ),
  column(
    'date',
    'licenceValidUntil',
    ['许可有效期至', 'Valid until'],
    ['许可证有效期的最后一天。', 'Last day of validity.'],
    {
      aliases: [
        '有效期至',
        '有效期截止',
        '许可证有效期至',
        '执业许可证有效期至',
        '有效期截止日期',
        '有效截止日期',
        '许可证到期日期',
        '许可证有效期截止日期',
      ],
      example: '2030-12-31',
      days: 'any',
    },
  ),
  column('text', 'licenceAuthority', ['发证机关', 'Authority'], ['发证或备案机关。', 'Who issued it.'], {
    aliases: ['备案机关', '登记机关', '发证单位', '发证部门', '备案部门', '审批机关', '批准机关'],
    example: '示例县卫生健康局',
    maxLength: 100,
    shown: true,
  }),
  column('list', 'subjects', ['诊疗科目', 'Subjects'], ['几个之间用顿号或分号隔开。', 'Separated by 、 or ；.'], {
    aliases: ['核准诊疗科目', '核准科目', '许可诊疗科目', '诊疗科目名称'],
    example: '内科；中医科',
    maxLength: 2000,
    shown: true,
  }),
];

const further = [
  column(
    'text',
    'principal',
    ['主要负责人', 'Person in charge'],
    ['许可证上的主要负责人。', 'As printed on the licence.'],
    {
      aliases: ['负责人', '机构负责人', '主要负责人姓名', '负责人姓名'],
      example: '张三',
      maxLength: 60,
      shown: true,
    },
  ),
  column('date', 'openedOn', ['开业日期', 'Opened on'], ['准予执业的日期。', 'Day from which it may practise.'], {
    aliases: ['成立日期', '执业登记日期', '开业时间', '成立时间', '设立日期'],
    example: '2015-06-01',
    days: 'opened',
  }),
  column(
    'text',
    'statement',
    ['机构说明', 'Statement'],
    [
      '机构自述，公布单位只审阅用语，内容由机构负责；不超过200字，须同时填“说明日期”。',
      'The institution’s own words; the publisher reviews the wording alone. At most 200 characters.',
    ],
    { example: '', maxLength: 2000, shown: true },
  ),
  column('date', 'statementOn', ['说明日期', 'Statement date'], ['机构说明的日期。', 'Day of the statement.'], {
    example: '2026-01-10',
  }),
];

const subject = column(
  'choice',
  'subject',
  ['主体类型', 'Kind of subject'],
  [
    '不填即不分类型的医疗机构。自然人不是公布对象。',
    'Empty: a medical institution. Natural persons are never published.',
  ],
  { aliases: ['主体类别'], choices: SUBJECTS, when: hasSubjects },
);

const certificate = [
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

const register = [
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

export const INSTITUTIONS = sheet({
  title: '机构',
  titleEn: 'Institutions',
  aliases: ['机构信息', '机构表', '医疗机构', '基本信息'],
  about: { zh: '每家机构一行。', en: 'One row an institution.' },
  columns: [id, ...identity, subject, ...place, ...licence, ...further, ...certificate, ...register],
});
