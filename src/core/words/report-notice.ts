/** What one should know before submitting, and what one agrees to (words: rep.*). */
import { counted } from './lang.ts';
import type { By, Called } from './report-marks.ts';

export const noticeZh = {
  grade: '反映不会自动影响等级，查实后依规处理。',
  notice: '提交前请看一下',
  noticeVersion: ({ version }: { version: string }) => `告知书版本：${version}`,
  noticeParts: {
    who: ({ bureau }: By) => `谁接收：${bureau}，只用于办理本件。需要其他部门办理的，转给主管部门。`,
    term: ({ accept, answer }: { accept: number; answer: number }) =>
      `多久答复：${accept}日内决定是否受理，受理后${answer}日内答复。`,
    keep: ({ days }: { days: number }) => `保存多久：办结后保存${days}天，到期自动删除内容。`,
    program: '加密由本网页的程序完成，掌管网站的人有可能改动程序。不放心的，可以打电话反映。',
    rights: ({ phone }: Called) => `您可以查阅、更正、删除自己的信息，撤回同意，请拨打${phone}。`,
    rightsPlain: '您可以查阅、更正、删除自己的信息，撤回同意，请联系接收单位。',
    free: '本页不收费，不索要验证码。',
  },
  seal: ({ bureau }: By) => `内容在手机上加密后送出，由${bureau}办理人员打开。`,
  logs: '服务器依法保存访问日志，日志中没有您填写的内容。',
  consents: '还有几项，由您决定',
  consent: ({ bureau }: By) => `我同意${bureau}为办理本件，使用我填写的健康等敏感个人信息。`,
  consentOptional: '不勾选也可以提交，那样请不要写谁得了什么病、做了什么治疗。',
  consentRequired: '核实就诊问题要用到病情，不勾选就不能在网上办理。也可以打电话反映。',
  child: '涉及不满14周岁的孩子，请由监护人填写。',
  childMine: '我是孩子的监护人',
  local: '不在本机留底',
  localHint: '提交后本机不保存内容，您自己也看不到、改不了。不勾选则加密保存到送达为止。',
};

export const noticeEn: typeof noticeZh = {
  grade: 'A report does not change a grade by itself; only what is confirmed counts.',
  notice: 'Before you submit',
  noticeVersion: ({ version }) => `Version of this notice: ${version}`,
  noticeParts: {
    who: ({ bureau }) => `Who receives it: ${bureau}, for this case only; what belongs elsewhere is passed on there.`,
    term: ({ accept, answer }) =>
      `When you hear: within ${counted(accept, 'day')} whether it is accepted, within ${counted(answer, 'day')} after that the answer.`,
    keep: ({ days }) =>
      `How long: ${counted(days, 'day')} after it is closed; then the content is deleted automatically.`,
    program:
      'This page encrypts it; whoever runs the website could change the page. If that worries you, call instead.',
    rights: ({ phone }) => `You may see, correct or delete your data and withdraw consent: ${phone}.`,
    rightsPlain: 'You may see, correct or delete your data and withdraw consent: ask the receiving office.',
    free: 'This page takes no payment and asks for no codes.',
  },
  seal: ({ bureau }) => `Encrypted on your phone, opened by the handlers of ${bureau}.`,
  logs: 'Access logs are kept as the law requires; they hold nothing you wrote.',
  consents: 'For you to decide',
  consent: ({ bureau }) => `I agree that ${bureau} uses the health information I give, for this case only.`,
  consentOptional: 'You may submit without it; then do not write who had which illness or treatment.',
  consentRequired: 'Checking a case of care needs it; without it, it cannot be handled online. You may call instead.',
  child: 'For a child under 14, a guardian should fill this in.',
  childMine: "I am the child's guardian",
  local: 'Keep no copy on this phone',
  localHint:
    'After submitting, nothing you wrote stays here, and you cannot see or correct it. Otherwise it is kept encrypted until delivered.',
};
