/** What is not delivered yet and moves by itself (words: out.*). */
export const waitingZh = {
  saved: '已存在本机，尚未送达',
  savedDo: ({ phone }: { phone: string }) => `有网络时请再打开本页，会自动送出。急事请直接拨打${phone}。`,
  savedWechat: '在微信里，关闭本页后不会继续发送。请等到出现回执编号再关闭。',
  memory: '只在本页，尚未送达，请不要关闭',
  memoryWhy: '这个浏览器不保存资料（可能是无痕模式），内容只在本页打开时有，关闭就没有了。',
  memoryDo: '请等到出现回执编号再关闭，或先复制您写的内容。',
  memoryDone: '请现在就截屏保存回执编号和查询码，关闭本页后找不回来。',
  sending: ({ n, m }: { n: number; m: number }) => `正在送出（${n}/${m}），请先不要关闭`,
  retry: ({ n }: { n: number }) => `网络不稳，${n}秒后自动再试`,
  retryIn: ({ n }: { n: number }) => `${n}秒后自动再试`,
  retryMinutes: ({ n }: { n: number }) => `约${n}分钟后自动再试`,
  held: {
    network: '网络不稳，还没有送出去。',
    server: '接收方的服务器暂时有问题，不是您的手机有问题。',
    'wrong-receipt': '收到的回执核对不通过，仍按未送达处理。',
    'unconfirmed-keys': '回执所用的公钥还没有核对上，核对后才算送达。换一个网络可能就好。',
  },
  heldCall: ({ phone }: { phone: string }) => `一直这样，请拨打${phone}。`,
  busy: '提交的人较多，排队中，请稍候。您的次序会保留。',
  now: '现在再试',
};

export const waitingEn: typeof waitingZh = {
  saved: 'Saved on this phone, not delivered yet',
  savedDo: ({ phone }) => `Open this page again with a connection; it is then sent. If urgent, call ${phone}.`,
  savedWechat: 'In WeChat nothing is sent after you close this page. Wait for the receipt number before closing.',
  memory: 'Only on this page, not delivered yet: please keep it open',
  memoryWhy:
    'This browser keeps no data (private mode, perhaps). What you wrote exists only while this page is open; closing it loses it.',
  memoryDo: 'Wait for the receipt number before closing, or copy what you wrote first.',
  memoryDone: 'Take a screenshot of receipt number and lookup code now: once this page is closed they are gone.',
  sending: ({ n, m }) => `Sending (${n} of ${m}); please keep this open`,
  retry: ({ n }) => `Weak connection; trying again in ${n} s`,
  retryIn: ({ n }) => `Trying again in ${n} s`,
  retryMinutes: ({ n }) => `Trying again in about ${n} min`,
  held: {
    network: 'Weak connection; it has not gone out yet.',
    server: 'The receiving server has a problem; your phone is fine.',
    'wrong-receipt': 'The receipt did not check out, so it still counts as not delivered.',
    'unconfirmed-keys':
      'The key of the receipt could not be confirmed yet; it counts as delivered once it is. Another network may help.',
  },
  heldCall: ({ phone }) => `If it stays so, call ${phone}.`,
  busy: 'Busy; your place is kept.',
  now: 'Try again now',
};
