/** One list of the policy with its heading, its article and whom it names: the same on the static page and in the app. */
import type { ReactNode } from 'react';
import type { Listed } from '../../core/snapshot/lists.ts';
import type { PageLang } from '../../core/snapshot/page-path.ts';
import type { PublicView } from '../../core/snapshot/public-now.ts';
import { listsWords } from '../../core/words/lists.ts';
import { rulebookEn, rulebookZh } from '../../core/words/rulebook.ts';

interface Props {
  readonly listed: Listed;
  readonly lang: PageLang;
  /** Of the `<ul>`. */
  readonly className: string;
  /** One `<li>`. */
  readonly row: (view: PublicView) => ReactNode;
}

export function ListSection({ listed: { list, views }, lang, className, row }: Props): ReactNode {
  const own = listsWords[lang];
  const { cited } = lang === 'zh' ? rulebookZh : rulebookEn;
  return (
    <section id={list.id}>
      <h2>{own.heading({ title: list.title[lang], n: views.length })}</h2>
      <p className="soft">{cited({ what: list.note[lang], place: list.article })}</p>
      {views.length === 0 && <p>{own.nobody}</p>}
      <ul className={className}>{views.map(row)}</ul>
    </section>
  );
}
