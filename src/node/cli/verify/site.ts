/** A whole site: what was found, what was checked, and as of when. */
import { verifyingWords } from '../../../core/words/verifying.ts';
import { repositoryIn } from '../../verify/repository.ts';
import type { Io } from '../command.ts';
import type { Asked } from './asked.ts';
import { rootsOf, siteOutcome } from './outcome.ts';
import { checkProvince } from './province.ts';
import { siteJson, siteText } from './site-report.ts';
import type { Source } from './source.ts';

export async function checkSite(
  kind: 'address' | 'folder' | 'archive',
  source: Source,
  asked: Asked,
  io: Io,
): Promise<0 | 1 | 3> {
  const roots = await rootsOf(source, asked);
  const words = verifyingWords[asked.lang];
  if (roots === null) {
    const { where } = asked;
    if (asked.json) io.out(`${JSON.stringify({ ok: false, verdict: 'unknown', where, problems: [] })}\n`);
    io.err(`${kind === 'address' ? words.cannot.noAnswer({ where }) : words.cannot.noSite({ where })}\n`);
    return 3;
  }
  const repository = await repositoryIn(source.fetcher, roots.pin, io.now());
  if (repository.kind === 'province') return checkProvince(kind, source, roots, repository, asked, io);
  const outcome = await siteOutcome(source, roots, asked, io.now(), repository.bureau);
  io.out(
    asked.json
      ? `${JSON.stringify(siteJson(kind, outcome, asked, io.now()))}\n`
      : siteText(kind, outcome, asked, io.now(), source.inside),
  );
  return outcome.verdict === 'genuine' ? 0 : outcome.verdict === 'unknown' ? 3 : 1;
}
