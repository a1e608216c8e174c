/** Why an export was not signed or not taken in, as people read it: what to do next stands beside it. */
import { visibleLine } from '../../../core/domain/visible.ts';
import type { RefusedSignature } from '../../publish/sittings/collect.ts';
import type { ImportRefusal } from '../../publish/sittings/import.ts';
import type { ExportProblem } from '../../publish/sittings/problem.ts';
import type { SignRefusal } from '../../publish/sittings/sign.ts';
import type { BadSignature, Missing, Requirement } from '../../publish/sittings/signatures.ts';

type Pair = readonly [zh: string, en: string];

/** `{detail}`: a file, a number, a day. */
const PROBLEMS: Readonly<Record<ExportProblem['code'], Pair>> = {
  format: ['待签文件夹不完整（{detail}），请整个文件夹重新拷贝', 'the folder is incomplete ({detail}): copy it whole'],
  id: [
    '要签的内容与编号不符（{detail}），请重新导出',
    'what is to be signed is not what the export names ({detail}): export again',
  ],
  last: [
    '所附的上一次公布没有通过核验（{detail}），无法比较',
    'the last publication in it does not verify ({detail}), so nothing can be compared',
  ],
  'root-version': ['根证书编号不连续（{detail}）', 'the root does not follow the last one ({detail})'],
  'targets-version': ['文件清单编号不连续（{detail}）', 'the list does not follow the last one ({detail})'],
  'root-keys': [
    '新的根证书降低了要求，同一把密钥列了两次，或者密钥用途不对（{detail}）',
    'the new root asks for less, names one key twice, or gives a key a wrong role ({detail})',
  ],
  fields: [
    '含有本程序不会写、签名说明也看不到的内容（{detail}）',
    'it holds what this program never writes ({detail})',
  ],
  'signed-at': [
    '没有写签名时间，或者与导出时间相差一天以上（{detail}）',
    'its time of signing is missing or of another day ({detail})',
  ],
  lifetime: ['有效期不合规定（{detail}）', 'it would be valid for too long or too short a time ({detail})'],
  'not-a-file': [
    '含有链接或设备，不是普通文件（{detail}），请重新拷贝',
    'it holds a link or a device ({detail}): copy it anew',
  ],
  'other-folder': ['清单里有不属于本单位的文件（{detail}）', 'it lists a file outside the bureau’s folder ({detail})'],
  'file-missing': ['缺少文件：{detail}', 'a file is missing: {detail}'],
  'file-hash': ['文件被改动：{detail}', 'a file was altered: {detail}'],
  content: ['数据前后不一致：{detail}', 'the data contradict each other: {detail}'],
  log: ['公布记录没有接着上一次（{detail}）', 'the log does not continue the last one ({detail})'],
  'other-bureau': ['不是同一单位（{detail}）', 'of another bureau ({detail})'],
  bureau: [
    '名单里的部门有误：名称与别的部门相同，代号被占用，或者密钥无效、与别处相同（{detail}）',
    'a listed bureau has the name or id of another, or a key that is invalid or another’s ({detail})',
  ],
  summary: [
    '所附的签名说明与实际内容不一致（{detail}）；如果两台电脑的程序版本不同，请先换成同一版本再导出',
    'the summary shipped is not what the files say ({detail}); if the two machines run different versions of the program, use the same',
  ],
  expired: ['已过有效期（到{detail}为止），请重新导出', 'it was valid until {detail}: export again'],
  'proposal-over': ['公示期已在{detail}结束，请重新导出', 'its publicity period ended on {detail}: export again'],
  clock: [
    '导出日期（{detail}）在今天之后，请校准两台电脑的日期',
    'exported on {detail}, after today: set both clocks right',
  ],
};

const BAD: Readonly<Record<BadSignature, Pair>> = {
  'other-export': ['签的不是这一份', 'signed another export'],
  'not-in-root': ['不是本单位现在用的密钥', 'no key of this bureau'],
  'bad-signature': ['签名核对不上', 'the signature does not verify'],
};

export function problemLines(problems: readonly ExportProblem[]): readonly string[] {
  return problems.map(({ code, detail }) => `  ${filled(PROBLEMS[code], visibleLine(detail))}`);
}

/** Nothing left this machine; what to do depends on what is wrong with it. */
export function unfitText(problems: readonly ExportProblem[]): string {
  const has = (code: ExportProblem['code']) => problems.some((one) => one.code === code);
  // One key under two names makes files that cannot be read at all.
  const keys = has('root-keys') || has('format');
  const advice = [
    ...(keys
      ? [
          '请用 yixinma keys list 看看是哪一把：第一次发布前登记错了的，用 yixinma keys forget 去掉，再登记对的；不是手误的，从备份恢复 keys 文件夹。/ yixinma keys list shows the keys: before the first publication forget a wrong one with yixinma keys forget and name the right one; else restore the folder keys from a backup.',
        ]
      : []),
    ...(has('bureau')
      ? [
          '请用 yixinma province list 查看，移除其中一个（province remove），或者请该部门改正后重新登记（province add）。/ See yixinma province list; remove one of them, or have the bureau correct it and add it again.',
        ]
      : []),
    ...(keys || has('bureau')
      ? []
      : [
          '请核对本机日期，从备份恢复 site 和 releases，再导出一次；还是不行的，请把这几行交给软件维护人员。/ Check the clock, restore the site from a backup and export again; if it stays so, give these lines to whoever maintains the program.',
        ]),
  ];
  return [
    '没有导出，签名的人不会签这样的内容：/ Nothing was exported: nobody would sign this:',
    ...problemLines(problems),
    ...advice,
  ].join('\n');
}

function filled([zh, en]: Pair, detail: string): string {
  return `${zh.replace('{detail}', () => detail)}。/ ${en.replace('{detail}', () => detail)}.`;
}

export function signRefusal(fault: Exclude<SignRefusal, { readonly code: 'not-signed' }>): string {
  switch (fault.code) {
    case 'nothing-here':
      return nothingHere(fault.folder, fault.near);
    case 'export':
      return ['没有签名，请不要签，并告知经办人：/ Not signed; tell the clerk:', ...problemLines(fault.problems)].join(
        '\n',
      );
    case 'not-in-root':
      return `没有签名：${fault.name}（${fault.keyid.slice(0, 16)}）不是这一份要的密钥。请核对介质和单位。/ Not signed: ${fault.name} is no key that this export asks for. Check the medium and the bureau.`;
    case 'other-root':
      return `没有签名：根密钥指纹应为 ${fault.known}，这一份是 ${fault.found || '（第一次公布）'}。请查明来历。/ Not signed: the fingerprint of the root is another. Find out where the export comes from.`;
    case 'replayed':
      return `没有签名：这把密钥已经签过第${fault.signed}号清单，这一份却是第${fault.version}号，是旧的。/ Not signed: this key has signed list no. ${fault.signed}, and this is no. ${fault.version}.`;
  }
}

/** Exports that are named where another path was typed. */
const NEAR = 5;

/** A wrong path is nobody's fault: nothing is said against the export. */
function nothingHere(folder: string, near: readonly string[]): string {
  const [path, ...others] = [folder, ...near.slice(0, NEAR)].map(visibleLine);
  return [
    `这里没有待签的内容：${path}。请核对路径，要写导出的那个文件夹（里面有 export.json 和 签名说明.txt）。/ Nothing to be signed at ${path}: check the path; it is the folder that was exported.`,
    ...(others.length === 0 ? [] : ['是不是这里：/ Did you mean:', ...others.map((one) => `  ${one}`)]),
  ].join('\n');
}

export function refusedLines(refused: readonly RefusedSignature[]): readonly string[] {
  return refused.map(({ keyid, why }) => {
    const [zh, en] = BAD[why];
    return `  没有采用 ${keyid.slice(0, 16)} 的签名：${zh}。/ Signature of ${keyid.slice(0, 16)} not taken: ${en}.`;
  });
}

function groupOf({ role, of }: Requirement): Pair {
  if (role === 'targets') return ['数据密钥', 'targets keys'];
  return of === 'before' ? ['原来的根密钥', 'root keys of before'] : ['根密钥', 'root keys'];
}

export function missingLines(missing: readonly Missing[]): readonly string[] {
  return missing.map((one) => {
    const [zh, en] = groupOf(one);
    return `  ${zh}：已签${one.have}把，还差${one.keys.threshold - one.have}把。/ ${en}: ${one.have} of ${one.keys.threshold}.`;
  });
}

/** Who is to sign, before anybody has. */
export function signerLines(signers: readonly Requirement[]): readonly string[] {
  return signers.map((one) => {
    const [zh, en] = groupOf(one);
    return `  ${zh}${one.keys.threshold}把 / ${one.keys.threshold} ${en}`;
  });
}

export function importRefusal(fault: ImportRefusal): string {
  switch (fault.code) {
    case 'no-signatures':
      return '没有找到待签文件夹或签名文件，请核对路径。/ No export and no signature file there: check the path.';
    case 'several-exports':
      return '这些签名不是同一份的，请一份一份导入。/ These signatures are of several exports: take them in one by one.';
    case 'unknown-export':
      return '这一份不是从这个工作文件夹导出的，或者已经作废（改过点名的密钥），没有发布：请重新导出再签。/ This export was not made in this workspace, or was made void since (keys forget); nothing was published. Export again.';
    case 'superseded':
      return `没有发布：这一份是第${fault.version}号清单，而第${fault.published}号已经公布。请重新导出再签。/ Nothing was published: this is list no. ${fault.version}, and no. ${fault.published} is out already. Export again.`;
    case 'too-late':
      return ['没有发布：/ Nothing was published:', ...problemLines(fault.problems)].join('\n');
    case 'last-release':
      return `上一次发布的文件与签名不符（${[...new Set(fault.problems.map(({ file }) => file || 'site'))].join('、')}），没有发布。请从备份恢复 site。/ The last release does not verify: restore the site from a backup.`;
  }
}
