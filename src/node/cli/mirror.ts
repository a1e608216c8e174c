/** `yixinma mirror URL DIR`: a verified copy, for whoever wants to keep what was published. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { trustedVersions } from '../../core/trust/trusted.ts';
import { type MirrorOutcome, mirrorSite } from '../verify/mirror.ts';
import type { Command, Io } from './command.ts';
import { compareLooks, PAGES_ELSEWHERE, pagesElsewhere, type Source, sourceOf, textOf } from './verify/source.ts';

const REFUSED: Readonly<Record<Exclude<MirrorOutcome['code'], 'done' | 'refused'>, string>> = {
  'nothing-there':
    '这里没有已发布的站点，或者连不上，没有复制。/ No published site there, or no connection: nothing was copied.',
  'not-a-copy':
    '目标文件夹已存在，而且不是以前的副本，没有动它。请换一个文件夹。/ The folder is there and is no copy of a site: it was left alone. Name another.',
  older:
    '站点上的比现有副本还旧，副本没有动。站点可能被退回到了以前，请向发布单位核实。/ The site is older than the copy, which was kept. The site may have been set back: ask the publisher.',
};

/** Lines of problems that a terminal shows; `yixinma verify --json` has them all. */
const SHOWN = 20;

export const mirror: Command = {
  name: 'mirror',
  summary: '复制一份核验过的站点 / make a verified copy of a site',
  usage: `yixinma mirror URL_OR_DIR DIR [--root FILE]
  --root  公告上所印指纹对应的根文件 / the root file whose fingerprint the notice prints
再次运行会更新副本；核验不通过或比副本旧的，副本不动。/ Run again to bring the copy up to date; it is never replaced by what does not verify, or is older.`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { root: { type: 'string' } },
    });
    const [where, target, ...more] = positionals;
    if (where === undefined || target === undefined || more.length > 0) {
      io.err(`${this.usage}\n`);
      return 2;
    }
    const source = await sourceOf(where, io.cwd);
    const root = values.root === undefined ? null : await readFile(resolve(io.cwd, values.root));
    const outcome = await mirrorSite({
      fetcher: source.fetcher,
      text: textOf(source),
      target: resolve(io.cwd, target),
      root,
      now: io.now(),
      inFolder: source.site.list !== null,
      looks: (release) => compareLooks(release, source.site, io.now()),
    });
    return say(outcome, source, io);
  },
};

function say(outcome: MirrorOutcome, source: Source, io: Io): 0 | 1 {
  if (outcome.code === 'refused') {
    const lines = outcome.problems.slice(0, SHOWN).map(({ code, file }) => `✗ ${file || '–'}：${code}\n`);
    io.err(
      `核验未通过，没有复制（${outcome.problems.length}处）。/ It does not verify: nothing was copied.\n${lines.join('')}`,
    );
    return 1;
  }
  if (outcome.code !== 'done') {
    io.err(`${REFUSED[outcome.code]}\n`);
    return 1;
  }
  const { site, files, pinned, compared } = outcome;
  const versions = site.release === null ? null : trustedVersions(site.release.trusted);
  io.out(
    `已核验并复制：记录${site.release?.records.length ?? 0}条，页面${site.pages}个，文件${files}个，时间戳第${versions?.timestamp ?? 0}版。/ Verified and copied: ${site.release?.records.length ?? 0} records, ${site.pages} pages, ${files} files.\n`,
  );
  if (site.pages === 0 && pagesElsewhere(source, site.release)) io.out(`${PAGES_ELSEWHERE}\n`);
  if (!compared) {
    io.out(
      '⚠ 页面的外观没有比对（由其他构建写成）：数据和页内的数据块核验过，页面上的文字请以数据为准。/ Looks of pages were not compared (another build wrote them): data and data blocks verify, words on a page may not be the publisher’s.\n',
    );
  }
  io.out(
    `根指纹 root fingerprint: ${site.fingerprint}${pinned ? '' : '（取自站点本身，请与公告上印的核对 / taken from the site itself: compare it with the printed one）'}\n`,
  );
  return 0;
}
