/** One way to run a write, with the same answers to a full disk and to a lost race on both databases. */
import type { Transaction } from 'kysely';
import type { Dialect } from './dialect.ts';
import { faultCode, StoreFault } from './errors.ts';
import type { Tables } from './schema.ts';
import { StoreFullError } from './store.ts';

const ATTEMPTS = 8;

/**
 * Runs `work` in a transaction; durable when it resolves, nothing of it stored when it throws. Where another process won
 * the race for a row, `work` is run again from the start.
 * @throws {StoreFullError} no room
 * @throws {StoreFault} `busy`: another process holds the database
 */
export function inTransaction<Value>(
  dialect: Dialect,
  work: (tx: Transaction<Tables>) => Promise<Value>,
  options: { readonly attempts?: number } = {},
): Promise<Value> {
  return untilDone(dialect, () => dialect.db.transaction().execute(work), options);
}

/** As `inTransaction`, for a `work` that is a transaction itself. */
export async function untilDone<Value>(
  dialect: Dialect,
  work: () => Promise<Value>,
  { attempts = ATTEMPTS }: { readonly attempts?: number } = {},
): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (fault) {
      const code = faultCode(fault);
      if (dialect.isFull(code)) throw new StoreFullError();
      if (dialect.isBusy(code)) throw busy(fault);
      if (!dialect.mayRetry(code) || attempt >= attempts) throw fault;
    }
  }
}

function busy(cause: unknown): StoreFault {
  return new StoreFault(
    'busy',
    '数据库被另一个程序占用，请稍后重试。/ Another program is using the database: try again in a moment.',
    cause,
  );
}
