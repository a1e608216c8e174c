/** `yixinma verify`: for anyone who wants to know whether a site, a copy or a saved page is what the bureau published. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type InspectorKey, importInspectorKey } from '../../../core/snapshot/staff-file.ts';
import { verifyingWords } from '../../../core/words/verifying.ts';
import { parseInspectorKeyFile } from '../../publish/signing/inspector-key.ts';
import { type GivenRoot, givenRoot, type RootFault } from '../../verify/given-root.ts';
import type { SiteProblem } from '../../verify/site-problem.ts';
import type { Command, Io } from '../command.ts';
import { wrongUsage } from '../wrong-usage.ts';
import { type Asked, both, rootFault } from './asked.ts';
import type { Looks } from './looks.ts';
import { findingLines } from './report.ts';
import { checkSaved } from './saved.ts';
import { checkSite } from './site.ts';
import { verdictLine } from './site-report.ts';
import { type Found, subjectOf } from './subject.ts';

const USAGE = `yixinma verify 网址|文件夹|压缩包|保存的网页|记录文件 [--root 根指纹或根文件] [--site 网址或文件夹] [--json] [--lang zh|en]
yixinma verify URL|FOLDER|ARCHIVE|SAVED_PAGE|RECORD.json [--root FINGERPRINT_OR_FILE] [--site URL_OR_FOLDER] [--json] [--lang zh|en]
  --root   公告或公示栏上印的根指纹（64位，或印出的前16位），或根文件 / the root fingerprint as printed (64 digits, or the first 16), or a root file
  --site   保存的网页或记录文件是哪个网站的，也可以是一份副本 / whose page or record it is: its site, or a copy of it
  --json   给程序读：每处问题都有编码 / for programs: every problem with its code
  --inspector-key-file FILE   监督员密钥（keys/inspector.json，或只有密钥的文本文件）：逐家核对加密的人员名单 / checks every encrypted staff list too
不写网址就不连网。退出码：0 核验通过，1 未通过，2 用法不对，3 没有核验完（取不到，或单凭这个文件看不出是谁签名的）。
Nothing is fetched unless an address is given. Exit codes: 0 genuine, 1 not, 2 wrong usage, 3 could not be told.`;

/** `looks`: what this program knows of how sites are written. */
export function verifyCommand(looks: () => Promise<Looks>): Command {
  return {
    name: 'verify',
    summary: '核验网站、副本或保存的网页 / verify a site, a copy or a saved page',
    usage: USAGE,
    async run(args, io) {
      const { values, positionals } = parseArgs({
        args: [...args],
        allowPositionals: true,
        options: {
          root: { type: 'string' },
          site: { type: 'string' },
          'inspector-key-file': { type: 'string' },
          json: { type: 'boolean', default: false },
          lang: { type: 'string', default: 'zh' },
        },
      });
      const [where = '', ...more] = positionals;
      const root = values.root === undefined ? null : await givenRoot(values.root, resolve(io.cwd, values.root));
      const faults = usageFaults(where, more, values.root ?? '', root, values.lang);
      const found = where === '' ? null : await subjectOf(where, io.cwd);
      const site = values.site === undefined ? null : await subjectOf(values.site, io.cwd);
      for (const one of [found, site])
        if (one && 'say' in one && one.code === 'wrong-usage') faults.push(both(one.say));
      if (values.site !== undefined && found && 'subject' in found && !('saved' in found.subject)) {
        faults.push(both(({ usage }) => usage.siteOnly));
      }
      if (faults.length > 0 || found === null || typeof root === 'string') return wrongUsage(io, this, faults);
      const keyFile = values['inspector-key-file'];
      const inspector = keyFile === undefined ? null : await inspectorKeyIn(resolve(io.cwd, keyFile));
      const lang = values.lang === 'en' ? 'en' : 'zh';
      return check(found, site, { where, root, inspector, lang, json: values.json, looks }, io);
    },
  };
}

async function check(found: Found, site: Found | null, asked: Asked, io: Io): Promise<0 | 1 | 2 | 3> {
  try {
    if ('problem' in found) return sayDamaged(found.problem, asked, io);
    for (const one of [found, site]) {
      if (one === null || !('say' in one)) continue;
      const words = verifyingWords[asked.lang];
      const { reason } = one;
      const nothing = { ok: false, verdict: 'unknown', where: asked.where, ...(reason && { reason }), problems: [] };
      if (asked.json) io.out(`${JSON.stringify(nothing)}\n`);
      io.err(`${one.say(words)}${words.notUsed}\n`);
      return 3;
    }
    if (!('subject' in found)) return 3;
    const { subject } = found;
    if (!('saved' in subject)) return await checkSite(subject.kind, subject.source, asked, io);
    const other = site !== null && 'subject' in site ? site.subject.source : null;
    return await checkSaved(subject.saved, other ?? subject.source, asked, io);
  } finally {
    for (const one of [found, site]) if (one && 'dispose' in one) await one.dispose();
  }
}

function sayDamaged(problem: SiteProblem, { where, lang, json }: Asked, io: Io): 1 {
  const verdict = 'not-genuine';
  const w = verifyingWords[lang];
  const text = [
    w.checked({ where, subject: w.subject.page }),
    verdictLine(verdict, 1, lang),
    '',
    ...findingLines([problem], [], lang),
  ];
  const told = { ok: false, verdict, subject: 'page', where, problems: [problem] };
  io.out(json ? `${JSON.stringify(told)}\n` : text.join('\n'));
  return 1;
}

function usageFaults(
  where: string,
  more: readonly string[],
  typed: string,
  root: GivenRoot | RootFault | null,
  lang: string,
): string[] {
  const faults: string[] = [];
  if (where === '') faults.push(both(({ usage }) => usage.nothing));
  for (const one of more) faults.push(`“${one}”是多余的，请去掉。/ "${one}" is one too many: leave it out.`);
  if (typeof root === 'string') faults.push(rootFault(root, typed));
  if (lang !== 'zh' && lang !== 'en') faults.push(both(({ usage }) => usage.lang));
  return faults;
}

async function inspectorKeyIn(file: string): Promise<InspectorKey> {
  return importInspectorKey(parseInspectorKeyFile(await readFile(file, 'utf8'), file).code);
}
