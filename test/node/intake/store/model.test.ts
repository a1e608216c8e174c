import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATES, type SubmissionState } from '../../../../src/core/complaint/status.ts';
import { verifyAudit } from '../../../../src/node/intake/store/audit.ts';
import { openStore } from '../../../../src/node/intake/store/open.ts';
import type { IntakeStore } from '../../../../src/node/intake/store/store.ts';
import { Model } from './model.ts';
import { ANSWER, arrival, decision, idOf, part, signer, timeAt } from './support.ts';

const NAMES = ['a', 'b', 'c', 'd'] as const;
const PARTS = ['x', 'y'] as const;

/** Which parts a submission has follows from its name and content, as with a real envelope. */
const partsOf = (name: string, content: string) => PARTS.slice(0, (name.charCodeAt(0) + content.charCodeAt(0)) % 3);

type Step =
  | { readonly do: 'commit'; readonly group: readonly { readonly name: string; readonly content: string }[] }
  | { readonly do: 'parts'; readonly parts: readonly { readonly name: string; readonly part: string }[] }
  | { readonly do: 'decide'; readonly name: string; readonly state: SubmissionState; readonly answered: boolean }
  | { readonly do: 'purge'; readonly closed: number; readonly orphans: number };

const name = fc.constantFrom(...NAMES);
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('commit' as const),
        group: fc.array(fc.record({ name, content: fc.constantFrom('a', 'a', 'b') }), { minLength: 1, maxLength: 4 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('parts' as const),
        parts: fc.array(fc.record({ name, part: fc.constantFrom(...PARTS) }), { minLength: 1, maxLength: 4 }),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('decide' as const),
        name,
        state: fc.constantFrom(...STATES),
        answered: fc.boolean(),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('purge' as const), closed: fc.nat(12), orphans: fc.nat(12) }),
    },
  ),
  { minLength: 1, maxLength: 14 },
);

class Both {
  readonly #store: IntakeStore;
  readonly #model = new Model();
  readonly #storeSign = signer().sign;
  readonly #modelSign = signer().sign;
  constructor(store: IntakeStore) {
    this.#store = store;
  }
  /** Does one step on either side, `minutes` after the start, and returns both answers. */
  async take(step: Step, minutes: number): Promise<readonly [unknown, unknown]> {
    switch (step.do) {
      case 'commit': {
        const group = step.group.map(({ name: of, content }) =>
          arrival(of, { content, parts: partsOf(of, content), minutes }),
        );
        return [await this.#store.commit(group, this.#storeSign), this.#model.commit(group, this.#modelSign)];
      }
      case 'parts': {
        const parts = step.parts.map(({ name: of, part: which }) => part(of, which, minutes));
        return [await this.#store.saveParts(parts), this.#model.saveParts(parts)];
      }
      case 'decide': {
        const answer = step.answered ? ANSWER : null;
        const due = step.answered ? null : '2026-06-01';
        const decided = decision(step.name, step.state, { at: timeAt(minutes), answer, due });
        return [await this.#store.decide(decided), this.#model.decide(decided)];
      }
      case 'purge': {
        const [closedBefore, orphansBefore] = [timeAt(step.closed), timeAt(step.orphans)];
        const gone = await this.#store.purge({ closedBefore, orphansBefore, at: timeAt(minutes) });
        return [gone, this.#model.purge(closedBefore, orphansBefore)];
      }
    }
  }
  /** Everything that can be read, on either side. */
  async read(): Promise<readonly [unknown, unknown]> {
    const entries = await this.#store.audit(1, 99);
    const seen = await Promise.all(NAMES.map((of) => readOne(this.#store, of)));
    const real = {
      seen,
      waiting: await this.#store.waitingPartBytes(),
      parts: (await this.#store.counts()).parts,
      audit: entries.map((entry) => entry.kind),
      broken: verifyAudit(entries),
    };
    const model = this.#model;
    const wanted = {
      seen: NAMES.map((of) => readModel(model, of)),
      waiting: model.waitingPartBytes(),
      parts: model.parts.size,
      audit: model.audit,
      broken: null,
    };
    return [real, wanted];
  }
}

async function readOne(store: IntakeStore, of: string): Promise<unknown> {
  const row = await store.load(idOf(of));
  if (!row) return null;
  const { state, due, digest, number } = row;
  const status = await store.status(number);
  const listed = await store.list({ states: [state] });
  return {
    ...{ state, due, digest, content: row.envelope !== null, history: status?.history },
    listed: listed.some((one) => one.id === row.id),
  };
}

function readModel(model: Model, of: string): unknown {
  const kept = model.submissions.get(idOf(of));
  if (!kept) return null;
  const { state, due, content, history } = kept;
  return { state, due, digest: kept.arrival.digest, content, history, listed: true };
}

describe('the store and its model', () => {
  it('give the same answers to any order of arrivals, parts, decisions and deletions', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const store = await openStore({ file: ':memory:' });
        const both = new Both(store);
        for (const [minutes, step] of taken.entries()) {
          const [real, wanted] = await both.take(step, minutes);
          expect(real).toEqual(wanted);
        }
        const [real, wanted] = await both.read();
        expect(real).toEqual(wanted);
        await store.close();
      }),
      { numRuns: 200, seed: 20260301 },
    );
  });
});
