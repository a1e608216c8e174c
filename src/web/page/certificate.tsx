/** An association's rating: who gives it, its certificate, and the words of its states. Never to be taken for a bureau's grade. */
import type { ReactNode } from 'react';
import { certificateEnd } from '../../core/domain/certificate.ts';
import type { PublicState } from '../../core/snapshot/public-now.ts';
import { type Page, type PartProps, say, slot } from './model.tsx';

export function isRating({ terms }: Pick<Page, 'terms'>): boolean {
  return terms.issuer === 'association';
}

/** First line of the page. */
export function issuerLine(page: Page): string {
  const { w, publisher } = page;
  return isRating(page) ? w.certificate.issuer({ association: publisher }) : w.head.issuer({ bureau: publisher });
}

/** The policy's sentence with every grade; an association's stands in every state, since all of them are its own words. */
export function Notice({ page }: PartProps): ReactNode {
  const { terms, lang, view } = page;
  const shown = isRating(page) || view.state.kind === 'graded' || view.state.kind === 'lapsed';
  return shown && terms.notice && <p className="not">{terms.notice[lang]}</p>;
}

/** Number and date. An extension stands in a box of its own, which goes with the grade when that ends. */
export function CertificateLines({ page }: PartProps): ReactNode {
  const { w, view, terms, day } = page;
  const { certificate } = view.record;
  if (!certificate || terms.validity.kind !== 'certificate') return null;
  const about = { number: slot('certificate.number'), date: slot('certificate.on') };
  const extended = { end: day(certificateEnd(certificate, terms.validity)), date: slot('certificate.extendedUntil') };
  const runs = view.state.kind === 'graded';
  return (
    <>
      <p className="soft">{say(page, w.certificate.number(about))}</p>
      {certificate.extendedUntil && (
        <p className={runs ? 'changed' : 'soft'}>
          {say(page, runs ? w.certificate.extended(extended) : w.certificate.wasExtended(extended))}
        </p>
      )}
    </>
  );
}

/** Title of a state in the association's own words; null where the usual ones are right. */
export function ratingTitle(page: Pick<Page, 'w' | 'terms'>, state: PublicState): string | null {
  const { w, terms } = page;
  if (state.kind === 'lapsed' && terms.validity.kind === 'certificate') return w.certificate.lapsed;
  return state.kind === 'withdrawn' && state.cause === 'other' && isRating(page) ? w.certificate.removed : null;
}

/** What follows that title. */
export function ratingLines({ w, terms, lang, day }: Page, state: PublicState): readonly string[] | null {
  if (state.kind === 'lapsed') {
    const { mark, validUntil } = state.grade;
    if (terms.validity.kind !== 'certificate' || validUntil === null) return null;
    const ended = { year: slot('state.year'), grade: mark[lang], date: day(validUntil) };
    return [w.certificate.lapsedMore(ended)];
  }
  if (state.kind !== 'withdrawn' || ratingTitle({ w, terms }, state) === null) return null;
  return [w.certificate.removedSince({ date: slot('state.on') })];
}
