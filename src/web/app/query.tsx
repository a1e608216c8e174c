/** What was typed into the search field: still there on the way back, and after an update has loaded the page anew. */
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { SEARCH_LIMIT } from '../../core/snapshot/search.ts';
import { noteTyped, takeTyped } from './typed.ts';

interface Query {
  readonly query: string;
  readonly setQuery: (query: string) => void;
  /** How many rows of a town are shown. */
  readonly limit: number;
  readonly showMore: () => void;
}

const QueryContext = createContext<Query | null>(null);

export function QueryProvider({ children }: { readonly children: ReactNode }) {
  const [query, setQuery] = useState(takeTyped);
  const [limit, setLimit] = useState(SEARCH_LIMIT);
  const value = useMemo<Query>(
    () => ({
      query,
      setQuery: (typed) => {
        noteTyped(typed);
        setQuery(typed);
      },
      limit,
      showMore: () => setLimit((before) => before + SEARCH_LIMIT),
    }),
    [query, limit],
  );
  return <QueryContext value={value}>{children}</QueryContext>;
}

export function useQuery(): Query {
  const value = useContext(QueryContext);
  if (value === null) throw new Error('useQuery outside QueryProvider');
  return value;
}
