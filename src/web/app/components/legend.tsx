/** What the grades mean, from the rulebook, with the sentence that always goes with them. */
import type { RulebookTerms } from '../../../core/domain/terms.ts';
import { pick } from '../../../core/words/index.ts';
import { Ladder } from '../../page/ladder.tsx';
import { useLanguage } from '../language.tsx';

export function Legend({ terms }: { readonly terms: RulebookTerms }) {
  const { w, lang } = useLanguage();
  return (
    <section className="legend" aria-labelledby="legend-title">
      <h2 id="legend-title">{w.home.legend}</h2>
      {terms.grades.length === 0 && <p>{w.stateTitle.register}</p>}
      <dl>
        {terms.grades.map((grade, at) => (
          <div key={grade.symbol} className="legend-row">
            <dt>
              <span className="mark mark-graded">
                <span className="mark-main">{pick(grade.mark, lang)}</span>
                {grade.word && <span className="mark-word">{pick(grade.word, lang)}</span>}
                <Ladder level={at + 1} levels={terms.grades.length} />
              </span>
            </dt>
            <dd>{pick(grade.meaning, lang)}</dd>
          </div>
        ))}
      </dl>
      <p className="disclaimer">{w.grade.disclaimer}</p>
      <p className="source">
        {lang === 'zh' ? `《${terms.title.zh}》` : `${terms.title.en}, `}
        {terms.documentNo}
      </p>
    </section>
  );
}
