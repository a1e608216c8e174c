/** What a phone says about its check of a page (words: verify.*). The page's script carries these: keep them few. */
export const verifyZh = {
  insecure: '当前是http连接，请用https网址打开。',
  checking: '正在核对……',
  ok: ({ bureau }: { bureau: string }) => `已核验，与${bureau}公布的一致`,
  okDates: ({ published, confirmed }: { published: string; confirmed: string }) =>
    `${published}公布，最近确认：${confirmed}`,
  aged: ({ date }: { date: string }) => `已核验，资料截至${date}，可能不是最新`,
  agedDo: '连上网络后再打开一次，就能看到最新内容。',
  agedNewer: ({ date }: { date: string }) => `已有新的公布（${date}）。`,
  agedBureau: ({ n, phone }: { n: number; phone: string }) => `发布单位已有${n}天没有更新确认，可拨打${phone}询问。`,
  lapsed: '已核验，该等级已失效',
  withdrawn: '已核验，标识已停用',
  bad: '本页内容未通过核验，请先不要采信',
  badWhy: '页面内容与公布的不一致，可能是传输出错或被改动。这不说明该机构有问题。',
  badDo: ({ phone }: { phone: string }) => `请重新扫码；仍是这样，请拨打${phone}。`,
  clock: ({ date }: { date: string }) => `这部手机的日期好像不对（${date}）。请校准后再看“有效期”。`,
};

export type VerifyWords = typeof verifyZh;

export const verifyEn: VerifyWords = {
  insecure: 'This is an http connection; open the https address.',
  checking: 'Checking…',
  ok: ({ bureau }) => `Verified: same as published by ${bureau}`,
  okDates: ({ published, confirmed }) => `Published ${published}; last confirmed ${confirmed}`,
  aged: ({ date }) => `Verified; data as of ${date}, may not be the latest`,
  agedDo: 'Open it again with a connection to see the latest.',
  agedNewer: ({ date }) => `There is a newer publication (${date}).`,
  agedBureau: ({ n, phone }) => `The publisher has not renewed its confirmation for ${n} days. You may call ${phone}.`,
  lapsed: 'Verified; this grade has lapsed',
  withdrawn: 'Verified; the grade label is withdrawn',
  bad: 'This page failed its check. Do not rely on it for now',
  badWhy:
    'The page differs from what was published: a transmission fault or a change. It says nothing about the institution.',
  badDo: ({ phone }) => `Scan again; if it stays so, call ${phone}.`,
  clock: ({ date }) => `This phone's date seems wrong (${date}). Correct it before relying on validity.`,
};

/** What the script never says itself: the words that the page comes with, and those of the app. */
export const verifyOtherZh = {
  unchecked: ({ bureau }: { bureau: string }) => `本页由${bureau}发布，您的手机未做自动核对。`,
  uncheckedMore: ({ phone }: { phone: string }) => `不影响查看。想核实，可拨打${phone}。`,
  badKept: ({ date }: { date: string }) => `以下是上次核验通过的内容（${date}）。`,
  rollback: '收到的数据比本机已有的旧，已不采用。',
};

type VerifyOtherWords = typeof verifyOtherZh;

export const verifyOtherEn: VerifyOtherWords = {
  unchecked: ({ bureau }) => `Published by ${bureau}. Not checked automatically on this phone.`,
  uncheckedMore: ({ phone }) => `You can still read it. To confirm, call ${phone}.`,
  badKept: ({ date }) => `Below is the last verified content (${date}).`,
  rollback: 'The data received is older than what this phone has; it was not used.',
};
