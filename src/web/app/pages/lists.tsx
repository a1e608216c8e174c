/** The lists that the policy has published: 红黑榜, certificates that are void. Institution, town and grade, nothing more; long ones by town. */
import { useEffect, useState } from 'react';
import { Link, useLocation } from 'react-router';
import type { IsoDate } from '../../../core/domain/iso-date.ts';
import type { RulebookTerms } from '../../../core/domain/terms.ts';
import { listPages, listsPath, type ListsPage as Page, parseListsPath } from '../../../core/snapshot/list-pages.ts';
import { type ListedView, mayBeListed, publicLists } from '../../../core/snapshot/lists.ts';
import { pagePath } from '../../../core/snapshot/page-path.ts';
import { dayText } from '../../../core/words/dates.ts';
import { listsWords } from '../../../core/words/lists.ts';
import { ListSections } from '../../page/list-section.tsx';
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
  const key = parseListsPath(useLocation().pathname.slice(1))?.key ?? '';
  if (terms.lists.length === 0) return <p>{own.none}</p>;
  return (
    <>
      <p className="soft">{own.asOf({ date: dayText(day, lang) })}</p>
      <VerifiedLine bureau={bureau} />
      {lists === 'unreadable' && <p>{a.unreadable}</p>}
      {lists === 'reading' && <p>{a.starting}</p>}
      {typeof lists !== 'string' && <PageOf page={lists.get(key)} terms={terms} />}
      {key !== '' && (
        <p>
          <Link to={listsPath('', lang)}>{own.all}</Link>
        </p>
      )}
      <p>
        <Link to="/">{own.find}</Link>
      </p>
    </>
  );
}

function PageOf({ page, terms }: { readonly page: Page | undefined; readonly terms: RulebookTerms }) {
  const { lang } = useLanguage();
  // Of a town from which nobody stands on the list any more.
  if (page === undefined) return <p>{listsWords[lang].nobody}</p>;
  return (
    <ListSections
      page={page}
      terms={terms}
      lang={lang}
      className="results"
      row={(view) => <Row key={view.record.code} view={view} terms={terms} />}
      link={(to, text) => <Link to={listsPath(to, lang)}>{text}</Link>}
    />
  );
}

type Made = ReadonlyMap<string, Page> | 'reading' | 'unreadable';

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
  const wanted = data.entries.filter(({ state }) => mayBeListed(data.terms.lists, state));
  const found = await Promise.all(wanted.map(({ code }) => data.find(code)));
  const records = found.flatMap((one) => (one ? [one.record] : []));
  const order = new Intl.Collator('zh-CN').compare;
  return listPages(publicLists(data.terms, records, day, order), order);
}

interface RowProps {
  readonly view: ListedView;
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
