/** A site as it is checked: from which root, what was found, and what lies beside it. */
import { isGiven } from '../../verify/given-root.ts';
import { lyingBeside } from '../../verify/lying-there.ts';
import { fingerprint } from '../../verify/read-release.ts';
import { type SiteVerification, verifySite } from '../../verify/verify-site.ts';
import type { Asked, SiteOutcome } from './asked.ts';
import type { Looks } from './looks.ts';
import { rootOf, type Source, textOf } from './source.ts';

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

/** @param bureau in a province's repository: whose part this is */
export async function siteOutcome(
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
    gone: looks.gone,
    inFolder: source.site.list !== null,
    bureau,
  });
  const { release } = result;
  const compared = release && looks.rest ? await looks.rest(release, quiet(source), now) : null;
  const paths = release && source.site.list ? await source.site.list() : null;
  const lying =
    release && paths ? lyingBeside(release, paths, compared?.files ?? programOf(result, paths, looks)) : null;
  // A file that is named already is not named twice.
  const named = new Set(result.problems.map(({ file }) => file));
  const others = [...(lying?.problems ?? []), ...(compared?.problems ?? [])].filter(({ file }) => !named.has(file));
  const problems = [...result.problems, ...others];
  return {
    ...result,
    fingerprint: own,
    problems,
    ok: problems.length === 0,
    verdict: verdictOf(problems),
    appCompared: compared !== null,
    unmapped: source.unmapped(),
    lying,
  };
}

/** Where this program wrote all pages, a program that is none of its own belongs to none of them. */
function programOf(
  { compared, byFacts }: SiteVerification,
  paths: readonly string[],
  { scripts }: Looks,
): 'any' | 'none' {
  const oneBuild = compared > 0 && byFacts === 0;
  return oneBuild && !scripts.some((script) => paths.includes(script)) ? 'none' : 'any';
}

export function verdictOf(problems: SiteVerification['problems']): SiteOutcome['verdict'] {
  if (problems.length === 0) return 'genuine';
  if (problems.every(({ code }) => code === 'network')) return 'unknown';
  return problems.every(({ code }) => code === 'expired' || code === 'lapsed') ? 'dated' : 'not-genuine';
}

/** For the comparison with a build, what cannot be fetched is not there. */
function quiet({ site }: Source): Source['site'] {
  return { ...site, file: (path) => site.file(path).catch(() => null) };
}
