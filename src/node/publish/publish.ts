/** One publication: workbook → graded records → signed data → pages → switched site. */
import { join } from 'node:path';
import type { Bureau } from '../../core/domain/bureau.ts';
import type { Bytes } from '../../core/domain/bytes.ts';
import { utf8 } from '../../core/domain/bytes.ts';
import { chinaDay, type IsoDate } from '../../core/domain/iso-date.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import type { RulebookTerms } from '../../core/domain/terms.ts';
import { proposalDroppedBy } from '../../core/rulebooks/calendar.ts';
import { rulebookById } from '../../core/rulebooks/registry.ts';
import type { Rulebook } from '../../core/rulebooks/rulebook.ts';
import { type Choices, chooseRulings, type RulingProblem } from '../../core/rulebooks/rulings.ts';
import type { PageProof } from '../../core/snapshot/page-proof.ts';
import type { InstitutionRecord } from '../../core/snapshot/record.ts';
import type { Tombstone } from '../../core/snapshot/tombstone.ts';
import { logText } from '../../core/trust/log.ts';
import { releasesText, type Stage } from '../../core/trust/releases.ts';
import { fingerprint, type ReadProblem } from '../verify/read-release.ts';
import { announcedMissing, type Missing } from './announced.ts';
import { changedSince } from './changed.ts';
import { claimsTarget } from './claims.ts';
import { appendCodes } from './codes.ts';
import { drawTargets } from './draw/targets.ts';
import { type Edition, nextEdition } from './edition.ts';
import { evaluateRound, evidencePeriod, type Round } from './evidence.ts';
import { firstFinalDay } from './final-day.ts';
import { intakeTargets, ratingsTarget } from './intake-targets.ts';
import { ensureKeys, loadSaltSecret } from './keys.ts';
import { type LastRelease, loadLastRelease } from './last-release.ts';
import { renderLists } from './lists.ts';
import { withLock } from './lock.ts';
import { saveKnownBefore } from './matching/institutions-file.ts';
import type { Doubt } from './matching/match.ts';
import { type MatchedRound, matchRound } from './matching/round.ts';
import { writeObjectionCodes } from './objection-codes.ts';
import { packJson, packPenalties, packRecords } from './pack.ts';
import { writePages } from './page-threads.ts';
import type { PageContext } from './pages.ts';
import { proposeRecords } from './propose.ts';
import { loadMark, type PublishedMark, saveMark } from './published.ts';
import { makeRecords, type Publishable, type ReleaseContext } from './records.ts';
import { type Build, loadBuild } from './renderer.ts';
import { type PublishReport, reportOf } from './report.ts';
import { type Review, reviewOf } from './review/review.ts';
import { shellFiles } from './shell.ts';
import { type SignedRepository, signRepository } from './signing/metadata.ts';
import { loadSuccessors } from './signing/successors.ts';
import { switchRelease, writeRelease } from './site.ts';
import { checkStage, type ProposedPeriod, type StageRefusal } from './stage.ts';
import { renderStandard } from './standard.ts';
import { unusedKeys } from './status.ts';
import { nextTombstones, renderTombstones, tombstonesTarget } from './tombstones.ts';
import { recordTree } from './tree.ts';
import { type LoadedWorkspace, loadWorkspace, type RefusedWorkspace } from './workspace/load.ts';

export interface PublishInput {
  readonly dir: string;
  /** Year of the grades; the evidence is of the year before. */
  readonly year: number;
  readonly stage: Stage;
  /** Last day of the publicity period (公示), as the bureau counted it; of the proposed stage alone. */
  readonly until?: IsoDate;
  readonly now: Date;
  /** Opens the offline keys; encrypts them when this is the first publication. */
  readonly passphrase: Passphrase;
  /** Folder of the build. */
  readonly dist: string;
}

/** The passphrase, or who is asked for it once the review is made; null: it was read, and nothing is to be signed. */
export type Passphrase = string | ((review: Review) => Promise<string | null>);

/** Why nothing was published; the site is as it was. */
export type PublishRefusal =
  | { readonly code: 'workspace'; readonly workspace: RefusedWorkspace }
  | { readonly code: 'not-signed' }
  | { readonly code: 'year-out-of-range' | 'unknown-rulebook' | 'period-not-supported' }
  /** `detail`: the ruling by which there is none. */
  | { readonly code: 'no-proposed-stage'; readonly detail: string }
  | StageRefusal
  /** A proposed publication without these would end a period early, or forget a grade in force. */
  | { readonly code: 'announced-missing'; readonly institutions: readonly Missing[] }
  /** Rows that may or may not be institutions of before; the clerk has not answered yet. */
  | { readonly code: 'doubtful-matches'; readonly doubts: readonly Doubt[] }
  | { readonly code: 'rulings'; readonly problems: readonly RulingProblem[] }
  | { readonly code: 'last-release'; readonly problems: readonly ReadProblem[] }
  | { readonly code: 'release-missing'; readonly detail: string };

/**
 * Publishes. Refusals are values; faults are SigningError (keys, passphrase), CodesError, BusyError and those of the
 * file system. Until the last step the site is the old release, after it the new one.
 */
export async function publishRelease(input: PublishInput): Promise<Result<PublishReport, PublishRefusal>> {
  if (!(input.year >= 2000 && input.year <= 2100)) return fail({ code: 'year-out-of-range' });
  const build = await loadBuild(input.dist);
  return withLock(input.dir, () => publishLocked(input, build));
}

async function publishLocked(input: PublishInput, build: Build): Promise<Result<PublishReport, PublishRefusal>> {
  const { dir, now } = input;
  const workspace = await loadWorkspace(dir, now);
  if (!workspace.ok) return fail({ code: 'workspace', workspace });
  const rulebook = rulebookById(workspace.bureau.rulebook);
  if (rulebook === null) return fail({ code: 'unknown-rulebook' });
  const chosen = Object.entries(workspace.rulings).map(([id, { choice }]) => [id, choice] as const);
  const choices = chooseRulings(rulebook.rulings, chosen);
  if (!choices.ok) return fail({ code: 'rulings', problems: choices.fault });
  if ((choices.value['GEN-4'] ?? 'default') !== 'default') return fail({ code: 'period-not-supported' });
  const dropped = input.stage === 'proposed' ? proposalDroppedBy(rulebook.calendar, choices.value) : null;
  if (dropped !== null) return fail({ code: 'no-proposed-stage', detail: dropped });
  const last = await loadLastRelease(dir, now);
  if (!last.ok) return fail({ code: 'last-release', problems: last.fault });
  const mark = await loadMark(dir);
  // Founding a second root would lock out every phone that knows the first.
  if (mark !== null && last.value?.fingerprint !== mark.fingerprint) {
    return fail({ code: 'release-missing', detail: mark.fingerprint });
  }
  const period = checkStage({ until: null, ...input }, rulebook.id, last.value, chinaDay(now));
  if (!period.ok) return fail(period.fault);
  const round = evaluateRound(rulebook, choices.value, workspace, evidencePeriod(input.year));
  const codes = await matchRound(dir, workspace.bureau.id, workspace.entries, last.value);
  if (codes.doubts.length > 0) return fail({ code: 'doubtful-matches', doubts: codes.doubts });
  if (period.value !== null) {
    const institutions = announcedMissing(last.value, round, codes.table, chinaDay(now));
    if (institutions.length > 0) return fail({ code: 'announced-missing', institutions });
  }
  const found = { workspace, rulebook, choices: choices.value, round, codes, last: last.value, mark };
  const prepared = await prepare(input, found, period.value);
  const { passphrase } = input;
  const answer = typeof passphrase === 'string' ? passphrase : await passphrase(prepared.review);
  if (answer === null) return fail({ code: 'not-signed' });
  return ok(await signAndSwitch(input, build, prepared, answer));
}

/** What a publication starts from. */
interface Found {
  readonly workspace: LoadedWorkspace;
  readonly rulebook: Rulebook;
  readonly choices: Choices;
  readonly round: Round;
  readonly codes: MatchedRound;
  readonly last: LastRelease | null;
  readonly mark: PublishedMark | null;
}

/** All that is made without the keys. */
interface Prepared extends Found {
  readonly today: IsoDate;
  readonly context: ReleaseContext;
  readonly made: readonly Publishable[];
  /** Year of the grades in force: a proposed year has none of its own yet. */
  readonly yearInForce: number;
  readonly review: Review;
}

async function prepare(input: PublishInput, found: Found, proposed: ProposedPeriod | null): Promise<Prepared> {
  const { dir, year } = input;
  const { workspace, rulebook, round, codes, last } = found;
  const today = chinaDay(input.now);
  const context: ReleaseContext = {
    bureau: workspace.bureau,
    terms: rulebook.terms(workspace.rulings, evidencePeriod(year)),
    year,
    period: evidencePeriod(year),
    registerMonths: workspace.registerMonths,
    codes: codes.table,
    formerNames: new Map([...codes.next].flatMap(([code, { formerName }]) => (formerName ? [[code, formerName]] : []))),
    finalOn: firstFinalDay(last?.log ?? [], year) ?? today,
    saltSecret: await loadSaltSecret(dir),
    publicRulings: new Set(rulebook.rulings.filter((ruling) => ruling.public).map((ruling) => ruling.id)),
    today,
  };
  const evaluated = await makeRecords(round, context);
  const made = proposed === null ? evaluated : await proposeRecords(evaluated, last, proposed);
  const { terms } = context;
  const until = proposed?.until ?? null;
  const newKeys = await unusedKeys(dir, last?.previous ?? null);
  const review = await reviewOf({ ...found, terms, made, newKeys, year, until, today });
  return { ...found, today, context, made, yearInForce: proposed?.inForce ?? year, review };
}

async function signAndSwitch(
  input: PublishInput,
  build: Build,
  prepared: Prepared,
  passphrase: string,
): Promise<PublishReport> {
  const { dir, now } = input;
  const { workspace, round, last, mark, context, made, codes, today, yearInForce: year, review } = prepared;
  const { bureau } = workspace;
  const signers = await ensureKeys(dir, passphrase);
  const records = made.map(({ record }) => record);
  const tree = await recordTree(records);
  const edition = await nextEdition(last, records, tree, { ...input, published: mark?.release ?? 0 });
  const directory = `${bureau.id}/${year}`;
  const tombstones = nextTombstones(last, codes, records, today);
  const claims = await claimsTarget(dir, context, last, passphrase);
  const keys = new Map([...(await intakeTargets(dir, bureau, passphrase)), ...claims]);
  const ratings = ratingsTarget(directory, workspace.ratings, records);
  const targets = new Map([
    ...targetsOf(directory, made, { ...context, year, period: evidencePeriod(year) }, edition),
    ...keys,
    ...ratings,
    ...tombstonesTarget(directory, tombstones),
    ...(await drawTargets(dir, directory, last, today)),
  ]);
  const changed = changedSince(last, { targets, bureau, year, unchanged: edition.unchanged });
  const signed = signRepository({
    previous: last?.previous ?? null,
    targets,
    bundled: [`${directory}/records.json`, ...keys.keys()],
    signers,
    now,
    successors: await loadSuccessors(join(dir, 'keys')),
    ...(mark === null ? {} : { published: mark }),
  });
  const pin = pinOf(signed, build);
  const { terms } = context;
  const files = await siteFiles({ build, bureau, terms, records, today, pin, signed, tombstones });
  for (const [path, bytes] of workspace.pictures) files.set(path, bytes);
  const name = `${String(edition.release.version).padStart(4, '0')}-${signed.versions.targets}`;
  const about: PageContext = { bureau, terms, release: edition.release, directory, pin, today };
  const written = await writeRelease(dir, name, files, (folder) =>
    writePages(folder, made, (index) => tree.path(index), build, about),
  );
  // Before the switch: a code that may be printed tomorrow is never given again, whatever happens next.
  await appendCodes(dir, codes.table, codes.added, today);
  await saveKnownBefore(dir, codes.next.values());
  await writeObjectionCodes(dir, round.entries, context);
  await switchRelease(dir, name);
  await saveMark(dir, pin.rootSha256, signed, edition.release.version);
  return reportOf({ review, made, edition, changed, written, pin });
}

function targetsOf(
  directory: string,
  made: readonly Publishable[],
  context: ReleaseContext,
  edition: Edition,
): Map<string, Bytes> {
  const { bureau, terms, year, period, today } = context;
  const records = made.map(({ record }) => record);
  const files = packRecords({ v: 1, bureau: bureau.id, year, period }, records);
  for (const [name, bytes] of packPenalties(made, today)) files.set(name, bytes);
  files.set('records.json', utf8(releasesText(edition.releases)));
  files.set('log.json', utf8(logText(edition.log)));
  files.set('bureau.json', packJson(bureau));
  files.set('rulebook.json', packJson(terms));
  return new Map([...files].map(([name, bytes]) => [`${directory}/${name}`, bytes]));
}

/** What phones pin: the first root, so that every later one must be signed by it in turn. */
function pinOf(signed: SignedRepository, build: Build): PageProof['pin'] {
  return { rootSha256: fingerprint(signed.next.roots[0] ?? ''), minimumVersion: 1, builtAt: build.builtAt };
}

/** All but the institutions' own pages, which are too many to be held at once. */
async function siteFiles(parts: {
  readonly build: Build;
  readonly bureau: Bureau;
  readonly terms: RulebookTerms;
  readonly records: readonly InstitutionRecord[];
  readonly today: IsoDate;
  readonly pin: PageProof['pin'];
  readonly signed: SignedRepository;
  readonly tombstones: readonly Tombstone[];
}): Promise<Map<string, Uint8Array | string>> {
  const { build, bureau, terms, pin, signed } = parts;
  const files = await shellFiles(build, { pin, bureau });
  for (const [path, bytes] of signed.files) files.set(`d/${path}`, bytes);
  for (const [path, html] of renderStandard(build, bureau, terms)) files.set(path, html);
  for (const [path, html] of renderLists(build, parts, parts.today)) files.set(path, html);
  for (const [path, html] of renderTombstones(build, bureau, parts.tombstones)) files.set(path, html);
  return files;
}
