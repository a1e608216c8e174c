/** Rows of institutions, and the grade mark of a row. */
import { Link } from 'react-router';
import { groupCode } from '../../../core/domain/institution-code.ts';
import type { IsoDate } from '../../../core/domain/iso-date.ts';
import type { RulebookTerms } from '../../../core/domain/terms.ts';
import type { IndexEntry } from '../../../core/snapshot/tables.ts';
import { Ladder } from '../../page/ladder.tsx';
import { listMark } from '../data/list-state.ts';
import { useLanguage } from '../language.tsx';

interface ResultsProps {
  readonly entries: readonly IndexEntry[];
  readonly terms: RulebookTerms;
  /** Year of the grades in the rows: none is shown without it. */
  readonly year: number;
  readonly day: IsoDate;
}

export function Results({ entries, terms, year, day }: ResultsProps) {
  const { w, lang } = useLanguage();
  if (entries.length === 0) return null;
  return (
    <>
      <p className="results-year">{w.grade.title({ year, noun: terms.gradeNoun[lang] })}</p>
      <ul className="results">
        {entries.map((entry) => (
          <Row key={entry.code} entry={entry} terms={terms} day={day} />
        ))}
      </ul>
    </>
  );
}

function Row({
  entry,
  terms,
  day,
}: {
  readonly entry: IndexEntry;
  readonly terms: RulebookTerms;
  readonly day: IsoDate;
}) {
  const { w, lang } = useLanguage();
  return (
    <li>
      <Link className="result" to={`/i/${entry.code}`}>
        <span className="result-text">
          <span className="result-name">{entry.name}</span>
          {entry.otherNames.length > 0 && (
            <span className="result-more">
              {w.who.second}
              {entry.otherNames.join('、')}
            </span>
          )}
          <span className="result-more result-where">
            <span>{[entry.town, entry.kind].filter(Boolean).join(' · ')}</span>
            <span className="code">{groupCode(entry.code)}</span>
          </span>
        </span>
        <GradeMark entry={entry} terms={terms} day={day} lang={lang} />
      </Link>
    </li>
  );
}

interface GradeMarkProps {
  readonly entry: IndexEntry;
  readonly terms: RulebookTerms;
  readonly day: IsoDate;
  readonly lang: 'zh' | 'en';
}

/** Words first; the ladder only repeats them. */
export function GradeMark({ entry, terms, day, lang }: GradeMarkProps) {
  const { w } = useLanguage();
  const { tone, step, mark, word } = listMark(entry, terms, day, lang, w);
  return (
    <span className={`mark mark-${tone}`}>
      <span className="mark-main">{mark}</span>
      {word !== '' && <span className="mark-word">{word}</span>}
      {tone === 'graded' && <Ladder level={step} levels={terms.grades.length} />}
    </span>
  );
}
