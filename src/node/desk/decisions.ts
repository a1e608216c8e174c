/**
 * `DIR/intake/decisions.csv`: what the bureau found (查实 or not), by receipt number: the only source of events from
 * complaints. Readable by its owner alone, only ever appended to. It holds nothing that a person wrote.
 *
 * A line is written before the store takes the step, and counts only when the audit has an entry of that step with the
 * line's digest (`bind-findings.ts`): a line whose step was refused, or cut off by a power failure, never counts, and
 * neither does one that was changed afterwards.
 */
import { createHash } from 'node:crypto';
import { chmod, mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { parseReceiptNumber } from '../../core/complaint/receipt.ts';
import { parseInstitutionCode } from '../../core/domain/institution-code.ts';
import { parseIsoDate } from '../../core/domain/iso-date.ts';
import { parseCsv } from '../publish/workspace/read-csv.ts';
import { DeskFault } from './fault.ts';
import { INTAKE_FOLDER } from './place.ts';

export const DECISIONS_FILE = `${INTAKE_FOLDER}/decisions.csv`;
const COLUMNS = ['number', 'state', 'outcome', 'document_no', 'on', 'severe', 'institution', 'by', 'at'] as const;
/** Two clerks who write the first finding at once may both put it in. */
const HEADER = COLUMNS.join(',');
/** Ends a line that a power failure left unfinished. */
const UNFINISHED = '#unfinished';

const day = v.pipe(
  v.string(),
  v.check((text) => parseIsoDate(text) !== null),
);

const Finding = v.object({
  number: v.pipe(
    v.string(),
    v.check((text) => parseReceiptNumber(text) === text),
  ),
  state: v.picklist(['answered', 'closed']),
  outcome: v.picklist(['substantiated', 'unsubstantiated']),
  /** Number of the decision; empty without one. */
  document_no: v.pipe(v.string(), v.maxLength(120)),
  /** Day of the decision, `YYYY-MM-DD`; empty without one. */
  on: v.union([v.literal(''), day]),
  /** Whether a severe impact was determined (造成恶劣影响). */
  severe: v.picklist(['yes', 'no']),
  /** Code of the institution. */
  institution: v.pipe(
    v.string(),
    v.check((text) => parseInstitutionCode(text) === text),
  ),
  by: v.pipe(v.string(), v.minLength(1)),
  /** Of the step. */
  at: v.pipe(v.string(), v.isoTimestamp()),
});
export type Finding = v.InferOutput<typeof Finding>;

/** In the order of the file. Throws DeskFault `damaged-decisions` for any line that is not as written. */
export async function loadFindings(dir: string): Promise<readonly Finding[]> {
  const text = await readFile(join(dir, DECISIONS_FILE), 'utf8').catch(missingIsEmpty);
  // A last line without an end was cut off before its step was taken.
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  return lines.flatMap((line, at) => {
    if (line === '' || line === HEADER || line.endsWith(UNFINISHED)) return [];
    const [cells = []] = parseCsv(line);
    const read = v.safeParse(Finding, Object.fromEntries(COLUMNS.map((column, index) => [column, cells[index]])));
    if (read.success && cells.length === COLUMNS.length) return [read.output];
    throw new DeskFault(
      'damaged-decisions',
      `${DECISIONS_FILE}第${at + 1}行无法识别。请从备份恢复这个文件，不要手工修改。`,
      `${DECISIONS_FILE} line ${at + 1} is not readable: restore it from a backup, and never edit it by hand.`,
    );
  });
}

/** A finding's one spelling, without a line end: what stands in the file and what is digested. */
function findingLine(finding: Finding): string {
  return COLUMNS.map((column) => `"${finding[column].replaceAll('"', '""')}"`).join(',');
}

/** SHA-256, hex, of the finding's line in UTF-8: what the audit keeps of it. */
export function findingDigest(finding: Finding): string {
  return createHash('sha256').update(findingLine(finding)).digest('hex');
}

/** One whole line in one write, on the disk when this resolves. */
export async function appendFinding(dir: string, finding: Finding): Promise<void> {
  const file = join(dir, DECISIONS_FILE);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const before = await readFile(file, 'utf8').catch(missingIsEmpty);
  const start = before === '' ? `${HEADER}\n` : before.endsWith('\n') ? '' : `${UNFINISHED}\n`;
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.appendFile(`${start}${findingLine(finding)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await chmod(file, 0o600); // whatever the umask was when it was made
}

/**
 * Whether a text may stand in a cell that a spreadsheet opens: it neither runs as a formula nor breaks the line. Real
 * document numbers and names always may.
 */
export function isPlainCell(text: string): boolean {
  return !/^[=+\-@＝＋－＠|%\s]/.test(text) && !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text);
}

function missingIsEmpty(fault: NodeJS.ErrnoException): string {
  if (fault.code === 'ENOENT') return '';
  throw fault;
}
