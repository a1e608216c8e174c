/** A province's whole site: every bureau for itself, and what lies beside their folders. */
import { BUNDLE_FILE } from '../../../core/trust/bundle.ts';
import { targetFile, trustedPaths } from '../../../core/trust/trusted.ts';
import { type LyingThere, lyingThere } from '../../verify/lying-there.ts';
import type { BureauFolder, Repository } from '../../verify/repository.ts';
import type { SiteProblem } from '../../verify/site-problem.ts';
import { metadataAge } from '../../verify/strangers.ts';
import { NO_PAGES } from '../../verify/verify-site.ts';
import type { Io } from '../command.ts';
import type { Asked, SiteOutcome } from './asked.ts';
import { type Roots, siteOutcome, verdictOf } from './outcome.ts';
import { type BureauPart, provinceJson, provinceText } from './province-report.ts';
import type { Source } from './source.ts';

const BUNDLE = `d/${BUNDLE_FILE}`;

type Province = Extract<Repository, { kind: 'province' }>;

/** Every bureau in its own folder under its own role, all from the province's root. */
export async function checkProvince(
  kind: 'address' | 'folder' | 'archive',
  source: Source,
  roots: Roots,
  repository: Province,
  asked: Asked,
  io: Io,
): Promise<0 | 1 | 3> {
  const parts: BureauPart[] = [];
  const waiting: BureauFolder[] = [];
  for (const bureau of repository.bureaus) {
    const { id, name } = bureau;
    if (!bureau.published) {
      waiting.push(bureau);
      continue;
    }
    const own = await source.below(id);
    const outcome = own === null ? nothingOf(roots.own) : await siteOutcome(own, roots, asked, io.now(), id);
    parts.push({
      id,
      name,
      outcome: { ...outcome, problems: outcome.problems.map((problem) => inFolder(id, problem)) },
    });
  }
  const lying = source.site.list ? besides(repository, await source.site.list()) : null;
  const problems = [...(lying?.problems ?? []), ...parts.flatMap(({ outcome }) => outcome.problems)];
  const verdict = verdictOf(problems);
  const report = asked.json ? provinceJson : provinceText;
  const whole = { verdict, problems, lying, parts, waiting, inside: source.inside };
  io.out(report(kind, roots.own, whole, asked, io.now()));
  return verdict === 'genuine' ? 0 : verdict === 'unknown' ? 3 : 1;
}

/** Outside of the folders of bureaus that published something: each of those is looked through for itself. */
function besides({ bureaus, own }: Province, paths: readonly string[]): LyingThere {
  const folders = new Set(bureaus.filter(({ published }) => published).map(({ id }) => id));
  const outside = paths.filter((path) => !folders.has(path.split('/')[0] ?? ''));
  const listed = trustedPaths(own.trusted).map(
    (path) => `d/${targetFile(path, own.trusted.target(path)?.sha256 ?? '')}`,
  );
  const known = new Set([BUNDLE, ...listed]);
  const lying = lyingThere(outside, (path) => (known.has(path) ? 'in force' : metadataAge(path, own.trusted)), 'any');
  // The home's own bundle is read by the app alone, which verifies it.
  return outside.includes(BUNDLE) ? { ...lying, uncompared: [BUNDLE, ...lying.uncompared] } : lying;
}

function inFolder(id: string, problem: SiteProblem): SiteProblem {
  const file = `${id}/${problem.file}`;
  if (problem.code !== 'app' || problem.paths === undefined) return { ...problem, file };
  return { ...problem, file, paths: problem.paths.map((path) => `${id}/${path}`) };
}

/** A bureau that the province lists, and of which there is nothing. */
function nothingOf(pin: string): SiteOutcome {
  const problems = [{ code: 'missing' as const, file: 'd/metadata' }];
  const nothing = { release: null, ...NO_PAGES, appCompared: false, unmapped: false, lying: null };
  return { ...nothing, ok: false, problems, fingerprint: pin, verdict: 'not-genuine' };
}
