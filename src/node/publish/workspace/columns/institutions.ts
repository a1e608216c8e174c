/** 机构, the one sheet that must be there. */
import { YES_NO } from './choices.ts';
import { column, sheet } from './column.ts';
import { licence } from './institutions-licence.ts';
import { certificate, register, subject } from './institutions-of-some-policies.ts';

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

export const INSTITUTIONS = sheet({
  title: '机构',
  titleEn: 'Institutions',
  aliases: ['机构信息', '机构表', '医疗机构', '基本信息'],
  about: { zh: '每家机构一行。', en: 'One row an institution.' },
  columns: [id, ...identity, subject, ...place, ...licence, ...further, ...certificate, ...register],
});
