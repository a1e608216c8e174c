/** What `verify` says of a province's site: of every bureau in it, by name. */
import { verifyingWords } from '../../../core/words/verifying.ts';
import { isGiven } from '../../verify/given-root.ts';
import type { BureauFolder } from '../../verify/repository.ts';
import type { Asked, SiteOutcome } from './asked.ts';
import { findingLines } from './report.ts';
import { countsOf, publisherLines, rootLines, siteJson, verdictLine } from './site-report.ts';

export interface BureauPart {
  readonly id: string;
  readonly name: string;
  /** Paths of its problems begin with its folder. */
  readonly outcome: SiteOutcome;
}

type Kind = 'address' | 'folder' | 'archive';
type Report = (
  kind: Kind,
  own: string,
  verdict: SiteOutcome['verdict'],
  bureaus: { readonly parts: readonly BureauPart[]; readonly waiting: readonly BureauFolder[] },
  asked: Asked,
  now: Date,
) => string;

export const provinceText: Report = (kind, own, verdict, { parts, waiting }, asked, now) => {
  const { lang, where } = asked;
  const w = verifyingWords[lang];
  const problems = parts.flatMap(({ outcome }) => outcome.problems);
  return [
    w.checked({ where, subject: w.subject[kind] }),
    verdictLine(verdict, problems.length, lang),
    w.province({ n: parts.length + waiting.length }),
    '',
    ...parts.flatMap(({ id, name, outcome }) => [
      `${outcome.ok ? '✓' : '✗'} ${w.bureau({ name, id })}`,
      '',
      ...findingLines(outcome.problems, outcome.release ? [outcome.release] : [], lang),
      ...(outcome.release
        ? [w.counted(countsOf(outcome.release, outcome.pages)), ...publisherLines(outcome.release, lang, now), '']
        : []),
    ]),
    ...waiting.flatMap((bureau) => [`· ${w.bureau(bureau)}${w.waiting}`, '']),
    ...rootLines(own, asked.root, lang),
    '',
  ].join('\n');
};

export const provinceJson: Report = (kind, own, verdict, { parts, waiting }, asked, now) => {
  const bureaus = parts.map(({ id, name, outcome }) => ({
    id,
    name,
    ...siteJson(kind, outcome, { ...asked, where: `${id}/` }, now),
  }));
  const problems = bureaus.flatMap((bureau) => ('problems' in bureau ? bureau.problems : []));
  const whole = { ok: verdict === 'genuine', verdict, subject: kind, where: asked.where, fingerprint: own };
  const pinned = asked.root !== null && isGiven(asked.root, own);
  const listed = waiting.map(({ id, name }) => ({ id, name }));
  return `${JSON.stringify({ ...whole, pinned, bureaus, waiting: listed, problems })}\n`;
};
