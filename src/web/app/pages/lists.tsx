/** The lists that the policy has published: 红黑榜, certificates that are void. Institution, town and grade, nothing more. */
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import type { IsoDate } from '../../../core/domain/iso-date.ts';
import type { RulebookTerms } from '../../../core/domain/terms.ts';
import { type Listed, publicLists } from '../../../core/snapshot/lists.ts';
import { pagePath } from '../../../core/snapshot/page-path.ts';
import type { PublicView } from '../../../core/snapshot/public-now.ts';
import { dayText } from '../../../core/words/dates.ts';
import { listsWords } from '../../../core/words/lists.ts';
import { ListSection } from '../../page/list-section.tsx';
import { listedText } from '../../page/listed.ts';
import { languageOf } from '../../page/model.tsx';
import { VerifiedLine } from '../components/verified-line.tsx';
import { Waiting } from '../components/waiting.tsx';
import { useApp, useSync } from '../context.tsx';
import type { Shown } from '../data/controller.ts';
import type { Dataset } from '../data/dataset.ts';
import { dayOfValidity } from '../data/verification.ts';
import { useLanguage } from '../language.tsx';
import { useTitle } from '../title.ts';

export default function ListsPage() {
  const { w } = useLanguage();
  const { shown } = useSync();
  useTitle(w.home.lists);
  return (
    <>
      <h1>{w.home.lists}</h1>
      {shown ? <Lists shown={shown} /> : <Waiting />}
    </>
  );
}

function Lists({ shown: { data } }: { readonly shown: Shown }) {
  const { lang, a } = useLanguage();
  const own = listsWords[lang];
  const day = dayOfValidity(useSync(), useApp().now());
  const lists = useLists(data, day);
  const { bureau, terms } = data;
  if (terms.lists.length === 0) return <p>{own.none}</p>;
  return (
    <>
      <p className="soft">{own.asOf({ date: dayText(day, lang) })}</p>
      <VerifiedLine bureau={bureau} />
      {lists === 'unreadable' && <p>{a.unreadable}</p>}
      {lists === 'reading' && <p>{a.starting}</p>}
      {typeof lists !== 'string' &&
        lists.map((listed) => (
          <ListSection
            key={listed.list.id}
            listed={listed}
            lang={lang}
            className="results"
            row={(view) => <Row key={view.record.code} view={view} terms={terms} />}
          />
        ))}
    </>
  );
}

type Made = readonly Listed[] | 'reading' | 'unreadable';

function useLists(data: Dataset, day: IsoDate): Made {
  const [made, setMade] = useState<{ readonly data: Dataset; readonly lists: Made } | null>(null);
  useEffect(() => {
    let current = true;
    makeLists(data, day)
      .catch((): Made => 'unreadable')
      .then((lists) => {
        if (current) setMade({ data, lists });
      });
    return () => {
      current = false;
    };
  }, [data, day]);
  return made?.data === data ? made.lists : 'reading';
}

async function makeLists(data: Dataset, day: IsoDate): Promise<Made> {
  const found = await Promise.all(data.entries.map(({ code }) => data.find(code)));
  const records = found.flatMap((one) => (one ? [one.record] : []));
  return publicLists(data.terms, records, day, new Intl.Collator('zh-CN').compare);
}

interface RowProps {
  readonly view: PublicView;
  readonly terms: RulebookTerms;
}

function Row({ view, terms }: RowProps) {
  const { lang } = useLanguage();
  const { code, name, town } = view.record;
  const { tone, mark, word, more } = listedText(view, terms, lang);
  return (
    <li>
      <Link className="result" to={pagePath(code, lang)}>
        <span className="result-text">
          <span className="result-name" lang={languageOf({ lang }, name)}>
            {name}
          </span>
          <span className="result-more">
            <span lang={languageOf({ lang }, town)}>{town}</span> {more}
          </span>
        </span>
        <span className={`mark mark-${tone}`}>
          <span className="mark-main">{mark}</span>
          {word !== '' && <span className="mark-word">{word}</span>}
        </span>
      </Link>
    </li>
  );
}
