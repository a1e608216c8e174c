/** A line that breaks: after so many requests, or at one of them alone. */
import { type Fetcher, TrustError } from '../../src/core/trust/updater.ts';

export interface Line {
  readonly fetcher: Fetcher;
  /** Requests since the last `heal`. */
  asked: number;
  /** The first request that fails, from 0; and whether all after it do. */
  cutAt: number;
  forGood: boolean;
}

export function lineTo(fetch: Fetcher['fetch']): Line {
  const line: Line = {
    asked: 0,
    cutAt: Number.POSITIVE_INFINITY,
    forGood: true,
    fetcher: {
      fetch: async (path, limit) => {
        const at = line.asked++;
        if (line.forGood ? at >= line.cutAt : at === line.cutAt) throw new TrustError('network');
        return fetch(path, limit);
      },
    },
  };
  return line;
}

export function cut(line: Line, at: number, forGood: boolean): void {
  Object.assign(line, { asked: 0, cutAt: at, forGood });
}

export function heal(line: Line): void {
  cut(line, Number.POSITIVE_INFINITY, true);
}
