import { expect, it } from 'vitest';
import { runHistories } from '../web/outbox/history.ts';

it('a hundred thousand random histories of the outbox lose nothing, double nothing, and believe no false receipt', async () => {
  expect.hasAssertions();
  await runHistories(1, 100_000);
}, 180_000);
