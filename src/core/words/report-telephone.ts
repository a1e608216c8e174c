/** Without a network, without encryption, closed: what else there is (words: rep.*). */
import type { Called } from './report-marks.ts';

export const telephoneZh = {
  failed: {
    full: '手机空间不够，还没有提交。请减少照片或清理手机空间，再点“提交”。',
    'no-keys': '还没有连上服务器取得加密用的钥匙，暂时不能提交。内容还在本页，有网络时再点“提交”。',
    'no-crypto': '这个浏览器不能加密，没有提交。请换一个浏览器打开，或者打电话反映。',
    failed: '没有提交成功，内容还在本页。请再点一次“提交”；仍不行，请打电话反映。',
    closed: '这里已停止网上反映，没有提交。请打电话反映。',
  },
  offline: '现在连不上服务器，也可以先填写，草稿存在本机。有网络后才能提交。',
  offlineWrite: '没有网络也可以填写，联网后送出。',
  offlineCall: ({ phone }: Called) => `急事请直接拨打${phone}。`,
  wechatIphone: '在微信里，关闭本页后不会继续发送。可以先打电话；在网上提交的，请等到显示“已送达”再关闭。',
  noCrypto: '这个浏览器不能加密，为了保护您，不能在这里填写。请打电话反映，或者换一个浏览器，用https网址打开。',
  callFirst: '打电话反映',
  call: ({ phone, hours }: { phone: string; hours: string }) => `${phone}（${hours}）`,
  hotline: ({ hotline }: { hotline: string }) => `也可以拨打${hotline}`,
  closedTitle: '请打电话反映',
  closedVisit: ({ bureau, supervisor }: { bureau: string; supervisor: string }) =>
    bureau === supervisor ? `也可以到${bureau}当面反映。` : `也可以到${bureau}或${supervisor}当面反映。`,
  bureau: '主管部门',
  correcting: '这是更正后重新提交，原来没有送成的那一份不会再送。',
  correctsGone: '本机没有留底，请重新填写。',
};

export const telephoneEn: typeof telephoneZh = {
  failed: {
    full: 'Not enough space; not submitted. Remove photos or free some space, then press “Submit” again.',
    'no-keys':
      'The key for encrypting could not be fetched yet. What you wrote is still here; press “Submit” when there is a connection.',
    'no-crypto': 'This browser cannot encrypt; nothing was submitted. Use another browser, or call.',
    failed: 'Not submitted; what you wrote is still here. Press “Submit” again; if it stays so, call.',
    closed: 'Online reports were closed here; nothing was submitted. Please call.',
  },
  offline: 'No connection to the server. You can write now; a draft is kept here. Submitting needs a connection.',
  offlineWrite: 'You can write without a connection; it is sent once there is one.',
  offlineCall: ({ phone }) => `If urgent, call ${phone}.`,
  wechatIphone:
    'In WeChat nothing is sent after you close this page. You may call first; if you submit here, wait for “Delivered” before closing.',
  noCrypto:
    'This browser cannot encrypt, so for your protection you cannot write here. Please call, or open the https address in another browser.',
  callFirst: 'Call us',
  call: ({ phone, hours }) => `${phone} (${hours})`,
  hotline: ({ hotline }) => `Or call ${hotline}`,
  closedTitle: 'Please call',
  closedVisit: ({ bureau, supervisor }) =>
    bureau === supervisor ? `You may also go to ${bureau}.` : `You may also go to ${bureau} or ${supervisor}.`,
  bureau: 'the health authority',
  correcting: 'This is a corrected one; the earlier one that was not delivered will not be sent.',
  correctsGone: 'No copy was kept on this phone; please write it again.',
};
