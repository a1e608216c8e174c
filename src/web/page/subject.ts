/** Subjects of the policy: the words of those that are no medical institutions, and of those whose phase is still to come. */
import type { Bureau } from '../../core/domain/bureau.ts';
import type { SubjectTerms } from '../../core/domain/terms.ts';
import type { PublicState } from '../../core/snapshot/public-now.ts';
import type { Page } from './model.tsx';

/** The kind of subject that the record names; undefined for a medical institution of a policy that grades no others. */
export function subjectOf({ terms, view }: Pick<Page, 'terms' | 'view'>): SubjectTerms | undefined {
  return terms.subjects.find(({ id }) => id === view.record.subject);
}

/** What a grade says nothing about. */
export function disclaimerOf(page: Pick<Page, 'w' | 'terms' | 'view' | 'lang'>): string {
  const { w, terms, lang } = page;
  const own = subjectOf(page)?.own?.disclaimer ?? terms.disclaimer;
  return own === null ? w.grade.disclaimer : own[lang];
}

/** The bureau's standard letter of commitment is one for medical institutions: others have their own items, or none. */
export function letterOf(page: Pick<Page, 'terms' | 'view'>, bureau: Pick<Bureau, 'commitment'>): readonly string[] {
  return subjectOf(page)?.own ? [] : bureau.commitment;
}

/** Title of a state where the usual words speak of a practice licence; null elsewhere. */
export function subjectTitle(page: Pick<Page, 'w' | 'terms' | 'view' | 'lang'>, state: PublicState): string | null {
  const { w, terms, lang } = page;
  const licence = subjectOf(page)?.own?.licence[lang];
  if (licence === undefined || state.kind !== 'withdrawn') return null;
  if (state.cause === 'licenceRevoked') return w.subject.revoked({ licence });
  if (state.cause !== 'licenceCancelled') return null;
  return w.subject.cancelled({ licence, noun: terms.gradeNoun[lang] });
}

/** What follows a state's title, where the usual words would be wrong; null elsewhere. */
export function subjectLines(
  page: Pick<Page, 'w' | 'terms' | 'view' | 'lang' | 'policy' | 'day'>,
  state: PublicState,
): readonly string[] | null {
  const { w, terms, lang, policy, day } = page;
  const subject = subjectOf(page);
  if (state.kind === 'register' && terms.register !== null) return [terms.register.note[lang]];
  if (subject === undefined) return null;
  if (state.kind === 'new' && subject.own) return [w.subject.newMore];
  if (state.kind !== 'out-of-scope') return null;
  const phase = { doc: policy, name: subject.name[lang], date: day(subject.from) };
  return [w.subject.notYet(phase), w.subject.notYetMore];
}
