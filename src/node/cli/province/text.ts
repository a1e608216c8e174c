/** What `yixinma province` says. */
import { visibleLine } from '../../../core/domain/visible.ts';
import { toHostText } from '../../hosting/to-host.ts';
import { wasUploaded } from '../../hosting/upload.ts';
import type { Held } from '../../province/alike.ts';
import type { AddRefusal, Candidate } from '../../province/bureaus.ts';
import type { Stray } from '../../province/inbox.ts';
import type { Renewed } from '../../province/renew.ts';
import type { Refusal } from '../../province/take-in.ts';
import { keyidOf } from '../../publish/signing/keys.ts';
import type { Io } from '../command.ts';

type Pair = readonly [zh: string, en: string];

/** `{detail}` is what the refusal names. */
const REFUSALS: Readonly<Record<Refusal['code'], Pair>> = {
  nested: [
    '网站放深了一层，没有收下：请把 {detail} 文件夹里的内容直接放到 inbox 的部门文件夹里（rsync 的来源写成 site/，末尾带斜杠）',
    'the site lies one folder too deep, in {detail}: its content belongs directly into the bureau’s folder of the inbox (with rsync, site/ with its slash)',
  ],
  workspace: [
    '交来的是整个工作文件夹，连同 keys 里的密钥，没有收下：请马上从这里删除，通知该部门更换密钥（yixinma keys rotate），以后只交 site 文件夹里的内容',
    'a whole workspace was delivered, with its private keys: delete it here at once, have the bureau replace its keys (yixinma keys rotate) and deliver only what is in its site folder',
  ],
  'no-site': [
    '交来的文件里没有公布过的网站（没有 d 文件夹），请该部门把 site 文件夹里的内容整个交来',
    'there is no published site in what was delivered (no folder d): the bureau should deliver all that is in its site folder',
  ],
  'not-genuine': [
    '交来的内容没有通过核验（可能没有传完），请该部门运行 yixinma verify 自查后重新交来',
    'what was delivered does not verify (perhaps half of it): the bureau should run yixinma verify and deliver again',
  ],
  'other-bureau': [
    '交来的是另一个部门的网站（{detail}），没有收下；请该部门把自己的交到这里',
    'it is the site of another bureau ({detail}): each bureau delivers its own here',
  ],
  'other-root': [
    '交来的网站是用别的根密钥签署的（指纹 {detail}），不是登记的那一个，没有收下。放错了文件夹的，请把自己的重新交来；该部门重建了密钥的，请核对公告上的指纹后运行 yixinma province add',
    'the site is founded on another root key (fingerprint {detail}) than the registered one. If it lies in the wrong folder, deliver the right one; if the bureau founded new keys, compare its notice and run yixinma province add',
  ],
  'foreign-path': [
    '里面有不归该部门签署的文件（{detail}），没有收下；请向该部门核实密钥是否被盗',
    'it lists a file that is not the bureau’s to sign ({detail}): ask the bureau whether its keys were stolen',
  ],
  'other-keys': [
    '不是用登记的密钥签署的。该部门换过密钥的，请核对指纹后运行 yixinma province add；没有换过的，请当面核实',
    'it is not signed with the registered keys. If the bureau replaced them, compare its fingerprint and run yixinma province add; if not, ask it in person',
  ],
  elsewhere: [
    '该部门 bureau.json 里的网址是 {detail}，不是这里的，请改正 origin、basePath 后重新公布',
    'its bureau.json names the address {detail}, not the one here: correct origin and basePath, and publish again',
  ],
  'other-name': [
    '它自称{detail}，与这里登记的不同，没有收下：确已更名的，向该部门核实后用 province add 重新登记；没有更名的，请其改正 bureau.json',
    'it calls itself {detail}, which is not how it is listed here: if it was renamed, ask it, then add it again; otherwise it corrects bureau.json',
  ],
  older: [
    '交来的比已公布的旧（已公布到第{detail}号清单），没有收下，请该部门交最新的；号数是盗用密钥的人推高的，请该部门换过密钥后，把自己 keys/published.json 里的 targets 改成这个号数，重新公布再交来',
    'it is older than what is out (list {detail}): the bureau should deliver its newest. If a thief of its keys drove the number up, it replaces them, writes this number as targets into its keys/published.json, publishes and delivers again',
  ],
  leap: [
    '清单的号数一下子跳得太多（{detail}），没有收下；请向该部门核实密钥是否被盗',
    'the number of its list leaps too far ({detail}): ask the bureau whether its keys were stolen',
  ],
  ahead: [
    '签署时间是{detail}，还没有到，没有收下；请核对这台机器和该部门的时钟，都准的，请向该部门核实密钥是否被盗',
    'it was signed at {detail}, which is still to come: compare the clocks of this machine and of the bureau; if both are right, ask it whether its keys were stolen',
  ],
  'equal-version': [
    '与已公布的清单同为第{detail}号，内容却不同，没有收下；请向该部门核实密钥是否被盗',
    'it has the number of the list that is out ({detail}) and other content: ask the bureau whether its keys were stolen',
  ],
  altered: [
    '交来的与已收下的是同一次公布（{detail}），内容却不一样，没有采用；网站上仍是收下时的内容。请该部门查明是谁改动的，把自己的 site 重新交来',
    'it is the publication that was taken in ({detail}), and not the same any more: it was not used, and what was taken in stays out. The bureau should find out who changed it, and deliver its site again',
  ],
  'log-rewritten': [
    '公布记录与已公布的对不上：有条目被删改，没有收下；请向该部门核实',
    'its publication log is not the one that is out with more at its end: ask the bureau',
  ],
  'code-taken': [
    '里面有别的部门的机构代码（{detail}），一家机构只能由一个部门公布，没有收下：请该部门核实这几家机构归谁监管，不归它的请删去，并核实密钥是否被盗；机构整体划归了它的，请先 province remove 原来的部门',
    'it speaks for institutions of another bureau ({detail}): the bureau should find out whose they are and take out those that are not its own, and ask whether its keys were stolen; where it took the other’s place, remove that one first (province remove)',
  ],
  'pages-on-request': [
    '该部门 bureau.json 的 pages 是 on-request，网页不在交来的文件里，人员名单也就没有，没有收下：请改为 files，重新公布后再交来',
    'its pages are made on request (pages in its bureau.json), so that its staff lists are not in what was delivered: set files, publish and deliver again',
  ],
  'not-written': [
    '签名没有问题，但这台机器没能生成网页（{detail}），这个部门仍是原来的内容；请把这一行交给软件维护人员',
    'its signatures are sound, but its pages could not be made here ({detail}); what was out stays. Give this line to whoever maintains the program',
  ],
  'too-large': ['公布的目录太大，手机一次读不完，没有收下', 'its lists are larger than a phone reads at once'],
};

/** The words of a refusal. What others wrote is shown, and moves no cursor. */
export function refusalText(code: Refusal['code'], detail: string): Pair {
  const [zh, en] = REFUSALS[code];
  const named = (text: string) => text.replace('{detail}', () => visibleLine(detail));
  return [named(zh), named(en)];
}

export function isRefusalCode(code: string): code is Refusal['code'] {
  return Object.hasOwn(REFUSALS, code);
}

const STRAYS: Readonly<Record<Stray['why'], Pair>> = {
  unregistered: [
    '没有登记过这个代号的部门，没有看里面的内容。代号写错的请改文件夹名；新的部门请先运行 yixinma province add；已移除的请删除',
    'no bureau of that id is registered, and nothing in it was read. Rename it if the id is mistyped, run yixinma province add for a new bureau, or delete it',
  ],
  unpublished: [
    '已登记，还没有生效：请运行 yixinma province publish',
    'registered, and not in force yet: run yixinma province publish',
  ],
  loose: [
    '不是部门的文件夹。压缩包请解开，放到 inbox 里以部门代号命名的文件夹',
    'this is no bureau’s folder. Unpack an archive into the folder of the inbox that bears the bureau’s id',
  ],
};

export function strayText({ name, why }: Stray): string {
  const [zh, en] = STRAYS[why];
  return `inbox/${visibleLine(name)}：${zh}。/ ${en}.`;
}

/** Problems of one delivery that the terminal names. */
const NAMED = 10;

/** On stdout what was done, on stderr what was refused. */
export function renewedText(
  { taken, refused, waiting, strays, renewed, fingerprint }: Renewed,
  io: Pick<Io, 'out' | 'err'>,
): void {
  for (const bureau of taken) io.out(`✓ ${bureau}：已收下并公布 / taken in and published\n`);
  for (const { bureau, refusal } of refused) {
    const [zh, en] = refusalText(refusal.code, 'detail' in refusal ? refusal.detail : '');
    io.err(`✗ ${bureau}：${zh}。/ ${en}.\n`);
    for (const { code, file, detail } of 'problems' in refusal ? refusal.problems.slice(0, NAMED) : []) {
      io.err(`    ${visibleLine(file)}：${code}${detail === undefined ? '' : `（${visibleLine(detail)}）`}\n`);
    }
  }
  for (const stray of strays) io.err(`✗ ${strayText(stray)}\n`);
  for (const bureau of waiting)
    io.out(`· ${bureau}：还没有内容，请该部门交到 inbox/${bureau} / nothing yet: deliver to inbox/${bureau}\n`);
  io.out(
    renewed
      ? '已签名并换上新的一版。/ Signed and switched.\n'
      : '时间戳的有效期还剩一半以上，没有新内容，不用续签。/ Nothing new, and more than half of the timestamp’s life is left.\n',
  );
  io.out(`根密钥指纹 root fingerprint: ${fingerprint}\n`);
}

/** 1 when something that lies in the inbox was not taken: the others are out, and somebody must know. */
export async function told(dir: string, outcome: Renewed, json: boolean, io: Pick<Io, 'out' | 'err'>): Promise<0 | 1> {
  if (json) io.out(`${JSON.stringify(outcome)}\n`);
  else renewedText(outcome, io);
  // What serves this folder has followed already.
  if (!json && outcome.renewed && (await wasUploaded(dir))) io.out(toHostText('upload', dir));
  return outcome.refused.length + outcome.strays.length > 0 ? 1 : 0;
}

export function candidateText({ delegate, known, near, intake }: Candidate): string {
  const { root, keys, threshold } = delegate;
  const lines = [
    nameOf(delegate),
    `根密钥指纹 root fingerprint: ${root}`,
    `签名密钥 signing keys (${threshold}/${keys.length}): ${keys.map((pem) => keyidOf(pem).slice(0, 16)).join(' ')}`,
  ];
  if (known !== null && known.root !== root) {
    lines.push(
      `⚠ 与原来登记的指纹不同（${known.root}）：该部门重建了密钥，务必当面核实。/ Another fingerprint than before: the bureau founded new keys; ask it in person.`,
    );
  }
  if (known !== null && nameOf(known) !== nameOf(delegate)) {
    lines.push(
      `⚠ 原来登记的是${nameOf(known)}：请向该部门核实是否更名。/ Registered so far under another name: ask whether it was renamed.`,
    );
  }
  for (const one of near) {
    lines.push(
      `⚠ 与${nameOf(one)}的名称或地区相同或相近：请核实不是冒名。/ Its name or area is, or nearly is, that of ${one.id}: make sure that it is another bureau.`,
    );
  }
  if (intake !== null) {
    lines.push(
      `⚠ 该部门开通了网上反映：请在反向代理上把 ${intake} 转给该部门自己的 yixinma serve，否则提交不出去。/ It takes complaints online: have the reverse proxy pass ${intake} to the bureau’s own yixinma serve, or nothing arrives.`,
    );
  }
  return `${lines.map(visibleLine).join('\n')}\n`;
}

function nameOf({ id, name, county, regionCode }: Candidate['near'][number]): string {
  return `${name}（${id}，${county}，${regionCode}）`;
}

const HELD: Readonly<Record<Held, Pair>> = {
  name: ['名称', 'name'],
  nameEn: ['英文名称', 'English name'],
};

function heldText({ what, by }: Extract<AddRefusal, { code: 'held' }>): string {
  const [zh, en] = [what.map((one) => HELD[one][0]).join('、'), what.map((one) => HELD[one][1]).join(', ')];
  return visibleLine(
    `${zh}与已登记的${nameOf(by)}相同，群众分不清，没有登记。写错了的，请该部门改正 bureau.json 后重新公布；县区同名的，写上所属的市；机构合并、更换的，请先 province remove 原来的。/ The same ${en} as ${by.id}, which is registered: nobody could tell them apart. The bureau corrects its bureau.json and publishes again, with its city in front where two counties share a name; if it takes the other’s place, remove that one first.`,
  );
}

export function addRefusalText(refusal: AddRefusal): string {
  switch (refusal.code) {
    case 'nothing-there':
      return '这个文件夹里没有公布过的网站，请该部门先公布（yixinma publish），再交来其 site 文件夹。/ No published site there: the bureau publishes first, then hands over its site folder.\n';
    case 'name-taken':
      return '该部门的 id 与平台自己的文件夹或角色重名，请该部门换一个 id。/ The bureau’s id is a name of the platform itself: it needs another one.\n';
    case 'nested':
      return `网站在里面的 ${visibleLine(refusal.detail)} 文件夹，请把它写在命令里再运行一次。/ The site lies in its folder ${visibleLine(refusal.detail)}: name that one.\n`;
    case 'pages-on-request':
      return '该部门 bureau.json 的 pages 是 on-request，网页不在交来的文件里，人员名单也就没有：请改为 files，重新公布后再交来。/ Its pages are made on request, so that its staff lists are not in what was handed over: set "pages": "files" in its bureau.json, publish and hand over again.\n';
    case 'key-taken':
      return '其中有密钥已登记给别的部门，没有改动：每个部门要有自己的密钥。/ One of its keys is another bureau’s: every bureau needs its own.\n';
    case 'held':
      return `${heldText(refusal)}\n`;
    case 'elsewhere':
      return `该部门的网址是 ${refusal.detail}，在这里应为 ${refusal.wanted}：请改正其 bureau.json 的 origin、basePath，重新公布后再交来。/ Its address is ${refusal.detail}; here it must be ${refusal.wanted}: correct origin and basePath in its bureau.json, publish and hand over again.\n`;
    case 'not-genuine':
      return `交来的内容没有通过核验：${refusal.problems
        .slice(0, NAMED)
        .map(({ code, file, detail }) => visibleLine(`${file} ${code}${detail === undefined ? '' : ` ${detail}`}`))
        .join('；')}。/ The delivery does not verify.\n`;
  }
}
