/** One publication: workbook → graded records → signed data → pages → switched site. */
import { join } from 'node:path';
import { chinaDay } from '../../core/domain/iso-date.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import { proposalDroppedBy } from '../../core/rulebooks/calendar.ts';
import { rulebookById } from '../../core/rulebooks/registry.ts';
import { chooseRulings } from '../../core/rulebooks/rulings.ts';
import { announcedMissing } from './announced.ts';
import { withRoom } from './disk-full.ts';
import { evaluateRound, evidencePeriod } from './evidence.ts';
import { finishPublication } from './finish.ts';
import { Memory } from './kept/memory.ts';
import { ensureKeys } from './keys.ts';
import { loadLastRelease } from './last-release.ts';
import { withLock } from './lock.ts';
import { matchCodes } from './matching/round.ts';
import { prepare } from './prepare.ts';
import type { Prepared, PublishInput, PublishRefusal } from './publication.ts';
import { loadMark } from './published.ts';
import { makeReady, type Ready } from './ready.ts';
import { type Build, loadBuild } from './renderer.ts';
import type { PublishReport } from './report.ts';
import { signRepository } from './signing/metadata.ts';
import type { SignedRepository } from './signing/repository.ts';
import { keyRing } from './signing/seen-keys.ts';
import { loadSuccessors } from './signing/successors.ts';
import { collectLeftovers, withSmallHeap } from './small-heap.ts';
import { checkStage } from './stage.ts';
import { foreignKeys } from './status.ts';
import { loadWorkspace } from './workspace/load.ts';

/**
 * Publishes. Refusals are values; faults are SigningError (keys, passphrase), CodesError, BusyError, DiskFullError and those of the
 * file system. Until the last step the site is the old release, after it the new one.
 */
export async function publishRelease(input: PublishInput): Promise<Result<PublishReport, PublishRefusal>> {
  if (!(input.year >= 2000 && input.year <= 2100)) return fail({ code: 'year-out-of-range' });
  const build = await loadBuild(input.dist);
  return withLock(input.dir, () => withRoom(input.dir, () => withSmallHeap(() => publishLocked(input, build))));
}

async function publishLocked(input: PublishInput, build: Build): Promise<Result<PublishReport, PublishRefusal>> {
  const memory = await Memory.open(input);
  // Of a late change little is held.
  const late = memory.prepared !== null;
  const published = await signAndFinish(input, build, memory, late);
  if (!published.ok) return published;
  if (!late) collectLeftovers();
  await memory.save(published.value.targets);
  return ok(published.value.report);
}

interface Published {
  readonly report: PublishReport;
  /** Text of the release's targets. */
  readonly targets: string;
}

/** What is published is not in memory any more while tables are looked at again for what is to be kept. */
async function signAndFinish(
  input: PublishInput,
  build: Build,
  memory: Memory,
  late: boolean,
): Promise<Result<Published, PublishRefusal>> {
  const signed = await signRelease(input, memory);
  if (!signed.ok) return signed;
  const { ready, repository } = signed.value;
  if (!late) collectLeftovers();
  const { dir, media, progress: told = () => undefined } = input;
  const about = { dir, build, today: ready.today, told, ...(media && { media }) };
  const report = await finishPublication(ready, repository, about);
  return ok({ report, targets: repository.next.targets });
}

interface SignedRelease {
  readonly ready: Ready;
  readonly repository: SignedRepository;
}

/** What this function held ends with it: the workbook, its evaluation and the last release are not in memory while pages are written. */
async function signRelease(input: PublishInput, memory: Memory): Promise<Result<SignedRelease, PublishRefusal>> {
  const { passphrase } = input;
  const prepared = memory.prepared === null ? await prepareRelease(input) : ok(memory.prepared);
  if (!prepared.ok) return prepared;
  const answer = typeof passphrase === 'string' ? passphrase : await passphrase(prepared.value.review);
  if (answer === null) return fail({ code: 'not-signed' });
  if (memory.prepared === null) collectLeftovers();
  const signed = await signPrepared(input, prepared.value, answer);
  memory.note(prepared.value, signed.ready);
  return ok(signed);
}

/**
 * Everything up to what is read before signing. Refusals are values. Under the workspace's lock.
 */
export async function prepareRelease(
  input: Omit<PublishInput, 'passphrase'>,
): Promise<Result<Prepared, PublishRefusal>> {
  const { dir, now } = input;
  input.progress?.({ step: 'read', count: null });
  const workspace = await loadWorkspace(dir, now);
  if (!workspace.ok) return fail({ code: 'workspace', workspace });
  // The rows of all tables, as the files gave them.
  collectLeftovers();
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
  const foreign = await foreignKeys(dir, last.value?.previous ?? null);
  if (foreign.length > 0) return fail({ code: 'foreign-keys', keys: foreign });
  const period = checkStage({ until: null, ...input }, rulebook.id, last.value, chinaDay(now));
  if (!period.ok) return fail(period.fault);
  input.progress?.({ step: 'grade', count: null });
  const round = evaluateRound(rulebook, choices.value, workspace, evidencePeriod(input.year));
  const codes = await matchCodes(dir, workspace.bureau.id, workspace.entries, last.value);
  if (codes.doubts.length > 0) return fail({ code: 'doubtful-matches', doubts: codes.doubts });
  if (period.value !== null) {
    const institutions = announcedMissing(last.value, round, codes.table, chinaDay(now));
    if (institutions.length > 0) return fail({ code: 'announced-missing', institutions });
  }
  const found = { workspace, rulebook, choices: choices.value, round, codes, last: last.value, mark };
  return ok(await prepare(input, found, period.value));
}

async function signPrepared(input: PublishInput, prepared: Prepared, passphrase: string): Promise<SignedRelease> {
  const { dir, now, media = [] } = input;
  const { last, mark } = prepared;
  const keys = join(dir, 'keys');
  input.progress?.({ step: 'sign', count: null });
  const signers = await ensureKeys(dir, passphrase, media);
  const ready = await makeReady(input, prepared, async () => passphrase);
  const repository = signRepository({
    ...{ previous: last?.previous ?? null, targets: ready.targets, bundled: ready.bundled, signers, now },
    ring: await keyRing(keys, media, last === null),
    successors: await loadSuccessors(keys),
    ...(mark === null ? {} : { published: mark }),
  });
  return { ready, repository };
}
