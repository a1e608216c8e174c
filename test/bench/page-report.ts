/** What the bench of the page found, as a table for people and as numbers against the goals. */
import type { Variant } from './page-variants.ts';
import type { Asked, Paints } from './page-visit.ts';

interface Spread {
  readonly median: number;
  readonly quartiles: readonly [number, number];
  readonly range: readonly [number, number];
}

export interface Line {
  readonly network: string;
  readonly variant: Variant | 'whole page in view' | 'second visit';
  /** Largest and first contentful paint, milliseconds. */
  readonly lcp: Spread;
  readonly fcp: Spread;
  /** Layout shift of the worst round, and what it moved. */
  readonly cls: number;
  readonly moved: readonly string[];
  /** What the largest paint was of, in each round that was different. */
  readonly largest: readonly string[];
}

export interface Goal {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  readonly ok: boolean;
}

export function summarise(network: string, variant: Line['variant'], paints: readonly Paints[]): Line {
  const worst = paints.reduce((most, one) => (one.cls > most.cls ? one : most));
  return {
    network,
    variant,
    lcp: spread(paints.map(({ lcp }) => lcp)),
    fcp: spread(paints.map(({ fcp }) => fcp)),
    cls: Math.round(worst.cls * 1e4) / 1e4,
    moved: worst.moved,
    largest: [...new Set(paints.map(({ largest }) => largest))],
  };
}

function spread(numbers: readonly number[]): Spread {
  const sorted = numbers.map(Math.round).sort((a, b) => a - b);
  const at = (part: number): number => sorted[Math.round((sorted.length - 1) * part)] ?? Number.NaN;
  return { median: at(0.5), quartiles: [at(0.25), at(0.75)], range: [at(0), at(1)] };
}

/** Largest paint of the page, of each other variant on the same network. */
export function ratioOf(lines: readonly Line[], network: string, other: Variant): number {
  const median = (variant: Variant): number =>
    lines.find((line) => line.network === network && line.variant === variant)?.lcp.median ?? Number.NaN;
  return Math.round((median('page') / median(other)) * 100) / 100;
}

export function atMost(name: string, value: number, limit: number): Goal {
  return { name, value, limit, ok: value <= limit };
}

export function tableOf(lines: readonly Line[]): string[] {
  const wide = (text: string): string => text.padEnd(30);
  const shown = ({ median, quartiles, range }: Spread): string =>
    wide(`${String(median).padStart(5)} (${quartiles.join('–')}; ${range.join('–')})`);
  return [
    `${wide('ms: median (quartiles; range)')}${wide('  largest paint')}${wide('  first paint')}shift   largest was`,
    ...lines.flatMap(({ network, variant, lcp, fcp, cls, moved, largest }) => [
      `${wide(`${network}, ${variant}`)}${shown(lcp)}${shown(fcp)}${cls.toFixed(4)}  ${largest.join(' | ')}`,
      ...moved.map((one) => `  moved: ${one}`),
    ]),
  ];
}

export function requestsOf(asked: readonly Asked[]): string[] {
  const total = (who: Asked['by']): number => asked.reduce((sum, { by, bytes }) => sum + (by === who ? bytes : 0), 0);
  return [
    'requests of a first visit, bytes with headers:',
    ...asked.map(({ method, path, bytes, by }) => `  ${by.padEnd(7)}${method} ${path} ${bytes}`),
    `  together: page ${total('page')}, worker ${total('worker')}`,
  ];
}
