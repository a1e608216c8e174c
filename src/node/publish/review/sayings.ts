/** What evaluations say, whosever they are: of a hundred thousand institutions most are told the same as many others. */
import { createHash } from 'node:crypto';
import type { Evaluation } from '../../../core/domain/evaluation.ts';

export interface Said extends Omit<Evaluation, 'id'> {
  /** SHA-256. */
  readonly digest: Uint8Array;
  /** Of how many institutions. */
  readonly of: number;
}

export class Sayings {
  readonly #known = new Map<string, Said & { of: number }>();

  /** What is said, with a digest of it; one institution more of which it is. */
  count({ grade, status, reasons, rulings, problems }: Evaluation): Said {
    const text = JSON.stringify([grade, status, reasons, rulings, problems]);
    let said = this.#known.get(text);
    if (said === undefined) {
      const digest = new Uint8Array(createHash('sha256').update(text).digest());
      said = { grade, status, reasons, rulings, problems, digest, of: 0 };
      this.#known.set(text, said);
    }
    said.of++;
    return said;
  }

  all(): readonly Said[] {
    return [...this.#known.values()];
  }
}
