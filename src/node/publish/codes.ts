/** `codes.csv`: which public code belongs to which institution, for ever. Only ever appended to. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeFromBytes, type InstitutionCode, parseInstitutionCode } from '../../core/domain/institution-code.ts';
import { replaceDurably } from './durable.ts';
import { loadKnownBefore } from './matching/institutions-file.ts';

const FILE = 'codes.csv';
const HEADER = 'code,id,assigned\n';

interface CodeLine {
  readonly code: InstitutionCode;
  /** The number under which it was given; the same number may have been given to another later. */
  readonly id: string;
}

export type CodeTable = ReadonlyMap<string, InstitutionCode>;

/** `codes.csv` holds something that cannot be trusted; nothing was changed. */
export class CodesError extends Error {
  readonly code = 'codes-damaged';
  constructor(line: number, why: string) {
    super(
      `codes.csv 第${line}行${why}。请从备份恢复这个文件，不要手工修改。/ codes.csv line ${line}: ${why}. Restore it from a backup; never edit it by hand.`,
    );
    this.name = 'CodesError';
  }
}

/** Every line of `codes.csv`, in its order; none when the file is not there yet. Throws CodesError on any that is not as written. */
export async function loadCodeLines(dir: string): Promise<readonly CodeLine[]> {
  const text = await readFile(join(dir, FILE), 'utf8').catch(missingIsEmpty);
  const taken = new Set<string>();
  return text.split('\n').flatMap((line, at): readonly CodeLine[] => {
    if (line === '' || at === 0) return [];
    const match = /^([^,]+),"((?:[^"]|"")*)",\d{4}-\d{2}-\d{2}$/.exec(line);
    const code = match ? parseInstitutionCode(match[1] ?? '') : null;
    const id = match?.[2]?.replaceAll('""', '"');
    if (code === null || code !== match?.[1] || id === undefined)
      throw new CodesError(at + 1, '无法识别 (not readable)');
    if (taken.has(code)) throw new CodesError(at + 1, '重复 (given twice)');
    taken.add(code);
    return [{ code, id }];
  });
}

/**
 * Id → code by today's numbers: those of `institutions.json`, which a bureau may have changed, before those under which
 * the codes were given. Throws CodesError.
 */
export async function loadCodes(dir: string, before?: Awaited<ReturnType<typeof loadKnownBefore>>): Promise<CodeTable> {
  const current = [...(before ?? (await loadKnownBefore(dir))).values()];
  const known = new Set(current.map(({ code }) => code));
  const table = new Map<string, InstitutionCode>();
  for (const { code, id } of await loadCodeLines(dir)) if (!known.has(code)) table.set(id, code);
  for (const { code, id } of current) if (id !== null) table.set(id, code);
  return table;
}

function missingIsEmpty(fault: NodeJS.ErrnoException): string {
  if (fault.code === 'ENOENT') return '';
  throw fault;
}

/** The n-th candidate for an institution: hashed, so that a lost table grows again as it was (see decisions). */
function candidate(bureau: string, id: string, attempt: number): InstitutionCode {
  return codeFromBytes(createHash('sha256').update(`yixinma code 1\0${bureau}\0${id}\0${attempt}`).digest());
}

/** The table with a code for every id; no code of `given` is given again. New ones are those whose hash is free; a collision takes the next attempt. */
export function assignCodes(
  known: CodeTable,
  bureau: string,
  ids: readonly string[],
  given: Iterable<InstitutionCode> = [],
): { table: CodeTable; added: readonly string[]; collisions: number } {
  const table = new Map(known);
  const taken = new Set<string>([...known.values(), ...given]);
  const added: string[] = [];
  let collisions = 0;
  for (const id of ids) {
    if (table.has(id)) continue;
    let attempt = 0;
    let code = candidate(bureau, id, attempt);
    while (taken.has(code)) {
      collisions++;
      code = candidate(bureau, id, ++attempt);
    }
    table.set(id, code);
    taken.add(code);
    added.push(id);
  }
  return { table, added, collisions };
}

/**
 * Appends the new lines. Called before the release is switched: a code that was printed is never given again. The file
 * is replaced whole, so that a full disk or a power cut leaves the old table and no half line.
 */
export async function appendCodes(dir: string, table: CodeTable, added: readonly string[], day: string): Promise<void> {
  const given = new Map((await loadCodeLines(dir)).map(({ code, id }) => [code, id]));
  // What was exported to be signed may have got its codes by a run that was killed before its switch.
  const fresh = added.filter((id) => {
    const code = table.get(id);
    const owner = code === undefined ? undefined : given.get(code);
    if (owner !== undefined && owner !== id) {
      throw new Error(
        `导出之后，编码${code}给了另一家（${owner}），没有发布。请重新导出，再请各人签名。/ Code ${code} was given to another institution since the export; nothing was published. Export again, and have it signed again.`,
      );
    }
    return owner === undefined;
  });
  if (fresh.length === 0) return;
  const before = await readFile(join(dir, FILE), 'utf8').catch(missingIsEmpty);
  const whole = before === '' || before.endsWith('\n') ? before : `${before}\n`;
  const lines = fresh.map((id) => `${table.get(id)},"${id.replaceAll('"', '""')}",${day}\n`);
  await replaceDurably(join(dir, FILE), (whole || HEADER) + lines.join(''));
}
