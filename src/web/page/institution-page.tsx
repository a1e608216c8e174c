/**
 * The institution page: one component for the static page and for the app. Parts stand in the order in which a patient
 * needs them (experience, Patient). It brings its own header, main and footer landmarks: nothing may wrap it in another
 * `main`. What may be shown was decided by `publicNow`; what was checked, by `core/trust`.
 */
import type { ReactNode } from 'react';
import { Actions, BoardDiffers } from './act.tsx';
import { Folds } from './folds.tsx';
import { Foot } from './foot.tsx';
import { GradeCard, stateTitle } from './grade.tsx';
import { Identity, Issuer } from './identity.tsx';
import { LicenceCard, Statement } from './licence.tsx';
import { pageModel } from './model.tsx';
import { Penalties } from './penalties.tsx';
import { Staff } from './staff.tsx';
import type { InstitutionPageProps } from './types.ts';
import { Why } from './why.tsx';

export function InstitutionPage(props: InstitutionPageProps): ReactNode {
  const page = pageModel(props);
  return (
    <div className={page.verification.kind === 'bad' ? 'page bad' : 'page'} id="page" data-day={page.view.day}>
      <Issuer page={page} />
      <main>
        <Identity page={page} />
        <GradeCard page={page} />
        <Actions page={page} />
        <Why page={page} />
        <Penalties page={page} />
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
  const page = pageModel(props);
  const { view, terms, lang, w } = page;
  const inst = view.record.name;
  if (view.state.kind !== 'graded') {
    return w.title.plain({
      inst,
      state: stateTitle(page, view.state, String(view.record.year)),
      bureau: page.publisher,
    });
  }
  const grade = view.state.grade.mark[lang];
  return w.title.page({ inst, year: view.record.year, noun: terms.gradeNoun[lang], grade, bureau: page.publisher });
}
