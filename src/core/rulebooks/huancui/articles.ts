/** 威环卫〔2022〕6号 in its own words, where its terms cite it. A test compares them with the text of the policy. */
export const ARTICLES: Readonly<Record<string, string>> = {
  印发通知: '经研究决定，2022年在全区卫生健康系统开展信用体系建设活动。现制定实施方案如下。',
};
