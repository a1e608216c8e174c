/**
 * A publication of which only those institutions are read that a late change may concern; the record of every other is the signed one.
 * What is kept says no more than which these are, and the scores with which all are graded.
 */
import { chinaDay } from '../../../core/domain/iso-date.ts';
import { rulebookById } from '../../../core/rulebooks/registry.ts';
import type { Rulebook } from '../../../core/rulebooks/rulebook.ts';
import { type Choices, chooseRulings } from '../../../core/rulebooks/rulings.ts';
import { evidencePeriod } from '../evidence.ts';
import { formerGrounds } from '../former-grounds.ts';
import type { LastRelease } from '../last-release.ts';
import type { Recognised } from '../matching/known.ts';
import { matchRound } from '../matching/round.ts';
import { contextOf, formerNamesIn } from '../prepare.ts';
import type { AsPublished, Prepared, PublishInput } from '../publication.ts';
import { loadMark } from '../published.ts';
import { reviewOf } from '../review/review.ts';
import { unusedKeys } from '../status.ts';
import { treeOver } from '../tree.ts';
import type { SheetKey } from '../workspace/columns.ts';
import { type LoadedWorkspace, loadWorkspace } from '../workspace/load.ts';
import { codesAsKept } from './codes-as-kept.ts';
import { countsWith, familiesToRead, headOf, orderOf, type Read, readRuns, refusedFamilies } from './families.ts';
import { fits, isSigned, sameRelease } from './fits.ts';
import type { Inputs } from './inputs.ts';
import { type Anew, madeAnew, sameNames } from './records-anew.ts';
import { type Regraded, regrade } from './regrade.ts';
import type { KeptRound } from './round.ts';
import { Families } from './runs.ts';
import { type StaffFiles, staffFiles, withLists } from './staff-lists.ts';
import { readerOf } from './tables.ts';

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
  readonly last: LastRelease;
  readonly rulebook: Rulebook;
  readonly choices: Choices;
}

/** Null where the whole way must be gone: it says what is wrong, where something is. Writes nothing. */
export async function quickly(input: Input, inputs: Inputs, kept: KeptRound): Promise<Quick | null> {
  input.progress?.({ step: 'read', count: null });
  const { dir, now } = input;
  if (!(await fits(kept, inputs)) || kept.day > chinaDay(now)) return null;
  const families = new Families(kept.families);
  const read = readRuns(inputs, families, kept);
  const wanted = read && familiesToRead(kept, read, families);
  const ruled = ruledBy(inputs);
  if (!read || !wanted || !ruled || isTooMuch(wanted, families)) return null;
  const last = await sameRelease(input, inputs, kept);
  const staff = last && (await isSigned(last, kept)) ? await staffFiles(dir, last) : null;
  if (!last || !staff) return null;
  const base: Base = { input, inputs, kept, families, read, last, ...ruled };
  const graded = await gradedWith(base, wanted);
  if (graded === null) return null;
  const anew = new Set([...wanted, ...graded.moved]);
  if (isTooMuch(anew, families)) return null;
  const workspace = await loadWorkspace(dir, now, readerOf(read, anew));
  return workspace.ok ? prepared(base, { workspace, anew, graded, staff }) : null;
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

/** Grades all: with the facts of these families as they are now, and of all of which none are kept – but not their staff. */
async function gradedWith(base: Base, wanted: ReadonlySet<number>): Promise<Regraded | null> {
  const { input, kept, families, read, last, rulebook, choices } = base;
  const unkept = [...kept.members].filter((_, at) => kept.facts[at] === null);
  const touched = new Set([...wanted, ...unkept]);
  const workspace = await loadWorkspace(input.dir, input.now, readerOf(read, touched, ['staff', 'inspections']));
  if (!workspace.ok) return null;
  const about = { kept, records: last.records, order: orderOf(read, families), ids: families.ids, touched };
  return regrade({ ...about, workspace, rulebook, choices, period: evidencePeriod(input.year) });
}

interface ReadAnew {
  readonly workspace: LoadedWorkspace;
  readonly anew: ReadonlySet<number>;
  readonly graded: Regraded;
  readonly staff: StaffFiles;
}

async function prepared(base: Base, { workspace, anew, graded, staff }: ReadAnew): Promise<Quick | null> {
  const { input, families, read, last, rulebook, choices } = base;
  const { dir, year, now } = input;
  const again = refusedFamilies(workspace.problems, read);
  const names = sameNames(workspace, anew, base);
  const codes = names ? codesAsKept(base.kept, last) : await matchAll(base, workspace, graded);
  if (again === null || codes.doubts.length > 0) return null;
  const formerNames = names ? formerNamesIn(last.records) : formerNamesIn(codes.next.values());
  const context = await contextOf(input, { workspace, rulebook, codes, last, formerNames });
  const made = await madeAnew({ ...base, workspace, anew, round: graded.round, context });
  const whole = made && (await withStaff(made, workspace, staff, codes.table));
  if (!made || !whole) return null;
  const found = { last, codes, made: whole };
  const all = { ...workspace, counts: countsWith(workspace.counts, read, anew) };
  const { terms, today } = context;
  const newKeys = await unusedKeys(dir, last.previous);
  const review = reviewOf({
    ...{ ...found, rulebook, choices, round: graded.round, workspace: all },
    ...{ terms, newKeys, year, until: null, today },
  });
  const asPublished: AsPublished = {
    tree: await treeOver(made.kept.leaves),
    // Letters stand in the order of 机构.
    ...{ names, letters: names && isSameTable('institutions', base) },
    staff: made.sameStaff ? staff.files : null,
  };
  const tables = read.map(({ table, runs }) => {
    const { sheet, sha256, headings } = table;
    return { sheet, sha256, headings, head: headOf(table, families), runs };
  });
  return {
    prepared: {
      ...{ ...found, workspace: all, mark: await loadMark(dir), today, context, yearInForce: year, review },
      ...{
        former: formerGrounds({ rulebook, choices, round: graded.round }, context),
        named: graded.round.entries.map(({ institution: { id, name } }) => ({ id, name })),
        asPublished,
        gist: null,
      },
    },
    next: { ...made.kept, day: chinaDay(now), families: families.ids, again, tables },
  };
}

function isSameTable(sheet: SheetKey, { kept, read }: Pick<Base, 'kept' | 'read'>): boolean {
  const before = kept.tables.find((table) => table.sheet === sheet);
  return read.some(({ table }) => table.sheet === sheet && table.sha256 === before?.sha256);
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
async function matchAll({ input, inputs, kept, last, families }: Base, workspace: LoadedWorkspace, graded: Regraded) {
  const read = new Map(workspace.entries.map((entry) => [entry.institution.id, entry]));
  const records = new Map(Array.from(kept.members, (family, at) => [families.ids[family], last.records[at]]));
  const entries = graded.round.entries.flatMap(({ institution: { id } }): readonly { institution: Recognised }[] => {
    const [entry, record] = [read.get(id), records.get(id)];
    if (entry !== undefined) return [entry];
    return record === undefined ? [] : [{ institution: { ...record, id } }];
  });
  return matchRound(input.dir, inputs.config.bureau.id, entries, last);
}
