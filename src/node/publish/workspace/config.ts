/** `bureau.json`: what is public of the bureau, its rulings, and where its tables come from. */
import * as v from 'valibot';
import type { Bureau } from '../../../core/domain/bureau.ts';
import { findColumn, SHEET_KEYS, SHEETS, type SheetKey } from './columns.ts';
import { isExample, isPrinted } from './config-examples.ts';
import { CONFIG, type TABLE } from './config-schema.ts';
import { jsonFault } from './json-fault.ts';
import type { Ledger } from './table.ts';

export const CONFIG_FILE = 'bureau.json';

/** How the bureau fills a gap of its rulebook, and the document by which it adopted that. */
export interface RulingChoice {
  readonly choice: string;
  readonly adoptedBy: string | null;
}

/** Where one sheet's rows come from, when not from the workbook. */
export interface TableSource {
  /** `.csv` or `.xlsx`; a relative path starts from the workspace. */
  readonly file: string;
  /** Sheet of an .xlsx file; the first one when absent. */
  readonly sheet?: string | undefined;
  /** Our key → their heading. When given, their other columns are not read. */
  readonly columns?: Readonly<Record<string, string>> | undefined;
  /** Our key → what to take where their cell is empty or missing. */
  readonly defaults?: Readonly<Record<string, string>> | undefined;
  /** Our key → their value → ours. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
}

export interface WorkspaceConfig {
  readonly bureau: Bureau;
  readonly rulings: Readonly<Record<string, RulingChoice>>;
  readonly tables: Partial<Readonly<Record<SheetKey, TableSource>>>;
  /** For how many months a register shows an entry without a last day of its own; absent: to the end of its year. */
  readonly registerMonths?: number | null;
}

/** By which policy and from which files rows are read. */
export type Reading = Pick<WorkspaceConfig, 'rulings' | 'tables'> & { readonly rulebook: string };

export interface ReadConfig {
  readonly config: WorkspaceConfig | null;
  readonly reading: Reading | null;
}

/** So much of the file tells how tables are read. */
const READING = v.object({
  rulebook: CONFIG.entries.rulebook,
  rulings: CONFIG.entries.rulings,
  tables: CONFIG.entries.tables,
});

/** Reads `bureau.json`; null when it cannot be used. Every problem goes to the ledger, with its path as column. */
export function parseConfig(json: string, ledger: Ledger): WorkspaceConfig | null {
  return readConfig(json, ledger).config;
}

/**
 * The same, and what tells how tables are read: a telephone that is missing does not make the rows of the workbook wrong.
 * Null where that cannot be known: then nothing true can be said of a row.
 */
export function readConfig(json: string, ledger: Ledger): ReadConfig {
  const raw = parseJson(json, ledger);
  if (raw === null) return { config: null, reading: null };
  const parsed = v.safeParse(CONFIG, raw.value);
  const part = v.safeParse(READING, raw.value);
  const known = part.success ? knownTables(part.output.tables, ledger) : null;
  const reading = known && part.success ? { ...part.output, tables: known } : null;
  if (!parsed.success) {
    for (const issue of parsed.issues) {
      const column = v.getDotPath(issue) ?? CONFIG_FILE;
      ledger.file('config-invalid', { sheet: CONFIG_FILE, column }, issueText(issue));
    }
    return { config: null, reading };
  }
  warnOfConfig(raw.value, parsed.output.demo, ledger);
  const { rulings, tables: _, registerMonths, ...bureau } = parsed.output;
  if (bureau.intake === 'online' && !bureau.demo && !canSeal(bureau.origin)) {
    ledger.file('intake-without-https', { sheet: CONFIG_FILE, column: 'origin', value: bureau.origin });
  }
  return { config: known && { bureau, rulings, tables: known, registerMonths }, reading };
}

function parseJson(json: string, ledger: Ledger): { readonly value: unknown } | null {
  const text = json.replace(/^\uFEFF/, '');
  // What the decoder put in the place of bytes that are no UTF-8: it would be signed and printed.
  if (text.includes('\uFFFD')) {
    ledger.file('config-not-utf8', { sheet: CONFIG_FILE });
    return null;
  }
  try {
    return { value: JSON.parse(text) };
  } catch (fault) {
    const found = jsonFault(text);
    const detail = found?.text ?? (fault instanceof Error ? fault.message : String(fault));
    ledger.file('config-not-json', { sheet: CONFIG_FILE, row: found?.line ?? null }, detail);
    return null;
  }
}

/** Whether browsers offer their cryptography there: a secure context. */
function canSeal(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' || /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}

/** Our own texts are bilingual already; valibot's are not. */
function issueText(issue: v.BaseIssue<unknown>): string {
  if (issue.message.includes(' / ')) return issue.message;
  if (issue.received === 'undefined') return '缺少这一项 / missing';
  return `应为 ${issue.expected ?? '…'}，实为 ${issue.received} / ${issue.message}`;
}

function warnOfConfig(raw: unknown, demo: boolean, ledger: Ledger): void {
  for (const [key, value] of Object.entries(raw ?? {})) {
    if (!Object.hasOwn(CONFIG.entries, key)) ledger.file('config-unknown-key', { sheet: CONFIG_FILE, column: key });
    if (demo || typeof value !== 'string' || !isExample(key, value)) continue;
    ledger.file(isPrinted(key) ? 'config-example' : 'config-placeholder', { sheet: CONFIG_FILE, column: key, value });
  }
}

/** Checks every key of the mappings: a mistyped one would silently leave a column out. Null when one is unknown. */
function knownTables(
  tables: Readonly<Record<string, v.InferOutput<typeof TABLE>>>,
  ledger: Ledger,
): Partial<Record<SheetKey, TableSource>> | null {
  const known: Partial<Record<SheetKey, TableSource>> = {};
  let good = true;
  const unknown = (column: string) => {
    good = false;
    ledger.file('mapping-unknown', { sheet: CONFIG_FILE, column });
  };
  for (const [name, source] of Object.entries(tables)) {
    const sheet = SHEET_KEYS.find((key) => key === name || SHEETS[key].title === name);
    if (sheet === undefined) {
      unknown(`tables.${name}`);
      continue;
    }
    for (const part of ['columns', 'defaults', 'values'] as const) {
      for (const key of Object.keys(source[part] ?? {})) {
        if (findColumn(sheet, key) === undefined) unknown(`tables.${name}.${part}.${key}`);
      }
    }
    known[sheet] = source;
  }
  return good ? known : null;
}
