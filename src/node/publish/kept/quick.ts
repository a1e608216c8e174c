/**
 * A publication of which only those institutions are read that a late change may concern; the record of every other is the signed one.
 * What is kept says no more than which these are, and the scores with which all are graded.
 */

import { isDeepStrictEqual } from 'node:util';
import type { Evaluation } from '../../../core/domain/evaluation.ts';
import { chinaDay } from '../../../core/domain/iso-date.ts';
import { rulebookById } from '../../../core/rulebooks/registry.ts';
import type { Rulebook } from '../../../core/rulebooks/rulebook.ts';
import { type Choices, chooseRulings } from '../../../core/rulebooks/rulings.ts';
import { formerGrounds } from '../former-grounds.ts';
import type { LastRelease } from '../last-release.ts';
import type { Recognised } from '../matching/known.ts';
import { matchRound } from '../matching/round.ts';
import { contextOf, formerNamesIn } from '../prepare.ts';
import type { AsPublished, Prepared, PublishInput } from '../publication.ts';
import { loadMark } from '../published.ts';
import type { NearThreshold } from '../review/near.ts';
import { reviewOf } from '../review/review.ts';
import type { Said } from '../review/sayings.ts';
import { unusedKeys } from '../status.ts';
import { treeOver } from '../tree.ts';
import { type LoadedWorkspace, loadWorkspace } from '../workspace/load.ts';
import { codesAsKept } from './codes-as-kept.ts';
import { countsWith, familiesToRead, headOf, type Read, readRuns, refusedFamilies } from './families.ts';
import { fits, isConfigured, isSigned, sameRelease } from './fits.ts';
import { Beside, type Grading } from './grade-beside.ts';
import type { Inputs } from './inputs.ts';
import { type Anew, madeAnew, sameNames } from './records-anew.ts';
import type { KeptRound, KeptTable } from './round.ts';
import { Families, familiesIn } from './runs.ts';
import { type StaffFiles, staffFiles, withLists } from './staff-lists.ts';
import { readerOf } from './tables.ts';
import { gradingTask, namedIn, nameIn, type Touched, touchedFacts } from './touched.ts';

/** A publication, and what is kept of it; the frame is its release's, and comes with that. */
export interface Quick {
  readonly prepared: Prepared;
  readonly next: Omit<KeptRound, 'frame'>;
}

type Input = Omit<PublishInput, 'passphrase'>;

interface Base {
  readonly input: Input;
  readonly inputs: Inputs;
  readonly kept: KeptRound;
  readonly families: Families;
  readonly read: readonly Read[];
  readonly rulebook: Rulebook;
  readonly choices: Choices;
}

/** Null where the whole way must be gone: it says what is wrong, where something is. Writes nothing. */
export async function quickly(input: Input, inputs: Inputs, kept: KeptRound): Promise<Quick | null> {
  input.progress?.({ step: 'read', count: null });
  if (!(await fits(kept, inputs)) || kept.day > chinaDay(input.now)) return null;
  const families = new Families(kept.families);
  const read = readRuns(inputs, families, kept);
  const wanted = read && familiesToRead(kept, read, families);
  const ruled = ruledBy(inputs);
  if (!read || !wanted || !ruled || isTooMuch(wanted, families)) return null;
  const base: Base = { input, inputs, kept, families, read, ...ruled };
  const beside = new Beside(kept.members.length);
  try {
    const touched = await readTouched(base, wanted);
    const task = touched && gradingTask({ ...base, ...touched });
    return touched && task && (await quicklyGraded(base, touched, wanted, beside.grade(task)));
  } finally {
    await beside.end();
  }
}

/** Reads the last release, while all are graded. */
async function quicklyGraded(
  base: Base,
  touched: Touched,
  wanted: ReadonlySet<number>,
  grading: Grading,
): Promise<Quick | null> {
  const { input, inputs, kept, families, read } = base;
  const last = await sameRelease(input, inputs, kept);
  const staff = last && (await isSigned(last, kept)) ? await staffFiles(input.dir, last) : null;
  if (!last || !staff) return null;
  const { evaluations, moved, said } = await grading.graded;
  const anew = new Set(wanted);
  for (const id of moved) anew.add(families.number(id));
  if (isTooMuch(anew, families)) return null;
  const workspace = await loadWorkspace(input.dir, input.now, readerOf(read, anew));
  // Settings are read with every reading: these are of one state of them.
  if (!workspace.ok || !(await isConfigured(inputs))) return null;
  return prepared(
    { ...base, ...touched, last, evaluations },
    { workspace, anew, staff, said, near: await grading.near },
  );
}

/** More families than one in twenty are read faster with all the others. */
function isTooMuch(wanted: ReadonlySet<number>, { ids }: Families): boolean {
  return wanted.size > Math.max(200, ids.length / 20);
}

function ruledBy({ config }: Inputs): Pick<Base, 'rulebook' | 'choices'> | null {
  const rulebook = rulebookById(config.bureau.rulebook);
  const chosen = Object.entries(config.rulings).map(([id, { choice }]) => [id, choice] as const);
  const choices = rulebook && chooseRulings(rulebook.rulings, chosen);
  return rulebook && choices?.ok ? { rulebook, choices: choices.value } : null;
}

/** These families as they are now, and all of which no facts are kept – but not their staff. */
async function readTouched({ input, kept, read }: Base, wanted: ReadonlySet<number>): Promise<Touched | null> {
  const unkept = [...kept.members].filter((_, at) => kept.facts[at] === '');
  const touched = new Set([...wanted, ...unkept]);
  const workspace = await loadWorkspace(input.dir, input.now, readerOf(read, touched, ['staff', 'inspections']));
  // A fault of a whole file or column says something else of all its rows than of these.
  if (!workspace.ok || refusedFamilies(workspace.problems, read) === null) return null;
  return { touched, entries: workspace.entries, incomplete: workspace.incompleteFacts };
}

interface Parts extends Base, Touched {
  readonly last: LastRelease;
  readonly evaluations: ReadonlyMap<string, Evaluation>;
}

interface ReadAnew {
  readonly workspace: LoadedWorkspace;
  readonly anew: ReadonlySet<number>;
  readonly staff: StaffFiles;
  readonly said: readonly Said[];
  readonly near: readonly NearThreshold[];
}

async function prepared(parts: Parts, { workspace, anew, staff, said, near }: ReadAnew): Promise<Quick | null> {
  const { input, families, read, last, rulebook, choices, evaluations } = parts;
  const { dir, year, now } = input;
  const again = refusedFamilies(workspace.problems, read);
  const names = sameNames(workspace, anew, parts);
  // Letters stand in the order of 机构.
  const letters = names && isSameOrder(parts);
  const codes = names ? codesAsKept(parts.kept, last) : await matchAll(parts, workspace);
  if (again === null || codes.doubts.length > 0) return null;
  const formerNames = names ? formerNamesIn(last.records) : formerNamesIn(codes.next.values());
  const context = await contextOf(input, { workspace, rulebook, codes, last, formerNames });
  const made = await madeAnew({ ...parts, workspace, anew, context });
  const whole = made && (await withStaff(made, workspace, staff, codes.table));
  if (!made || !whole) return null;
  const found = { last, codes, made: whole };
  const all = { ...workspace, counts: countsWith(workspace.counts, read, anew) };
  const { terms, today } = context;
  const newKeys = await unusedKeys(dir, last.previous);
  const nameOf = nameIn({ ...parts, records: last.records });
  const review = reviewOf({
    ...{ ...found, said, near: near.map((one) => ({ ...one, name: nameOf(one.id) })), workspace: all },
    ...{ terms, newKeys, year, until: null, today },
  });
  const asPublished: AsPublished = {
    tree: await treeOver(made.kept.leaves),
    ...{ names, letters },
    staff: made.sameStaff ? staff.files : null,
  };
  const tables = read.map(({ table, runs }) => {
    const { sheet, sha256, headings } = table;
    return { sheet, sha256, headings, head: headOf(table, families), runs };
  });
  const round = { facts: { period: context.period, institutions: touchedFacts(parts, context.period) }, evaluations };
  const former = formerGrounds({ rulebook, choices, round }, context);
  const rest = {
    former,
    mark: await loadMark(dir),
    today,
    context,
    yearInForce: year,
    review,
    asPublished,
    gist: null,
    named: letters ? [] : namedIn({ ...parts, records: last.records }),
  };
  return {
    prepared: { ...found, workspace: all, ...rest },
    next: { ...made.kept, day: chinaDay(now), families: families.ids, again, tables },
  };
}

/** Whether the rows of 机构 name the same institutions as then, in the same order. */
function isSameOrder({ kept, read, families }: Pick<Base, 'kept' | 'read' | 'families'>): boolean {
  const before = kept.tables.find(({ sheet }) => sheet === 'institutions');
  const now = read.find(({ table }) => table.sheet === 'institutions');
  if (before === undefined || now === undefined) return false;
  const order = ({ head, runs }: Pick<KeptTable, 'head' | 'runs'>) => [...head, ...familiesIn(runs)];
  return isDeepStrictEqual(order(before), order({ head: headOf(now.table, families), runs: now.runs }));
}

/** The lists of those that were not read are needed where some list is another: its file is made anew. */
async function withStaff(
  { made, sameStaff }: Anew,
  { entries }: LoadedWorkspace,
  staff: StaffFiles,
  codes: ReadonlyMap<string, string>,
): Promise<Anew['made'] | null> {
  if (sameStaff) return made;
  const read = new Set(entries.map(({ institution }) => codes.get(institution.id)));
  return withLists(made, new Set(made.flatMap(({ record }) => (read.has(record.code) ? [] : [record.code]))), staff);
}

/** As the whole way does it: every institution is compared with everybody who ever had a code. */
async function matchAll({ input, inputs, kept, last, families, ...rest }: Parts, workspace: LoadedWorkspace) {
  const read = new Map(workspace.entries.map((entry) => [entry.institution.id, entry]));
  const records = new Map(Array.from(kept.members, (family, at) => [families.ids[family], last.records[at]]));
  const named = namedIn({ ...rest, kept, families, records: last.records });
  const entries = named.flatMap(({ id }): readonly { institution: Recognised }[] => {
    const [entry, record] = [read.get(id), records.get(id)];
    if (entry !== undefined) return [entry];
    return record === undefined ? [] : [{ institution: { ...record, id } }];
  });
  return matchRound(input.dir, inputs.config.bureau.id, entries, last);
}
