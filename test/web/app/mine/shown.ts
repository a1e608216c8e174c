/** What the pictures show: each state in the company that it keeps on a phone. */
import type { OutboxState } from '../../../../src/web/outbox/outbox.ts';
import { delivered, idOf, item, UNDELIVERED, waiting } from './fake.ts';

export const SHOWN: Readonly<Record<string, Partial<OutboxState>>> = {
  empty: {},
  waiting: {
    items: UNDELIVERED.filter(([, state]) => state.kind === 'waiting').map(([, state], n) => item(n + 1, state)),
  },
  sending: { items: [item(1, waiting(), { sent: 1, kind: 'own' })], sending: idOf(1) },
  stuck: {
    items: UNDELIVERED.filter(([, state]) => state.kind === 'stuck').map(([, state], n) =>
      item(n + 1, state, { readable: n !== 1 }),
    ),
  },
  receipt: { items: [item(1, delivered(idOf(1), false)), item(2, waiting(), { kind: 'board' })] },
  delivered: {
    items: [
      item(1, delivered(idOf(1), true), { corrects: idOf(9) }),
      item(2, delivered(idOf(2), true), { kind: 'rating', readable: false }),
    ],
  },
  lost: { lost: 2 },
  memory: { storage: 'memory', items: [item(1, waiting()), item(2, delivered(idOf(2), false), { kind: 'own' })] },
};
