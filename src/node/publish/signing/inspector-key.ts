/**
 * `keys/inspector.json`: the code that inspectors type or scan. In the clear, readable by its owner alone: whoever has this
 * folder has the workbook too, whose 人员 sheet is all that the key opens.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { type IsoDate, parseIsoDate } from '../../../core/domain/iso-date.ts';
import { type InspectorCode, newInspectorCode, parseInspectorCode } from '../../../core/snapshot/inspector-code.ts';
import { type InspectorKey, importInspectorKey, STAFF_SUITE } from '../../../core/snapshot/staff-file.ts';
import { replaceDurably } from '../durable.ts';
import { SigningError } from './errors.ts';

export const INSPECTOR_FILE = 'inspector.json';
/** The one before: what is published stays under it until the next publication, and pages on request need it. */
const BEFORE_FILE = 'inspector-before.json';

const KeyFile = v.object({
  v: v.literal(1),
  suite: v.literal(STAFF_SUITE),
  code: v.string(),
  /** Day on which it was made. */
  from: v.string(),
});

export interface InspectorKeyFile {
  readonly code: InspectorCode;
  readonly from: IsoDate;
}

/** Null when this bureau hands out none. SigningError `bad-key-file` for a damaged one. */
export async function loadInspectorKey(directory: string): Promise<InspectorKeyFile | null> {
  const file = join(directory, INSPECTOR_FILE);
  const text = await readFile(file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return null;
    throw fault;
  });
  return text === null ? null : parseInspectorKeyFile(text, file);
}

/** Every key under which what is published may be: the one in use, the one before. A damaged one is none. */
export async function loadInspectorKeys(directory: string): Promise<readonly InspectorKey[]> {
  const read = async (name: string): Promise<InspectorKey | null> => {
    const file = join(directory, name);
    const text = await readFile(file, 'utf8').catch(() => null);
    return text === null ? null : importInspectorKey(parseInspectorKeyFile(text, file).code).catch(() => null);
  };
  const keys = [await read(INSPECTOR_FILE).catch(() => null), await read(BEFORE_FILE).catch(() => null)];
  return keys.filter((key) => key !== null);
}

/** Reads a key file, or a text file with the code alone, as an inspector keeps it; `file` is named in the message. */
export function parseInspectorKeyFile(text: string, file: string): InspectorKeyFile {
  const read = v.safeParse(KeyFile, jsonOf(text));
  const code = parseInspectorCode(read.success ? read.output.code : text);
  const from = parseIsoDate(read.success ? read.output.from : '2000-01-01');
  if (typeof code === 'string' && from !== null) return { code, from };
  throw new SigningError(
    'bad-key-file',
    `不是监督员密钥，或已损坏：${file}。请从备份恢复，或运行 yixinma keys inspector DIR --rotate 换一个。 Not an inspector key, or a damaged one: ${file}. Restore it, or rotate it.`,
  );
}

/** Makes a new one in the place of any other. The next publication encrypts with it. */
export async function makeInspectorKey(directory: string, day: IsoDate): Promise<InspectorKeyFile> {
  const code = newInspectorCode((length) => randomBytes(length));
  const text = `${JSON.stringify({ v: 1, suite: STAFF_SUITE, code, from: day }, null, 2)}\n`;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const before = await readFile(join(directory, INSPECTOR_FILE)).catch(() => null);
  if (before !== null) await replaceDurably(join(directory, BEFORE_FILE), before, 0o600);
  await replaceDurably(join(directory, INSPECTOR_FILE), text, 0o600);
  return { code, from: day };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
