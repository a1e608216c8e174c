/** Workbooks of the pictures: invented institutions, with the slips that clerks make. */
import ExcelJS from 'exceljs';

type Row = Readonly<Record<string, string | number>>;

const INSTITUTIONS: readonly Row[] = [
  {
    机构编号: 'A001',
    名称: '示例县和平门诊部',
    类别: '门诊部',
    乡镇: '青石镇',
    地址: '和平路1号',
    电话: '0000-7654321',
    许可类型: '医疗机构执业许可证',
    登记号: 'PDY00000X41048117D1522',
    许可有效期至: '2028-03-31',
  },
  {
    机构编号: 'A002',
    名称: '示例县第一医院（示例县红十字医院）',
    类别: '综合医院',
    乡镇: '青石镇',
    地址: '建设路2号',
    电话: '0000-7654322',
    许可类型: '医疗机构执业许可证',
    登记号: 1.23456789012345e21,
    许可有效期至: '2027-12-31',
  },
  {
    机构编号: 'A003',
    名称: '云端镇卫生院',
    类别: '卫生院',
    乡镇: '云端镇',
    地址: '云端街3号',
    电话: '13800000000',
    许可类型: '医疗机构执业许可证',
    登记号: '1234567890123456789013',
    许可有效期至: '2029年1月',
  },
  {
    机构编号: 'A004',
    名称: '后篆村卫生室',
    类别: '村卫生室',
    乡镇: '云端镇',
    地址: '后篆村',
    电话: '0000-7654324',
    许可类型: '医疗机构执业许可证',
    登记号: 'PDY00000X41048117D6001',
    许可有效期至: '2028-06-30',
  },
  {
    机构编号: 'A005',
    名称: '仁心口腔诊所',
    类别: '诊所',
    乡镇: '镜花镇',
    地址: '例子街145号',
    电话: '0000-7654325',
    许可类型: '诊所备案凭证',
    登记号: 'PDY410481000005',
  },
];

/** Puts them into the empty workbook at `file`. */
export async function faultyWorkbook(file: string): Promise<void> {
  await addRows(file, '机构', INSTITUTIONS);
  await addRows(file, '处罚', [
    { 机构编号: 'A009', 决定书文号: '示卫医罚〔2025〕3号', 处罚日期: '2025-06-02', 严重程度: '一般' },
  ]);
}

/** Appends rows to a sheet, by its headings. */
export async function addRows(file: string, title: string, rows: readonly Row[]): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  const sheet = workbook.getWorksheet(title);
  if (sheet === undefined) throw new Error(`no sheet ${title}`);
  const headings = sheet.getRow(1).values as readonly unknown[];
  let last = sheet.actualRowCount;
  for (const row of rows) {
    last++;
    for (const [heading, value] of Object.entries(row)) {
      const column = headings.indexOf(heading);
      if (column < 1) throw new Error(`${title} has no ${heading}`);
      sheet.getRow(last).getCell(column).value = value;
    }
  }
  await workbook.xlsx.writeFile(file);
}
