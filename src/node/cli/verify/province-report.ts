/** What `verify` says of a province's site: of every bureau in it, by name, and of what lies beside their folders. */
import { verifyingWords } from '../../../core/words/verifying.ts';
import { isGiven } from '../../verify/given-root.ts';
import type { LyingThere } from '../../verify/lying-there.ts';
import type { BureauFolder } from '../../verify/repository.ts';
import type { SiteProblem } from '../../verify/site-problem.ts';
import type { Asked, SiteOutcome } from './asked.ts';
import { findingLines } from './report.ts';
import {
  besidesJson,
  besidesLines,
  countsOf,
  publisherLines,
  rootLines,
  siteJson,
  verdictLine,
} from './site-report.ts';

export interface BureauPart {
  readonly id: string;
  readonly name: string;
  /** Paths of its problems begin with its folder. */
  readonly outcome: SiteOutcome;
}

export interface ProvinceOutcome {
  readonly verdict: SiteOutcome['verdict'];
  /** All of them; those that no bureau's folder has stand first. */
  readonly problems: readonly SiteProblem[];
  /** Outside of the bureaus' folders; null where files cannot be listed. */
  readonly lying: LyingThere | null;
  readonly parts: readonly BureauPart[];
  readonly waiting: readonly BureauFolder[];
  /** The folder in the given one that was checked, where it is another. */
  readonly inside: string | null;
}

type Kind = 'address' | 'folder' | 'archive';
type Report = (kind: Kind, own: string, outcome: ProvinceOutcome, asked: Asked, now: Date) => string;

export const provinceText: Report = (kind, own, { verdict, problems, lying, parts, waiting, inside }, asked, now) => {
  const { lang, where } = asked;
  const w = verifyingWords[lang];
  return [
    w.checked({ where, subject: w.subject[kind] }),
    ...(inside === null ? [] : [w.inside({ folder: inside })]),
    verdictLine(verdict, problems.length, lang),
    w.province({ n: parts.length + waiting.length }),
    '',
    ...findingLines(lying?.problems ?? [], [], lang),
    ...parts.flatMap(({ id, name, outcome }) => [
      `${outcome.ok ? '✓' : '✗'} ${w.bureau({ name, id })}`,
      '',
      ...findingLines(outcome.problems, outcome.release ? [outcome.release] : [], lang),
      ...(outcome.release ? partLines(outcome, lang, now) : []),
    ]),
    ...waiting.flatMap((bureau) => [`· ${w.bureau(bureau)}${w.waiting}`, '']),
    ...besidesLines(lying, [], lang),
    ...rootLines(own, asked.root, lang),
    '',
  ].join('\n');
};

function partLines(outcome: SiteOutcome, lang: Asked['lang'], now: Date): string[] {
  const { release, lying, pages, uncompared } = outcome;
  if (release === null) return [];
  const besides = lying === null ? [] : besidesLines(lying, uncompared, lang);
  return [
    verifyingWords[lang].counted(countsOf(release, pages)),
    ...besides,
    ...publisherLines(release, lang, now),
    '',
  ];
}

export const provinceJson: Report = (kind, own, { verdict, lying, parts, waiting }, asked, now) => {
  const bureaus = parts.map(({ id, name, outcome }) => ({
    id,
    name,
    ...siteJson(kind, outcome, { ...asked, where: `${id}/` }, now),
  }));
  const inFolders = bureaus.flatMap((bureau) => ('problems' in bureau ? bureau.problems : []));
  const problems = [...(lying?.problems ?? []), ...inFolders];
  const whole = { ok: verdict === 'genuine', verdict, subject: kind, where: asked.where, fingerprint: own };
  const pinned = asked.root !== null && isGiven(asked.root, own);
  const listed = waiting.map(({ id, name }) => ({ id, name }));
  const besides = besidesJson(lying, []);
  return `${JSON.stringify({ ...whole, pinned, ...besides, bureaus, waiting: listed, problems })}\n`;
};
