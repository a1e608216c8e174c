/** Facts from outside: unknown JSON → Facts, or every problem with its path (contracts, `evaluate`). */
import { decimal } from '../domain/decimal.ts';
import type { Problem } from '../domain/evaluation.ts';
import type { Assessments, Eligibility, Facts, InstitutionFacts, OnSiteItem } from '../domain/facts.ts';
import type { Period } from '../domain/iso-date.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import {
  type Decoder,
  day,
  decimalBetween,
  FAILED,
  flag,
  list,
  name,
  object,
  optional,
  refuse,
  required,
  text,
  wholeFrom,
  withDefault,
  word,
} from './decode.ts';
import { parseExactJson } from './exact-json.ts';
import { amendment, event } from './facts-events.ts';

const ZERO = decimal('0');
const points = decimalBetween(ZERO, null);
const hundred = decimalBetween(ZERO, decimal('100'));

const star: Decoder<0 | 1 | 2> = (value, path, problems) => {
  const read = wholeFrom(0)(value, path, problems);
  if (read === FAILED || read === 0 || read === 1 || read === 2) return read;
  return refuse(problems, 'unknown-value', path);
};

const itemFields = object<OnSiteItem>({
  id: required(name),
  max: required(points),
  score: required(points),
  star: withDefault(star, 0),
  applicable: withDefault(flag, true),
  met: withDefault(flag, true),
  violationFound: withDefault(flag, false),
});

/** A score above its maximum is refused; so is a star item that applies and does not say whether it is met. */
const item: Decoder<OnSiteItem> = (value, path, problems) => {
  const read = itemFields(value, path, problems);
  if (read === FAILED) return FAILED;
  const before = problems.length;
  decimalBetween(ZERO, decimal(read.max))(read.score, `${path}.score`, problems);
  const said = (value as { readonly met?: unknown }).met;
  if (read.star > 0 && read.applicable && (said === undefined || said === null)) {
    refuse(problems, 'missing', `${path}.met`);
  }
  return problems.length > before ? FAILED : read;
};

/** How many inspectors there were: a number, or the list of them, in which one named twice is one. */
const inspectors: Decoder<number> = (value, path, problems) => {
  if (!Array.isArray(value)) return wholeFrom(0)(value, path, problems);
  const named = list(name)(value, path, problems);
  return named === FAILED ? FAILED : new Set(named.map((one) => one.trim())).size;
};

const ASSESSMENTS = object<Assessments>({
  positiveTier: optional(word('good', 'fair', 'poor')),
  onSite: optional(
    object<NonNullable<Assessments['onSite']>>({ inspectors: required(inspectors), items: required(list(item)) }),
  ),
  publicHealthScore: optional(hundred),
  importedGrade: optional(
    object<NonNullable<Assessments['importedGrade']>>({
      grade: required(text),
      source: optional(text),
      on: optional(day),
    }),
  ),
  // CN-2 tells of a score outside 0–100 itself, so any decimal is let through.
  associationScore: optional(decimalBetween(decimal('-999999999'), null)),
  eligibility: optional(
    object<Eligibility>({
      member: required(flag),
      licencesValid: required(flag),
      meetsBasicStandards: required(flag),
      licenceConductClean: required(flag),
      qualifiedStaffOnly: required(flag),
      level: required(word('tertiary', 'secondary', 'primary', 'other')),
      monthsInOperation: required(wholeFrom(0)),
      majorIncidentWithinTwoYears: required(flag),
      badPracticePointsByYear: required(list(points)),
      satisfaction: required(decimalBetween(ZERO, decimal('1'))),
      adverseRecordWithinTwoYears: required(flag),
      conductFailingWithinTwoYears: required(flag),
    }),
  ),
});

const INSTITUTION = object<InstitutionFacts>({
  id: required(name),
  licence: withDefault(word('practice-licence', 'clinic-filing'), 'practice-licence'),
  subject: optional(name),
  assessments: withDefault(ASSESSMENTS, {}),
  events: withDefault(list(event), []),
  amendments: withDefault(list(amendment), []),
});

const period: Decoder<Period> = (value, path, problems) => {
  const read = object<Period>({ from: required(day), to: required(day) })(value, path, problems);
  return read !== FAILED && read.from > read.to ? refuse(problems, 'out-of-range', path) : read;
};

const FACTS = object<Facts>({ period: required(period), institutions: required(list(INSTITUTION)) });

/**
 * Reads facts from values: of `parseExactJson`, or of `JSON.parse` where the numbers are known to survive it.
 * All problems are given: `missing`, `wrong-type`, `unknown-kind`, `unknown-value`, `unknown-field`, `not-a-day`,
 * `not-whole`, `out-of-range`, `empty`, `duplicate-id`.
 */
export function parseFacts(value: unknown): Result<Facts, readonly Problem[]> {
  const problems: Problem[] = [];
  const facts = FACTS(value, '', problems);
  problems.push(...duplicateIds(value));
  return facts === FAILED || problems.length > 0 ? fail(problems) : ok(facts);
}

/** Reads facts from JSON text; a text that is none has the one problem `not-json`, its path the line and column. */
export function parseFactsText(source: string): Result<Facts, readonly Problem[]> {
  const read = parseExactJson(source.startsWith('\uFEFF') ? source.slice(1) : source);
  if (read.ok) return parseFacts(read.value);
  return fail([{ code: read.fault.code, path: `${read.fault.line}:${read.fault.column}` }]);
}

/** Two institutions under one id; looked for in what was given, so that other problems do not hide it. */
export function duplicateIds(value: unknown): Problem[] {
  const institutions = (value as { readonly institutions?: unknown } | null | undefined)?.institutions;
  if (!Array.isArray(institutions)) return [];
  const seen = new Set<unknown>();
  const problems: Problem[] = [];
  institutions.forEach((entry: unknown, index) => {
    const id = (entry as { readonly id?: unknown } | null | undefined)?.id;
    if (typeof id !== 'string') return;
    if (seen.has(id)) problems.push({ code: 'duplicate-id', path: `institutions[${index}].id` });
    seen.add(id);
  });
  return problems;
}
