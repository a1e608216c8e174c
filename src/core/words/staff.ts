/** The staff list (words: staff.*). The page's script carries these for its search. */
export const staffZh = {
  title: '医生护士',
  count: ({ a, b, c }: StaffCounts) => `医师${a}人，护士${b}人，其他${c}人`,
  find: '输入姓名，查是否在本机构注册',
  found: ({ n }: { n: number }) => `找到${n}人`,
  notfound: ({ phone }: { phone: string }) => `本页没有这个姓名。人员可能刚变动，也可以拨打${phone}核实。`,
  asof: ({ date }: { date: string }) => `人员信息截至${date}`,
  rest: ({ n }: { n: number }) => `其余${n}人`,
  elsewhere: '名单没有存在这部手机上，请联网后打开机构页面查看。',
  elsewhereLink: '打开机构页面',
  none: '本次公布没有人员信息。',
};

interface StaffCounts {
  a: number | string;
  b: number | string;
  c: number | string;
}

type StaffWords = typeof staffZh;

export const staffEn: StaffWords = {
  title: 'Staff',
  count: ({ a, b, c }) => `doctors ${a}, nurses ${b}, others ${c}`,
  find: 'Type a name to see whether registered here',
  found: ({ n }) => `${n} found`,
  notfound: ({ phone }) => `Not listed here. Staff may have just changed; you can call ${phone}.`,
  asof: ({ date }) => `Staff as of ${date}`,
  rest: ({ n }) => `${n} more`,
  elsewhere: "The list is not kept on this phone; open the institution's page with a connection.",
  elsewhereLink: "Open the institution's page",
  none: 'This publication has no staff information.',
};
