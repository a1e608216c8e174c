/**
 * The intake service: takes sealed submissions over HTTP and answers with the bureau's signed receipt once they are
 * durable. Mounted by `server/`; never listens itself.
 */
import type { RequestListener } from 'node:http';
import { createApp } from './app.ts';
import { openDoor } from './door.ts';
import { createMetrics } from './metrics.ts';
import type { IntakeParts } from './parts.ts';
import { isFilling } from './room.ts';
import { unavailable } from './unavailable.ts';

export type { IntakeParts } from './parts.ts';

export interface IntakeHealth {
  /** `down`: the database does not answer. `closed`: the bureau takes nothing new. */
  readonly status: 'ok' | 'closed' | 'down' | 'stopping';
  readonly database: 'sqlite' | 'postgres';
  /** Submissions that wait for their commit. */
  readonly waiting: number;
  /** Only while more than half of the quota is used. */
  readonly room?: 'filling';
}

export interface IntakeService {
  /** Answers `/api/*` and `/metrics`. */
  readonly listener: RequestListener;
  /** What is registered, for those who document or test it. */
  readonly routes: readonly { readonly method: string; readonly path: string }[];
  health(): Promise<IntakeHealth>;
  /** Takes nothing more, waits until what was taken is durable, closes the store. May be called twice. */
  close(): Promise<void>;
}

export async function createIntake(parts: IntakeParts): Promise<IntakeService> {
  const door = openDoor(parts);
  let closing: Promise<void> | null = null;
  const { fastify, routes } = await createApp(parts, door, createMetrics());

  async function health(): Promise<IntakeHealth> {
    const up = await parts.store.ping().catch(() => false);
    const open = (await parts.recipientKeys().catch(() => null)) !== null;
    const status = closing !== null ? 'stopping' : !up ? 'down' : open ? 'ok' : 'closed';
    const filling = isFilling((await parts.room?.().catch(() => null)) ?? null);
    return { status, database: parts.store.kind, waiting: door.waiting(), ...(filling ? { room: 'filling' } : {}) };
  }

  async function shut(): Promise<void> {
    await door.drain();
    await fastify.close();
    await parts.store.close();
  }

  return {
    listener: (request, response) => (closing === null ? fastify.routing : unavailable)(request, response),
    routes,
    health,
    close: () => {
      closing ??= shut();
      return closing;
    },
  };
}
