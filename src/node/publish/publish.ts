/** One publication: workbook → graded records → signed data → pages → switched site. */
import { join } from 'node:path';
import { pagesOnRequest } from '../../core/domain/bureau.ts';
import { chinaDay } from '../../core/domain/iso-date.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import { proposalDroppedBy } from '../../core/rulebooks/calendar.ts';
import { rulebookById } from '../../core/rulebooks/registry.ts';
import { chooseRulings } from '../../core/rulebooks/rulings.ts';
import { announcedMissing } from './announced.ts';
import { changedSince } from './changed.ts';
import { claimsTarget } from './claims.ts';
import { appendCodes } from './codes.ts';
import { withRoom } from './disk-full.ts';
import { drawTargets } from './draw/targets.ts';
import { nextEdition } from './edition.ts';
import { evaluateRound, evidencePeriod } from './evidence.ts';
import { intakeTargets, ratingsTarget } from './intake-targets.ts';
import { ensureKeys } from './keys.ts';
import { loadLastRelease } from './last-release.ts';
import { withLock } from './lock.ts';
import { saveKnownBefore } from './matching/institutions-file.ts';
import { matchRound } from './matching/round.ts';
import { writeObjectionCodes } from './objection-codes.ts';
import { writePages } from './page-threads.ts';
import type { PageContext } from './pages.ts';
import { prepare } from './prepare.ts';
import type { Prepared, PublishInput, PublishRefusal } from './publication.ts';
import { loadMark, saveMark } from './published.ts';
import { pinOf, siteFiles, staffTargets, targetsOf } from './release-files.ts';
import { type Build, loadBuild } from './renderer.ts';
import { type PublishReport, reportOf } from './report.ts';
import { signRepository } from './signing/metadata.ts';
import { loadSuccessors } from './signing/successors.ts';
import { switchRelease, writeRelease } from './site.ts';
import { checkStage } from './stage.ts';
import { nextTombstones, tombstonesTarget } from './tombstones.ts';
import { recordTree } from './tree.ts';
import { loadWorkspace } from './workspace/load.ts';

/**
 * Publishes. Refusals are values; faults are SigningError (keys, passphrase), CodesError, BusyError, DiskFullError and those of the
 * file system. Until the last step the site is the old release, after it the new one.
 */
export async function publishRelease(input: PublishInput): Promise<Result<PublishReport, PublishRefusal>> {
  if (!(input.year >= 2000 && input.year <= 2100)) return fail({ code: 'year-out-of-range' });
  const build = await loadBuild(input.dist);
  return withLock(input.dir, () => withRoom(input.dir, () => publishLocked(input, build)));
}

async function publishLocked(input: PublishInput, build: Build): Promise<Result<PublishReport, PublishRefusal>> {
  const { dir, now } = input;
  input.progress?.({ step: 'read', count: null });
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
  input.progress?.({ step: 'grade', count: null });
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

async function signAndSwitch(
  input: PublishInput,
  build: Build,
  prepared: Prepared,
  passphrase: string,
): Promise<PublishReport> {
  const { dir, now } = input;
  const { workspace, round, last, mark, context, made, codes, today, yearInForce: year, review } = prepared;
  const { bureau } = workspace;
  const told = input.progress ?? (() => undefined);
  told({ step: 'sign', count: null });
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
    ...(await staffTargets(dir, directory, made, { bureau, year, today })),
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
  const written = await writeRelease(dir, name, files, async (folder) => {
    const pages = pagesOnRequest(bureau)
      ? { files: 0, bytes: 0 }
      : await writePages(folder, made, (index) => tree.path(index), build, about, told);
    told({ step: 'flush', count: null });
    return pages;
  });
  told({ step: 'switch', count: null });
  // Before the switch: a code that may be printed tomorrow is never given again, whatever happens next.
  await appendCodes(dir, codes.table, codes.added, today);
  await saveKnownBefore(dir, codes.next.values());
  await writeObjectionCodes(dir, round.entries, context);
  await switchRelease(dir, name);
  await saveMark(dir, signed.next);
  return reportOf({ review, made, edition, changed, written, pin });
}
