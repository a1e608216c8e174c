/** What a signer reads before the passphrase: the summary in words, Chinese first. The same text travels with the export. */

import { visibleLine } from '../../../core/domain/visible.ts';
import { clerkEn, clerkZh } from '../../../core/words/clerk.ts';
import { counted } from '../../../core/words/lang.ts';
import type { Changed } from '../changed.ts';
import { shortId, VALID_DAYS } from './format.ts';
import type { RolesToSign } from './roles-to-sign.ts';
import type { KeyChange, SittingMove, SittingSummary, Way } from './summary.ts';

type Pair = readonly [zh: string, en: string];

const WAYS: readonly (readonly [Way, ...Pair])[] = [
  ['up', '等级上升', 'raised'],
  ['down', '等级下降', 'lowered'],
  ['withdrawn', '停用标识', 'withdrawn'],
  ['new', '新评等级', 'graded for the first time'],
  ['gone', '退出名单', 'left the list'],
  ['other', '其他变动', 'other'],
];

const KEYS: Readonly<Record<KeyChange['role'], Pair>> = {
  root: ['根密钥', 'root key'],
  targets: ['数据密钥', 'targets key'],
  online: ['在线密钥', 'online key'],
};

const CHANGED: Readonly<Record<Changed, Pair>> = {
  records: ['评级数据', 'records'],
  penalties: ['公示中的处罚', 'penalties'],
  rulebook: ['政策条款和口径', 'rules and rulings'],
  bureau: ['单位信息', 'details of the bureau'],
  intake: ['网上反映的受理方式', 'how complaints are taken'],
  'intake-keys': ['接收密钥', 'keys for complaints'],
  'receipt-keys': ['回执密钥', 'receipt keys'],
  claims: ['公示栏防伪公钥', 'keys of printed claims'],
  ratings: ['群众评价汇总', 'ratings'],
  tombstones: ['已不公布的机构', 'institutions no longer published'],
  draw: ['随机抽查记录', 'draws'],
  'staff-file': ['人员名单（加密）', 'staff lists (encrypted)'],
  other: ['其他签名文件', 'other signed files'],
};

/** At most `most` institutions of a list are named; the shipped text has them all. */
export function sittingText(
  summary: SittingSummary,
  id: string,
  roles: RolesToSign,
  most = Number.POSITIVE_INFINITY,
): string {
  const lines = [
    ...headLines(summary, id, roles),
    ...keyLines(summary),
    ...stateLines(summary),
    ...WAYS.flatMap(([way, zh, en]) => moveLines(summary, way, [zh, en], most)),
    ...editLines(summary, most),
    ...signerLines(roles),
  ];
  // Names are of the exporting machine: none may move a terminal's cursor, hide a warning or add a line.
  return lines.map((line) => `${visibleLine(line)}\n`).join('');
}

function headLines(summary: SittingSummary, id: string, roles: RolesToSign): readonly string[] {
  const { bureau, year, until, number, unchanged } = summary;
  const what: Pair =
    until === null
      ? [`${year}年度最终结果`, `final grades of ${year}`]
      : [
          `${year}年度拟定等级，公示到${until}（含当日）`,
          `grades proposed for ${year}, open until the end of ${until}`,
        ];
  return [
    `待签名：${bureau.name}（${bureau.id}，${bureau.origin}），${what[0]}。/ To be signed: ${bureau.id}, ${what[1]}.`,
    ...exportLines(id, roles),
    unchanged
      ? `评级数据仍是第${number}号公布，没有变化，只是重新签名。/ The grades are those of publication no. ${number}, signed anew.`
      : `第${number}号公布。/ Publication no. ${number}.`,
    ...versionLines(roles, summary.fingerprint),
  ];
}

/** Which export it is, and for how long it holds. */
export function exportLines(id: string, { targets }: RolesToSign): readonly string[] {
  return [
    `编号：${shortId(id)}，请和经办人核对。/ Number of this export, to be compared with the clerk: ${shortId(id)}.`,
    `导出时间：${targets.signedAt}，${VALID_DAYS}日内有效。/ Exported ${targets.signedAt}, valid for ${VALID_DAYS} days.`,
  ];
}

/** What it follows. `fingerprint`: of the first root; null for a first publication. */
export function versionLines({ root, targets, skipped }: RolesToSign, fingerprint: string | null): readonly string[] {
  return [
    `文件清单第${targets.version}号${root === null ? '' : `，根证书第${root.version}号`}。/ List no. ${targets.version}${root === null ? '' : `, root no. ${root.version}`}.`,
    ...(skipped === 0
      ? []
      : [
          `⚠ 清单编号跳过了${skipped}个，只有从备份恢复过网站才会这样，请问清楚。/ ${counted(skipped, 'number is', 'numbers are')} skipped: so only after a site was restored from a backup.`,
        ]),
    fingerprint === null
      ? '⚠ 这是第一次公布，没有可比较的上一次。/ The first publication: there is nothing to compare it with.'
      : `根密钥指纹（请和公告上印的核对）/ Fingerprint of the root, as printed in the notice: ${fingerprint}`,
  ];
}

/** A change of keys is what a signer must never overlook. */
export function keyLines({ keys, fingerprint }: Pick<SittingSummary, 'keys' | 'fingerprint'>): readonly string[] {
  if (keys.length === 0) return ['密钥没有变化。/ No key changes.'];
  const head =
    fingerprint === null
      ? '将启用的密钥：/ Keys that will be in use:'
      : `⚠ 密钥有变化${keys.length}处，没有商定过的不要签：/ Keys change; sign only what was agreed:`;
  return [
    head,
    ...keys.map((one) => {
      const [zh, en] = KEYS[one.role];
      if (one.change === 'threshold')
        return `    ${zh}要签的把数：${one.from} → ${one.to} / ${en}s that must sign: ${one.from} → ${one.to}`;
      const short = one.keyid.slice(0, 32);
      return one.change === 'added' ? `    启用${zh} ${short} / ${en} added` : `    停用${zh} ${short} / ${en} removed`;
    }),
  ];
}

function stateLines(summary: SittingSummary): readonly string[] {
  const { institutions, states, moves, fingerprint, settings, changed, others } = summary;
  const counted = (at: 0 | 1) =>
    Object.entries(states)
      .map(([state, n]) => (at === 0 ? `${nameOf(summary, state)[0]}${n}家` : `${nameOf(summary, state)[1]} ${n}`))
      .join(at === 0 ? '，' : ', ');
  const ways = WAYS.map(([way, zh, en]) => [zh, en, moves.filter((move) => move.way === way).length] as const);
  return [
    `机构${institutions}家：${counted(0)}。/ Institutions: ${institutions}: ${counted(1)}.`,
    ...(fingerprint === null
      ? []
      : [
          `与上次相比：${ways.map(([zh, , n]) => `${zh}${n}家`).join('，')}。/ Since the last publication: ${ways.map(([, en, n]) => `${en} ${n}`).join(', ')}.`,
        ]),
    ...(settings.length === 0
      ? []
      : [`⚠ 单位信息有变化：${settings.join('、')}。/ Details of the bureau changed: ${settings.join(', ')}.`]),
    ...(changed === null || changed.length === 0
      ? []
      : [
          `有变化的内容：${changed.map((one) => CHANGED[one][0]).join('、')}。/ What changed: ${changed.map((one) => CHANGED[one][1]).join(', ')}.`,
        ]),
    ...(others.length === 0
      ? []
      : [
          `⚠ 其他签名文件：${others.join('、')}，请问清楚用途。/ Other signed files: ${others.join(', ')}: ask what for.`,
        ]),
  ];
}

function moveLines(summary: SittingSummary, way: Way, [zh, en]: Pair, most: number): readonly string[] {
  const moves = summary.moves.filter((move) => move.way === way);
  if (moves.length === 0) return [];
  const line = ({ name, code, from, to }: SittingMove) => {
    const [a, b] = [nameOf(summary, from), nameOf(summary, to)];
    return `    ${name}（${code}）：${a[0]} → ${b[0]} / ${a[1]} → ${b[1]}`;
  };
  return [`${zh}：/ ${en}:`, ...atMost(moves.map(line), most)];
}

function editLines({ edits }: SittingSummary, most: number): readonly string[] {
  if (edits.length === 0) return [];
  const lines = edits.map(({ name, code, fields, added, removed }) => {
    const told = [
      ...fields,
      ...(added > 0 ? [`+${added}条处罚或记录`] : []),
      ...(removed > 0 ? [`−${removed}条处罚或记录`] : []),
    ];
    return `    ${name}（${code}）：${told.join('、')}`;
  });
  return [`公布内容有改动的${edits.length}家：/ Something else is said of ${edits.length}:`, ...atMost(lines, most)];
}

export function signerLines({ root, before, after }: RolesToSign): readonly string[] {
  const line = (zh: string, en: string, { threshold, keyids }: { threshold: number; keyids: readonly string[] }) =>
    `    ${zh}：${keyids.length}把中的${threshold}把 / ${en}: ${threshold} of ${keyids.length}`;
  return [
    '要签的人：/ Who signs:',
    ...(root === null
      ? []
      : [
          ...(before === null ? [] : [line('根证书，原来的根密钥', 'root, by the keys of before', before.roles.root)]),
          line('根证书，新的根密钥', 'root, by its own keys', after.roles.root),
        ]),
    line('文件清单，数据密钥', 'list of files, by the targets keys', after.roles.targets),
  ];
}

function nameOf({ grades }: SittingSummary, state: string | null): Pair {
  if (state === null) return ['未列入', 'not listed'];
  const grade = grades[state];
  return [grade?.zh ?? clerkZh.states[state] ?? state, grade?.en ?? clerkEn.states[state] ?? state];
}

function atMost(lines: readonly string[], most: number): readonly string[] {
  if (lines.length <= most) return lines;
  const rest = lines.length - most;
  return [...lines.slice(0, most), `    ……另有${rest}家 / … and ${rest} more`];
}
