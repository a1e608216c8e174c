/** What the form holds while it is written, how a draft is read back, and what becomes of it when it is submitted. */
import * as v from 'valibot';
import {
  BOARD_DIFFERENCES,
  CATEGORIES,
  RATINGS,
  type Submission,
  type SubmissionKind,
} from '../../../core/complaint/submission.ts';
import { CODE_ALPHABET, parseInstitutionCode } from '../../../core/domain/institution-code.ts';
import type { Lang } from '../../../core/words/lang.ts';
import type { Written } from '../../outbox/outbox.ts';
import { tidyCode } from '../data/nearest.ts';

/** Version of the notice that the form shows; kept in every submission. A change of its sentences needs a new one. */
export const NOTICE_VERSION = '2026-11-b';

const text = v.fallback(v.string(), '');
const tick = v.fallback(v.boolean(), false);

/** Each field alone falls back to empty: a draft of an earlier version of the app is never lost whole. */
const FormSchema = v.object({
  category: v.fallback(v.nullable(v.picklist(CATEGORIES)), null),
  text,
  when: text,
  name: text,
  phone: text,
  /** Name or place of the institution, and its code, where the address names none. */
  place: text,
  code: text,
  /** Only ever true when the writer chose so. */
  tell: tick,
  healthConsent: tick,
  guardian: tick,
  noCopy: tick,
  board: v.fallback(v.nullable(v.picklist(BOARD_DIFFERENCES)), null),
  rating: v.fallback(v.nullable(v.picklist(RATINGS)), null),
  objectionCode: text,
  /** Id of the stuck submission that this one corrects. */
  corrects: v.fallback(v.nullable(v.pipe(v.string(), v.uuid())), null),
});
export type Form = v.InferOutput<typeof FormSchema>;

export const EMPTY: Form = v.parse(FormSchema, {
  category: null,
  tell: false,
  board: null,
  rating: null,
  corrects: null,
});

/** A draft as it was kept; null when it is no draft at all. */
export function parseDraft(value: unknown): Form | null {
  const read = v.safeParse(FormSchema, value);
  return read.success ? read.output : null;
}

/** Whether anything was written that would be missed. */
export function isEmpty(form: Form): boolean {
  return JSON.stringify({ ...form, corrects: null }) === JSON.stringify(EMPTY);
}

/** Kinds that institutions send, with the code of their letter. */
export function byInstitution(kind: SubmissionKind): boolean {
  return kind === 'objection' || kind === 'repair' || kind === 'statement';
}

/** Complaints by patients: they may hold health data, and the institution must not learn who wrote unless allowed. */
export function byPatient(kind: SubmissionKind): boolean {
  return kind === 'tip' || kind === 'own';
}

export function takesContact(kind: SubmissionKind): boolean {
  return byPatient(kind) || byInstitution(kind);
}

export function takesPhotos(kind: SubmissionKind): boolean {
  return kind !== 'rating' && kind !== 'statement';
}

export const STATEMENT_LIMIT = 200;
export const RATING_LIMIT = 200;

/**
 * Reads the code of a letter as people type it, look-alikes as in institution codes. By its form alone: ten characters.
 * Whether it is the right one only the desk can tell.
 */
export function parseLetterCode(typed: string): string | null {
  const code = tidyCode(typed);
  return code.length === 10 && [...code].every((character) => CODE_ALPHABET.includes(character)) ? code : null;
}

/** What the form is about and in which language it is read. */
export interface About {
  readonly kind: SubmissionKind;
  /** From the address; null without one. */
  readonly code: string | null;
  /** Name as it was shown; null when none is known. */
  readonly name: string | null;
  readonly lang: Lang;
}

/** What is handed to the outbox. Fields that this kind does not ask for are left out, whatever the form still holds. */
export function toWritten(form: Form, about: About): Written {
  const { kind } = about;
  const patient = byPatient(kind);
  return {
    kind,
    institution: about.code ?? parseInstitutionCode(form.code),
    institutionName: about.name?.slice(0, 120) ?? orNull(form.place),
    lang: about.lang,
    notice: NOTICE_VERSION,
    category: patient ? form.category : null,
    text: form.text.trim(),
    when: patient ? orNull(form.when) : null,
    contact: contactOf(form, kind),
    tellInstitution: patient && form.tell,
    healthConsent: patient ? form.healthConsent : null,
    guardian: patient && form.guardian,
    board: kind === 'board' ? form.board : null,
    rating: kind === 'rating' ? form.rating : null,
    objectionCode: byInstitution(kind) ? parseLetterCode(form.objectionCode) : null,
    corrects: form.corrects,
  };
}

/** The form as it was when this submission was written, to be corrected. */
export function fromSubmission(sent: Submission): Form {
  return {
    ...EMPTY,
    category: sent.category,
    text: sent.text,
    when: sent.when ?? '',
    name: sent.contact?.name ?? '',
    phone: sent.contact?.phone ?? '',
    place: sent.institutionName ?? '',
    code: sent.institution ?? '',
    tell: sent.tellInstitution,
    // Consent is given for what one is about to send: asked again.
    healthConsent: false,
    guardian: sent.guardian,
    board: sent.board,
    rating: sent.rating,
    objectionCode: sent.objectionCode ?? '',
    corrects: sent.id,
  };
}

function contactOf(form: Form, kind: SubmissionKind): Written['contact'] {
  if (!takesContact(kind)) return null;
  const [name, phone] = [orNull(form.name), orNull(form.phone)];
  return name === null && phone === null ? null : { name, phone };
}

function orNull(typed: string): string | null {
  return typed.trim() === '' ? null : typed.trim();
}
