/** All institutions graded anew, of which only some were read: of the others the facts were kept, and nothing of them can leave. */
import type { Evaluation } from '../../../core/domain/evaluation.ts';
import type { InstitutionFacts } from '../../../core/domain/facts.ts';
import type { Period } from '../../../core/domain/iso-date.ts';
import { rulebookById } from '../../../core/rulebooks/registry.ts';
import type { Choices } from '../../../core/rulebooks/rulings.ts';
import { gradeAll } from '../evidence.ts';
import { type NearThreshold, nearThresholds } from '../review/near.ts';
import { type Said, Sayings } from '../review/sayings.ts';
import type { KeptFacts } from './round.ts';
import { DIGEST } from './runs.ts';

/** Plain data, so that another thread can be asked. */
export interface GradingTask {
  /** Id of the rulebook. */
  readonly rulebook: string;
  readonly choices: Choices;
  readonly period: Period;
  /** Numbers of all institutions, in the order of 机构. */
  readonly ids: readonly string[];
  /** The kept facts of each, a line each; empty for those that were read. */
  readonly kept: string;
  readonly read: readonly InstitutionFacts[];
  readonly incomplete: ReadonlySet<string>;
  /** A digest of what was said of each before, `DIGEST` bytes each; zeros of who is new. */
  readonly before: Uint8Array;
}

export interface Graded {
  /** By id, of those that were read, and of those that moved. */
  readonly evaluations: ReadonlyMap<string, Evaluation>;
  /** Numbers of those of which something else is said than before. */
  readonly moved: readonly string[];
  readonly said: readonly Said[];
}

/** Grades at once; who is near a threshold takes two gradings more, when it is asked for. */
export function gradeKept(task: GradingTask): Graded & { readonly near: () => readonly NearThreshold[] } {
  const rulebook = rulebookById(task.rulebook);
  if (rulebook === null) throw new RangeError(`no rulebook ${task.rulebook}`);
  const { choices, period, before } = task;
  const read = new Set(task.read.map(({ id }) => id));
  const round = { period, institutions: institutionsOf(task) };
  const all = gradeAll(rulebook, choices, round, task.incomplete);
  const { facts } = all;
  const grades = new Map<string, Evaluation['grade']>();
  const sayings = new Sayings();
  const evaluations = new Map<string, Evaluation>();
  const moved: string[] = [];
  for (const [at, id] of task.ids.entries()) {
    const evaluation = all.evaluations.get(id);
    if (evaluation === undefined) throw new RangeError(`no evaluation of ${id}`);
    grades.set(id, evaluation.grade);
    const old = before.subarray(at * DIGEST, (at + 1) * DIGEST);
    const now = sayings.count(evaluation).digest.subarray(0, DIGEST);
    const same = Buffer.compare(now, old) === 0;
    if (!same) moved.push(id);
    if (!same || read.has(id)) evaluations.set(id, evaluation);
  }
  return {
    evaluations,
    moved,
    said: sayings.all(),
    // Holds no evaluation: two gradings take room enough.
    near: () => nearThresholds(rulebook, choices, facts, grades),
  };
}

function institutionsOf({ ids, kept, read }: GradingTask): InstitutionFacts[] {
  const known = new Map(read.map((facts) => [facts.id, facts]));
  const lines = kept.split('\n');
  return ids.map((id, at) => {
    const own = known.get(id);
    return own ?? { id, ...(JSON.parse(lines[at] ?? '') as KeptFacts), events: [], amendments: [] };
  });
}
