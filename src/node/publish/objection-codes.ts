/**
 * Objection codes: printed on the letter with which an institution is told its grade, so that an objection under its
 * name comes from whoever holds the letter. Private: `DIR/letters`, never the site.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import type { Institution } from '../../core/domain/institution.ts';
import { codeFromBytes, groupCode, parseInstitutionCode } from '../../core/domain/institution-code.ts';
import { replaceDurably } from './durable.ts';
import type { ReleaseContext } from './records.ts';

const PURPOSE = 'yixinma objection code 1';
const BYTES = 9;

/**
 * The code of one institution for one year, `7K3M9 PQ2XD`: nine characters of HMAC-SHA-256 and a check character, in the
 * form of institution codes. The same for the same secret (`keys/salt.hex`), so that a second publication prints none anew.
 */
export function objectionCode(saltSecret: Uint8Array, bureau: string, year: number, institutionId: string): string {
  const hash = createHmac('sha256', saltSecret).update(`${PURPOSE}\0${bureau}\0${year}\0${institutionId}`).digest();
  return groupCode(codeFromBytes(evenBytes(hash)));
}

/** Whether `typed` – any case, spaces, hyphens, look-alikes – is the code of this institution for this year. */
export function checkObjectionCode(
  typed: string,
  saltSecret: Uint8Array,
  bureau: string,
  year: number,
  institutionId: string,
): boolean {
  const read = parseInstitutionCode(typed);
  if (read === null) return false;
  const expected = objectionCode(saltSecret, bureau, year, institutionId);
  return timingSafeEqual(Buffer.from(groupCode(read)), Buffer.from(expected));
}

/** Bytes from 248 on are dropped, 248 being the largest multiple of 31 in a byte: every character is equally likely. */
function evenBytes(seed: Uint8Array): Uint8Array {
  let [kept, hash]: [number[], Uint8Array] = [[], seed];
  while (kept.length < BYTES) {
    kept = [...kept, ...hash.filter((byte) => byte < 248)];
    hash = createHmac('sha256', hash).update(PURPOSE).digest();
  }
  return Uint8Array.from(kept.slice(0, BYTES));
}

/** Who gets a letter. */
export type Named = Pick<Institution, 'id' | 'name'>;

/** Writes `DIR/letters/objection-codes-<year>.csv` for the letters: readable by Excel, and by its owner only. */
export async function writeObjectionCodes(
  dir: string,
  to: readonly Named[],
  context: Pick<ReleaseContext, 'saltSecret' | 'bureau' | 'year' | 'codes'>,
): Promise<void> {
  const { saltSecret, bureau, year, codes } = context;
  const lines = to.map(({ id, name }) =>
    [id, name, codes.get(id) ?? '', objectionCode(saltSecret, bureau.id, year, id)].map(cell).join(','),
  );
  const text = `\uFEFF${['机构编号,名称,机构编码,异议码', ...lines].join('\r\n')}\r\n`;
  await replaceDurably(join(dir, `letters/objection-codes-${year}.csv`), text, 0o600);
}

/** Quoted; a value that a spreadsheet would run as a formula begins with an apostrophe instead. */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}
