/** `records.json`: every release whose pages may still be met, with the root of its record tree. */
import { type Bytes, fromUtf8 } from '../domain/bytes.ts';
import { type IsoDate, parseIsoDate } from '../domain/iso-date.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { countAt, isMap, type Json, type JsonMap, listAt, readJson, textAt } from './json.ts';
import { TrustError, type TrustProblem } from './problem.ts';

export type Stage = 'final' | 'proposed';

export interface Release {
  readonly version: number;
  /** Instant of publication, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly time: string;
  readonly year: number;
  readonly stage: Stage;
  /** Number of records. */
  readonly count: number;
  /** Root of the record tree, 64 lower-case hex digits. */
  readonly root: string;
  /**
   * Last day of the publicity period that a proposed release announced; not there in a final one. It stands here apart
   * from the records, so that no later release can end the period by holding no proposals.
   */
  readonly until?: IsoDate;
}

const HASH = /^[0-9a-f]{64}$/;

/** Reads verified bytes of `records.json`: releases by rising version, the newest last. Faults: `format`. */
export function parseReleases(bytes: Bytes): Result<readonly Release[], TrustProblem> {
  try {
    const file = readJson(fromUtf8(bytes));
    if (!isMap(file)) throw new TrustError('format');
    const releases = listAt(file, 'releases').map(releaseOf);
    if (releases.some((release, i) => release.version <= (releases[i - 1]?.version ?? 0))) {
      throw new TrustError('format');
    }
    return ok(releases);
  } catch {
    return fail({ code: 'format', file: 'records.json' });
  }
}

/** The text of `records.json`. */
export function releasesText(releases: readonly Release[]): string {
  const plain = releases.map(({ version, time, year, stage, count, root, until }) => ({
    version,
    time,
    year,
    stage,
    count,
    root,
    until,
  }));
  return JSON.stringify({ releases: plain });
}

function releaseOf(json: Json): Release {
  if (!isMap(json)) throw new TrustError('format');
  const stage = textAt(json, 'stage');
  const root = textAt(json, 'root');
  if ((stage !== 'final' && stage !== 'proposed') || !HASH.test(root)) throw new TrustError('format');
  return {
    version: countAt(json, 'version', 1),
    time: textAt(json, 'time'),
    year: countAt(json, 'year', 1),
    stage,
    count: countAt(json, 'count', 0),
    root,
    ...(json.has('until') && { until: dayAt(json, 'until') }),
  };
}

function dayAt(json: JsonMap, key: string): IsoDate {
  const day = parseIsoDate(textAt(json, key));
  if (day === null) throw new TrustError('format');
  return day;
}
