/** `DIR/draw/<n>.json`: seeds and frozen lists until they are revealed. Beside the site, never in it. */
import { chmod, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { canonicalJson } from '../../../core/snapshot/canonical.ts';
import { replaceDurably } from '../durable.ts';

const FOLDER = 'draw';
const FILE = /^(\d{1,9})\.json$/;

const SEALED = v.object({
  v: v.literal(1),
  n: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** 32 hex digits. */
  seed: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  shares: v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100))),
  /** By id. */
  list: v.array(v.tuple([v.string(), v.string()])),
  /** Whether the next publication shows the seed. */
  reveal: v.boolean(),
});

/** A round as only the bureau knows it. */
export type SealedDraw = Readonly<v.InferOutput<typeof SEALED>>;

/** By number. Throws where a file is damaged: a lost seed must be noticed, not passed over. */
export async function loadSealed(dir: string): Promise<readonly SealedDraw[]> {
  const names = await readdir(join(dir, FOLDER)).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return [];
    throw fault;
  });
  const rounds: SealedDraw[] = [];
  for (const name of names) {
    const n = FILE.exec(name)?.[1];
    if (n !== undefined) rounds.push(await loadOne(join(dir, FOLDER, name), Number(n)));
  }
  return rounds.sort((a, b) => a.n - b.n);
}

async function loadOne(file: string, n: number): Promise<SealedDraw> {
  const text = await readFile(file, 'utf8');
  try {
    const round = v.parse(SEALED, JSON.parse(text));
    if (round.n === n) return round;
  } catch {
    // Told below, without the seed that such a fault would repeat.
  }
  throw new Error(`${file} 已损坏，请从备份恢复。/ ${file} is damaged: restore it from a backup.`);
}

/** For the owner's eyes alone: who can read the seed knows who will be drawn. */
export async function saveSealed(dir: string, round: SealedDraw): Promise<void> {
  const folder = join(dir, FOLDER);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700); // an older folder may be open to others
  await replaceDurably(join(folder, `${round.n}.json`), `${canonicalJson(round)}\n`, 0o600);
}
