/** What the status page and the desk read. */
import * as v from 'valibot';
import type { SealedAnswer, SubmissionState } from '../../../core/complaint/status.ts';
import { SUITE } from '../../../core/complaint/suite-id.ts';
import { damaged } from './commit.ts';
import type { Dialect } from './dialect.ts';
import type { IntakeStore, StatusRow, SubmissionRow } from './store.ts';

/** `IntakeStore.status`. Its history starts with the arrival, which has no row of its own. */
export async function status({ db }: Dialect, number: string): Promise<StatusRow | null> {
  const row = await db
    .selectFrom('submissions')
    .select(['id', 'number', 'lookup', 'state', 'due', 'received_at'])
    .where('number', '=', number)
    .executeTakeFirst();
  if (!row) return null;
  const decisions = await db
    .selectFrom('history')
    .select(['state', 'at', 'answer'])
    .where('submission', '=', row.id)
    .orderBy('seq')
    .execute();
  const { received_at, ...rest } = row;
  const history = decisions.map((one) => ({ ...one, answer: readAnswer(one.answer) }));
  return { ...rest, history: [{ state: 'received', at: received_at, answer: null }, ...history] };
}

const AnswerSchema = v.object({ suite: v.literal(SUITE), enc: v.string(), text: v.string() });

function readAnswer(text: string | null): SealedAnswer | null {
  if (text === null) return null;
  const read = v.safeParse(AnswerSchema, JSON.parse(text));
  if (!read.success) throw damaged('answer');
  return read.output;
}

const ROW = ['id', 'number', 'digest', 'received_at as receivedAt', 'state', 'due', 'envelope'] as const;

/** `IntakeStore.list`. */
export function list({ db }: Dialect, filter: Parameters<IntakeStore['list']>[0]): Promise<readonly SubmissionRow[]> {
  let query = db.selectFrom('submissions').select(ROW).orderBy('received_at').orderBy('id');
  if (filter.states) query = query.where('state', 'in', filter.states);
  if (filter.limit !== undefined) query = query.limit(filter.limit);
  return query.execute();
}

/** `IntakeStore.load`. */
export async function load({ db }: Dialect, id: string): Promise<SubmissionRow | null> {
  return (await db.selectFrom('submissions').select(ROW).where('id', '=', id).executeTakeFirst()) ?? null;
}

/** `IntakeStore.counts`. */
export async function counts({ db }: Dialect): ReturnType<IntakeStore['counts']> {
  const rows = await db
    .selectFrom('submissions')
    .select(['state', (of) => of.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  const parts = await db
    .selectFrom('parts')
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const byState: Partial<Record<SubmissionState, number>> = {};
  for (const { state, count } of rows) byState[state] = count;
  return { byState, parts: parts.count };
}
