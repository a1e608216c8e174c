/** Rows of all sheets to institutions with all that hangs on them. */
import type { Institution, InstitutionEntry } from '../../../core/domain/institution.ts';
import { isMedical } from '../subject.ts';
import { readAssessments } from './assess.ts';
import { readAssessment } from './assessment-rows.ts';
import { newestCommitment, readFacts, readStaff } from './child-rows.ts';
import { cleanCode } from './clean.ts';
import { SHEET_KEYS, type SheetKey } from './columns.ts';
import { readEligibility, readEligibilityOf } from './eligibility-rows.ts';
import { readEvent } from './event-rows.ts';
import { type Further, readFurther } from './further-rows.ts';
import { groupBy } from './group-by.ts';
import { refusePrivateNumbers } from './identity-scan.ts';
import { type Inspected, readInspected } from './inspection-rows.ts';
import { readInstitution } from './institution-rows.ts';
import { readMeasure, readMeasures } from './measure-rows.ts';
import { readPenalty } from './penalty-rows.ts';
import { type ReadContext, RowReader } from './row-reader.ts';
import { Posts, StaffList } from './staff-list.ts';
import type { Ledger, SheetRow } from './table.ts';

export type SheetRows = Readonly<Record<SheetKey, readonly SheetRow[]>>;
/** Inspections hang on no entry: nothing of them may come near a record. */
type ChildSheet = Exclude<SheetKey, 'institutions' | 'inspections'>;
type Children = Readonly<Record<ChildSheet, readonly SheetRow[]>>;
/** Rows by the institution that they name. */
type Groups = Readonly<Record<ChildSheet, ReadonlyMap<string, readonly SheetRow[]>>>;

/** An accepted institution with its own row and the rows that name it. */
interface Family {
  readonly institution: Institution;
  readonly further: Further;
  readonly row: SheetRow;
  readonly children: Children;
}

/** Reads everything, collecting every problem. Entries stand in the order of 机构; inspections stay apart from them. */
export function assembleEntries(
  sheets: SheetRows,
  ledger: Ledger,
  context: ReadContext,
): {
  readonly entries: readonly InstitutionEntry[];
  readonly incompleteFacts: ReadonlySet<string>;
  readonly inspected: ReadonlyMap<string, Inspected>;
} {
  for (const key of SHEET_KEYS) for (const row of sheets[key]) refusePrivateNumbers(row, ledger);
  const posts = new Posts();
  const { families, groups } = gatherFamilies(sheets, ledger, context);
  const entries = families.map((family) => readEntry(family, ledger, context, posts));
  const inspected = readInspected(groupBy(sheets.inspections, idOf), ledger, context);
  checkOrphans(groups, new Set(entries.map((entry) => entry.institution.id)), ledger, context);
  const incompleteFacts = new Set<string>();
  for (const { institution, row, children } of families) {
    const facts = [...children.penalties, ...children.events, ...children.assessments, ...children.eligibility];
    const lost = facts.filter((fact) => ledger.isQuarantined(fact)).length;
    if (lost === 0) continue;
    incompleteFacts.add(institution.id);
    ledger.row(row, 'facts-incomplete', 'id', String(lost));
  }
  return { entries, incompleteFacts, inspected };
}

/** Rows without an accepted institution are read all the same, so that the clerk sees all of their problems at once. */
function checkOrphans(groups: Groups, accepted: ReadonlySet<string>, ledger: Ledger, context: ReadContext): void {
  const orphans = (key: ChildSheet) => [...groups[key]].filter(([id]) => !accepted.has(id));
  for (const [, rows] of orphans('staff')) readStaff(rows, ledger, context);
  for (const [, rows] of orphans('penalties')) for (const row of rows) readPenalty(new RowReader(row, ledger, context));
  for (const [, rows] of orphans('events')) for (const row of rows) readEvent(new RowReader(row, ledger, context));
  for (const [, rows] of orphans('assessments'))
    for (const row of rows) readAssessment(new RowReader(row, ledger, context));
  for (const [, rows] of orphans('commitments')) newestCommitment(rows, ledger, context);
  for (const [, rows] of orphans('eligibility'))
    for (const row of rows) readEligibility(new RowReader(row, ledger, context));
  for (const [, rows] of orphans('measures')) for (const row of rows) readMeasure(new RowReader(row, ledger, context));
}

/** The institution that a row names, in the form in which ids are compared. */
function idOf(row: SheetRow): string {
  return cleanCode(row.cell('institutionId')?.text ?? '');
}

function gatherFamilies(
  sheets: SheetRows,
  ledger: Ledger,
  context: ReadContext,
): { readonly families: readonly Family[]; readonly groups: Groups } {
  const read = sheets.institutions.map((row) => {
    const reader = new RowReader(row, ledger, context);
    return { row, institution: readInstitution(reader), further: readFurther(reader) };
  });
  const byId = groupBy(read, ({ institution }) => institution.id);
  for (const [id, same] of byId) {
    // Which of two rows is the true one cannot be told, and their staff and penalties would mix.
    if (id !== '' && same.length > 1) for (const { row } of same) ledger.row(row, 'institution-duplicate', 'id');
  }
  childRows(sheets.inspections, byId, ledger);
  const groups = {
    staff: childRows(sheets.staff, byId, ledger),
    penalties: childRows(sheets.penalties, byId, ledger),
    events: childRows(sheets.events, byId, ledger),
    assessments: childRows(sheets.assessments, byId, ledger),
    commitments: childRows(sheets.commitments, byId, ledger),
    eligibility: childRows(sheets.eligibility, byId, ledger),
    measures: childRows(sheets.measures, byId, ledger),
  };
  const families = read
    .filter(({ row }) => !ledger.isQuarantined(row))
    .map((own) => ({ ...own, children: childrenOf(own.institution.id, groups) }));
  return { families, groups };
}

type ById = ReadonlyMap<string, readonly { readonly row: SheetRow }[]>;

/** Rows by the institution they name; rows that name none, or a refused one, are quarantined. */
function childRows(rows: readonly SheetRow[], byId: ById, ledger: Ledger): ReadonlyMap<string, readonly SheetRow[]> {
  const groups = groupBy(rows, idOf);
  for (const [id, group] of groups) {
    const named = byId.get(id);
    for (const row of group) {
      if (id === '' && row.headings.has('institutionId')) ledger.row(row, 'required-missing', 'institutionId');
      else if (id === '') ledger.quarantine(row);
      else if (named === undefined) ledger.row(row, 'institution-unknown', 'institutionId');
      else if (named.some((parent) => ledger.isQuarantined(parent.row)))
        ledger.row(row, 'institution-quarantined', 'institutionId');
    }
  }
  return groups;
}

function childrenOf(id: string, all: Groups): Children {
  return {
    staff: all.staff.get(id) ?? [],
    penalties: all.penalties.get(id) ?? [],
    events: all.events.get(id) ?? [],
    assessments: all.assessments.get(id) ?? [],
    commitments: all.commitments.get(id) ?? [],
    eligibility: all.eligibility.get(id) ?? [],
    measures: all.measures.get(id) ?? [],
  };
}

function readEntry(family: Family, ledger: Ledger, context: ReadContext, posts: Posts): InstitutionEntry {
  const { institution, further, children, row } = family;
  const { id, subject, licence } = institution;
  const facts = readFacts(children, ledger, context);
  const eligibility = readEligibilityOf(children.eligibility, ledger, context);
  const assessments = {
    ...readAssessments(children.assessments, ledger, context),
    ...(eligibility === null ? {} : { eligibility }),
  };
  if (assessments.associationScore !== undefined && further.certificate === null) {
    ledger.row(row, 'certificate-missing', 'certificateNumber');
  }
  const staff = readStaff(children.staff, ledger, context);
  warnOfNames(children.penalties, [institution.principal ?? '', ...staff.map(({ name }) => name)], ledger);
  if (staff.length > 0 && context.policy && !isMedical(institution, context.policy.terms)) {
    ledger.row(row, 'staff-not-shown', 'subject');
  }
  return {
    institution,
    staff: new StaffList(staff, posts),
    facts: { id, licence: licence.type, ...(subject === null ? {} : { subject }), assessments, ...facts },
    commitment: newestCommitment(children.commitments, ledger, context),
    ...further,
    measures: readMeasures(children.measures, ledger, context),
  };
}

/** A penalty against the institution needs no names of its staff (个人信息保护法 第六条: no more than the purpose needs). */
function warnOfNames(penalties: readonly SheetRow[], names: readonly string[], ledger: Ledger): void {
  for (const row of penalties) {
    for (const key of ['cause', 'result', 'basis']) {
      const text = row.cell(key)?.text ?? '';
      const named = names.find((name) => [...name].length >= 2 && text.includes(name));
      if (named !== undefined) ledger.row(row, 'person-named', key, named);
    }
  }
}
