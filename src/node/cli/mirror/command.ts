/** `yixinma mirror`: a verified copy, for whoever wants to keep what was published. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { verifyingWords } from '../../../core/words/verifying.ts';
import { givenRoot } from '../../verify/given-root.ts';
import { mirrorSite } from '../../verify/mirror.ts';
import { repositoryIn } from '../../verify/repository.ts';
import type { Command, Io } from '../command.ts';
import { both, rootFault } from '../verify/asked.ts';
import type { Looks } from '../verify/looks.ts';
import { rootsOf } from '../verify/outcome.ts';
import { rootLines } from '../verify/site-report.ts';
import { type Source, textOf } from '../verify/source.ts';
import { subjectOf } from '../verify/subject.ts';
import { tooMuch, wrongUsage } from '../wrong-usage.ts';
import { type Copier, copyProvince } from './province.ts';
import { type Asked, doneLines, refusalOf } from './report.ts';

const USAGE = `yixinma mirror 网址|文件夹|压缩包 副本文件夹 [--root 根指纹或根文件] [--lang zh|en]
yixinma mirror URL|FOLDER|ARCHIVE DIR [--root FINGERPRINT_OR_FILE] [--lang zh|en]
  --root   公告或公示栏上印的根指纹，或根文件 / the root fingerprint as printed, or a root file
核验过的才写入，全部通过才换上；中断了再运行一次，会接着做；比副本旧的，副本不动。
What verifies is written, and put in place when all of it does; run again to go on or to update; never backwards.`;

/** `looks`: what this program knows of how sites are written. */
export function mirrorCommand(looks: () => Promise<Looks>): Command {
  return {
    name: 'mirror',
    summary: '复制一份核验过的站点 / make a verified copy of a site',
    usage: USAGE,
    async run(args, io) {
      const { values, positionals } = parseArgs({
        args: [...args],
        allowPositionals: true,
        options: { root: { type: 'string' }, lang: { type: 'string', default: 'zh' } },
      });
      const [where, target, ...more] = positionals;
      const root = values.root === undefined ? null : await givenRoot(values.root, resolve(io.cwd, values.root));
      const faults = typeof root === 'string' ? [rootFault(root, values.root ?? '')] : [];
      faults.push(...wordFaults(where, target, more));
      if (where === undefined || target === undefined || typeof root === 'string' || faults.length > 0) {
        return wrongUsage(io, this, faults);
      }
      const lang = values.lang === 'en' ? 'en' : 'zh';
      const found = await subjectOf(where, io.cwd);
      if ('problem' in found) return wrongUsage(io, this, [both(({ mirror }) => mirror.notSite)]);
      if ('code' in found) {
        if (found.code === 'wrong-usage') return wrongUsage(io, this, [both(found.say)]);
        io.err(`${found.say(verifyingWords[lang])}\n`);
        return 1;
      }
      try {
        if ('saved' in found.subject) return wrongUsage(io, this, [both(({ mirror }) => mirror.notSite)]);
        return await copy(found.subject.source, resolve(io.cwd, target), { where, root, lang, looks }, io);
      } finally {
        await found.dispose();
      }
    },
  };
}

/** What is missing, with an example, or too much. */
function wordFaults(where: string | undefined, target: string | undefined, more: readonly string[]): readonly string[] {
  const { what, into } = { what: both(({ mirror }) => mirror.noSite), into: both(({ mirror }) => mirror.noTarget) };
  return [...(where === undefined ? [what] : []), ...(target === undefined ? [into] : []), ...tooMuch(more)];
}

async function copy(source: Source, target: string, asked: Asked, io: Io): Promise<0 | 1> {
  const roots = await rootsOf(source, asked);
  const pin = roots?.pin ?? null;
  const repository = pin === null ? null : await repositoryIn(source.fetcher, pin, io.now());
  const copier: Copier = async (from, to, { bureau, pin }) => {
    const { pages, gone, rest } = await asked.looks();
    return mirrorSite({
      bureau,
      pin,
      fetcher: from.fetcher,
      text: textOf(from),
      target: to,
      now: io.now(),
      inFolder: from.site.list !== null,
      pages,
      gone,
      looks: async (release) => (await rest?.(release, from.site, io.now()))?.problems ?? null,
    });
  };
  if (roots !== null && repository?.kind === 'province') return copyProvince(source, target, roots, copier, asked, io);
  const bureau = repository?.kind === 'bureau' ? repository.bureau : undefined;
  const outcome = await copier(source, target, { bureau, pin: asked.root && pin });
  const { root, lang } = asked;
  const w = verifyingWords[lang];
  if (outcome.code !== 'done') {
    io.err(`${refusalOf(outcome, roots?.own ?? null, asked)}\n`);
    return 1;
  }
  const { site, pinned } = outcome;
  const lines = [
    ...doneLines(outcome, lang, io.now()),
    // A copy that is brought up to date was verified from its own first root.
    ...(pinned && root === null ? [w.root({ fp: site.fingerprint })] : rootLines(site.fingerprint, root, lang)),
    w.mirror.later,
  ];
  io.out(`${lines.join('\n')}\n`);
  return 0;
}
