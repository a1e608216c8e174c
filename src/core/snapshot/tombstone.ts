/**
 * Tombstones: codes that were given once and are in the published list no more. Boards and stickers outlive an
 * institution; whoever scans one is told so. Signed as `<bureau>/<year>/tombstones.json`.
 */
import { type Bytes, fromUtf8 } from '../domain/bytes.ts';
import { type InstitutionCode, parseInstitutionCode } from '../domain/institution-code.ts';
import { type IsoDate, parseIsoDate } from '../domain/iso-date.ts';

/** Never grade, penalties, staff or telephone: what helps a person at the door is name and place. */
export interface Tombstone {
  readonly code: InstitutionCode;
  /** Name and address as last published; null for a code of which no publication is known any more. */
  readonly name: string | null;
  readonly address: string | null;
  /** Day of the first publication without it; null where that is not known. */
  readonly since: IsoDate | null;
  /** Who took its place, as the bureau said, by the name it has in this release; not there at all without one. */
  readonly successor?: { readonly code: InstitutionCode; readonly name: string };
}

export interface TombstoneFile {
  readonly v: 1;
  /** By code. */
  readonly tombstones: readonly Tombstone[];
}

/** Reads verified bytes of `tombstones.json`. Throws SyntaxError where they have another shape. */
export function parseTombstones(bytes: Bytes): readonly Tombstone[] {
  const file: unknown = JSON.parse(fromUtf8(bytes));
  if (!isMap(file) || file.v !== 1 || !Array.isArray(file.tombstones)) throw new SyntaxError('tombstones.json');
  const tombstones = file.tombstones.map(parseOne);
  if (tombstones.some(({ code }, i) => i > 0 && code <= (tombstones[i - 1]?.code ?? ''))) {
    throw new SyntaxError('tombstones.json: not in the order of codes');
  }
  return tombstones;
}

function parseOne(value: unknown): Tombstone {
  if (!isMap(value)) throw new SyntaxError('tombstone');
  const { code: typed, name, address, since: day } = value;
  const code = typeof typed === 'string' ? parseInstitutionCode(typed) : null;
  const since = typeof day === 'string' ? parseIsoDate(day) : null;
  if (code === null || code !== typed || !isTextOrNull(name) || !isTextOrNull(address) || since !== day) {
    throw new SyntaxError('tombstone');
  }
  const successor = value.successor === undefined ? undefined : parseSuccessor(value.successor);
  if (successor?.code === code) throw new SyntaxError('tombstone');
  return { code, name, address, since, ...(successor && { successor }) };
}

function parseSuccessor(value: unknown): NonNullable<Tombstone['successor']> {
  if (!isMap(value) || typeof value.code !== 'string' || typeof value.name !== 'string')
    throw new SyntaxError('successor');
  const code = parseInstitutionCode(value.code);
  if (code === null || code !== value.code) throw new SyntaxError('successor');
  return { code, name: value.name };
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
