/** Ways to reach the bureau (words: act.*). */
export const actZh = {
  call: '打电话反映',
  /** On the button, below `call`; the form of the app reads number and hours from there. */
  reached: ({ phone, hours }: { phone: string; hours: string }) => `${phone} ${hours}`,
  call12345: ({ hotline }: { hotline: string }) => `也可以拨打${hotline}`,
  report: '网上反映问题',
  rate: '我来评价',
  /** For objections, repairs and statements of the institution itself (foot.staff). */
  institution: '机构入口',
  none: ({ phone, hours }: { phone: string; hours: string }) => `暂未开通网上反映，请拨打${phone}（${hours}）。`,
};

type ActWords = typeof actZh;

export const actEn: ActWords = {
  call: 'Report by telephone',
  reached: ({ phone, hours }) => `${phone} (hours: ${hours})`,
  call12345: ({ hotline }) => `Or call ${hotline}`,
  report: 'Report a problem online',
  rate: 'Rate this institution',
  institution: 'For institutions',
  none: ({ phone, hours }) => `Online reports are not open here. Call ${phone} (hours: ${hours}).`,
};
