/** What `draw` reads: unknown JSON → institutions with their grades, or every problem with its path (contracts, `draw`). */
import type { DrawShares, DrawSubject } from '../domain/draw.ts';
import type { Problem } from '../domain/evaluation.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { type Decoder, FAILED, list, name, object, required, word } from './decode.ts';
import { parseExactJson } from './exact-json.ts';
import { duplicateIds } from './parse-facts.ts';

interface DrawFacts {
  readonly institutions: readonly DrawSubject[];
}

/**
 * Reads `{"institutions":[{"id","grade"}…]}`. A null grade is that of an institution without one, which is not in the draw;
 * a grade must be named, and have a share. Problems: as of facts (`parseFacts`), `not-json` with line and column.
 */
export function parseDrawText(source: string, shares: DrawShares): Result<readonly DrawSubject[], readonly Problem[]> {
  const read = parseExactJson(source.startsWith('\uFEFF') ? source.slice(1) : source);
  if (!read.ok) return fail([{ code: read.fault.code, path: `${read.fault.line}:${read.fault.column}` }]);
  const problems: Problem[] = [];
  const facts = factsWith(shares)(read.value, '', problems);
  problems.push(...duplicateIds(read.value));
  return facts === FAILED || problems.length > 0 ? fail(problems) : ok(facts.institutions);
}

function factsWith(shares: DrawShares): Decoder<DrawFacts> {
  const symbol = word(...Object.keys(shares));
  const grade: Decoder<string | null> = (value, path, problems) =>
    value === null ? null : symbol(value, path, problems);
  return object<DrawFacts>({
    institutions: required(list(object<DrawSubject>({ id: required(name), grade: required(grade) }))),
  });
}
