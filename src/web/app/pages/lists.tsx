/** The lists that the policy has published: 红黑榜, certificates that are void. Institution and grade, nothing more. */
import { Link } from 'react-router';
import { onList } from '../../../core/snapshot/lists.ts';
import { rulebookEn, rulebookZh } from '../../../core/words/rulebook.ts';
import { GradeMark } from '../components/results.tsx';
import { VerifiedLine } from '../components/verified-line.tsx';
import { Waiting } from '../components/waiting.tsx';
import { useApp, useSync } from '../context.tsx';
import type { Shown } from '../data/controller.ts';
import { dayOfRelease } from '../data/verification.ts';
import { useLanguage } from '../language.tsx';
import { useTitle } from '../title.ts';

export default function ListsPage() {
  const { lang } = useLanguage();
  const { shown } = useSync();
  const w = lang === 'zh' ? rulebookZh : rulebookEn;
  useTitle(w.lists);
  return (
    <>
      <h1>{w.lists}</h1>
      {shown ? <Lists shown={shown} /> : <Waiting />}
    </>
  );
}

function Lists({ shown }: { readonly shown: Shown }) {
  const { lang, w } = useLanguage();
  const own = lang === 'zh' ? rulebookZh : rulebookEn;
  const { bureau, terms, entries, year } = shown.data;
  const day = dayOfRelease(useSync(), useApp().now());
  return (
    <>
      <VerifiedLine bureau={bureau} />
      {terms.lists.length === 0 && <p>{own.noLists}</p>}
      {terms.lists.map((list) => {
        const listed = onList(list, entries, day);
        return (
          <section key={list.id} id={list.id}>
            <h2>
              {list.title[lang]}
              {own.listCount({ n: listed.length })}
            </h2>
            <p className="soft">
              {typeof list.of === 'object' && `${w.grade.title({ year, noun: terms.gradeNoun[lang] })}${own.listSep}`}
              {own.cited({ what: list.note[lang], place: list.article })}
            </p>
            {listed.length === 0 && <p>{own.nobody}</p>}
            <ul className="results">
              {listed.map((entry) => (
                <li key={entry.code}>
                  <Link className="result" to={`/i/${entry.code}`}>
                    <span className="result-text">
                      <span className="result-name">{entry.name}</span>
                    </span>
                    <GradeMark entry={entry} terms={terms} day={day} lang={lang} />
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}
