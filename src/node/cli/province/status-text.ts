/** What `status` and `province list` say of a province's platform: what is due stands with what to do. */

import { chinaDay } from '../../../core/domain/iso-date.ts';
import { visibleLine } from '../../../core/domain/visible.ts';
import type { Role } from '../../../core/trust/metadata.ts';
import { counted } from '../../../core/words/lang.ts';
import type { Refused } from '../../province/refusals.ts';
import type { BureauStatus, ProvinceStatus } from '../../province/status.ts';
import { keyidOf } from '../../publish/signing/keys.ts';
import { keyWarnings, roleLine, waitingLine } from '../keys/text.ts';
import { isRefusalCode, refusalText, strayText } from './text.ts';

type Pair = readonly [zh: string, en: string];

/** What renews a role of the platform. */
const RENEW: Readonly<Record<Role, Pair>> = {
  timestamp: ['请运行 yixinma province refresh，并检查定时任务', 'run yixinma province refresh, and look at its timer'],
  snapshot: ['请运行 yixinma province refresh', 'run yixinma province refresh'],
  targets: ['请带上数据密钥运行 yixinma province publish', 'run yixinma province publish, with the targets keys'],
  root: ['请带齐根密钥运行 yixinma province publish', 'run yixinma province publish, with the root keys'],
};

export function provinceStatusText(status: ProvinceStatus): string {
  const { fingerprint, roles, bureaus, strays, waiting } = status;
  const lines = [
    fingerprint === null
      ? '还没有公布过，请运行 yixinma province publish。/ Nothing is published yet: run yixinma province publish.'
      : `平台的根密钥指纹 root fingerprint: ${fingerprint}`,
    ...waiting.map((one) => waitingLine(one, 'yixinma province publish')),
    ...roles.map((role) => roleLine(role, RENEW)),
    ...keyWarnings(status),
    ...(bureaus.length === 0 ? ['还没有登记任何部门。/ No bureau is registered.'] : []),
    ...bureaus.flatMap((bureau) => ['', ...bureauLines(bureau)]),
    ...(strays.length === 0 ? [] : ['', ...strays.map((stray) => `⚠ ${strayText(stray)}`)]),
  ];
  return `${lines.map(visibleLine).join('\n')}\n`;
}

/** Whether somebody has to do something. */
export function provinceNeedsCare(status: ProvinceStatus): boolean {
  const due = (bureau: BureauStatus) =>
    bureau.state !== 'listed' || bureau.refused !== null || bureau.problems.length > 0 || isDue(bureau);
  return (
    status.fingerprint === null ||
    status.roles.some(({ state }) => state !== 'good') ||
    keyWarnings(status).length > 0 ||
    status.bureaus.some(due) ||
    status.strays.length > 0
  );
}

function isDue({ list }: BureauStatus): boolean {
  return list !== null && list.state !== 'good';
}

function bureauLines(bureau: BureauStatus): readonly string[] {
  const { id, name, regionCode, root, keys, problems, refused } = bureau;
  return [
    `${name}（${id}，${regionCode}）`,
    ...STATE[bureau.state],
    releaseLine(bureau),
    ...listLines(bureau),
    ...(refused === null ? [] : [refusedLine(refused)]),
    ...problems.map(
      ({ code, file }) =>
        `  ⚠ 网站上它的文件核验不通过：${file || 'site'}（${code}），请从备份恢复。/ Its files on the site do not verify: restore from a backup.`,
    ),
    `  根密钥指纹 root fingerprint: ${root}`,
    ...(keys === null
      ? []
      : [
          `  签名密钥 signing keys (${keys.threshold}/${keys.keys.length}): ${keys.keys.map((pem) => keyidOf(pem).slice(0, 16)).join(' ')}`,
        ]),
  ];
}

const STATE: Readonly<Record<BureauStatus['state'], readonly string[]>> = {
  listed: [],
  pending: [
    '  ⚠ 已登记，还没有生效：请运行 yixinma province publish。/ Registered, not in force: run yixinma province publish.',
  ],
  leaving: [
    '  ⚠ 已移除，网站上还在：请运行 yixinma province publish。/ Removed, and still on the site: run yixinma province publish.',
  ],
};

function releaseLine({ release, takenIn, list, id }: BureauStatus): string {
  if (release === null) {
    return list === null
      ? `  还没有内容，请该部门交到 inbox/${id}。/ Nothing yet: deliver to inbox/${id}.`
      : '  已收下的内容读不出来。/ What was taken in cannot be read.';
  }
  const { year, version, time } = release;
  const [on, since] = takenIn === null ? ['', ''] : [`，${day(takenIn)}收下`, `, taken in on ${day(takenIn)}`];
  return `  ${year}年度，第${version}号公布，${day(time)}${on}。/ ${year}, publication no. ${version} of ${day(time)}${since}.`;
}

function listLines({ list }: BureauStatus): readonly string[] {
  if (list === null) return [];
  const until = chinaDay(new Date(list.expires));
  if (list.state === 'good')
    return [`  签名有效至${until}，还有${list.days}天。/ Signed until ${until}, ${counted(list.days, 'day')} left.`];
  const [zh, en] =
    list.state === 'due'
      ? [`只剩${list.days}天`, `only ${counted(list.days, 'day')} left`]
      : ['已经过期', 'which is over'];
  return [
    `  ⚠ 签名有效至${until}，${zh}，手机过期后会提示资料可能不是最新：请该部门重新公布后交来。/ Signed until ${until}, ${en}: the bureau should publish again and deliver.`,
  ];
}

function refusedLine({ since, code, detail = '' }: Refused): string {
  const [zh, en] = isRefusalCode(code) ? refusalText(code, detail) : ['没有收下', 'it was not taken in'];
  return visibleLine(`  ⚠ ${day(since)}起：${zh}。/ Since ${day(since)}: ${en}.`);
}

const day = (instant: string) => chinaDay(new Date(instant));
