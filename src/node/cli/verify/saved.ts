/** One saved page or record file, alone or beside the site that it came from. */
import { chinaDay } from '../../../core/domain/iso-date.ts';
import { visibleLine } from '../../../core/domain/visible.ts';
import { dayText } from '../../../core/words/dates.ts';
import { type VerifyingWords, verifyingWords } from '../../../core/words/verifying.ts';
import { isGiven } from '../../verify/given-root.ts';
import { type ReadRelease, readRelease } from '../../verify/read-release.ts';
import { type Repository, repositoryIn } from '../../verify/repository.ts';
import type { SavedFile } from '../../verify/saved-file.ts';
import type { SiteProblem } from '../../verify/site-problem.ts';
import { type SavedVerification, verifyAlone, verifySaved } from '../../verify/verify-saved.ts';
import type { Io } from '../command.ts';
import type { Asked } from './asked.ts';
import { rootsOf } from './outcome.ts';
import { findingLines } from './report.ts';
import { publisherLines, rootLines } from './site-report.ts';
import type { Source } from './source.ts';

interface SavedOutcome extends SavedVerification {
  readonly problems: readonly SiteProblem[];
  readonly release: ReadRelease | null;
  readonly fingerprint: string;
}

/** Never 0 for what was not compared byte for byte. */
const EXITS = { current: 0, facts: 3, superseded: 3, unsigned: 3, 'not-genuine': 1 } as const;

export async function checkSaved(saved: SavedFile, source: Source | null, asked: Asked, io: Io): Promise<0 | 1 | 3> {
  const outcome = await outcomeOf(saved, source, asked, io.now());
  io.out(asked.json ? `${JSON.stringify(jsonOf(saved, outcome, asked))}\n` : textOf(saved, outcome, asked, io.now()));
  return EXITS[outcome.verdict];
}

async function outcomeOf(saved: SavedFile, source: Source | null, asked: Asked, now: Date): Promise<SavedOutcome> {
  const alone = await verifyAlone(saved, now);
  const { fingerprint } = saved.carried;
  const ofFile = (one: SavedVerification, release: ReadRelease | null): SavedOutcome => ({
    ...one,
    problems:
      one.fault === null || one.verdict === 'superseded' ? [] : [{ code: 'page', file: asked.where, ...one.fault }],
    release,
    fingerprint: release?.fingerprint ?? fingerprint,
  });
  const refused = (problems: readonly SiteProblem[], verdict: SavedVerification['verdict'], root = fingerprint) => ({
    ...ofFile(alone, null),
    problems,
    verdict,
    fingerprint: root,
  });
  if (asked.root && !isGiven(asked.root, fingerprint)) {
    return refused([{ code: 'pin', file: asked.where }], 'not-genuine');
  }
  if (source === null) return ofFile(alone, null);
  const roots = await rootsOf(source, asked);
  if (roots === null) return refused([{ code: 'network', file: 'd/metadata/1.root.json' }], 'unsigned');
  const { pin } = roots;
  const repository = await repositoryIn(source.fetcher, pin, now);
  const { bureau, own } = await ownPart(source, repository, saved);
  const read = await readRelease(own.fetcher, pin, now, bureau);
  if (!read.ok) {
    const unknown = read.fault.every(({ code }) => code === 'network');
    return refused(read.fault, unknown ? 'unsigned' : 'not-genuine', roots.own);
  }
  const { pages } = await asked.looks();
  return ofFile(await verifySaved(saved, read.value, now, pages), read.value);
}

/** On a province's home the file says whose it is; that bureau's folder has what its role signs. */
async function ownPart(source: Source, repository: Repository, saved: SavedFile) {
  if (repository.kind === 'bureau') return { bureau: repository.bureau, own: source };
  const listed = repository.bureaus.find(({ id }) => id === saved.carried.record.bureau);
  const below = listed && (await source.below(listed.id));
  return { bureau: listed?.id, own: below ?? source };
}

function textOf(saved: SavedFile, outcome: SavedOutcome, asked: Asked, now: Date): string {
  const { lang, where } = asked;
  const w = verifyingWords[lang];
  const { verdict, release, problems } = outcome;
  const { record, release: named } = saved.carried;
  const headline = {
    current: `✓ ${w.genuine}`,
    facts: `？ ${w.half}`,
    superseded: `？ ${w.genuineOld}`,
    unsigned: `？ ${problems.length > 0 ? w.unreachable : w.unknown}`,
    'not-genuine': `✗ ${w.notGenuine({ n: problems.length })}`,
  }[verdict];
  const date = (instant: string) => dayText(chinaDay(new Date(instant)), lang);
  const newest = release?.releases.at(-1);
  const told =
    verdict === 'not-genuine'
      ? [w.savedClaims({ name: visibleLine(String(record.name)), code: visibleLine(String(record.code)) })]
      : [
          ...(verdict === 'facts' || verdict === 'superseded' ? [w.signedOnly] : []),
          w.saved({ name: visibleLine(record.name), code: visibleLine(record.code) }),
          ...(record.outcome.status === 'graded'
            ? [
                w.savedGrade({
                  year: visibleLine(String(record.year)),
                  grade: visibleLine(String((record.outcome.word ?? record.outcome.mark)[lang])),
                }),
              ]
            : []),
          w.savedOf({ n: named.version, date: date(named.time) }),
          ...(verdict === 'superseded' && newest
            ? [w.savedNewest({ n: newest.version, date: date(newest.time) })]
            : []),
          ...(verdict === 'facts' ? [w.halfRest({ code: record.code })] : []),
          ...(verdict === 'superseded' ? [w.oldRest] : []),
          ...(outcome.lapsed ? [w.savedLapsed] : []),
        ];
  const alone = verdict === 'unsigned' && problems.length === 0;
  return [
    w.checked({ where, subject: w.subject[saved.kind] }),
    headline,
    '',
    ...findingLines(problems, release ? [release] : [], lang),
    ...told,
    ...(alone ? aloneLines(saved.kind, where, w) : []),
    ...(release ? publisherLines(release, lang, now) : []),
    ...rootLines(outcome.fingerprint, asked.root, lang),
    ...(alone && asked.root ? [w.alone.pinned] : []),
    '',
  ].join('\n');
}

/** What was compared, what was not, what one file cannot tell, and how to know. */
function aloneLines(kind: SavedFile['kind'], file: string, { alone }: VerifyingWords): string[] {
  return [alone.checked[kind], alone.rest[kind], alone.unknown, alone.how({ file })];
}

/** Null where something was found: then it does not matter what else agreed. */
function comparedOf({ kind }: SavedFile, { verdict, problems }: SavedOutcome): 'bytes' | 'facts' | 'record' | null {
  if (problems.length > 0) return null;
  if (verdict === 'current') return 'bytes';
  return kind === 'page' ? 'facts' : 'record';
}

function jsonOf(saved: SavedFile, outcome: SavedOutcome, { where, root }: Asked): object {
  const { record, release: named } = saved.carried;
  const { verdict, problems, release, lapsed, fingerprint } = outcome;
  const newest = release?.releases.at(-1);
  return {
    ok: verdict === 'current',
    verdict,
    subject: saved.kind,
    where,
    fingerprint,
    pinned: root !== null,
    institution: { code: record.code, name: record.name },
    outcome: record.outcome.status === 'graded' ? { grade: record.outcome.grade, year: record.year } : null,
    publication: { version: named.version, time: named.time },
    newest: newest ? { version: newest.version, time: newest.time } : null,
    publisher: release && { id: release.bureau.id, name: release.bureau.name },
    publishedAt: release?.trusted.publishedAt ?? null,
    confirmedAt: release?.trusted.confirmedAt ?? null,
    compared: comparedOf(saved, outcome),
    lapsed,
    problems,
  };
}
