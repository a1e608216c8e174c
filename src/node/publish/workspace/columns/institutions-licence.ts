/** Of the sheet 机构: by what an institution practises. */
import { LICENCE_TYPES } from './choices.ts';
import { column } from './column.ts';

export const licence = [
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
