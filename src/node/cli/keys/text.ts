/** How a publication and its keys stand, in words: what to do stands beside what is due. */

import { chinaDay } from '../../../core/domain/iso-date.ts';
import type { Role } from '../../../core/trust/metadata.ts';
import { counted } from '../../../core/words/lang.ts';
import type { DueRemoval } from '../../publish/due-removals.ts';
import { shortId } from '../../publish/sittings/format.ts';
import type { KeyStatus, RoleStatus, Status } from '../../publish/status.ts';

type Pair = readonly [zh: string, en: string];

const ROLE: Readonly<Record<Role, Pair>> = {
  timestamp: ['最近确认（时间戳）', 'timestamp'],
  snapshot: ['快照', 'snapshot'],
  targets: ['数据签名', 'targets'],
  root: ['根证书', 'root'],
};

/** What renews a role. */
const RENEW: Readonly<Record<Role, Pair>> = {
  timestamp: ['请运行 yixinma refresh，并检查定时任务', 'run yixinma refresh, and look at its timer'],
  snapshot: ['请运行 yixinma refresh', 'run yixinma refresh'],
  targets: ['请带上数据密钥，重新发布一次', 'publish again, with the targets keys'],
  root: ['请带齐根密钥，重新发布一次', 'publish again, with the root keys'],
};

const STATE: Readonly<Record<KeyStatus['state'], Pair>> = {
  here: ['在用，在这里', 'in use, here'],
  elsewhere: ['在用，不在这里', 'in use, not here'],
  pending: ['新密钥，下次发布后启用', 'new, in use after the next publication'],
  stray: ['来历不明，没有登记，不会采用', 'of unknown origin, not used'],
};

/** Everything that `status` says. */
export function statusText(status: Status): string {
  const { release, problems } = status;
  return [
    release === null
      ? '已发布的内容读不出来。/ What is published cannot be read.'
      : `第${release.version}号公布，${release.year}年度，${chinaDay(new Date(release.time))}。/ Publication no. ${release.version}, ${release.year}.`,
    ...problems.map(
      ({ code, file }) =>
        `⚠ 文件核验不通过：${file || 'site'}（${code}），请从备份恢复。/ Does not verify: restore from a backup.`,
    ),
    ...status.waiting.map((one) => waitingLine(one)),
    ...status.roles.map((role) => roleLine(role)),
    ...removalLines(status),
    ...inspectorWarnings(status),
    ...keyWarnings(status),
    '',
  ].join('\n');
}

/** Of an export that waits. `publish`: the command that takes its signatures in. */
export function waitingLine({ id, on }: Status['waiting'][number], publish = 'yixinma publish'): string {
  return `${on}导出的待签文件夹（编号 ${shortId(id)}）还没有签齐，签好后运行 ${publish} DIR --signed 文件夹。/ An export of ${on} waits for signatures: ${shortId(id)}.`;
}

/** Exports that would found a root on a key that was forgotten. */
export function voidLine(ids: readonly string[]): string {
  const numbers = ids.map(shortId).join('、');
  return `待签的导出（编号 ${numbers}）里有它，已作废：请重新导出，拷出去的文件夹请删除。/ Exports that name it are void (${numbers}): export again, and delete the copies.`;
}

/** What `refresh` deleted of what waited for signatures. */
export function droppedLine(ids: readonly string[]): string {
  const numbers = ids.map(shortId);
  return `已删除过期的待签内容（编号 ${numbers.join('、')}），要公布请重新导出；拷出去的文件夹请自行删除。/ Exports deleted that expired or held lapsed penalties (${numbers.join(', ')}): export again, and delete the copies.`;
}

/** Every key, a line each: of which role, where, and its id's beginning. */
export function keysText({ keys }: Pick<Status, 'keys'>): string {
  const line = (key: KeyStatus) => {
    const [zh, en] = STATE[key.state];
    const [at, seen] = seenAt(key);
    return `${(key.name ?? `${key.role}-?`).padEnd(10)}${key.keyid.slice(0, 16)}  ${zh}${at} / ${en}${seen}`;
  };
  return `${keys.map(line).join('\n')}\n`;
}

/** Where a key that is not here was seen last. */
function seenAt({ state, seen }: KeyStatus): Pair {
  if (seen === null) return state === 'elsewhere' ? ['，没有记录在哪里', ', place unknown'] : ['', ''];
  return [`，${seen.on}在 ${seen.place} 见过`, `, last seen at ${seen.place} on ${seen.on}`];
}

/** Whether somebody has to do something. */
export function needsCare(status: Status): boolean {
  return (
    status.problems.length > 0 ||
    status.roles.some(({ state }) => state !== 'good') ||
    status.overdue.length > 0 ||
    status.oldLayout ||
    (status.removals ?? []).some(({ overdue }) => overdue) ||
    inspectorWarnings(status).length > 0 ||
    keyWarnings(status).length > 0
  );
}

/** `renew`: what renews a role. */
export function roleLine({ role, expires, days, state }: RoleStatus, renew = RENEW): string {
  const [zh, en] = ROLE[role];
  const day = chinaDay(new Date(expires));
  if (state === 'good')
    return `${zh}：有效至${day}，还有${days}天。/ ${en}: until ${day}, ${counted(days, 'day')} left.`;
  const [todo, next] = renew[role];
  return state === 'due'
    ? `⚠ ${zh}：有效至${day}，只剩${days}天，${todo}。/ ${en}: until ${day}, only ${counted(days, 'day')} left: ${next}.`
    : `⚠ ${zh}：已于${day}过期，手机会提示资料可能不是最新，${todo}。/ ${en}: expired on ${day}; phones say that the data may not be the latest: ${next}.`;
}

/** None where no inspector key is handed out. */
function inspectorWarnings({ inspector }: Status): readonly string[] {
  if (inspector === null) return [];
  return [
    ...(inspector.published
      ? []
      : [
          '⚠ 网站上的人员名单还不是用现在的监督员密钥加密的，请重新发布。/ The published staff lists are not under the present inspector key: publish again.',
        ]),
    ...(inspector.old
      ? [
          `⚠ 监督员密钥是${inspector.from}生成的，已满一年，请运行 yixinma keys inspector DIR --rotate 更换。/ The inspector key is older than a year: rotate it.`,
        ]
      : []),
  ];
}

const BECAUSE: Readonly<Record<DueRemoval['because'], Pair>> = {
  revoked: ['已撤销', 'revoked'],
  repaired: ['已修复', 'repaired'],
  changed: ['按工作簿不应再公示', 'by the workbook not to be shown'],
};

/** What must leave the site: by the next publication, or by the timer. */
function removalLines({ removals, overdue, oldLayout }: Status): readonly string[] {
  return [
    ...(removals ?? []).map(removalLine),
    ...(overdue.length === 0
      ? []
      : [
          `⚠ 有${overdue.length}处到期的处罚还没有撤下（${overdue.join('、')}），请运行 yixinma refresh，并检查定时任务。/ ${counted(overdue.length, 'place still holds', 'places still hold')} penalties past their last day: run yixinma refresh, and look at its timer.`,
        ]),
    ...(oldLayout ? [`⚠ ${OLD_LAYOUT}`] : []),
  ];
}

/** Of a site before decision 029. */
export const OLD_LAYOUT =
  '网站是旧版格式，全部处罚在同一个签名文件里，到期不能自动撤下：请运行 yixinma publish 重新发布一次。/ The site is of the old layout, with all penalties in one signed file, from which nothing can be taken at the end of its term: run yixinma publish once.';

function removalLine({ name, documentNo, because, since, until, overdue }: DueRemoval): string {
  const [zh, en] = BECAUSE[because];
  const what = `${name}，${documentNo}，${since ?? ''}${zh}`;
  if (until === null)
    return `⚠ ${what}，网站上还在公示${because === 'revoked' ? '，没有填撤销日期' : ''}，请马上重新发布。/ ${documentNo} is ${en}, and still shown: publish again now.`;
  return overdue
    ? `⚠ ${what}，应在${until}前撤下，已经超期，请马上重新发布。/ ${documentNo} was ${en}, and due to be taken down by ${until}: publish again now.`
    : `${what}，网站上还在公示，请在${until}前重新发布。/ ${documentNo} was ${en}: publish again by ${until}.`;
}

/** Too few keys at hand is an ordinary day, for they lie with their holders; no online key is not. */
export function keyWarnings({ keys }: Pick<Status, 'keys'>): readonly string[] {
  const online = keys.some(({ role, state }) => role === 'online' && state === 'here');
  const named = (wanted: KeyStatus['state']) =>
    keys.filter(({ state }) => state === wanted).map(({ name, role }) => name ?? role);
  const [pending, stray] = [named('pending'), named('stray')];
  return [
    ...(online || pending.includes('online')
      ? []
      : [
          '⚠ 没有在线密钥，不能续签：请从备份恢复，或运行 yixinma keys rotate。/ No online key: restore it, or rotate it.',
        ]),
    ...(pending.length === 0
      ? []
      : [
          `⚠ 新密钥还没有启用（${pending.join('、')}）：请带齐根密钥重新发布。/ New keys wait for a publication with the root keys: ${pending.join(', ')}.`,
        ]),
    ...(stray.length === 0
      ? []
      : [
          `⚠ keys 文件夹里有来历不明的密钥（${stray.join('、')}），请移到别处，查明是谁放的。/ Keys of unknown origin lie in the keys folder: ${stray.join(', ')}. Take them out and find out who put them there.`,
        ]),
  ];
}
