/** Faults of disks and folders: the one place that turns what the system or SQLite calls them into words. */
import { type SystemFaultKind, systemFaultWords } from '../../core/words/system-fault.ts';

/** By the names of POSIX, as Node gives them. */
const SYSTEM: Readonly<Record<string, SystemFaultKind>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EROFS: 'readOnly',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  EBUSY: 'busy',
  ETXTBSY: 'busy',
  ENOENT: 'missing',
  ENOTDIR: 'notFolder',
  EISDIR: 'isFolder',
  EEXIST: 'exists',
  ENAMETOOLONG: 'longName',
  EMFILE: 'tooMany',
  ENFILE: 'tooMany',
  EIO: 'broken',
};

/** By SQLite's result codes (https://www.sqlite.org/rescode.html): name, and number for `node:sqlite`. */
const SQLITE: readonly (readonly [name: string, code: number, kind: SystemFaultKind])[] = [
  ['SQLITE_PERM', 3, 'forbidden'],
  ['SQLITE_READONLY', 8, 'readOnly'],
  // Met on a full disk: the file that connections share cannot grow.
  ['SQLITE_IOERR_SHMSIZE', 4874, 'full'],
  ['SQLITE_IOERR', 10, 'broken'],
  ['SQLITE_FULL', 13, 'full'],
  ['SQLITE_CANTOPEN', 14, 'forbidden'],
];

/** What kind of refusal by the system this is; null for any other fault. */
export function systemFaultKind(fault: unknown): SystemFaultKind | null {
  if (!(fault instanceof Error && 'code' in fault && typeof fault.code === 'string')) return null;
  const { code } = fault;
  if (Object.hasOwn(SYSTEM, code)) return SYSTEM[code] ?? null;
  // Extended codes are the primary one's name and more; numbers have it in the low byte.
  const extended = 'errcode' in fault ? Number(fault.errcode) : 0;
  const known = SQLITE.find(([name, of]) => code.startsWith(name) || extended === of || (extended & 0xff) === of);
  return known?.[2] ?? null;
}

/** Says in Chinese and English what the system refused, where, and what to do; null for any other fault. */
export function systemFaultText(fault: unknown): string | null {
  const kind = systemFaultKind(fault);
  if (kind === null) return null;
  const { zh, en } = systemFaultWords;
  const at = pathOf(fault);
  return `${zh[kind]({ at })}/ ${en[kind]({ at })}`;
}

/** Of a renaming the new name: the old one is ours, like the `.next` of a file that is being written. */
function pathOf(fault: unknown): string | null {
  const of = (key: 'dest' | 'path') =>
    typeof fault === 'object' && fault !== null && key in fault ? (fault as Record<string, unknown>)[key] : undefined;
  const path = of('dest') ?? of('path');
  return typeof path === 'string' ? path.replace(/\.next$/, '') : null;
}
