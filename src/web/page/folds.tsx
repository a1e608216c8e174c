/** What few need and all may read: measures, commitment, basis in detail, how it was checked. */

import type { ReactNode } from 'react';
import { chinaDay } from '../../core/domain/iso-date.ts';
import { siteUrl } from '../../core/domain/site-address.ts';
import type { GradeTerms } from '../../core/domain/terms.ts';
import { isRating } from './certificate.tsx';
import { type PartProps, say, slot } from './model.tsx';
import { letterOf } from './subject.ts';

export function Folds({ page }: PartProps): ReactNode {
  return (
    <section>
      <Measures page={page} />
      <Commitment page={page} />
      <Basis page={page} />
      <HowChecked page={page} />
    </section>
  );
}

interface FoldProps {
  readonly id?: string;
  readonly title: ReactNode;
  readonly children: ReactNode;
}

function Fold({ id, title, children }: FoldProps): ReactNode {
  return (
    <details id={id}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}

function gradeInForce({ page }: PartProps): GradeTerms | undefined {
  const { state } = page.view;
  return state.kind === 'graded' ? page.terms.grades.find(({ symbol }) => symbol === state.grade.grade) : undefined;
}

function Measures({ page }: PartProps): ReactNode {
  const measures = gradeInForce({ page })?.measures ?? [];
  if (measures.length === 0) return null;
  return (
    <Fold id="measures" title={isRating(page) ? page.w.certificate.use : page.w.fold.measures}>
      <ul>
        {measures.map((measure) => (
          <li key={measure.text.zh}>
            <p>{measure.text[page.lang]}</p>
            <p className="soft">{page.w.why.article({ article: measure.article })}</p>
          </li>
        ))}
      </ul>
    </Fold>
  );
}

function Commitment({ page }: PartProps): ReactNode {
  const { w, view, terms, lang, bureau } = page;
  const { commitment } = view.record;
  if (commitment === null) return null;
  const own = commitment.items.map((_, i) => slot(`commitment.items.${i}`));
  const letter = terms.board.letter[lang];
  return (
    <Fold title={say(page, w.fold.promise({ letter, year: slot('commitment.year') }))}>
      <ol>
        {(own.length > 0 ? own : letterOf(page, bureau)).map((item) => (
          <li key={item}>{say(page, item)}</li>
        ))}
      </ol>
      <p className="soft">{say(page, w.fold.promiseSigned({ date: slot('commitment.signedOn') }))}</p>
    </Fold>
  );
}

function Basis({ page }: PartProps): ReactNode {
  const { w, terms, lang, policy, links } = page;
  const own = gradeInForce({ page });
  return (
    <Fold title={w.fold.basis}>
      <p>{w.why.policy({ doc: policy, no: terms.documentNo })}</p>
      {terms.grades.length > 0 && <h3>{w.fold.ladder}</h3>}
      <dl>
        {terms.grades.map((grade) => (
          <div key={grade.symbol}>
            <dt>
              {grade.mark[lang]}
              {grade === own && <b>{w.fold.thisGrade}</b>}
            </dt>
            <dd>
              {grade.word && `${grade.word[lang]}${w.comma}`}
              {grade.asks.length > 0 ? grade.asks.map((ask) => ask[lang]).join(w.fold.askSep) : grade.meaning[lang]}
            </dd>
          </div>
        ))}
      </dl>
      {links?.standard && (
        <p className="soft">
          <a href={links.standard}>{w.nav.standard}</a>
        </p>
      )}
    </Fold>
  );
}

function HowChecked({ page }: PartProps): ReactNode {
  const { w, bureau, release, day } = page;
  const host = siteUrl(bureau).replace(/^https?:\/\//, '');
  return (
    <Fold title={w.fold.checked}>
      <p>{w.fold.checkedBody({ bureau: page.publisher, host })}</p>
      <p>
        {w.fold.fingerprint({ n: release.version })}
        {w.sep}
        {w.fold.time({ date: day(chinaDay(new Date(release.time))) })}
      </p>
      {/* 64 digits read aloud help nobody; who compares them, looks. */}
      <p aria-hidden="true">
        {w.fold.fingerprintLabel}
        {release.root}
      </p>
    </Fold>
  );
}
