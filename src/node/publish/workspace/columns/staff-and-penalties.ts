/** 人员 and 处罚. */
import { AGAINST, PENALTY_SCOPES, PENALTY_STATUS, SERIOUSNESS } from './choices.ts';
import { column, institutionIdColumn, sheet } from './column.ts';

export const STAFF = sheet({
  title: '人员',
  titleEn: 'Staff',
  aliases: ['人员信息', '医护人员', '执业人员'],
  about: {
    zh: '每人一行。不要放身份证号、资格证书编号，也不要放手机号。',
    en: 'One row a person. No identity, certificate or mobile numbers.',
  },
  columns: [
    institutionIdColumn(),
    column('text', 'name', ['姓名', 'Name'], ['姓名。', 'Name.'], {
      aliases: ['人员姓名', '医务人员姓名'],
      required: true,
      example: '李四',
      maxLength: 60,
      shown: true,
    }),
    column(
      'text',
      'category',
      ['人员类别', 'Category'],
      ['医师、助理医师、护士、药师、医技等。', 'Physician, nurse, pharmacist …'],
      {
        aliases: ['类别', '执业类别', '岗位类别', '人员类型'],
        required: true,
        example: '医师',
        maxLength: 60,
        shown: true,
      },
    ),
    column('text', 'title', ['职称', 'Title'], ['如主治医师。', 'Such as attending physician.'], {
      aliases: ['专业技术职务', '技术职称', '专业技术职称'],
      example: '主治医师',
      maxLength: 60,
      shown: true,
    }),
    column('text', 'scope', ['执业范围', 'Scope'], ['如内科专业。', 'Scope of practice.'], {
      aliases: ['执业科目', '专业'],
      example: '内科专业',
      maxLength: 200,
      shown: true,
    }),
  ],
});

const decision = [
  column(
    'text',
    'documentNo',
    ['决定书文号', 'Decision no.'],
    ['没有文号的处罚不计入评价。', 'A penalty without it does not count (GEN-1).'],
    {
      aliases: [
        '处罚决定书文号',
        '行政处罚决定书文号',
        '行政处罚决定文书号',
        '决定文书号',
        '文号',
        '处罚文号',
        '案件文号',
      ],
      example: '示卫医罚〔2025〕1号',
      maxLength: 120,
    },
  ),
  column('date', 'on', ['处罚日期', 'Decision date'], ['决定书的日期。', 'Date of the decision.'], {
    aliases: ['处罚决定日期', '决定日期', '行政处罚日期', '处罚时间', '作出处罚决定日期'],
    required: true,
    example: '2025-03-02',
  }),
  column(
    'choice',
    'scope',
    ['处罚范围', 'Scope'],
    ['不填按“卫生健康”（卫生健康部门作出的处罚）。', 'Empty means imposed by the health authority.'],
    { choices: PENALTY_SCOPES, example: '卫生健康' },
  ),
  column('choice', 'status', ['处罚状态', 'Status'], ['不填按“有效”。', 'Empty means in force.'], {
    aliases: ['状态'],
    choices: PENALTY_STATUS,
    example: '有效',
  }),
  column(
    'date',
    'revokedOn',
    ['撤销日期', 'Revoked on'],
    [
      '撤销、变更、确认违法或无效的日期；三日内要重新发布。不公布。',
      'Day of the revocation: publish within three days. Not public.',
    ],
    { aliases: ['撤销决定日期', '变更日期'] },
  ),
  column(
    'choice',
    'seriousness',
    ['严重程度', 'Seriousness'],
    ['决定公示期。不填的处罚暂不公示，待分级后再公示。', 'Fixes how long it is shown; unclassed is not shown.'],
    { aliases: ['处罚严重程度'], choices: SERIOUSNESS, example: '一般' },
  ),
  column(
    'choice',
    'against',
    ['处罚对象', 'Against'],
    ['不填按“机构”；对个人的处罚不计、不公示。', 'Empty: institution.'],
    {
      choices: AGAINST,
      example: '机构',
    },
  ),
];

const substance = [
  column('text', 'penaltyKind', ['处罚种类', 'Kind'], ['如警告、罚款。', 'Warning, fine …'], {
    aliases: ['处罚类别', '行政处罚种类', '处罚类型'],
    example: '警告、罚款',
    shown: true,
  }),
  column('text', 'procedure', ['处罚程序', 'Procedure'], ['简易或普通程序。', 'Summary or ordinary procedure.'], {
    example: '普通程序',
    shown: true,
  }),
  column('text', 'cause', ['违法事实', 'Cause'], ['案由或违法事实，不写个人信息。', 'Without personal data.'], {
    aliases: ['案由', '违法行为', '主要违法事实', '违法行为类型', '违法事实及证据'],
    example: '使用未注册人员从事诊疗活动',
    maxLength: 2000,
    shown: true,
  }),
  column('text', 'basis', ['处罚依据', 'Basis'], ['法律条款。', 'Legal provision.'], {
    aliases: ['行政处罚依据', '法律依据'],
    maxLength: 2000,
    shown: true,
  }),
  column('text', 'result', ['处罚结果', 'Result'], ['处罚内容。', 'What was imposed.'], {
    aliases: ['处罚内容', '行政处罚内容', '处罚决定'],
    example: '警告，罚款2000元',
    maxLength: 2000,
    shown: true,
  }),
  column('text', 'authority', ['处罚机关', 'Authority'], ['作出决定的机关。', 'Who decided.'], {
    aliases: ['作出机关', '执法机关', '处罚机关名称', '作出处罚机关', '处罚单位'],
    example: '示例县卫生健康局',
    maxLength: 100,
    shown: true,
  }),
];

export const PENALTIES = sheet({
  title: '处罚',
  titleEn: 'Penalties',
  aliases: ['行政处罚', '处罚信息'],
  about: { zh: '每份处罚决定一行。', en: 'One row a decision.' },
  columns: [institutionIdColumn(), ...decision, ...substance],
});
