/**
 * `institutions.json`: by what every code was known when it was last published – numbers included that no release tells
 * of who is gone. The bureau's own, never published. Written before the switch, like `codes.csv`.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { type InstitutionCode, parseInstitutionCode } from '../../../core/domain/institution-code.ts';
import { replaceDurably } from '../durable.ts';
import type { Traits } from './known.ts';

export const INSTITUTIONS_FILE = 'institutions.json';

export interface KnownBefore extends Traits {
  readonly code: InstitutionCode;
  /** The name before the last change of name; null: it never changed, or was only corrected. */
  readonly formerName: string | null;
  /** Who took its place, as the clerk said. */
  readonly successor: InstitutionCode | null;
}

const text = v.nullable(v.string());
const CODE = v.pipe(
  v.string(),
  v.check((value) => parseInstitutionCode(value) === value),
  v.transform((value) => value as InstitutionCode),
);
const FILE = v.object({
  v: v.literal(1),
  institutions: v.array(
    v.object({
      code: CODE,
      id: text,
      name: v.string(),
      otherNames: v.array(v.string()),
      address: v.string(),
      licence: text,
      creditCode: text,
      formerName: text,
      successor: v.nullable(CODE),
    }),
  ),
});

/** By code; empty before the first publication. Throws when the file is damaged. */
export async function loadKnownBefore(dir: string): Promise<ReadonlyMap<InstitutionCode, KnownBefore>> {
  const file = join(dir, INSTITUTIONS_FILE);
  const json = await readFile(file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return null;
    throw fault;
  });
  if (json === null) return new Map();
  try {
    const { institutions } = v.parse(FILE, JSON.parse(json));
    return new Map(institutions.map((one) => [one.code, one]));
  } catch {
    throw new Error(
      `${file} 已损坏，请从备份恢复，不要手工修改。/ ${file} is damaged: restore it from a backup; never edit it by hand.`,
    );
  }
}

/** Sorted by code: the same institutions, the same bytes. */
export async function saveKnownBefore(dir: string, institutions: Iterable<KnownBefore>): Promise<void> {
  const sorted = [...institutions].sort((a, b) => (a.code < b.code ? -1 : 1));
  // As text it would take four times the room of its bytes.
  const pieces = Array.from(linesOf(sorted), (text) => Buffer.from(text));
  await replaceDurably(join(dir, INSTITUTIONS_FILE), Buffer.concat(pieces));
}

/** Lines of a piece. */
const LINES = 1000;

function* linesOf(institutions: readonly KnownBefore[]): Generator<string> {
  yield '{"v":1,"institutions":[\n';
  for (let at = 0; at < institutions.length; at += LINES) {
    const some = institutions.slice(at, at + LINES).map((one) => JSON.stringify(one));
    yield (at === 0 ? '' : ',\n') + some.join(',\n');
  }
  yield '\n]}\n';
}

/** Takes back that an institution took the place of others, also where that was published. Whether it had. */
export async function forgetSuccessor(dir: string, successor: InstitutionCode): Promise<boolean> {
  const known = [...(await loadKnownBefore(dir)).values()];
  if (!known.some((one) => one.successor === successor)) return false;
  await saveKnownBefore(
    dir,
    known.map((one) => (one.successor === successor ? { ...one, successor: null } : one)),
  );
  return true;
}
