/** What the grades mean, from the rulebook, with the sentence that always goes with them. */
import { Link } from 'react-router';
import type { RulebookTerms } from '../../../core/domain/terms.ts';
import { pick } from '../../../core/words/index.ts';
import { Ladder } from '../../page/ladder.tsx';
import { useLanguage } from '../language.tsx';

export function Legend({ terms }: { readonly terms: RulebookTerms }) {
  const { w, lang } = useLanguage();
  const [best] = terms.grades;
  // Grades that are made elsewhere all mean the same: said once.
  const alike = best !== undefined && terms.grades.every(({ meaning }) => meaning.zh === best.meaning.zh);
  return (
    <section className="legend" aria-labelledby="legend-title">
      <h2 id="legend-title">{terms.register ? w.home.legendRegister : w.home.legend}</h2>
      {terms.register && <p>{pick(terms.register.note, lang)}</p>}
      {terms.notice && !alike && <p>{pick(terms.notice, lang)}</p>}
      {alike && <p>{pick(best.meaning, lang)}</p>}
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
            {!alike && <dd>{pick(grade.meaning, lang)}</dd>}
          </div>
        ))}
      </dl>
      {best && <p className="disclaimer">{terms.disclaimer ? pick(terms.disclaimer, lang) : w.grade.disclaimer}</p>}
      <p className="source">
        {lang === 'zh' ? `《${terms.title.zh}》` : `${terms.title.en}, `}
        {terms.documentNo}
      </p>
      <p>
        <Link to="/standard">{w.home.standard}</Link>
      </p>
      {terms.lists.length > 0 && (
        <p>
          <Link to="/lists">{w.home.lists}</Link>
        </p>
      )}
    </section>
  );
}
