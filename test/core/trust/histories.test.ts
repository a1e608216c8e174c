import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { trustedVersions } from '../../../src/core/trust/trusted.ts';
import { type Act, anyAct } from '../../support/trust-histories/acts.ts';
import { explained, visit } from '../../support/trust-histories/visit.ts';
import { World } from '../../support/trust-histories/world.ts';
import { trustedOf } from '../../support/tuf-clients.ts';

/** `npm run test:trust-histories` runs thousands, of another seed each time. */
const MANY = Number(process.env.TRUST_HISTORIES ?? 0);
const RUNS = MANY > 0 ? { numRuns: MANY } : { numRuns: 30, seed: 20260302 };
const histories = fc.array(anyAct, { minLength: 6, maxLength: 24, size: 'max' });

const counts = { visits: 0, taken: 0, aged: 0, kept: 0, refused: 0, agreed: 0, explained: 0 };

afterEach(() => {
  vi.useRealTimers();
});

async function live(acts: readonly Act[], signedEnough?: Parameters<typeof visit>[1]): Promise<World> {
  const world = new World();
  for (const { on } of [...acts, { name: 'visit' } as Act]) {
    if (on) {
      on(world);
      continue;
    }
    const before = world.held;
    const seen = await visit(world, signedEnough);
    counts.visits++;
    counts[seen.takes ? 'taken' : seen.state.status === 'current' ? 'kept' : seen.state.status]++;
    const why = explained(world, before, seen);
    const agree = seen.takes === (seen.theirs === 'accepts');
    counts[agree ? 'agreed' : 'explained']++;
    const ours =
      'problem' in seen.state ? `${seen.state.status} ${JSON.stringify(seen.state.problem)}` : seen.state.status;
    expect(agree || why !== null, `ours: ${ours}; tuf-js: ${seen.theirs}`).toBe(true);
  }
  return world;
}

/** The publisher repairs what was stolen and publishes; the host and the phone’s clock are right again. */
async function heal(world: World): Promise<void> {
  world.healHost();
  world.clockOff = 0;
  world.pass(1);
  if (world.stolen) world.rotate('online', true);
  world.rotate('root', false);
  world.publish(false);
  const { state, takes, theirs } = await visit(world);
  expect([state.status, takes, theirs]).toEqual(['current', true, 'accepts']);
  const { publisher } = world;
  const roles = ['root', 'timestamp', 'snapshot', 'targets'] as const;
  expect(Object.values(trustedVersions(trustedOf(state)))).toEqual(roles.map((role) => publisher.version(role)));
}

describe('random histories of publishing, rotating, revoking, amending, tampering, cutting and clocks', () => {
  it(
    'never go back, never give out a byte that was not signed, agree with tuf-js, and converge once healed',
    async () => {
      const history = fc.asyncProperty(histories, async (acts) => heal(await live(acts)));
      await fc.assert(history, RUNS);
      if (MANY > 0) process.stdout.write(`${MANY} histories: ${JSON.stringify(counts)}\n`);
      expect(Math.min(counts.taken, counts.kept, counts.aged, counts.refused)).toBeGreaterThan(0);
    },
    MANY > 0 ? 7_200_000 : 60_000,
  );

  it('notice a verifier that checks no signature', async () => {
    const history = fc.asyncProperty(histories, async (acts) => {
      await live(acts, async () => true);
    });
    const { failed } = await fc.check(history, { numRuns: 200, seed: 1 });
    expect(failed).toBe(true);
  }, 60_000);
});
