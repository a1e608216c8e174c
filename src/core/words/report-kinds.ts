/** What is asked only of some kinds: objections, ratings, boards that differ (words: obj.*, rate.*, board.*). */
import type { By } from './report-marks.ts';

export const objZh = {
  code: '请填写通知书上的异议码',
  codeOther: '请填写通知书上的编码',
  codeHint: '10位字母和数字，用来确认您代表这家机构。',
  label: '编码',
  time: ({ bureau }: By) => `以${bureau}收到时间为准，请在通知书写明的截止日24时前送达。尚未送达的不算提交。`,
};

export const objEn: typeof objZh = {
  code: 'Enter the objection code on your letter',
  codeOther: 'Enter the code on your letter',
  codeHint: 'Ten letters and digits; it shows that you speak for the institution.',
  label: 'Code',
  time: ({ bureau }) =>
    `What counts is when ${bureau} receives it, by the end of the last day named in the letter. Not delivered is not submitted.`,
};

export const rateZh = {
  ask: '您对这家机构满意吗？',
  scale: {
    'very-satisfied': '很满意',
    satisfied: '满意',
    fair: '一般',
    dissatisfied: '不满意',
    'very-dissatisfied': '很不满意',
  },
  text: '想说一句（可不填）',
  note: '评价由扫码人自愿填写，未核实是否就诊，与信用等级无关。',
  few: '评价人数较少，暂不显示结果。',
  results: ({ year, half, count }: { year: string; half: string; count: number }) =>
    `${year}年${half === '1' ? '上' : '下'}半年，约${count}人评价`,
  share: ({ word, share }: { word: string; share: number }) => `${word}约${share}%`,
  off: '本地没有开通评价。',
  offline: '现在连不上服务器，暂时不能评价。有网络时再打开本页。',
  other: '我想反映别的问题',
};

export const rateEn: typeof rateZh = {
  ask: 'How satisfied are you?',
  scale: {
    'very-satisfied': 'Very satisfied',
    satisfied: 'Satisfied',
    fair: 'Fair',
    dissatisfied: 'Dissatisfied',
    'very-dissatisfied': 'Very dissatisfied',
  },
  text: 'One sentence (optional)',
  note: 'Voluntary, not checked against visits, unrelated to the grade.',
  few: 'Too few ratings to show.',
  results: ({ year, half, count }) =>
    `${half === '1' ? 'January to June' : 'July to December'} ${year}, about ${count} ratings`,
  share: ({ word, share }) => `${word}: about ${share}%`,
  off: 'Ratings are not open here.',
  offline: 'No connection to the server, so rating is not possible now. Open this page again with a connection.',
  other: 'I want to report something else',
};

export const boardZh = {
  ask: '哪里不一致？',
  differences: {
    grade: '等级不一样',
    name: '名称或地址不一样',
    staff: '看病的人不在名单里',
    'other-place': '扫出来的是另一家',
    missing: '没有张贴公示栏',
  },
  text: '补充说明（可不填）',
  truth: '以网页为准。',
};

export const boardEn: typeof boardZh = {
  ask: 'What differs?',
  differences: {
    grade: 'Different grade',
    name: 'Different name or address',
    staff: 'The person treating is not listed',
    'other-place': 'The code shows another place',
    missing: 'No board on display',
  },
  text: 'Anything to add (optional)',
  truth: 'The web page counts.',
};
