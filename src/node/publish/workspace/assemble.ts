/** Rows of all sheets to institutions with all that hangs on them. */
import type { Institution, InstitutionEntry } from '../../../core/domain/institution.ts';
import { readAssessments } from './assess.ts';
import { readAssessment } from './assessment-rows.ts';
import { newestCommitment, readFacts, readStaff } from './child-rows.ts';
import { cleanCode } from './clean.ts';
import { SHEET_KEYS, type SheetKey } from './columns.ts';
import { readEvent } from './event-rows.ts';
import { groupBy } from './group-by.ts';
import { refuseIdentityNumbers } from './identity-scan.ts';
import { readInstitution } from './institution-rows.ts';
import { readPenalty } from './penalty-rows.ts';
import { type ReadContext, RowReader } from './row-reader.ts';
import type { Ledger, SheetRow } from './table.ts';

export type SheetRows = Readonly<Record<SheetKey, readonly SheetRow[]>>;
type ChildSheet = Exclude<SheetKey, 'institutions'>;
type Children = Readonly<Record<ChildSheet, readonly SheetRow[]>>;

/** An accepted institution with its own row and the rows that name it. */
interface Family {
  readonly institution: Institution;
  readonly row: SheetRow;
  readonly children: Children;
}

/** Reads everything, collecting every problem. Entries stand in the order of 机构. */
export function assembleEntries(
  sheets: SheetRows,
  ledger: Ledger,
  context: ReadContext,
): { readonly entries: readonly InstitutionEntry[]; readonly incompleteFacts: ReadonlySet<string> } {
  for (const key of SHEET_KEYS) for (const row of sheets[key]) refuseIdentityNumbers(row, ledger);
  const families = gatherFamilies(sheets, ledger, context);
  const entries = families.map((family) => readEntry(family, ledger, context));
  checkOrphans(sheets, new Set(entries.map((entry) => entry.institution.id)), ledger, context);
  const incompleteFacts = new Set<string>();
  for (const { institution, row, children } of families) {
    const facts = [...children.penalties, ...children.events, ...children.assessments];
    const lost = facts.filter((fact) => ledger.isQuarantined(fact)).length;
    if (lost === 0) continue;
    incompleteFacts.add(institution.id);
    ledger.row(row, 'facts-incomplete', 'id', String(lost));
  }
  return { entries, incompleteFacts };
}

/** Rows without an accepted institution are read all the same, so that the clerk sees all of their problems at once. */
function checkOrphans(sheets: SheetRows, accepted: ReadonlySet<string>, ledger: Ledger, context: ReadContext): void {
  const orphans = (key: ChildSheet) => [...groupBy(sheets[key], idOf)].filter(([id]) => !accepted.has(id));
  for (const [, rows] of orphans('staff')) readStaff(rows, ledger, context);
  for (const [, rows] of orphans('penalties')) for (const row of rows) readPenalty(new RowReader(row, ledger, context));
  for (const [, rows] of orphans('events')) for (const row of rows) readEvent(new RowReader(row, ledger, context));
  for (const [, rows] of orphans('assessments'))
    for (const row of rows) readAssessment(new RowReader(row, ledger, context));
  for (const [, rows] of orphans('commitments')) newestCommitment(rows, ledger, context);
}

/** The institution that a row names, in the form in which ids are compared. */
function idOf(row: SheetRow): string {
  return cleanCode(row.cells.get('institutionId')?.text ?? '');
}

function gatherFamilies(sheets: SheetRows, ledger: Ledger, context: ReadContext): readonly Family[] {
  const read = sheets.institutions.map((row) => ({
    row,
    institution: readInstitution(new RowReader(row, ledger, context)),
  }));
  const byId = groupBy(read, ({ institution }) => institution.id);
  for (const [id, same] of byId) {
    // Which of two rows is the true one cannot be told, and their staff and penalties would mix.
    if (id !== '' && same.length > 1) for (const { row } of same) ledger.row(row, 'institution-duplicate', 'id');
  }
  const children = {
    staff: childRows(sheets.staff, byId, ledger),
    penalties: childRows(sheets.penalties, byId, ledger),
    events: childRows(sheets.events, byId, ledger),
    assessments: childRows(sheets.assessments, byId, ledger),
    commitments: childRows(sheets.commitments, byId, ledger),
  };
  return read
    .filter(({ row }) => !ledger.isQuarantined(row))
    .map(({ row, institution: own }) => ({ row, institution: own, children: childrenOf(own.id, children) }));
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

function childrenOf(id: string, all: Readonly<Record<ChildSheet, ReadonlyMap<string, readonly SheetRow[]>>>): Children {
  return {
    staff: all.staff.get(id) ?? [],
    penalties: all.penalties.get(id) ?? [],
    events: all.events.get(id) ?? [],
    assessments: all.assessments.get(id) ?? [],
    commitments: all.commitments.get(id) ?? [],
  };
}

function readEntry({ institution, children }: Family, ledger: Ledger, context: ReadContext): InstitutionEntry {
  const facts = readFacts(children, ledger, context);
  return {
    institution,
    staff: readStaff(children.staff, ledger, context),
    facts: {
      id: institution.id,
      licence: institution.licence.type,
      assessments: readAssessments(children.assessments, ledger, context),
      ...facts,
    },
    commitment: newestCommitment(children.commitments, ledger, context),
  };
}
