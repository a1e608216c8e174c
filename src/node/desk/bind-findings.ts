/**
 * Findings against the audit: `decisions.csv` is a file that can be edited, the audit is a chain that cannot be edited in
 * one place. Each step that came with a finding keeps the digest of its line; of several findings about one submission the
 * last counts, and only its line must be as it was. Whoever rewrites the whole chain is found by a head kept elsewhere.
 */
import * as v from 'valibot';
import { STATES, type SubmissionState } from '../../core/complaint/status.ts';
import type { AuditEntry, IntakeStore } from '../intake/store/store.ts';
import { groupBy } from '../publish/workspace/group-by.ts';
import { brokenChain, checkChain } from './chain.ts';
import { type Finding, findingDigest } from './decisions.ts';

/** A step as the audit tells it. */
export interface RecordedStep {
  readonly number: string;
  readonly state: SubmissionState;
  readonly at: string;
  /** Digest of the finding's line; null: a step without one. Undefined in entries from before findings were bound. */
  readonly finding?: string | null | undefined;
}

/**
 * `changed`: the line of the step is another one. `added`: the step came without a finding, or with another line that is
 * there too. `missing`: no line for the step. `unbound`: from before findings were bound.
 */
export interface FindingFault {
  readonly code: 'changed' | 'added' | 'missing' | 'unbound';
  readonly number: string;
  readonly state: SubmissionState;
  /** Of the step. */
  readonly at: string;
}

export interface CountedFinding {
  readonly finding: Finding;
  /** It was investigated again afterwards. */
  readonly reopened: boolean;
}

export interface BoundFindings {
  /** One a submission: the last. */
  readonly counted: readonly CountedFinding[];
  readonly faults: readonly FindingFault[];
  /** Receipt numbers of which no line belongs to a step that was taken: refused, cut off, or made up. */
  readonly strays: readonly string[];
}

const Detail = v.object({
  number: v.string(),
  state: v.picklist(STATES),
  finding: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)))),
});

/** Every decided step, in order. Throws DeskFault `broken-chain`: a digest counts only in a whole chain. */
export async function recordedSteps(store: Pick<IntakeStore, 'audit'>): Promise<readonly RecordedStep[]> {
  const steps: RecordedStep[] = [];
  const foreign: number[] = [];
  const { broken } = await checkChain(store, (entry) => {
    if (entry.kind !== 'decided') return;
    const step = parseStep(entry);
    if (step === null) foreign.push(entry.seq);
    else steps.push(step);
  });
  const first = foreign[0] ?? broken;
  if (first !== null) throw brokenChain(first);
  return steps;
}

/** The step that a `decided` entry records; null when this program did not write it so. */
export function parseStep({ detail, at }: Pick<AuditEntry, 'detail' | 'at'>): RecordedStep | null {
  try {
    return { ...v.parse(Detail, JSON.parse(detail)), at };
  } catch {
    return null;
  }
}

/** `steps` must have been read before `findings`: a step that is taken meanwhile then has a line too many, never too few. */
export function bindFindings(steps: readonly RecordedStep[], findings: readonly Finding[]): BoundFindings {
  const [taken, lines] = [groupBy(steps, numberOf), groupBy(findings, numberOf)];
  const [counted, faults, strays]: [CountedFinding[], FindingFault[], string[]] = [[], [], []];
  for (const number of new Set([...lines.keys(), ...taken.keys()])) {
    const one = bindOne(taken.get(number) ?? [], lines.get(number) ?? []);
    if (one === 'stray') strays.push(number);
    else if (one !== null && 'finding' in one) counted.push(one);
    else if (one !== null) faults.push(...one);
  }
  return { counted, faults, strays };
}

const numberOf = ({ number }: { readonly number: string }): string => number;

/** What is left of the findings about one submission; null when there never was one. */
function bindOne(
  steps: readonly RecordedStep[],
  lines: readonly Finding[],
): CountedFinding | readonly FindingFault[] | 'stray' | null {
  const claims = (step: RecordedStep) => lines.filter(({ state, at }) => state === step.state && at === step.at);
  const last = steps.findLastIndex((step) => typeof step.finding === 'string');
  const after = steps.slice(last + 1);
  // A step that came with none, and a line for it: whoever wrote that wants it to count as the last word.
  const faults = after
    .filter((step) => claims(step).length > 0)
    .map((step) => faultAt(step, step.finding === null ? 'added' : 'unbound'));
  const step = steps[last];
  if (step === undefined) return faults.length > 0 ? faults : lines.length > 0 ? 'stray' : null;
  const claimed = claims(step);
  const finding = claimed.find((line) => findingDigest(line) === step.finding);
  if (finding === undefined) faults.unshift(faultAt(step, claimed.length > 0 ? 'changed' : 'missing'));
  else if (claimed.some((line) => findingDigest(line) !== step.finding)) faults.unshift(faultAt(step, 'added'));
  if (finding === undefined || faults.length > 0) return faults;
  return { finding, reopened: after.some(({ state }) => state === 'investigating') };
}

function faultAt({ number, state, at }: RecordedStep, code: FindingFault['code']): FindingFault {
  return { code, number, state, at };
}
