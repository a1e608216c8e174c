/** What a signer is shown and signs, whoever publishes it: as it was computed from the files, on this machine. */
import { join } from 'node:path';
import { addDays, chinaDay, type IsoDate } from '../../../core/domain/iso-date.ts';
import { fail, type Result } from '../../../core/domain/result.ts';
import { SUMMARY_FILE, VALID_DAYS } from './format.ts';
import { readPlain } from './plain-file.ts';
import type { ExportProblem } from './problem.ts';
import type { RolesToSign } from './roles-to-sign.ts';

export interface Signable {
  readonly id: string;
  readonly roles: RolesToSign;
  /** Of the first root, hex; null for a first publication, whose root is not signed yet. */
  readonly fingerprint: string | null;
  /** Last day of a publicity period that it announces; null: none. */
  readonly until: IsoDate | null;
  /** The summary for people; of every list `most` lines are named, all by default. */
  readonly words: (most?: number) => string;
}

/** Whether it may be signed today, and was shipped with just the summary that it has. */
export async function asShipped<Read extends Signable>(
  folder: string,
  read: Result<Read, readonly ExportProblem[]>,
  now: Date,
): Promise<Result<Read, readonly ExportProblem[]>> {
  if (!read.ok) return read;
  const problems: ExportProblem[] = [...timeProblems(read.value, now)];
  const shipped = await readPlain(join(folder, SUMMARY_FILE));
  if (shipped?.replaceAll('\r\n', '\n') !== read.value.words())
    problems.push({ code: 'summary', detail: SUMMARY_FILE });
  return problems.length > 0 ? fail(problems) : read;
}

/** Whether it may still be signed, or taken in, on that day. */
export function timeProblems({ roles, until }: Pick<Signable, 'roles' | 'until'>, now: Date): readonly ExportProblem[] {
  const [day, today] = [chinaDay(new Date(roles.targets.signedAt)), chinaDay(now)];
  const lastDay = addDays(day, VALID_DAYS);
  if (day > addDays(today, 1)) return [{ code: 'clock', detail: day }];
  if (today > lastDay) return [{ code: 'expired', detail: lastDay }];
  return until !== null && today > until ? [{ code: 'proposal-over', detail: until }] : [];
}
