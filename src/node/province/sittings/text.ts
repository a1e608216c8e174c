/** What a signer of a province reads: which bureaus come, go or change their keys, with the fingerprints to compare. */
import { visibleLine } from '../../../core/domain/visible.ts';
import { keyidOf } from '../../publish/signing/keys.ts';
import type { RolesToSign } from '../../publish/sittings/roles-to-sign.ts';
import { keyChanges } from '../../publish/sittings/summary.ts';
import { exportLines, keyLines, signerLines, versionLines } from '../../publish/sittings/text.ts';
import type { Delegate } from '../delegates.ts';
import type { Listed } from './listed.ts';

export interface ProvinceParts {
  readonly id: string;
  readonly roles: RolesToSign;
  readonly listed: Listed;
  readonly last: Listed | null;
  /** Of the first root; null for a first publication. */
  readonly fingerprint: string | null;
}

/** Pure: the same files give the same text on every machine. At most `most` of the bureaus that stay are named. */
export function provinceText(parts: ProvinceParts, most = Number.POSITIVE_INFINITY): string {
  const { id, roles, listed, last, fingerprint } = parts;
  const { province, delegates } = listed;
  const before = last?.delegates ?? [];
  const known = (one: Delegate) => before.find((old) => old.id === one.id);
  const added = delegates.filter((one) => known(one) === undefined);
  const gone = before.filter((old) => !delegates.some((one) => one.id === old.id));
  const changed = delegates.flatMap((one) => changedLines(known(one) ?? one, one));
  const stay = delegates.filter((one) => known(one) !== undefined && changedLines(known(one) ?? one, one).length === 0);
  const lines = [
    `待签名：平台（${province}）的部门名单，共${delegates.length}个部门。/ To be signed: the bureaus of ${province}, ${delegates.length} of them.`,
    ...exportLines(id, roles),
    ...versionLines(roles, fingerprint),
    ...keyLines({ keys: keyChanges(roles.before, roles.after), fingerprint }),
    ...(added.length + gone.length + changed.length === 0
      ? ['部门名单没有变化。/ The list of bureaus is the same.']
      : []),
    ...headed(
      '⚠ 新增部门，指纹请和该部门公告上印的核对：/ New; compare each fingerprint with the bureau’s notice:',
      added.flatMap(bureauLines),
    ),
    ...headed('⚠ 移除部门，页面随即撤下：/ Removed, with their pages:', gone.map(nameLine)),
    ...headed('⚠ 部门有变化，没有商定过的不要签：/ Changed; sign only what was agreed:', changed),
    ...headed('没有变化的部门：/ As before:', atMost(stay.map(nameLine), most)),
    ...signerLines(roles),
  ];
  return lines.map((line) => `${visibleLine(line)}\n`).join('');
}

function headed(head: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [head, ...lines];
}

function nameLine({ id, name, regionCode }: Delegate): string {
  return `    ${name}（${id}，${regionCode}）`;
}

function bureauLines(one: Delegate): readonly string[] {
  return [nameLine(one), `      根密钥指纹 root fingerprint: ${one.root}`, `      ${keysOf(one)}`];
}

function keysOf({ keys, threshold }: Delegate): string {
  return `签名密钥 signing keys (${threshold}/${keys.length}): ${keys.map((pem) => keyidOf(pem).slice(0, 16)).join(' ')}`;
}

/** None where nothing changed. */
function changedLines(old: Delegate, now: Delegate): readonly string[] {
  const fields = (['name', 'nameEn', 'county', 'countyEn', 'regionCode', 'root'] as const)
    .filter((field) => old[field] !== now[field])
    .map((field) => `      ${field}: ${old[field]} → ${now[field]}`);
  const keys = keysOf(old) === keysOf(now) ? [] : [`      ${keysOf(old)}`, `      → ${keysOf(now)}`];
  return fields.length + keys.length === 0 ? [] : [nameLine(now), ...fields, ...keys];
}

function atMost(lines: readonly string[], most: number): readonly string[] {
  if (lines.length <= most) return lines;
  const rest = lines.length - most;
  return [...lines.slice(0, most), `    ……另有${rest}个部门 / … and ${rest} more`];
}
