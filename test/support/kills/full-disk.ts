/** A command on a disk that ends while it writes: the last file is cut off where the room ends. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../browser.ts';
import { bytesOf } from './outcome.ts';
import { copyOf, judge, type Reference, start, type Verdict } from './rehearsal.ts';

export interface Filled extends Verdict {
  /** What the command said. */
  readonly said: string;
  /** The file at which the disk ended: the control. */
  readonly at: string;
}

/** `share`: how much of the room that the command needs there is. */
export async function fillDisk(reference: Reference, share: number, shim: string): Promise<Filled> {
  const dir = await copyOf(reference.from);
  const log = join(await temporaryFolder('disk-log'), 'refused');
  const used = await bytesOf(dir);
  const bytes = Math.floor(used + share * reference.bytes);
  const disk = { LD_PRELOAD: shim, DISK_ROOT: dir, DISK_BYTES: String(bytes), DISK_LOG: log };
  const { code, err } = await start(reference.scenario, dir, null, undefined, disk).ended;
  if (code !== 1) throw new Error(`${reference.scenario.name} ended with ${code} on a full disk: ${err}`);
  const refused = (await readFile(log, 'utf8')).trim().split('\n');
  const verdict = await judge(reference, dir);
  await rm(dir, { recursive: true });
  return { ...verdict, said: err, at: refused[0]?.split(' ')[0] ?? '' };
}
