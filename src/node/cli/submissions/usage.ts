/** How each verb of `submissions` is called. */
export const USAGE = {
  list: `yixinma submissions list DIR [--state S]… [--kind K]… [--json]
  列出编号、收到时间、状态、类别、期限（逾期标明），不含内容，不需要口令。类别须先分拣（sort）或打开过才知道。
  numbers, days, states, kinds; never content; no passphrase. Kinds are known of what was sorted or opened
  S: received accepted refused moved investigating answered closed
  K: tip own rating board objection repair statement unsorted`,
  sort: `yixinma submissions sort DIR [--passphrase-file FILE] [--json]
  逐件打开还不知类别的，只记下类别：评价等不再标为逾期。/ opens what is not sorted yet and notes its kind only`,
  open: `yixinma submissions open DIR NUMBER [--out FOLDER] [--escrow] [--by NAME] [--passphrase-file FILE]
  打开一件。--out 另存照片和隐去反映人的副本 redacted.txt；可疑的照片改名为 .quarantine。--escrow 用保险柜密钥。
  opens one; --out saves photos and a redacted copy; suspicious photos are named .quarantine; --escrow uses the key from the safe`,
  decide: `yixinma submissions decide DIR NUMBER --state S --by NAME [--answer TEXT|--answer-file FILE] [--due YYYY-MM-DD]
      [--outcome substantiated|unsubstantiated [--document-no NO --on YYYY-MM-DD] [--severe] [--institution CODE]]
      [--passphrase-file FILE]
  走一步。不予受理、转出、答复要写给本人的话。查实与否（--outcome）随 answered 或其后的 closed 填写，只在本局保存。
  one step; refused, moved and answered need a text to the writer; --outcome comes with answered, or with closed after it`,
  export: `yixinma submissions export DIR [--out FILE.csv] [--year YYYY] [--json]
  把查实且有文号的决定写成“事件”表的行，贴进下一本工作簿。/ substantiated decisions with a number, as rows for the sheet 事件`,
  import: `yixinma submissions import DIR FILE… [--json]
  收下手机导出的待送文件，给出回执；同一文件可重复导入。/ takes in sealed files that phones exported; gives receipts; idempotent`,
  'rotate-key': `yixinma submissions rotate-key DIR desk|escrow|receipt [--passphrase-file FILE]
  换一把新密钥，下次公布后生效；旧文件留到保存期满。/ makes a new key; keep the old file until retention ends`,
  retain: `yixinma submissions retain DIR [--json]
  删除保存期满的内容（服务运行时每天自动进行）。/ deletes what need not be kept (the service does so daily)`,
} as const;
