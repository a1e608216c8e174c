/** What `verify` says of a province's site: of every bureau in it, by name. */
import { verifyingWords } from '../../../core/words/verifying.ts';
import type { Asked, SiteOutcome } from './asked.ts';
import { findingLines } from './report.ts';
import { countsOf, publisherLines, rootLine, siteJson, verdictLine } from './site-report.ts';

export interface BureauPart {
  readonly id: string;
  readonly name: string;
  /** Paths of its problems begin with its folder. */
  readonly outcome: SiteOutcome;
}

type Kind = 'address' | 'folder' | 'archive';
type Report = (
  kind: Kind,
  pin: string,
  verdict: SiteOutcome['verdict'],
  parts: readonly BureauPart[],
  asked: Asked,
  now: Date,
) => string;

export const provinceText: Report = (kind, pin, verdict, parts, asked, now) => {
  const { lang, where } = asked;
  const w = verifyingWords[lang];
  const problems = parts.flatMap(({ outcome }) => outcome.problems);
  return [
    w.checked({ where, subject: w.subject[kind] }),
    verdictLine(verdict, problems.length, lang),
    w.province({ n: parts.length }),
    '',
    ...parts.flatMap(({ id, name, outcome }) => [
      `${outcome.ok ? '✓' : '✗'} ${w.bureau({ name, id })}`,
      '',
      ...findingLines(outcome.problems, outcome.release ? [outcome.release] : [], lang),
      ...(outcome.release
        ? [w.counted(countsOf(outcome.release, outcome.pages)), ...publisherLines(outcome.release, lang, now), '']
        : []),
    ]),
    rootLine(pin, asked.root, lang, problems),
    '',
  ].join('\n');
};

export const provinceJson: Report = (kind, pin, verdict, parts, asked, now) => {
  const bureaus = parts.map(({ id, name, outcome }) => ({
    id,
    name,
    ...siteJson(kind, outcome, { ...asked, where: `${id}/` }, now),
  }));
  const problems = bureaus.flatMap((bureau) => ('problems' in bureau ? bureau.problems : []));
  const whole = { ok: verdict === 'genuine', verdict, subject: kind, where: asked.where, fingerprint: pin };
  return `${JSON.stringify({ ...whole, pinned: asked.root !== null, bureaus, problems })}\n`;
};
