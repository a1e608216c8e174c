/** What is said of cells and rows. */
import { error, warning } from './problem-text.ts';

export const ROW_PROBLEMS = {
  'required-missing': error(['“{column}”没有填', '{column} is empty'], ['请填写。', 'Fill it in.']),
  'institution-duplicate': error(
    [
      '机构编号重复；为免张冠李戴，重复的各行都没有采用',
      'This number occurs more than once; none of these rows was accepted',
    ],
    ['请给每家机构不同的编号，或删去多余的行。', 'Give each institution its own number, or delete the extra rows.'],
  ),
  'institution-unknown': error(
    ['“机构”表中没有这个编号', 'The sheet 机构 has no such number'],
    ['请核对机构编号，或先补上这家机构。', 'Check the number, or add the institution.'],
  ),
  'institution-quarantined': error(
    ['所属机构的行有错误，本行随之暂不采用', 'The row of its institution was not accepted, so this one is not either'],
    ['改正“机构”表中的那一行后，本行自动恢复。', 'Correct that row of 机构; this one then returns.'],
  ),
  'identity-number': error(
    ['含有身份证号，本行没有采用', 'It holds an identity number; the row was not accepted'],
    ['请删去身份证号；确非身份证号的，请核对后改写。', 'Remove the number; if it is none, write it differently.'],
  ),
  'mobile-number': error(
    ['这一列会公开，不能有手机号', 'This column is public and must not hold a mobile number'],
    ['请删去手机号。', 'Remove the number.'],
  ),
  'mobile-unasked': error(
    ['含有手机号，本行没有采用', 'It holds a mobile number; the row was not accepted'],
    [
      '请删去手机号；确为机构公开电话的，填在“电话”列，并在“电话可公开”填“是”。',
      'Remove it; a public number belongs under 电话, with 是 under 电话可公开.',
    ],
  ),
  'person-named': warning(
    ['文字中有本机构人员的姓名“{detail}”', 'The text names {detail}, of the institution’s staff'],
    ['公示前请改为“某医师”“张某”等。', 'Write 某医师, 张某 or the like before it is published.'],
  ),
  'mobile-dropped': warning(
    ['电话中的手机号不公布，已略去', 'The mobile number is not published and was left out'],
    ['请填座机；确为机构公开电话的，在“电话可公开”填“是”。', 'Give a landline, or say 是 under 电话可公开.'],
  ),
  'cell-fault': error(
    ['单元格是公式错误或没有结果', 'The cell holds a formula error or no result'],
    ['请改正公式，或粘贴为数值。', 'Correct the formula, or paste the value.'],
  ),
  'cell-unclear': error(
    ['文件中这一格写得不合规范，看不出内容', 'The file says of this cell what cannot be understood'],
    [
      '请在 Excel 或 WPS 中打开文件，重新填写这一格，另存后再检查。',
      'Open the file in Excel or WPS, fill in the cell again, save it, and check again.',
    ],
  ),
  'cell-dressed': error(
    [
      '这一格存的只是数字，表上看到的其他字是格式加上的',
      'The cell holds a number alone: the rest of what is shown is its format',
    ],
    ['请把单元格设为文本格式，按看到的样子重新输入。', 'Format the cell as text, and type what is shown.'],
  ),
  'number-rewritten': error(
    ['长号码被当成数字，末几位已失真', 'A long number was stored as a number and lost its last digits'],
    ['请把单元格设为文本格式后重新输入。', 'Format the cell as text and type it again.'],
  ),
  'date-unreadable': error(
    ['日期读不出来', 'The date cannot be read'],
    ['请写成2025-03-02、2025/3/2或2025年3月2日。', 'Write 2025-03-02, 2025/3/2 or 2025年3月2日.'],
  ),
  'date-in-future': error(['日期在今天之后', 'The date lies in the future'], ['请核对日期。', 'Check the date.']),
  'date-too-early': error(['日期早于1949年', 'The date is before 1949'], ['请核对日期。', 'Check the date.']),
  'date-unlikely': warning(
    ['日期早于1949年或在今天之后', 'The date is before 1949 or in the future'],
    ['请核对；无误则不必改。', 'Check it; if right, leave it.'],
  ),
  'date-as-number': warning(
    ['日期单元格是数字格式，已按{detail}读取', 'The date is formatted as a number and was read as {detail}'],
    ['请核对，并把单元格设为日期格式。', 'Check it, and format the cell as a date.'],
  ),
  'decimal-unreadable': error(['不是数字', 'Not a number'], ['请填数字，如4.5。', 'Write a number such as 4.5.']),
  'integer-unreadable': error(['不是整数', 'Not a whole number'], ['请填整数。', 'Write a whole number.']),
  'number-out-of-range': error(['超出范围：{detail}', 'Out of range: {detail}'], ['请核对数值。', 'Check the number.']),
  'yes-no-unreadable': error(['只能填“是”或“否”', 'Only 是 or 否'], ['请填“是”或“否”。', 'Write 是 or 否.']),
  'choice-unknown': error(
    ['“{column}”没有这个选项', '{column} has no such choice'],
    ['可填：{detail}。', 'Allowed: {detail}.'],
  ),
  'text-too-long': error(
    ['文字太长，最多{detail}字', 'Too long: at most {detail} characters'],
    ['请缩短。', 'Shorten it.'],
  ),
  'missing-address': warning(
    ['没有地址；群众无法核对是哪一家', 'No address; people cannot check which place it is'],
    ['请补上执业地点。', 'Add the place of practice.'],
  ),
  'name-split': warning(
    ['括号内的“{detail}”已作为其他名称', '“{detail}” in brackets was taken as a second name'],
    ['如不对，请自己填“其他名称”列，括号就照原样保留。', 'If wrong, fill 其他名称 yourself; brackets are then kept.'],
  ),
  'level-unknown': warning(
    ['级别写法不认识，已照原样采用', 'Unknown spelling of a level; kept as written'],
    ['请写成如二级甲等、一级；未定级留空。', 'Write 二级甲等, 一级 …; leave it empty when none.'],
  ),
  'phone-without-digits': warning(
    ['电话里没有可用的号码，不予公布', 'No usable number; not published'],
    ['请填带区号的座机。', 'Give a landline with its area code.'],
  ),
  'credit-code-malformed': warning(
    ['统一社会信用代码格式不对，不予公布', 'Not the form of a credit code; not published'],
    ['请照证照核对18位代码。', 'Check the 18 characters against the certificate.'],
  ),
  'credit-code-check': warning(
    ['统一社会信用代码的校验位不符，仍照原样采用', 'The check character of the credit code is off; kept as written'],
    ['请照证照核对；早期试点代码可能如此。', 'Check it; early pilot codes can fail.'],
  ),
  'licence-number-form': warning(
    ['登记号应为6至30位字母、数字，仍照原样采用', 'A registration number has 6–30 letters and digits; kept as written'],
    ['请照许可证核对。', 'Check it against the licence.'],
  ),
  'licence-number-length': warning(
    ['登记号不是22位，仍照原样采用', 'The registration number has not 22 characters; kept as written'],
    ['请照许可证核对；早年的诊所可能如此。', 'Check it; older clinics can differ.'],
  ),
  'licence-type-assumed': warning(
    ['诊所没有填“许可类型”，已按“医疗机构执业许可证”', 'A clinic without 许可类型; taken as a practice licence'],
    ['请填“医疗机构执业许可证”或“诊所备案凭证”。', 'Say which of the two it is.'],
  ),
  'licence-expired': warning(
    ['许可有效期已过', 'The licence has run out'],
    ['请核对是否已经换证或注销。', 'Check whether it was renewed or cancelled.'],
  ),
  'statement-dropped': warning(
    ['机构说明超过200字或没有说明日期，不予公布', 'The statement is over 200 characters or undated; not published'],
    ['请缩短，并填“说明日期”。', 'Shorten it and give its date.'],
  ),
  'staff-duplicate': error(
    ['与第{detail}行完全相同，没有重复采用', 'The same as row {detail}; not taken twice'],
    [
      '请删去；确为两位同名人员的，用职称或执业范围区分。',
      'Delete it; two people of one name need a different title or scope.',
    ],
  ),
  'missing-document': warning(
    ['没有文号，不计入评价', 'Without its document it does not count'],
    ['请补上所依据文书的文号。', 'Add the number of the document.'],
  ),
  'downgrade-without-approval': warning(
    ['没有批准文书号，降级或停用不生效', 'Without its approval the amendment has no effect'],
    ['请补上批准文书的文号。', 'Add the number of the approval.'],
  ),
  'penalty-not-classed': warning(
    ['没有严重程度，暂不公示', 'Not classed by seriousness; not shown until it is'],
    ['请填轻微、一般或严重。', 'Say 轻微, 一般 or 严重.'],
  ),
  'revocation-not-dated': warning(
    ['没有撤销日期，算不出三日期限', 'Without its day the three days cannot be counted'],
    ['请填撤销日期，并尽快重新发布。', 'Say the day, and publish soon.'],
  ),
  'revocation-in-force': warning(
    ['填了撤销日期，状态却是有效', 'A day of revocation, and yet in force'],
    ['已撤销的，请把处罚状态改为“已撤销”；没有撤销的，请清空日期。', 'Set the status to 已撤销, or empty the day.'],
  ),
  'document-repeated': warning(
    ['同一文号的同类事项与第{detail}行重复，只计一次', 'The same kind and document as row {detail}; counted once'],
    ['请核对文号，或删去重复的行。', 'Check the number or delete the row.'],
  ),
  'kind-not-read': warning(
    [
      '所用的评价办法不看“{detail}”，这一行不影响等级，也不公布',
      'The policy does not read {detail}: the row changes nothing',
    ],
    ['不必改；填错类型的，请改正。', 'Leave it, or correct the kind.'],
  ),
  'missing-for-kind': error(['“{detail}”必须填“{column}”', '{detail} needs {column}'], ['请填写。', 'Fill it in.']),
  'not-used-for-kind': warning(
    ['“{detail}”不用这一列，未使用', '{detail} does not use this column'],
    ['请核对，或清空这一格。', 'Check it or empty the cell.'],
  ),
  'repairs-unknown': warning(
    ['这家机构没有这个文号的处罚或事件', 'The institution has no penalty or event with this document'],
    ['请核对被修复的文号。', 'Check the document repaired.'],
  ),
  'assessment-duplicate': error(
    ['同一机构的同一项评定有多行，都没有采用', 'The same assessment occurs more than once; none was accepted'],
    ['请只留一行。', 'Keep one row.'],
  ),
  'onsite-incomplete': error(
    [
      '本机构的现场评价有行没有采用，缺项会改变得分，整份暂不采用',
      'Another row of this on-site table was not accepted; the whole table waits',
    ],
    ['改正那一行后，整份自动恢复。', 'Correct that row; the table then returns.'],
  ),
  'inspectors-disagree': error(
    ['同一机构各行的监督员人数不一致', 'The rows of one institution disagree on the number of inspectors'],
    ['请改成一致。', 'Make them agree.'],
  ),
  'inspectors-missing': warning(
    ['现场评价没有填监督员人数，按0人', 'No number of inspectors; taken as 0'],
    ['请填写；少于2人不能评定等级。', 'Fill it in; fewer than 2 give no grade.'],
  ),
  'commitment-duplicate': error(
    ['同一年度的承诺书与第{detail}行重复', 'The same year as row {detail}'],
    ['请只留一行。', 'Keep one row.'],
  ),
  'subject-is-person': error(
    ['自然人不是公布对象，本行没有采用', 'A natural person has no public record; the row was not accepted'],
    ['请删去这一行；医务人员只登记在所属机构的“人员”表。', 'Delete the row; staff belong in the sheet 人员.'],
  ),
  'staff-not-shown': warning(
    ['不是医疗机构，“人员”表中的名单不公布', 'No medical institution: its staff list is not published'],
    ['请删去这些行，或核对“主体类型”。', 'Delete these rows, or check 主体类型.'],
  ),
  'certificate-incomplete': warning(
    ['信用证书的编号和日期须同时填写，否则不公布', 'A certificate needs its number and its date; not published'],
    ['请照证书补齐。', 'Complete it from the certificate.'],
  ),
  'certificate-missing': warning(
    ['有协会评分，没有信用证书编号和日期，不公布等级', 'A score without a certificate: no grade is published'],
    ['颁发证书后，请填写编号和日期。', 'Enter number and date once it is issued.'],
  ),
  'extension-not-known': warning(
    [
      '延期续评应在有效期满之后，且不超过{detail}个月，没有采用',
      'An extension lies after the end, by at most {detail} months; it was left out',
    ],
    ['请核对证书日期和延期的最后一天。', 'Check the date of the certificate and the last day.'],
  ),
  'points-incomplete': warning(
    ['积分、积分来源、积分日期须同时填写，否则不公布', 'Points need their source and day; not published'],
    ['请补齐三项，或全部留空。', 'Fill in all three, or none.'],
  ),
  'until-before-from': error(
    ['结束日期早于开始日期', 'It ends before it begins'],
    ['请核对日期。', 'Check the dates.'],
  ),
  'sanction-without-document': warning(
    ['惩戒没有文书号，不公示', 'A sanction without its document is not shown'],
    ['请补上决定的文号。', 'Add the number of the decision.'],
  ),
  'inspection-repeated': warning(
    ['与第{detail}行是同一次检查，只计一次', 'The same inspection as row {detail}; counted once'],
    ['请删去一行；确为两次检查的，请分别填文书号。', 'Delete one; two inspections need a document number each.'],
  ),
  'facts-incomplete': warning(
    [
      '这家机构有{detail}行处罚、事件、评定或资格没有采用，本次不评等级',
      '{detail} rows of penalties, events or assessments were not accepted; no grade is given this time',
    ],
    ['请先改正这些行，再公布等级。', 'Correct them before a grade is published.'],
  ),
} as const;
