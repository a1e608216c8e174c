/** `draw.json` of the next release: new commitments, and the seeds of those that an earlier release already held. */
import type { Bytes } from '../../../core/domain/bytes.ts';
import { daysBetween, type IsoDate } from '../../../core/domain/iso-date.ts';
import { countGrades, type DrawFile, type DrawRound, drawCommitment, drawFrom } from '../../../core/snapshot/draw.ts';
import type { ReadRelease } from '../../verify/read-release.ts';
import { packJson } from '../pack.ts';
import { drawPath, publishedRounds } from './rounds.ts';
import { loadSealed, type SealedDraw } from './sealed.ts';

/** A revealed list is long, and phones fetch it: it stays for a year. */
const KEPT_DAYS = 366;

/** No file at all while nothing was ever sealed. `last` must be the verified release in `DIR/site`. */
export async function drawTargets(
  dir: string,
  directory: string,
  last: Pick<ReadRelease, 'trusted' | 'directory'> | null,
  today: IsoDate,
): Promise<Map<string, Bytes>> {
  const rounds = await nextRounds(await publishedRounds(dir, last), await loadSealed(dir), today);
  if (rounds.length === 0) return new Map();
  const file: DrawFile = { v: 1, rounds };
  return new Map([[drawPath(directory), packJson(file)]]);
}

/**
 * A round is first published sealed, whatever is wished, and revealed by a later release: a seed that comes with its
 * commitment proves nothing. One that is sealed stays for ever, so that nobody draws twice and shows the better draw.
 */
export async function nextRounds(
  published: readonly DrawRound[],
  sealed: readonly SealedDraw[],
  today: IsoDate,
): Promise<readonly DrawRound[]> {
  const newest = published.at(-1)?.n ?? 0;
  const byNumber = new Map(sealed.map((one) => [one.n, one]));
  const rounds: DrawRound[] = [];
  for (const round of published) {
    const secret = byNumber.get(round.n);
    if (round.revealed === null && secret?.reveal) rounds.push(await revealed(round, secret, today));
    else if (round.n === newest || isKept(round, today)) rounds.push(round);
  }
  for (const secret of sealed) if (secret.n > newest) rounds.push(await committed(secret, today));
  return rounds;
}

function isKept({ revealed }: DrawRound, today: IsoDate): boolean {
  return revealed === null || daysBetween(revealed.on, today) <= KEPT_DAYS;
}

async function committed({ n, seed, list, shares }: SealedDraw, today: IsoDate): Promise<DrawRound> {
  const commitment = await drawCommitment(seed, list);
  return { n, committedOn: today, commitment, shares, of: countGrades(list, shares), revealed: null };
}

async function revealed(round: DrawRound, secret: SealedDraw, today: IsoDate): Promise<DrawRound> {
  const { seed, list } = secret;
  if (!(await fits(round, secret))) {
    throw new Error(
      `第${round.n}次抽取：draw/${round.n}.json 与已公布的封存值不符，没有发布；请从备份恢复该文件。/ Round ${round.n}: draw/${round.n}.json does not fit the published commitment. Restore that file.`,
    );
  }
  return { ...round, revealed: { on: today, seed, list, drawn: await drawFrom(seed, list, round.shares) } };
}

/** Whether these are the seed and the list that were committed to. */
export async function fits(round: DrawRound, { seed, list }: SealedDraw): Promise<boolean> {
  return (await drawCommitment(seed, list)) === round.commitment;
}
