/** `yixinma mirror`: a verified copy, for whoever wants to keep what was published. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { pagesOnRequest } from '../../../core/domain/bureau.ts';
import { trustedVersions } from '../../../core/trust/trusted.ts';
import type { Lang } from '../../../core/words/lang.ts';
import { verifyingWords } from '../../../core/words/verifying.ts';
import { type GivenRoot, givenRoot } from '../../verify/given-root.ts';
import { type MirrorOutcome, mirrorSite } from '../../verify/mirror.ts';
import { repositoryIn } from '../../verify/repository.ts';
import type { Command, Io } from '../command.ts';
import { both, rootFault } from '../verify/asked.ts';
import type { Looks } from '../verify/looks.ts';
import { findingLines } from '../verify/report.ts';
import { rootsOf } from '../verify/site.ts';
import { looksLines, publisherLines, rootLines } from '../verify/site-report.ts';
import { type Source, textOf } from '../verify/source.ts';
import { subjectOf } from '../verify/subject.ts';
import { wrongUsage } from '../wrong-usage.ts';

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
      if (where === undefined || target === undefined || more.length > 0 || typeof root === 'string') {
        return wrongUsage(io, this, faults);
      }
      const lang = values.lang === 'en' ? 'en' : 'zh';
      const found = await subjectOf(where, io.cwd);
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

interface Asked {
  readonly where: string;
  readonly root: GivenRoot | null;
  readonly lang: Lang;
  readonly looks: () => Promise<Looks>;
}

async function copy(source: Source, target: string, asked: Asked, io: Io): Promise<0 | 1> {
  const { pages, rest } = await asked.looks();
  const w = verifyingWords[asked.lang];
  const roots = await rootsOf(source, asked);
  const pin = roots?.pin ?? null;
  const repository = pin === null ? null : await repositoryIn(source.fetcher, pin, io.now());
  if (repository?.kind === 'province') {
    const each = repository.bureaus.map(({ id, name }) => `    ${asked.where.replace(/\/$/, '')}/${id}/  ${name}`);
    io.err(`${[w.mirror.province, ...each].join('\n')}\n`);
    return 1;
  }
  const outcome = await mirrorSite({
    bureau: repository?.bureau,
    fetcher: source.fetcher,
    text: textOf(source),
    target,
    pin: asked.root && pin,
    now: io.now(),
    inFolder: source.site.list !== null,
    pages,
    looks: async (release) => (rest ? rest(release, source.site, io.now()) : null),
  });
  return say(outcome, roots?.own ?? null, asked, io);
}

function say(outcome: MirrorOutcome, own: string | null, asked: Asked, io: Io): 0 | 1 {
  const { root, lang } = asked;
  const w = verifyingWords[lang];
  if (outcome.code !== 'done') {
    io.err(`${refusal(outcome, own, asked)}\n`);
    return 1;
  }
  const { site, files, pinned } = outcome;
  const { release } = site;
  if (release === null) return 1;
  const { timestamp } = trustedVersions(release.trusted);
  const copied = { records: release.records.length, pages: site.pages, files, timestamp };
  const onRequest = site.pages === 0 && pagesOnRequest(release.bureau);
  const lines = [
    `✓ ${w.mirror.done(copied)}`,
    ...(onRequest ? [w.onRequest] : []),
    ...looksLines(site, lang),
    ...publisherLines(release, lang, io.now()),
    // A copy that is brought up to date was verified from its own first root.
    ...(pinned && root === null ? [w.root({ fp: site.fingerprint })] : rootLines(site.fingerprint, root, lang)),
    w.mirror.later,
  ];
  io.out(`${lines.join('\n')}\n`);
  return 0;
}

function refusal(
  outcome: Exclude<MirrorOutcome, { code: 'done' }>,
  own: string | null,
  { where, root, lang }: Asked,
): string {
  const { mirror, cannot } = verifyingWords[lang];
  switch (outcome.code) {
    case 'nothing-there':
      return cannot.noAnswer({ where });
    case 'not-a-copy':
      return mirror.notACopy;
    case 'older':
      return mirror.older;
    case 'interrupted':
      return mirror.interrupted({ n: outcome.problems.length });
    case 'refused': {
      const { problems, release } = outcome;
      const findings = findingLines(problems, release ? [release] : [], lang);
      const roots = own !== null && problems.some(({ code }) => code === 'pin') ? rootLines(own, root, lang) : [];
      return [`✗ ${mirror.refused({ n: problems.length })}`, '', ...findings, ...roots].join('\n').trimEnd();
    }
  }
}
