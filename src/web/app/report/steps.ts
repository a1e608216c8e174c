/** Which questions a kind has, in which order, and what is still missing on each. */
import { LIMITS } from '../../../core/complaint/limits.ts';
import type { SubmissionKind } from '../../../core/complaint/submission.ts';
import { parseInstitutionCode } from '../../../core/domain/institution-code.ts';
import type { ReportWords } from '../../../core/words/report.ts';
import {
  byInstitution,
  byPatient,
  type Form,
  parseLetterCode,
  RATING_LIMIT,
  STATEMENT_LIMIT,
  takesContact,
  takesPhotos,
} from './form.ts';

export type Step =
  | 'code'
  | 'rating'
  | 'board'
  | 'which'
  | 'category'
  | 'what'
  | 'photos'
  | 'contact'
  | 'tell'
  | 'notice'
  | 'consent'
  | 'review';

/** The steps in their order. `known`: whether the address names the institution. */
export function stepsOf(kind: SubmissionKind, known: boolean): readonly Step[] {
  const wanted: readonly (readonly [Step, boolean])[] = [
    ['code', byInstitution(kind)],
    ['which', !known],
    ['rating', kind === 'rating'],
    ['board', kind === 'board'],
    ['category', byPatient(kind)],
    ['what', byPatient(kind) || byInstitution(kind)],
    ['photos', takesPhotos(kind)],
    ['contact', takesContact(kind)],
    ['tell', byPatient(kind)],
    ['notice', true],
    ['consent', byPatient(kind)],
    ['review', true],
  ];
  return wanted.filter(([, is]) => is).map(([step]) => step);
}

/** Names of the fields, also the ids of their elements. */
export type Field =
  | 'place'
  | 'code'
  | 'category'
  | 'text'
  | 'when'
  | 'name'
  | 'phone'
  | 'healthConsent'
  | 'board'
  | 'rating'
  | 'objectionCode';

export interface Problem {
  readonly step: Step;
  readonly field: Field;
  readonly error: keyof ReportWords['rep']['errors'];
}

/** How long the text of a kind may be, in characters. */
export function textLimit(kind: SubmissionKind): number {
  if (kind === 'statement') return STATEMENT_LIMIT;
  return kind === 'rating' ? RATING_LIMIT : LIMITS.text;
}

/** Everything that keeps the form from being submitted, in the order of the steps. */
export function problemsOf(form: Form, kind: SubmissionKind, known: boolean): readonly Problem[] {
  return stepsOf(kind, known).flatMap((step) =>
    CHECKS[step](form, kind).map(([field, error]) => ({ step, field, error })),
  );
}

type Found = readonly (readonly [Field, Problem['error']])[];
type Check = (form: Form, kind: SubmissionKind) => Found;

const when = (is: boolean, field: Field, error: Problem['error']): Found => (is ? [[field, error]] : []);
const long = (typed: string): boolean => typed.trim().length > LIMITS.line;
const tooLong: Check = ({ text }, kind) => when(text.trim().length > textLimit(kind), 'text', 'textLong');

const CHECKS: Readonly<Record<Step, Check>> = {
  code: ({ objectionCode }) => when(parseLetterCode(objectionCode) === null, 'objectionCode', 'objectionCode'),
  which: checkWhich,
  rating: (form, kind) => [...when(form.rating === null, 'rating', 'rating'), ...tooLong(form, kind)],
  board: (form, kind) => [...when(form.board === null, 'board', 'board'), ...tooLong(form, kind)],
  category: ({ category }) => when(category === null, 'category', 'category'),
  what: (form, kind) => [
    ...when(form.text.trim() === '', 'text', byPatient(kind) ? 'text' : 'textInstitution'),
    ...tooLong(form, kind),
    ...when(byPatient(kind) && long(form.when), 'when', 'line'),
  ],
  photos: () => [],
  contact: ({ name, phone }) => [
    ...when(long(name), 'name', 'line'),
    ...when(phone.trim() !== '' && !isTelephone(phone), 'phone', 'phone'),
  ],
  tell: () => [],
  notice: () => [],
  // Checking a case of care needs the health data; a tip can do without, so its box stays free.
  consent: ({ healthConsent }, kind) => when(kind === 'own' && !healthConsent, 'healthConsent', 'consent'),
  review: () => [],
};

/** A place without a licence has no code; what is about a page or a grade has one. */
function checkWhich({ place, code }: Form, kind: SubmissionKind): Found {
  const typed = code.trim() !== '';
  const badCode = typed ? parseInstitutionCode(code) === null : !byPatient(kind);
  return [
    ...when(byPatient(kind) && !typed && place.trim() === '', 'place', 'place'),
    ...when(long(place), 'place', 'line'),
    ...when(badCode, 'code', 'code'),
  ];
}

/** Seven digits to fifteen: a longer number is an identity number or a card, which nobody asks for. */
function isTelephone(typed: string): boolean {
  const digits = typed.normalize('NFKC').replace(/\D/g, '').length;
  return digits >= 7 && digits <= 15 && !long(typed);
}
