/** A whole site: what was found, what was checked, and as of when. */

import { verifyingWords } from '../../../core/words/verifying.ts';
import { isGiven } from '../../verify/given-root.ts';
import { fingerprint } from '../../verify/read-release.ts';
import { type BureauFolder, repositoryIn } from '../../verify/repository.ts';
import { strangers } from '../../verify/strangers.ts';
import { type SiteVerification, verifySite } from '../../verify/verify-site.ts';
import type { Io } from '../command.ts';
import type { Asked, SiteOutcome } from './asked.ts';
import { type BureauPart, provinceJson, provinceText } from './province-report.ts';
import { siteJson, siteText } from './site-report.ts';
import { rootOf, type Source, textOf } from './source.ts';

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
  if (repository.kind === 'province') return checkProvince(kind, source, roots, repository.bureaus, asked, io);
  const outcome = await outcomeOf(source, roots, asked, io.now(), repository.bureau);
  io.out(
    asked.json
      ? `${JSON.stringify(siteJson(kind, outcome, asked, io.now()))}\n`
      : siteText(kind, outcome, asked, io.now()),
  );
  return outcome.verdict === 'genuine' ? 0 : outcome.verdict === 'unknown' ? 3 : 1;
}

/** From which root a site is verified, and which one it has. */
export interface Roots {
  /** The whole fingerprint to verify from. */
  readonly pin: string;
  /** That of the root file here. */
  readonly own: string;
}

/** Null where there is no root file at all. */
export async function rootsOf(source: Pick<Source, 'fetcher'>, { root }: Pick<Asked, 'root'>): Promise<Roots | null> {
  const first = await rootOf(source);
  if (first === null) return null;
  const own = fingerprint(first);
  // Sixteen digits that fit name the root; those that do not are the root of nothing here.
  return { pin: root === null || isGiven(root, own) ? own : root.digits, own };
}

async function outcomeOf(
  source: Source,
  { pin, own }: Roots,
  asked: Asked,
  now: Date,
  bureau?: string,
): Promise<SiteOutcome> {
  const looks = await asked.looks();
  const result = await verifySite(source.fetcher, textOf(source), pin, now, {
    inspector: asked.inspector,
    looks: looks.pages,
    inFolder: source.site.list !== null,
    bureau,
  });
  const { release } = result;
  const listed = release && source.site.list ? strangers(await source.site.list(), [release]) : [];
  const compared = release && looks.rest ? await looks.rest(release, quiet(source), now) : null;
  // A file that is named already is not named twice.
  const named = new Set([...result.problems, ...listed].map(({ file }) => file));
  const problems = [...result.problems, ...listed, ...(compared ?? []).filter(({ file }) => !named.has(file))];
  return {
    ...result,
    fingerprint: own,
    problems,
    ok: problems.length === 0,
    verdict: verdictOf(problems),
    appCompared: compared !== null,
    unmapped: source.unmapped(),
  };
}

function verdictOf(problems: SiteVerification['problems']): SiteOutcome['verdict'] {
  if (problems.length === 0) return 'genuine';
  if (problems.every(({ code }) => code === 'network')) return 'unknown';
  return problems.every(({ code }) => code === 'expired' || code === 'lapsed') ? 'dated' : 'not-genuine';
}

/** Every bureau of a province, each in its own folder under its own role, all from the province's root. */
async function checkProvince(
  kind: 'address' | 'folder' | 'archive',
  source: Source,
  roots: Roots,
  bureaus: readonly BureauFolder[],
  asked: Asked,
  io: Io,
): Promise<0 | 1 | 3> {
  const parts: BureauPart[] = [];
  const waiting: BureauFolder[] = [];
  for (const bureau of bureaus) {
    const { id, name } = bureau;
    if (!bureau.published) {
      waiting.push(bureau);
      continue;
    }
    const own = await source.below(id);
    const outcome = own === null ? nothingOf(roots.own) : await outcomeOf(own, roots, asked, io.now(), id);
    const problems = outcome.problems.map((problem) => ({ ...problem, file: `${id}/${problem.file}` }));
    parts.push({ id, name, outcome: { ...outcome, problems } });
  }
  const verdict = verdictOf(parts.flatMap(({ outcome }) => outcome.problems));
  const report = asked.json ? provinceJson : provinceText;
  io.out(report(kind, roots.own, verdict, { parts, waiting }, asked, io.now()));
  return verdict === 'genuine' ? 0 : verdict === 'unknown' ? 3 : 1;
}

/** A bureau that the province lists, and of which there is nothing. */
function nothingOf(pin: string): SiteOutcome {
  const problems = [{ code: 'missing' as const, file: 'd/metadata' }];
  const nothing = { release: null, pages: 0, compared: 0, byFacts: 0, appCompared: false, unmapped: false };
  return { ...nothing, ok: false, problems, fingerprint: pin, verdict: 'not-genuine' };
}

/** For the comparison with a build, what cannot be fetched is not there. */
function quiet({ site }: Source): Source['site'] {
  return { ...site, file: (path) => site.file(path).catch(() => null) };
}
