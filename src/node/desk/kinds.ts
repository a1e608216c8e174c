/**
 * `DIR/intake/kinds.csv`: the kind of each submission that was opened, by receipt number. Kinds are sealed, so the table of
 * submissions knows them only from here. Readable by its owner alone, only ever appended to. Everything in it can be read
 * again from the submissions: a line that is damaged or cut off is passed over, and its submission counts as not sorted.
 */
import { chmod, mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RecipientKey } from '../../core/complaint/open.ts';
import { parseReceiptNumber } from '../../core/complaint/receipt.ts';
import { KINDS, type SubmissionKind } from '../../core/complaint/submission.ts';
import type { IntakeStore } from '../intake/store/store.ts';
import { openRow } from './find.ts';
import { INTAKE_FOLDER } from './place.ts';

export const KINDS_FILE = `${INTAKE_FOLDER}/kinds.csv`;
const HEADER = 'number,kind';

/** By receipt number, as stored. */
export type KindTable = ReadonlyMap<string, SubmissionKind>;

export async function loadKinds(dir: string): Promise<KindTable> {
  const kinds = new Map<string, SubmissionKind>();
  for (const line of (await read(join(dir, KINDS_FILE))).split('\n')) {
    const [number = '', kind, ...more] = line.split(',');
    if (more.length > 0 || parseReceiptNumber(number) !== number || !isKind(kind)) continue;
    kinds.set(number, kind);
  }
  return kinds;
}

/** Appends what is not there yet, in one write, on the disk when this resolves. Returns how many were new. */
export async function noteKinds(dir: string, kinds: KindTable): Promise<number> {
  const known = await loadKinds(dir);
  const fresh = [...kinds].filter(([number, kind]) => known.get(number) !== kind);
  if (fresh.length === 0) return 0;
  const file = join(dir, KINDS_FILE);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const before = await read(file);
  // A line that a power failure cut off must not take the next one with it.
  const start = before === '' ? `${HEADER}\n` : before.endsWith('\n') ? '' : '\n';
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.appendFile(`${start}${fresh.map((pair) => `${pair.join(',')}\n`).join('')}`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await chmod(file, 0o600); // whatever the umask was when it was made
  return fresh.length;
}

export interface Sorted {
  /** Opened now, and their kinds noted. */
  readonly sorted: number;
  /** Sorted before. */
  readonly known: number;
  /** Could not be opened: they go on to count as complaints, so that nobody overlooks them. */
  readonly unopened: number;
}

/** Opens every submission whose kind is not known yet; of what stands in it only the kind is kept. */
export async function sortSubmissions(
  { dir, store }: { readonly dir: string; readonly store: IntakeStore },
  keys: readonly RecipientKey[],
): Promise<Sorted> {
  const [known, kinds] = [await loadKinds(dir), new Map<string, SubmissionKind>()];
  let [before, unopened] = [0, 0];
  for (const row of await store.list({})) {
    if (row.envelope === null) continue;
    if (known.has(row.number)) {
      before++;
      continue;
    }
    const opened = await openRow(row, keys);
    if (opened.ok) kinds.set(row.number, opened.value.opened.submission.kind);
    else unopened++;
  }
  await noteKinds(dir, kinds);
  return { sorted: kinds.size, known: before, unopened };
}

export function isKind(text: string | undefined): text is SubmissionKind {
  return KINDS.some((kind) => kind === text);
}

async function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return '';
    throw fault;
  });
}
