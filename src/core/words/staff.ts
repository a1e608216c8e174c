/** The staff list (words: staff.*). The page's script carries these for its search. */
export const staffZh = {
  title: '医生护士',
  /** Of an institution that has ended. */
  titleEnded: '原登记人员',
  count: ({ a, b, c }: StaffCounts) => `医师${a}人，护士${b}人，其他${c}人`,
  find: '输入姓名，查是否在本机构注册',
  findEnded: '输入姓名，查是否曾在本机构登记',
  found: ({ n }: { n: number }) => `找到${n}人`,
  notfound: ({ phone }: { phone: string }) => `本页没有这个姓名。人员可能刚变动，也可以拨打${phone}核实。`,
  asof: ({ date }: { date: string }) => `人员信息截至${date}`,
  rest: ({ n }: { n: number }) => `其余${n}人`,
  elsewhere: '名单没有存在这部手机上，请联网后打开机构页面查看。',
  elsewhereLink: '打开机构页面',
  none: '本次公布没有人员信息。',
  /** In front of what the categories mean, for readers of another language. */
  legend: '类别按登记填写：',
  categories: new Map() as ReadonlyMap<string, string>,
};

interface StaffCounts {
  a: number | string;
  b: number | string;
  c: number | string;
}

type StaffWords = typeof staffZh;

/** Categories as bureaus write them. */
const CATEGORIES: ReadonlyMap<string, string> = new Map([
  ['医师', 'doctor'],
  ['执业医师', 'doctor'],
  ['助理医师', 'assistant doctor'],
  ['执业助理医师', 'assistant doctor'],
  ['乡村医生', 'village doctor'],
  ['护士', 'nurse'],
  ['注册护士', 'nurse'],
  ['助产士', 'midwife'],
  ['药师', 'pharmacist'],
  ['药士', 'pharmacist'],
  ['医技', 'technician'],
  ['技师', 'technician'],
  ['检验技师', 'laboratory technician'],
  ['影像技师', 'imaging technician'],
]);

export const staffEn: StaffWords = {
  title: 'Staff',
  titleEnded: 'Staff as last registered',
  count: ({ a, b, c }) => `doctors ${a}, nurses ${b}, others ${c}`,
  find: 'Type a name to see whether registered here',
  findEnded: 'Type a name to see whether once registered here',
  found: ({ n }) => `${n} found`,
  notfound: ({ phone }) => `Not listed here. Staff may have just changed; you can call ${phone}.`,
  asof: ({ date }) => `Staff as of ${date}`,
  rest: ({ n }) => `${n} more`,
  elsewhere: "The list is not kept on this phone; open the institution's page with a connection.",
  elsewhereLink: "Open the institution's page",
  none: 'This publication has no staff information.',
  legend: 'Listed as registered, in Chinese: ',
  categories: CATEGORIES,
};
