/** What `verify` says of a whole site: text for people, JSON for programs (shape: src/node/verify/README.md). */
import { pagesOnRequest } from '../../../core/domain/bureau.ts';
import { chinaDay } from '../../../core/domain/iso-date.ts';
import { visibleName } from '../../../core/domain/visible.ts';
import { trustedPaths, trustedVersions } from '../../../core/trust/trusted.ts';
import { dayText } from '../../../core/words/dates.ts';
import type { Lang } from '../../../core/words/lang.ts';
import { verifyingWords } from '../../../core/words/verifying.ts';
import { findingKind } from '../../verify/finding-kind.ts';
import { type GivenRoot, isGiven } from '../../verify/given-root.ts';
import type { LyingThere } from '../../verify/lying-there.ts';
import type { ReadRelease } from '../../verify/read-release.ts';
import type { SiteProblem } from '../../verify/site-problem.ts';
import type { SiteVerification } from '../../verify/verify-site.ts';
import type { Asked, SiteOutcome } from './asked.ts';
import { findingLines, institutionCode, namesOf } from './report.ts';

type Kind = 'address' | 'folder' | 'archive';

/** `inside`: the folder in the given one that was checked, where it is another. */
export function siteText(kind: Kind, outcome: SiteOutcome, asked: Asked, now: Date, inside: string | null): string {
  const { lang, where } = asked;
  const w = verifyingWords[lang];
  const { release, problems } = outcome;
  return [
    w.checked({ where, subject: w.subject[kind] }),
    ...(inside === null ? [] : [w.inside({ folder: inside })]),
    verdictLine(outcome.verdict, problems.length, lang),
    '',
    ...findingLines(problems, release ? [release] : [], lang),
    ...(release && outcome.pages === 0 && release.records.length > 0
      ? [pagesOnRequest(release.bureau) ? w.onRequest : w.noPages]
      : []),
    ...(outcome.unmapped ? [w.noMapping] : []),
    ...(release ? scope(release, outcome, lang) : []),
    ...(release ? publisherLines(release, lang, now) : []),
    ...rootLines(outcome.fingerprint, asked.root, lang),
    '',
  ].join('\n');
}

export function verdictLine(verdict: SiteOutcome['verdict'], n: number, lang: Lang): string {
  const w = verifyingWords[lang];
  return {
    genuine: `✓ ${w.genuine}`,
    'not-genuine': `✗ ${w.notGenuine({ n })}`,
    dated: `✗ ${w.dated({ n })}`,
    unknown: `？ ${w.unreachable}`,
  }[verdict];
}

/** What of a release was checked. */
export function countsOf({ trusted, records, log }: ReadRelease, pages: number) {
  return { files: trustedPaths(trusted).length, records: records.length, pages, publications: log.length };
}

function scope(release: ReadRelease, outcome: SiteOutcome, lang: Lang): string[] {
  const w = verifyingWords[lang];
  const appDiffers = outcome.problems.some((one) => one.code === 'app' && findingKind(one) === 'app');
  const noProgram = outcome.lying?.withProgram === false;
  return [
    w.counted(countsOf(release, outcome.pages)),
    ...looksLines(outcome, lang),
    outcome.appCompared ? (appDiffers ? w.appDiffers : w.appCompared) : noProgram ? w.noProgram : w.appNot,
    ...besidesLines(outcome.lying, outcome.uncompared, lang),
  ];
}

/** So many names stand in one line. */
const NAMED = 5;

/** The first names of files that somebody else laid. */
export function namesText(files: readonly string[], lang: Lang): string {
  const names = files
    .slice(0, NAMED)
    .map(visibleName)
    .join(lang === 'zh' ? '、' : ', ');
  return files.length > NAMED ? `${names}${lang === 'zh' ? '……' : ', …'}` : names;
}

/** A sentence about files, or nothing where there are none. */
export function namedLine(
  say: (of: { n: number; names: string }) => string,
  files: readonly string[],
  lang: Lang,
): string[] {
  return files.length === 0 ? [] : [say({ n: files.length, names: namesText(files, lang) })];
}

/** What lies beside what is signed and is no problem; where a host cannot be listed, that it was not looked for. */
export function besidesLines(lying: LyingThere | null, pages: readonly string[], lang: Lang): string[] {
  const w = verifyingWords[lang];
  const of = (kind: 'host' | 'program') =>
    (lying?.remarks ?? []).filter((one) => one.kind === kind).map(({ file }) => file);
  const uncompared = [...pages, ...(lying?.uncompared ?? [])];
  const nothing = lying !== null && lying.problems.length + lying.remarks.length + uncompared.length === 0;
  return [
    ...namedLine(w.uncompared, uncompared, lang),
    ...namedLine(w.byHost, of('host'), lang),
    ...namedLine(w.byOthers, of('program'), lang),
    ...(lying === null ? [w.notListed] : nothing ? [w.nothingElse] : []),
  ];
}

/** Of the pages in which nothing was found: as what they were compared. */
export function looksLines(
  { pages, compared, byFacts }: Pick<SiteVerification, 'pages' | 'compared' | 'byFacts'>,
  lang: Lang,
): string[] {
  const w = verifyingWords[lang];
  if (byFacts > 0) return [w.looksSome({ n: byFacts, of: pages })];
  if (compared === 0) return [];
  return [compared === pages ? w.looksAll : w.looksOthers({ n: compared })];
}

/** Who published it, when, and how old that is. */
export function publisherLines({ bureau, trusted }: ReadRelease, lang: Lang, now: Date): string[] {
  const w = verifyingWords[lang];
  const day = (instant: string) => dayText(chinaDay(new Date(instant)), lang);
  const days = ageInDays(trusted.confirmedAt, now);
  return [
    w.publisher({ bureau: lang === 'zh' ? bureau.name : bureau.nameEn, id: bureau.id }),
    w.call({ phone: bureau.phone }),
    w.dates({ published: day(trusted.publishedAt), confirmed: day(trusted.confirmedAt), days }),
  ];
}

/** The fingerprint of the root that stands here, and whether it is the one given; where it is not, both, and what to do. */
export function rootLines(own: string, given: GivenRoot | null, lang: Lang): string[] {
  const w = verifyingWords[lang];
  if (given === null) return [`${w.root({ fp: own })}${w.rootOwn}`];
  if (isGiven(given, own)) {
    return [`${w.root({ fp: own })}${given.whole ? w.rootGiven : w.rootPrefix({ n: given.digits.length })}`];
  }
  const from = [...given.digits].findIndex((digit, at) => digit !== own[at]) + 1;
  return [w.rootAsked({ fp: given.digits, from }), w.rootFound({ fp: own }), w.rootAdvice];
}

function ageInDays(instant: string, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - Date.parse(instant)) / 86_400_000));
}

export function siteJson(kind: Kind, outcome: SiteOutcome, { where, root }: Pick<Asked, 'where' | 'root'>, now: Date) {
  const { ok, verdict, problems, release, pages, fingerprint } = outcome;
  const names = namesOf(release ? [release] : []);
  return {
    ok,
    verdict,
    subject: kind,
    where,
    fingerprint,
    pinned: root !== null && isGiven(root, fingerprint),
    publisher: release && { id: release.bureau.id, name: release.bureau.name },
    versions: release && trustedVersions(release.trusted),
    publishedAt: release?.trusted.publishedAt ?? null,
    confirmedAt: release?.trusted.confirmedAt ?? null,
    ageDays: release && ageInDays(release.trusted.confirmedAt, now),
    files: release ? trustedPaths(release.trusted).length : 0,
    records: release?.records.length ?? 0,
    pages,
    pagesCompared: outcome.compared,
    publications: release?.log.length ?? 0,
    comparedWithBuild: outcome.appCompared,
    addressesMapped: !outcome.unmapped,
    ...besidesJson(outcome.lying, outcome.uncompared),
    problems: problems.map((problem) => withInstitution(problem, names)),
  };
}

/** `listed`: whether files could be listed, so that strangers were looked for. */
export function besidesJson(lying: LyingThere | null, pages: readonly string[]) {
  const uncompared = [...pages, ...(lying?.uncompared ?? [])];
  return { listed: lying !== null, uncompared, remarks: lying?.remarks ?? [] };
}

function withInstitution(problem: SiteProblem, names: ReadonlyMap<string, string>): object {
  const code = institutionCode(problem, names);
  return code === null ? problem : { ...problem, institution: { code, name: names.get(code) } };
}
