/** Planted faults that change nothing anyone could see, each with the reason. Everything else must be noticed. */
import type { Mutant } from './mutants-operators.ts';

interface Equivalent {
  /** End of the path. */
  readonly file: string;
  /** Part of the line on which the change begins. */
  readonly line: string;
  /** `before → after`, as the list of survivors prints it. */
  readonly changes: readonly string[];
  readonly why: string;
}

export const EQUIVALENT: readonly Equivalent[] = [];

export function isEquivalent(path: string, source: string, mutant: Mutant): boolean {
  const [line, change] = [lineOf(source, mutant.start), changeOf(source, mutant)];
  return EQUIVALENT.some((one) => path.endsWith(one.file) && line.includes(one.line) && one.changes.includes(change));
}

/** `before → after` */
export function changeOf(source: string, { start, end, replacement }: Mutant): string {
  return `${source.slice(start, end).replace(/\s+/g, ' ')} → ${replacement}`;
}

function lineOf(source: string, at: number): string {
  return source.slice(source.lastIndexOf('\n', at - 1) + 1, source.indexOf('\n', at));
}
