/** A bureau's workspace, read and checked whole. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RatingsFile } from '../../../core/complaint/ratings.ts';
import type { Bureau } from '../../../core/domain/bureau.ts';
import type { InstitutionEntry } from '../../../core/domain/institution.ts';
import { chinaDay } from '../../../core/domain/iso-date.ts';
import { loadPictures } from '../pictures.ts';
import { arrangeTable } from './arrange.ts';
import { assembleEntries, type SheetRows } from './assemble.ts';
import { SHEET_KEYS, type SheetKey, sheetsOf } from './columns.ts';
import {
  CONFIG_FILE,
  type ReadConfig,
  type Reading,
  type RulingChoice,
  readConfig,
  type WorkspaceConfig,
} from './config.ts';
import type { Inspected } from './inspection-rows.ts';
import { type Policy, policyOf } from './policy.ts';
import type { CheckProblem } from './problem.ts';
import { loadRatings } from './ratings.ts';
import { isFile, isFolder, type RawTables, type ReadTable, readSources, titleOf } from './sources.ts';
import { Ledger, type SheetRow } from './table.ts';

/** read = accepted + quarantined, always. Blank rows and headings are not rows. */
export interface SheetCounts {
  readonly read: number;
  readonly accepted: number;
  readonly quarantined: number;
}

export type WorkspaceCounts = Readonly<Record<SheetKey, SheetCounts>>;

export interface LoadedWorkspace {
  readonly ok: true;
  readonly bureau: Bureau;
  readonly rulings: Readonly<Record<string, RulingChoice>>;
  /** Accepted institutions in the order of 机构. */
  readonly entries: readonly InstitutionEntry[];
  /** The sheet or the mapped file that they stand in, as messages name it. */
  readonly listedIn: string;
  /**
   * Ids of accepted institutions of which a row of 处罚, 事件, 评定 or 资格 was quarantined: a grade computed from the rest
   * could be better than the truth, so none may be published before the clerk has corrected it.
   */
  readonly incompleteFacts: ReadonlySet<string>;
  /** Inspections by the institution's own number, for the bureau alone: apart from the entries, which are published. */
  readonly inspected: ReadonlyMap<string, Inspected>;
  /** For how many months a register shows an entry; null: to the end of its year. */
  readonly registerMonths: number | null;
  /** Ratings by the public to publish; null where there are none. */
  readonly ratings: RatingsFile | null;
  /** Of the footer, by path of the site. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
  readonly problems: readonly CheckProblem[];
  readonly counts: WorkspaceCounts;
}

/** The workspace cannot be published at all: no usable configuration, examples where boards print the bureau's own, no institution, a wrong `ratings.json` or picture. */
export interface RefusedWorkspace {
  readonly ok: false;
  readonly problems: readonly CheckProblem[];
  readonly counts: WorkspaceCounts;
}

/**
 * Reads `bureau.json` and all tables of a workspace; `now` fixes which days lie in the future. Collects every problem,
 * also when refusing. Writes nothing; throws only what the file system throws, and `readTable`, which may leave rows of CSV files out.
 */
export async function loadWorkspace(
  dir: string,
  now: Date,
  readTable?: ReadTable,
): Promise<LoadedWorkspace | RefusedWorkspace> {
  const ledger = new Ledger();
  const { problems } = ledger;
  if (!(await isFolder(dir))) {
    ledger.file('folder-missing', { value: dir });
    return { ok: false, problems, counts: countRows(NO_ROWS, ledger) };
  }
  const { config, reading } = await loadConfig(dir, ledger);
  if (reading === null) {
    ledger.file('tables-unchecked', { sheet: CONFIG_FILE });
    return { ok: false, problems, counts: countRows(NO_ROWS, ledger) };
  }
  const tables = await readSources(dir, reading.tables, ledger, readTable);
  const policy = policyOf(reading.rulebook, reading.rulings);
  const sheets = arrangeAll(tables, reading, policy, ledger);
  const context = { today: chinaDay(now), policy };
  const { entries, incompleteFacts, inspected } = assembleEntries(sheets, ledger, context);
  if (entries.length === 0) ledger.file('no-institutions', { sheet: titleOf('institutions') });
  const counts = countRows(sheets, ledger);
  const ratings = config === null ? null : await loadRatings(dir, config, ledger);
  const pictures = config === null ? null : await checkedPictures(dir, config, ledger);
  const example = problems.some(({ code }) => code === 'config-example');
  if (config === null || example || entries.length === 0 || ratings === 'wrong' || pictures === null) {
    return { ok: false, problems, counts };
  }
  const { bureau, rulings, registerMonths = null } = config;
  const listedIn = tables.institutions?.title ?? titleOf('institutions');
  const read = { entries, listedIn, incompleteFacts, inspected, ratings, pictures, problems, counts };
  return { ok: true, bureau, rulings, registerMonths, ...read };
}

async function loadConfig(dir: string, ledger: Ledger): Promise<ReadConfig> {
  if (await isFile(join(dir, CONFIG_FILE))) return readConfig(await readFile(join(dir, CONFIG_FILE), 'utf8'), ledger);
  ledger.file('config-missing', { sheet: CONFIG_FILE });
  return { config: null, reading: null };
}

/** Null when one of them must not be published. */
async function checkedPictures(
  dir: string,
  { bureau }: WorkspaceConfig,
  ledger: Ledger,
): Promise<ReadonlyMap<string, Uint8Array> | null> {
  const { pictures, faults } = await loadPictures(dir, bureau);
  for (const [path, fault] of faults) ledger.file('picture-wrong', { sheet: CONFIG_FILE, value: path }, fault);
  return faults.size === 0 ? pictures : null;
}

const NO_ROWS: SheetRows = {
  institutions: [],
  staff: [],
  penalties: [],
  events: [],
  assessments: [],
  commitments: [],
  eligibility: [],
  measures: [],
  inspections: [],
};

function arrangeAll(tables: RawTables, reading: Reading, policy: Policy | null, ledger: Ledger): SheetRows {
  const sheets: Record<SheetKey, readonly SheetRow[]> = { ...NO_ROWS };
  for (const key of SHEET_KEYS) {
    const table = tables[key];
    if (table === undefined) continue;
    if (sheetsOf(policy).includes(key)) sheets[key] = arrangeTable(key, table, reading.tables[key], ledger, policy);
    else if (table.rows.length > 0) ledger.file('sheet-unknown', { sheet: table.title, value: table.title });
  }
  // A file that could not be read has its own message.
  if (tables.institutions === undefined && Object.keys(tables).length > 0) {
    ledger.file('sheet-missing', { value: titleOf('institutions') });
  }
  return sheets;
}

function countRows(sheets: SheetRows, ledger: Ledger): WorkspaceCounts {
  const count = (key: SheetKey): SheetCounts => {
    const rows = sheets[key];
    const quarantined = rows.filter((row) => ledger.isQuarantined(row)).length;
    return { read: rows.length, accepted: rows.length - quarantined, quarantined };
  };
  return {
    institutions: count('institutions'),
    staff: count('staff'),
    penalties: count('penalties'),
    events: count('events'),
    assessments: count('assessments'),
    commitments: count('commitments'),
    eligibility: count('eligibility'),
    measures: count('measures'),
    inspections: count('inspections'),
  };
}
