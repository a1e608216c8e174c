/** `bureau.json`: what is public of the bureau, its rulings, and where its tables come from. */
import * as v from 'valibot';
import type { Bureau } from '../../../core/domain/bureau.ts';
import { SITE_FOLDERS } from '../../../core/domain/site-folders.ts';
import { RULEBOOKS as ALL } from '../../../core/rulebooks/registry.ts';
import { PICTURE_NAME } from '../pictures.ts';
import { findColumn, SHEET_KEYS, SHEETS, type SheetKey } from './columns.ts';
import { jsonFault } from './json-fault.ts';
import type { Ledger } from './table.ts';

/** Ids of all rulebooks. */
export const RULEBOOKS: readonly string[] = ALL.map(({ id }) => id);
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

const text = v.pipe(v.string(), v.trim(), v.minLength(1, '不能为空 / must not be empty'));
const optional = v.optional(v.nullable(v.pipe(v.string(), v.trim())), null);

const BASE = /^\/(?:[A-Za-z0-9][A-Za-z0-9._-]*\/)+$/;

/** Plain names between slashes. */
function isBasePath(value: string): boolean {
  return BASE.test(value);
}

/** The first of its folders that has a name of the site's own: what lies in it would read like a page, signed data, a part of the app. */
function reservedIn(path: string): string | undefined {
  return path.split('/').find((name) => SITE_FOLDERS.has(name.toLowerCase()));
}

const ORIGIN = /^https?:\/\/(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(?::\d+)?$/;

/**
 * The origin is printed in every code: only scheme, host and port. It stands in configurations of other programs too, so
 * that its host has none of the characters that a URL's may have beside those of a domain name.
 */
function isOrigin(value: string): boolean {
  return ORIGIN.test(value) && URL.canParse(value) && new URL(value).origin === value;
}

function isHttps(value: string): boolean {
  return URL.canParse(value) && new URL(value).protocol === 'https:';
}

const picture = v.optional(
  v.nullable(
    v.pipe(
      v.string(),
      v.regex(
        PICTURE_NAME,
        '应为小写字母、数字、连字符的文件名，以 .png、.svg 或 .webp 结尾 / a name of a-z, 0-9 and -, ending in .png, .svg or .webp',
      ),
    ),
  ),
  null,
);

/** Whether browsers offer their cryptography there: a secure context. */
function canSeal(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' || /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}

const TERM = v.object({
  days: v.pipe(
    v.number(),
    v.integer(),
    v.minValue(1, '应为1至365 / 1 to 365'),
    v.maxValue(365, '应为1至365 / 1 to 365'),
  ),
  citation: text,
});

export const BUREAU = v.object({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{1,39}$/, '应为2至40位小写字母、数字、连字符 / a-z, 0-9 and -')),
  name: text,
  nameEn: text,
  county: text,
  countyEn: text,
  regionCode: v.pipe(v.string(), v.regex(/^\d{6}$/, '应为6位数字 / six digits')),
  rulebook: v.picklist(RULEBOOKS, `应为 ${RULEBOOKS.join('、')} 之一 / one of ${RULEBOOKS.join(', ')}`),
  origin: v.pipe(
    v.string(),
    v.check(
      isOrigin,
      '应为 https://主机名，末尾不带斜杠；主机名只用小写字母、数字、点、横线，中文域名请写成 xn-- 开头的形式 / https://host without a slash at the end; a host of a-z, 0-9, dots and hyphens, others as xn--',
    ),
  ),
  basePath: v.exactOptional(
    v.pipe(
      v.string(),
      v.check(
        isBasePath,
        '应为 /文件夹/，首尾都带斜杠，只用字母、数字、点、横线 / a path from slash to slash, of letters, digits, dots and hyphens',
      ),
      v.check(
        (value) => reservedIn(value) === undefined,
        ({ input }) =>
          `不能用名为 ${reservedIn(String(input))} 的文件夹，网站自己要用这个名称，请换一个 / no folder named ${reservedIn(String(input))}: the site itself uses that name, choose another`,
      ),
    ),
  ),
  pages: v.exactOptional(
    v.picklist(['files', 'folders', 'on-request'], '应为 files、folders 或 on-request / files, folders or on-request'),
  ),
  phone: text,
  phoneHours: text,
  phoneHoursEn: optional,
  hotline: optional,
  supervisor: text,
  operator: optional,
  icp: optional,
  publicSecurityNo: optional,
  siteId: optional,
  siteIdUrl: v.optional(
    v.nullable(v.pipe(v.string(), v.check(isHttps, '应为 https 开头的网址 / an address that begins with https'))),
    null,
  ),
  publicSecurityPicture: picture,
  siteIdPicture: picture,
  commitment: v.optional(v.array(text), []),
  intake: v.optional(v.picklist(['none', 'online'], '应为 none 或 online / none or online'), 'none'),
  intakeTerms: v.optional(v.nullable(v.object({ accept: TERM, answer: TERM })), null),
  elsewhere: optional,
  demo: v.optional(v.boolean('应为 true 或 false / true or false'), false),
});

const RULING = v.object({ choice: text, adoptedBy: optional });
const WORDS = v.record(v.string(), v.string());
const TABLE = v.object({
  file: text,
  sheet: v.optional(text),
  columns: v.optional(WORDS),
  defaults: v.optional(WORDS),
  values: v.optional(v.record(v.string(), WORDS)),
});

const CONFIG = v.object({
  ...BUREAU.entries,
  registerMonths: v.optional(
    v.nullable(
      v.pipe(v.number(), v.integer(), v.minValue(1, '应为1至36 / 1 to 36'), v.maxValue(36, '应为1至36 / 1 to 36')),
    ),
    null,
  ),
  rulings: v.optional(v.record(v.string(), RULING), {}),
  tables: v.optional(v.record(v.string(), TABLE), {}),
});

/** Names that `init` writes where it was told none: a bureau's, an association's. */
export const EXAMPLE_NAMES = ['示例县卫生健康局', '示例社会办医疗机构协会'] as const;

/** Further values that `init` writes where it was told nothing. */
export const PLACEHOLDERS: Readonly<Record<string, string>> = {
  origin: 'https://yx.example.gov.cn',
  phone: '0000-0000000',
  regionCode: '000000',
};

/** What stands on every printed board: an example there would hang in a hundred clinics. */
const PRINTED = ['name', 'origin', 'phone'];

function isPrinted(key: string): boolean {
  return PRINTED.includes(key);
}

/** Hosts that nobody can have (RFC 2606, RFC 6761), and the one of the template. */
const NO_HOST = /(?:^|\.)(?:example|test|invalid|localhost|example\.(?:com|net|org|gov\.cn))$/;

/** Whether this is what `init` wrote, or plainly made up. */
function isExample(key: string, value: string): boolean {
  if (key === 'name') return EXAMPLE_NAMES.some((name) => value.startsWith(name));
  if (key === 'phone') return /^[0\D]*$/.test(value);
  if (key === 'origin') return URL.canParse(value) && NO_HOST.test(new URL(value).hostname);
  return PLACEHOLDERS[key] === value;
}

/** Reads `bureau.json`; null when it cannot be used. Every problem goes to the ledger, with its path as column. */
export function parseConfig(json: string, ledger: Ledger): WorkspaceConfig | null {
  const text = json.replace(/^\uFEFF/, '');
  // What the decoder put in the place of bytes that are no UTF-8: it would be signed and printed.
  if (text.includes('\uFFFD')) {
    ledger.file('config-not-utf8', { sheet: CONFIG_FILE });
    return null;
  }
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (fault) {
    const found = jsonFault(text);
    const detail = found?.text ?? (fault instanceof Error ? fault.message : String(fault));
    ledger.file('config-not-json', { sheet: CONFIG_FILE, row: found?.line ?? null }, detail);
    return null;
  }
  const parsed = v.safeParse(CONFIG, raw);
  if (!parsed.success) {
    for (const issue of parsed.issues) {
      const column = v.getDotPath(issue) ?? CONFIG_FILE;
      ledger.file('config-invalid', { sheet: CONFIG_FILE, column }, issueText(issue));
    }
    return null;
  }
  warnOfConfig(raw, parsed.output.demo, ledger);
  const { rulings, tables, registerMonths, ...bureau } = parsed.output;
  if (bureau.intake === 'online' && !bureau.demo && !canSeal(bureau.origin)) {
    ledger.file('intake-without-https', { sheet: CONFIG_FILE, column: 'origin', value: bureau.origin });
  }
  const known = knownTables(tables, ledger);
  return known === null ? null : { bureau, rulings, tables: known, registerMonths };
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
