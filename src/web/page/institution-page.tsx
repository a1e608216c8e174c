/**
 * The institution page: one component for the static page and for the app. Parts stand in the order in which a patient
 * needs them (experience, Patient). It brings its own header, main and footer landmarks: nothing may wrap it in another
 * `main`. What may be shown was decided by `publicNow`; what was checked, by `core/trust`.
 */
import type { ReactNode } from 'react';
import { Actions, BoardDiffers } from './act.tsx';
import { isRating } from './certificate.tsx';
import { Folds } from './folds.tsx';
import { Foot } from './foot.tsx';
import { GradeCard, stateTitle } from './grade.tsx';
import { Identity, Issuer } from './identity.tsx';
import { LicenceCard, Statement } from './licence.tsx';
import { type Page, pageModel } from './model.tsx';
import { Penalties } from './penalties.tsx';
import { Register } from './register.tsx';
import { Staff } from './staff.tsx';
import type { InstitutionPageProps } from './types.ts';
import { Why } from './why.tsx';

export function InstitutionPage(props: InstitutionPageProps): ReactNode {
  const page = pageModel(props);
  const look = ['page', isRating(page) && 'assoc', page.verification.kind === 'bad' && 'bad'].filter(Boolean);
  return (
    <div className={look.join(' ')} id="page" data-day={page.view.day}>
      <Issuer page={page} />
      <main>
        <Identity page={page} />
        <GradeCard page={page} />
        <Actions page={page} />
        <Why page={page} />
        {page.terms.register === null ? <Penalties page={page} /> : <Register page={page} />}
        <Staff page={page} />
        <LicenceCard page={page} />
        <Statement page={page} />
        <Folds page={page} />
        <BoardDiffers page={page} />
      </main>
      <Foot page={page} />
    </div>
  );
}

/** The document's title: all that WeChat shows of a forwarded page, so the year is in it. */
export function pageTitle(props: InstitutionPageProps): string {
  const { page, inst, said } = inOneLine(props);
  return page.w.title({ inst, said, bureau: page.publisher });
}

/** What a search engine, or whoever forwards the page, says of it in one sentence. */
export function pageDescription(props: InstitutionPageProps): string {
  const { page, inst, said } = inOneLine(props);
  return page.w.description({ inst, address: page.view.record.address, said, bureau: page.publisher });
}

/** The grade with its year, or the state in its place. */
function inOneLine(props: InstitutionPageProps): { readonly page: Page; readonly inst: string; readonly said: string } {
  const page = pageModel(props);
  const { view, terms, lang, w } = page;
  const { name: inst, year } = view.record;
  const said =
    view.state.kind === 'graded'
      ? w.grade.inYear({ year, noun: terms.gradeNoun[lang], grade: view.state.grade.mark[lang] })
      : stateTitle(page, view.state, String(year));
  return { page, inst, said };
}
