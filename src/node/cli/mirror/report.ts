/** What `mirror` says of one site, or of one bureau in a province's. */
import { pagesOnRequest } from '../../../core/domain/bureau.ts';
import { trustedVersions } from '../../../core/trust/trusted.ts';
import type { Lang } from '../../../core/words/lang.ts';
import { verifyingWords } from '../../../core/words/verifying.ts';
import type { GivenRoot } from '../../verify/given-root.ts';
import type { MirrorOutcome } from '../../verify/mirror.ts';
import type { Looks } from '../verify/looks.ts';
import { findingLines } from '../verify/report.ts';
import { looksLines, namedLine, namesText, publisherLines, rootLines } from '../verify/site-report.ts';

/** What was asked of `mirror`. */
export interface Asked {
  readonly where: string;
  readonly root: GivenRoot | null;
  readonly lang: Lang;
  readonly looks: () => Promise<Looks>;
}

/** What was copied, and of whom. */
export function doneLines(
  { site, files, kept }: Extract<MirrorOutcome, { code: 'done' }>,
  lang: Lang,
  now: Date,
): readonly string[] {
  const { release } = site;
  if (release === null) return [];
  const w = verifyingWords[lang];
  const { timestamp } = trustedVersions(release.trusted);
  const onRequest = site.pages === 0 && pagesOnRequest(release.bureau);
  return [
    `✓ ${w.mirror.done({ records: release.records.length, pages: site.pages, files, timestamp })}`,
    ...(onRequest ? [w.onRequest] : []),
    ...looksLines(site, lang),
    ...namedLine(w.uncompared, site.uncompared, lang),
    ...namedLine(w.mirror.kept, kept, lang),
    ...publisherLines(release, lang, now),
  ];
}

/** Why nothing was put in place. `own`: fingerprint of the site's root. */
export function refusalOf(
  outcome: Exclude<MirrorOutcome, { code: 'done' }>,
  own: string | null,
  { where, root, lang }: Asked,
): string {
  const { mirror, cannot } = verifyingWords[lang];
  switch (outcome.code) {
    case 'nothing-there':
      return cannot.noAnswer({ where });
    case 'strangers':
      return mirror.strangers({ names: namesText(outcome.files, lang), n: outcome.files.length });
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
