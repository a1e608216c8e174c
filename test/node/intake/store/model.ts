/** The store as one would write it without a database: what the property test holds the real one against. */
import type { Receipt } from '../../../../src/core/complaint/receipt.ts';
import { NEXT_STATES, type SubmissionState } from '../../../../src/core/complaint/status.ts';
import type { Arrival, Decision, PartArrival, SignGroup, Stored } from '../../../../src/node/intake/store/store.ts';

interface Kept {
  readonly arrival: Arrival;
  readonly receipt: Receipt;
  state: SubmissionState;
  due: string | null;
  changedAt: string;
  content: boolean;
  readonly history: { state: SubmissionState; at: string; answer: Decision['answer'] }[];
}

export class Model {
  readonly submissions = new Map<string, Kept>();
  readonly parts = new Map<string, PartArrival>();
  readonly audit: string[] = [];

  commit(arrivals: readonly Arrival[], sign: SignGroup): readonly Stored[] {
    const fresh = new Map<string, Arrival>();
    const fates = arrivals.map((one) => {
      const earlier = this.submissions.get(one.id)?.arrival ?? fresh.get(one.id);
      if (earlier) return earlier.digest === one.digest ? ('known' as const) : ('other-content' as const);
      const missing = one.parts.flatMap((part, index) => (this.parts.has(`${one.id} ${part.sha256}`) ? [] : [index]));
      if (missing.length > 0) return missing;
      fresh.set(one.id, one);
      return 'new' as const;
    });
    this.#keep([...fresh.values()], sign);
    return fates.map((fate, index): Stored => {
      if (typeof fate !== 'string') return { kind: 'parts-missing', missing: fate };
      const receipt = this.submissions.get(arrivals[index]?.id ?? '')?.receipt;
      return fate === 'other-content' || !receipt ? { kind: 'other-content' } : { kind: fate, receipt };
    });
  }

  #keep(fresh: readonly Arrival[], sign: SignGroup): void {
    if (fresh.length === 0) return;
    const receipts = sign(fresh);
    for (const [index, arrival] of fresh.entries()) {
      const receipt = receipts[index];
      if (!receipt) throw new RangeError('a receipt is missing');
      const history = [{ state: 'received' as const, at: arrival.time, answer: null }];
      const kept = { arrival, receipt, due: null, changedAt: arrival.time, content: true, history };
      this.submissions.set(arrival.id, { ...kept, state: 'received' });
      const listed = arrival.parts.map((part) => part.sha256);
      this.#dropParts((part) => part.id === arrival.id && !listed.includes(part.sha256));
    }
    this.audit.push('received');
  }

  saveParts(parts: readonly PartArrival[]): readonly ('new' | 'known')[] {
    return parts.map((part) => {
      const key = `${part.id} ${part.sha256}`;
      if (this.submissions.has(part.id) || this.parts.has(key)) return 'known';
      this.parts.set(key, part);
      return 'new';
    });
  }

  decide({ id, state, due, answer, at }: Decision): boolean {
    const kept = this.submissions.get(id);
    if (!kept || !NEXT_STATES[kept.state].includes(state)) return false;
    Object.assign(kept, { state, due, changedAt: at });
    kept.history.push({ state, at, answer });
    this.audit.push('decided');
    return true;
  }

  purge(closedBefore: string, orphansBefore: string): { submissions: number; parts: number } {
    const gone = { submissions: 0, parts: 0 };
    for (const [id, kept] of this.submissions) {
      const ended = ['closed', 'refused', 'moved'].includes(kept.state) && kept.changedAt < closedBefore;
      if (!ended || !kept.content) continue;
      kept.content = false;
      for (const step of kept.history) step.answer = null;
      gone.submissions++;
      gone.parts += this.#dropParts((part) => part.id === id);
    }
    gone.parts += this.#dropParts((part) => !this.submissions.has(part.id) && part.time < orphansBefore);
    if (gone.submissions + gone.parts > 0) this.audit.push('purged');
    return gone;
  }

  #dropParts(which: (part: PartArrival) => boolean): number {
    const keys = [...this.parts].filter(([, part]) => which(part)).map(([key]) => key);
    for (const key of keys) this.parts.delete(key);
    return keys.length;
  }

  waitingPartBytes(): number {
    const waiting = [...this.parts.values()].filter((part) => !this.submissions.has(part.id));
    return waiting.reduce((sum, part) => sum + part.bytes.length, 0);
  }
}
