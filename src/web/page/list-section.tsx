/** One list of the policy, whole, by town, or one town of it: the same on the static page and in the app. */
import { Fragment, type ReactNode } from 'react';
import type { RulebookTerms } from '../../core/domain/terms.ts';
import type { ListOnOverview, ListsPage, TownPage } from '../../core/snapshot/list-pages.ts';
import type { ListedView } from '../../core/snapshot/lists.ts';
import type { PageLang } from '../../core/snapshot/page-path.ts';
import { listsWords } from '../../core/words/lists.ts';
import { rulebookEn, rulebookZh } from '../../core/words/rulebook.ts';
import { languageOf } from './model.tsx';

interface Props {
  readonly terms: Pick<RulebookTerms, 'issuer'>;
  readonly lang: PageLang;
  /** Of the `<ul>` of institutions. */
  readonly className: string;
  /** One `<li>`. */
  readonly row: (view: ListedView) => ReactNode;
  /** To the page with that key. */
  readonly link: (key: string, text: ReactNode) => ReactNode;
}

/** Everything of a page but its head and what leads elsewhere. */
export function ListSections({ page, ...about }: Props & { readonly page: ListsPage }): ReactNode {
  if (page.kind === 'town') return <Town page={page} {...about} />;
  return page.lists.map((one) => <Overview key={one.list.id} one={one} {...about} />);
}

function Overview({ one, lang, ...about }: Props & { readonly one: ListOnOverview }): ReactNode {
  const { list, count, views, towns } = one;
  const own = listsWords[lang];
  const { terms, className, row, link } = about;
  return (
    <section id={list.id}>
      <h2>{own.heading({ title: list.title[lang], n: count })}</h2>
      <Basis list={list} lang={lang} />
      {count === 0 && <p>{own.nobody}</p>}
      {towns === null ? (
        <ul className={className}>{views.map(row)}</ul>
      ) : (
        <>
          <h3>{terms.issuer === 'association' ? own.byRegion : own.byTown}</h3>
          <ul className="people">
            {towns.map(({ key, town, count: n }) => (
              <li key={key}>
                <span lang={languageOf({ lang }, town)}>{link(key, townName(town, terms, lang))}</span>
                <div>{own.count({ n })}</div>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Town({ page, ...about }: Props & { readonly page: TownPage }): ReactNode {
  const { list, town, count, views, pages, nth } = page;
  const { terms, lang, className, row, link } = about;
  const own = listsWords[lang];
  const title = own.inTown({ title: list.title[lang], town: townName(town, terms, lang) });
  const next = pages[nth];
  return (
    <section id={list.id}>
      <h2>{own.heading({ title, n: count })}</h2>
      <Basis list={list} lang={lang} />
      {pages.length > 1 && <p>{own.page({ nth, of: pages.length })}</p>}
      <ul className={className}>{views.map(row)}</ul>
      {next !== undefined && <p>{link(next, own.next)}</p>}
      {pages.length > 1 && (
        <nav aria-label={own.page({ nth, of: pages.length })}>
          {pages.map((key, at) => {
            const text = own.pageNo({ nth: at + 1 });
            return <Fragment key={key}>{key === page.key ? text : link(key, text)}　</Fragment>;
          })}
        </nav>
      )}
    </section>
  );
}

function Basis({ list, lang }: Pick<TownPage, 'list'> & Pick<Props, 'lang'>): ReactNode {
  const { cited } = lang === 'zh' ? rulebookZh : rulebookEn;
  return <p className="soft">{cited({ what: list.note[lang], place: list.article })}</p>;
}

/** A town as people read it, where none is stated too. */
export function townName(town: string, { issuer }: Props['terms'], lang: PageLang): string {
  const own = listsWords[lang];
  return town || (issuer === 'association' ? own.noRegion : own.noTown);
}
