/** Without a network, stale data, updates, downloads (words: off.*, stale.*, upd.*, dl.*). */
export const offZh = {
  banner: ({ date }: { date: string }) => `没有网络，显示的是${date}保存的内容`,
  none: '没有网络，本机也没有保存这家机构的资料。',
  noneDo: ({ phone }: { phone: string }) => `可以拨打${phone}询问。`,
  retry: '重试',
};

export const staleZh = {
  soft: ({ date }: { date: string }) => `最近确认：${date}`,
  banner: ({ date }: { date: string }) => `资料截至${date}，可能不是最新`,
  newyear: ({ year }: { year: number }) => `${year}年度等级可能已公布，请联网查看。`,
};

export const updZh = {
  data: ({ date }: { date: string }) => `有新公布的数据（${date}），点此更新`,
  app: '有新版本。',
  now: '现在更新',
  later: '稍后',
  safe: '正在填写的内容会保留。',
};

export const dlZh = {
  size: ({ county, mb }: { county: string; mb: string }) => `下载${county}资料，约${mb}MB`,
  progress: ({ n }: { n: number }) => `已下载${n}%，可以暂停，不会重来`,
  ios: '请点右上角“···”，选“在浏览器打开”，再“添加到主屏幕”',
  full: ({ mb }: { mb: string }) => `手机空间不够，还差约${mb}MB。`,
};

type OffWords = typeof offZh;
type StaleWords = typeof staleZh;
type UpdWords = typeof updZh;
type DlWords = typeof dlZh;

export const offEn: OffWords = {
  banner: ({ date }) => `No connection; showing what was saved on ${date}`,
  none: 'No connection, and this institution is not saved here.',
  noneDo: ({ phone }) => `You can call ${phone}.`,
  retry: 'Try again',
};

export const staleEn: StaleWords = {
  soft: ({ date }) => `Last confirmed ${date}`,
  banner: ({ date }) => `As of ${date}; may not be the latest`,
  newyear: ({ year }) => `The ${year} grades may be out; go online to see.`,
};

export const updEn: UpdWords = {
  data: ({ date }) => `New data published (${date}); tap to update`,
  app: 'New version.',
  now: 'Update now',
  later: 'Later',
  safe: 'What you are writing is kept.',
};

export const dlEn: DlWords = {
  size: ({ county, mb }) => `Download ${county}, about ${mb} MB`,
  progress: ({ n }) => `${n}% done; you can pause without starting over`,
  ios: 'Tap “···”, open in the browser, then add to the Home Screen',
  full: ({ mb }) => `Not enough space: ${mb} MB short.`,
};
