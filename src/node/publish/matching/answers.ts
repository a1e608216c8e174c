/** `matches.json`: what the clerk said of doubtful rows. Each answer holds as long as its row says the same. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { type InstitutionCode, parseInstitutionCode } from '../../../core/domain/institution-code.ts';
import { replaceDurably } from '../durable.ts';
import { type Row, type Said, traitText } from './known.ts';

export const ANSWERS_FILE = 'matches.json';

/**
 * `same`: the row is that institution. `new`: it is none of those that it may be. `after`: it is another, which took that
 * one's place. `corrected`: it has no new name, the old one was a slip.
 */
export const ANSWERS = ['same', 'new', 'after', 'corrected'] as const;

export interface Answer {
  /** The row's 机构编号. */
  readonly id: string;
  readonly answer: (typeof ANSWERS)[number];
  /** Of `same` and `after`. */
  readonly code: InstitutionCode | null;
  /** The row as it was asked about: next year the same number may be another's. */
  readonly about: string;
}

const FILE = v.array(
  v.object({
    id: v.string(),
    answer: v.picklist(ANSWERS),
    code: v.nullable(
      v.pipe(
        v.string(),
        v.check((value) => parseInstitutionCode(value) === value),
        v.transform((value) => value as InstitutionCode),
      ),
    ),
    about: v.string(),
  }),
);

/** Throws when the file is damaged. */
export async function loadAnswers(dir: string): Promise<readonly Answer[]> {
  const file = join(dir, ANSWERS_FILE);
  const json = await readFile(file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return '[]';
    throw fault;
  });
  try {
    return v.parse(FILE, JSON.parse(json));
  } catch {
    throw new Error(
      `${file} 已损坏。请删去它，再用 yixinma match 回答一遍。/ ${file} is damaged: delete it and answer again.`,
    );
  }
}

/** Adds an answer. `same` and `new` replace what was said before of the row; the others stand beside it. */
export async function saveAnswer(dir: string, row: Row, answer: Answer['answer'], code: InstitutionCode | null) {
  const added: Answer = { id: row.id, answer, code, about: traitText(row) };
  const decides = (one: Answer) => one.answer === 'same' || one.answer === 'new';
  const kept = (await loadAnswers(dir)).filter(
    (one) =>
      one.id !== row.id ||
      (one.about === added.about && !(decides(one) && decides(added)) && JSON.stringify(one) !== JSON.stringify(added)),
  );
  await replaceDurably(join(dir, ANSWERS_FILE), `${JSON.stringify([...kept, added], null, 2)}\n`);
}

/** Takes back all that was said of a row. Whether there was something. */
export async function forgetAnswers(dir: string, id: string): Promise<boolean> {
  const before = await loadAnswers(dir);
  const kept = before.filter((one) => one.id !== id);
  if (kept.length === before.length) return false;
  await replaceDurably(join(dir, ANSWERS_FILE), `${JSON.stringify(kept, null, 2)}\n`);
  return true;
}

/** The answers that still hold, by row id. */
export function holding(answers: readonly Answer[], rows: readonly Row[]): ReadonlyMap<string, readonly Answer[]> {
  return new Map(
    rows.flatMap((row): [string, readonly Answer[]][] => {
      const own = answers.filter(({ id, about }) => id === row.id && about === traitText(row));
      return own.length === 0 ? [] : [[row.id, own]];
    }),
  );
}

/** Of answers about one row, what the matching asks for. */
export function saidOf(answers: readonly Answer[]): Said {
  const codesOf = (kind: Answer['answer']) => answers.flatMap(({ answer, code }) => (answer === kind && code) || []);
  return {
    same: codesOf('same')[0] ?? null,
    isNew: answers.some(({ answer }) => answer === 'new'),
    not: codesOf('after'),
  };
}
