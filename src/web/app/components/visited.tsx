/** While nothing else is there to show: the pages that were opened on this phone, which open again without a network. */
import { useEffect, useState } from 'react';
import { languageOf } from '../../page/model.tsx';
import { useApp } from '../context.tsx';
import { type Visited, visitedPages } from '../data/visited.ts';
import { useLanguage } from '../language.tsx';

const SHOWN = 5;

export function VisitedPages() {
  const { config } = useApp();
  const { a, lang } = useLanguage();
  const [pages, setPages] = useState<readonly Visited[]>([]);
  useEffect(() => {
    // A browser that does not let us at its caches has none to offer.
    void visitedPages(config.basePath, SHOWN).then(setPages, () => undefined);
  }, [config]);
  if (pages.length === 0) return null;
  return (
    <section>
      <h2>{a.visited}</h2>
      <ul className="near">
        {pages.map(({ path, name }) => (
          <li key={path}>
            {/* The kept page itself, not a route of the app, which has no data. */}
            <a href={path} lang={languageOf({ lang }, name)}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
