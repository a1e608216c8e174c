/** `yixinma verify URL_OR_DIR`: for anyone who wants to know whether a site is what the bureau published. */

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type InspectorKey, importInspectorKey } from '../../core/snapshot/staff-file.ts';
import { trustedPaths, trustedVersions } from '../../core/trust/trusted.ts';
import { parseInspectorKeyFile } from '../publish/signing/inspector-key.ts';
import { fingerprint } from '../verify/read-release.ts';
import { type SiteVerification, verifySite } from '../verify/verify-site.ts';
import type { Command } from './command.ts';
import { compareLooks, PAGES_ELSEWHERE, pagesElsewhere, sourceOf, textOf } from './verify/source.ts';

const ROOT_LIMIT = 64 * 1024;

export const verify: Command = {
  name: 'verify',
  summary: '核验已发布的站点 / verify a published site',
  usage: `yixinma verify URL_OR_DIR [--root FILE] [--inspector-key-file FILE] [--json]
  --inspector-key-file   监督员密钥（keys/inspector.json，或只有密钥的文本文件）：逐家核对加密的人员名单 / checks every encrypted staff list too`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        root: { type: 'string' },
        'inspector-key-file': { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const [where, ...more] = positionals;
    if (where === undefined || more.length > 0) {
      io.err(`${this.usage}\n`);
      return 2;
    }
    const source = await sourceOf(where, io.cwd);
    const { fetcher, site } = source;
    const root = values.root
      ? await readFile(resolve(io.cwd, values.root))
      : await fetcher.fetch('metadata/1.root.json', ROOT_LIMIT).catch(() => null);
    if (root === null) {
      io.err(
        `这里没有已发布的站点，或者连不上（自签名证书的网址请改为核验文件夹）：${where}。/ No published site at ${where}, or no connection (for a self-signed address verify the folder instead).\n`,
      );
      return 1;
    }
    const keyFile = values['inspector-key-file'];
    const key = keyFile === undefined ? null : await inspectorKeyIn(resolve(io.cwd, keyFile));
    const result = await verifySite(fetcher, textOf(source), fingerprint(root), io.now(), key, site.list !== null);
    const compared = result.release ? await compareLooks(result.release, site, io.now()) : null;
    // A page that is named already is not named twice.
    const named = new Set(result.problems.map(({ file }) => file));
    const problems = [...result.problems, ...(compared ?? []).filter(({ file }) => !named.has(file))];
    const whole: Outcome = {
      ...result,
      problems,
      ok: problems.length === 0,
      compared: compared !== null,
      elsewhere: pagesElsewhere(source, result.release),
    };
    io.out(values.json ? `${JSON.stringify(asJson(whole))}\n` : asText(whole, values.root !== undefined));
    return whole.ok ? 0 : 1;
  },
};

async function inspectorKeyIn(file: string): Promise<InspectorKey> {
  return importInspectorKey(parseInspectorKeyFile(await readFile(file, 'utf8'), file).code);
}

interface Outcome extends SiteVerification {
  /** Whether the unsigned parts could be compared with the build at hand. */
  readonly compared: boolean;
  /** Whether pages could not be looked at, since they are rendered on request. */
  readonly elsewhere: boolean;
}

function asJson({ ok, problems, release, pages, compared, fingerprint: root }: Outcome): object {
  return {
    ok,
    fingerprint: root,
    versions: release ? trustedVersions(release.trusted) : null,
    publishedAt: release?.trusted.publishedAt ?? null,
    confirmedAt: release?.trusted.confirmedAt ?? null,
    records: release?.records.length ?? 0,
    pages,
    publications: release?.log.length ?? 0,
    comparedWithBuild: compared,
    problems,
  };
}

/** A terminal shows so many problems; `--json` has them all. */
const SHOWN = 40;

function asText(result: Outcome, pinned: boolean): string {
  const { release, problems } = result;
  const lines = problems
    .slice(0, SHOWN)
    .map(({ code, file, detail }) => `✗ ${file || '–'}：${code}${detail === undefined ? '' : `（${detail}）`}`);
  if (problems.length > SHOWN)
    lines.push(`…… 还有${problems.length - SHOWN}处 / ${problems.length - SHOWN} more (--json)`);
  if (release) {
    lines.push(
      `签名文件 signed files: ${trustedPaths(release.trusted).length} · 记录 records: ${release.records.length} · 页面 pages: ${result.pages} · 公布 publications: ${release.log.length}`,
      `发布 published: ${release.trusted.publishedAt} · 最近确认 last confirmed: ${release.trusted.confirmedAt}`,
    );
  }
  if (result.elsewhere && result.pages === 0) lines.push(PAGES_ELSEWHERE);
  lines.push(
    result.compared
      ? '页面外观和应用文件已与本机的构建逐字节比对。/ Pages and app files were compared with the build at hand, byte for byte.'
      : '页面外观和应用文件没有比对（由其他构建写成，或者这是没有应用文件的副本）：页面上的文字请以签名数据为准。/ Looks of pages and app files were not compared (another build, or a copy without the app): what counts is the signed data, not the words of a page.',
    `根指纹 root fingerprint: ${result.fingerprint}${pinned ? '' : '（取自站点本身，请与公告上印的核对 / taken from the site itself: compare it with the printed one）'}`,
    result.ok ? '核验通过。/ Everything verifies.' : '核验未通过。/ It does not verify.',
    '',
  );
  return lines.join('\n');
}
