/** Search as one types, by town, what the grades mean, whom to call. */
import { useDeferredValue, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { chinaDay } from '../../../core/domain/iso-date.ts';
import { buildSearchIndex, SEARCH_LIMIT, searchInstitutions } from '../../../core/snapshot/search.ts';
import type { IndexEntry } from '../../../core/snapshot/tables.ts';
import { dayText } from '../../../core/words/dates.ts';
import type { Lang, Words } from '../../../core/words/index.ts';
import { hoursIn } from '../../../core/words/lang.ts';
import { unbroken } from '../../page/model.tsx';
import { DrawLink } from '../components/draw-link.tsx';
import { bureauName } from '../components/layout.tsx';
import { Legend } from '../components/legend.tsx';
import { NearCodes } from '../components/near-codes.tsx';
import { Results } from '../components/results.tsx';
import { Towns } from '../components/towns.tsx';
import { Undelivered } from '../components/undelivered.tsx';
import { VerifiedLine } from '../components/verified-line.tsx';
import { Waiting } from '../components/waiting.tsx';
import { useApp, useSync } from '../context.tsx';
import type { Shown } from '../data/controller.ts';
import type { Dataset } from '../data/dataset.ts';
import { nearestCodes } from '../data/nearest.ts';
import { dayOfValidity } from '../data/verification.ts';
import { useLanguage } from '../language.tsx';
import { useQuery } from '../query.tsx';
import { useTitle } from '../title.ts';

export function HomePage() {
  const { shown } = useSync();
  const { w, lang } = useLanguage();
  useTitle(shown ? titleOf(shown.data, w, lang) : w.home.searchLabel);
  return shown ? <Found shown={shown} /> : <Waiting />;
}

/** Whose grades: a county's institutions, with others among them where the policy grades those too, or an association's. */
function titleOf({ bureau, terms }: Dataset, w: Words, lang: Lang): string {
  if (terms.issuer === 'association') return w.certificate.home.title;
  const county = lang === 'zh' ? bureau.county : bureau.countyEn;
  return terms.subjects.some(({ own }) => own) ? w.subject.home({ county }) : w.home.title({ county });
}

function Found({ shown }: { readonly shown: Shown }) {
  const { data } = shown;
  const { w, lang } = useLanguage();
  const { bureau, terms, release } = data;
  const rating = terms.issuer === 'association';
  const phone = rating ? w.certificate.home.phone : w.home.phone;
  const date = dayText(chinaDay(new Date(release.time)), lang);
  const { query } = useQuery();
  return (
    <>
      <h1>{titleOf(data, w, lang)}</h1>
      <p className="home-sub">{w.home.sub({ bureau: bureauName(bureau, lang), n: data.entries.length, date })}</p>
      <Undelivered />
      <SearchBox />
      <Answer data={data} />
      <VerifiedLine bureau={bureau} />
      {query.trim() === '' && <Towns towns={data.towns} rating={rating} />}
      <p className="home-scan">{w.home.scan}</p>
      <Legend terms={terms} />
      <DrawLink shown={shown} />
      <p className="home-phone">
        <a href={`tel:${bureau.phone.replace(/[^\d+]/g, '')}`}>
          {/* One element: the link is a row of its children. */}
          <span>{unbroken(phone({ phone: bureau.phone, hours: hoursIn(lang, bureau) }))}</span>
        </a>
      </p>
    </>
  );
}

function SearchBox() {
  const { w, a } = useLanguage();
  const { query, setQuery } = useQuery();
  return (
    <search className="search">
      <label htmlFor="q">{w.home.searchLabel}</label>
      <div className={query === '' ? 'search-line' : 'search-line search-typed'}>
        <input
          id="q"
          type="search"
          value={query}
          placeholder={w.home.search}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="search"
          onChange={(event) => setQuery(event.target.value)}
        />
        {query !== '' && (
          <button type="button" className="link-button" onClick={() => setQuery('')}>
            {a.clear}
          </button>
        )}
      </div>
    </search>
  );
}

/** What was typed, within the chosen town where one is chosen; a town alone lists its institutions. */
function Answer({ data }: { readonly data: Dataset }) {
  const [params] = useSearchParams();
  const town = params.get('town') ?? '';
  const { query, limit, showMore } = useQuery();
  // The field answers each key at once; the list follows when there is time.
  const typed = useDeferredValue(query);
  const inTown = useMemo(
    () => (town === '' ? null : data.entries.filter((entry) => entry.town === town)),
    [data, town],
  );
  const index = useMemo(() => (inTown === null ? data.search : buildSearchIndex(inTown)), [data, inTown]);
  const found = useMemo(() => searchInstitutions(index, typed), [index, typed]);
  if (typed.trim() !== '') return <Hits typed={typed} found={found} data={data} />;
  if (inTown === null) return <p className="count" role="status" />;
  return <TownList town={town} entries={inTown} limit={limit} showMore={showMore} data={data} />;
}

function Hits(props: { readonly typed: string; readonly found: readonly IndexEntry[]; readonly data: Dataset }) {
  const { typed, found, data } = props;
  const { w, lang } = useLanguage();
  const day = useDay();
  const { bureau } = data;
  const empty = found.length === 0;
  const near = useMemo(
    () =>
      empty
        ? nearestCodes(
            typed,
            data.entries.map(({ code }) => code),
          )
        : [],
    [empty, typed, data],
  );
  const full = found.length === SEARCH_LIMIT;
  const countText = empty
    ? w.home.empty({ q: typed.trim() })
    : full
      ? w.home.countMore({ n: SEARCH_LIMIT })
      : w.home.count({ n: found.length });
  return (
    <>
      <p className="count" role="status">
        {countText}
      </p>
      {near.length > 0 && (
        <>
          <p>{w.code.typo({ list: '' })}</p>
          <NearCodes near={near} data={data} />
        </>
      )}
      {empty && <p>{unbroken(w.home.emptyDo({ phone: bureau.phone, bureau: bureauName(bureau, lang) }))}</p>}
      <Results entries={found} terms={data.terms} year={data.year} day={day} />
    </>
  );
}

function TownList(props: {
  readonly town: string;
  readonly entries: readonly IndexEntry[];
  readonly limit: number;
  readonly showMore: () => void;
  readonly data: Dataset;
}) {
  const { a } = useLanguage();
  const day = useDay();
  const { town, entries, limit, showMore, data } = props;
  return (
    <>
      <p className="count" role="status">
        {a.inTown({ town, n: entries.length })}
      </p>
      <Results entries={entries.slice(0, limit)} terms={data.terms} year={data.year} day={day} />
      {entries.length > limit && (
        <button type="button" className="button" onClick={showMore}>
          {a.more}
        </button>
      )}
    </>
  );
}

function useDay() {
  const { now } = useApp();
  return dayOfValidity(useSync(), now());
}
