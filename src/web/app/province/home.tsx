/** The province's app: choose a place, keep its data, search in all that are kept – every hit with whose data it is. */
import { useDeferredValue, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { groupCode } from '../../../core/domain/institution-code.ts';
import { SEARCH_LIMIT, searchInstitutions } from '../../../core/snapshot/search.ts';
import { dayText } from '../../../core/words/dates.ts';
import { provinceWords } from '../../../core/words/province.ts';
import { verificationText } from '../../page/verification.ts';
import type { AppContact, ProvinceConfig } from '../../sync/config.ts';
import { GradeMark } from '../components/results.tsx';
import { SizeButton } from '../components/text-size.tsx';
import type { SyncState } from '../data/controller.ts';
import { dayOfRelease, verificationOf } from '../data/verification.ts';
import { useLanguage } from '../language.tsx';
import { useTitle } from '../title.ts';
import type { Place, Places } from './places.ts';

interface HomeProps {
  readonly config: ProvinceConfig;
  readonly places: Places;
  readonly now: () => Date;
}

export function ProvinceHome({ config, places, now }: HomeProps) {
  const { w, a, lang, setLang } = useLanguage();
  const own = provinceWords[lang];
  const { places: known, trouble, busy } = useSyncExternalStore(places.subscribe, places.state);
  const [typed, setTyped] = useState('');
  const title = own.title({ area: lang === 'zh' ? config.area.name : config.area.nameEn });
  useTitle(title);
  useEffect(() => void places.start(), [places]);
  const name = nameOf(config.contact, lang);
  return (
    <div className="app">
      <header className="app-top">
        <p className="app-issuer">
          {name}
          {config.demo && <strong className="demo">{w.head.demoMark}</strong>}
        </p>
        <div className="app-switches">
          <SizeButton />
          <button type="button" className="link-button" onClick={() => setLang(lang === 'zh' ? 'en' : 'zh')}>
            {a.languageName}
          </button>
        </div>
      </header>
      <main className="app-main">
        <h1>{title}</h1>
        <p className="home-sub">{own.own({ province: name })}</p>
        {trouble !== null && (
          <p className="soft" role="status">
            {trouble.code === 'network' ? own.offline : own.refused}
          </p>
        )}
        <Search typed={typed} setTyped={setTyped} />
        <Hits places={known ?? []} typed={typed} now={now} />
        <h2>{own.choose}</h2>
        {known === null && <p role="status">{busy ? a.starting : own.nothing}</p>}
        <ul className="results">
          {(known ?? []).map((place) => (
            <Row key={place.bureau.id} place={place} now={now} />
          ))}
        </ul>
        <p className="soft">{w.data.root}</p>
        <p className="fingerprint">{config.pin.rootSha256.replace(/(.{4})(?=.)/g, '$1 ')}</p>
      </main>
      <footer className="app-foot">
        {config.demo && <p className="demo-line">{w.head.demo}</p>}
        <p>{own.host({ province: name })}</p>
        <p>{w.foot.fraud}</p>
      </footer>
    </div>
  );
}

function nameOf(contact: AppContact, lang: 'zh' | 'en'): string {
  return lang === 'zh' ? contact.name : contact.nameEn;
}

function Search({ typed, setTyped }: { readonly typed: string; readonly setTyped: (text: string) => void }) {
  const { w, lang } = useLanguage();
  return (
    <search className="search">
      <label htmlFor="q">{w.home.searchLabel}</label>
      <div className="search-line">
        <input
          id="q"
          type="search"
          value={typed}
          placeholder={w.home.search}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <p className="soft">{provinceWords[lang].searchIn}</p>
    </search>
  );
}

function Hits({
  places,
  typed,
  now,
}: { readonly places: readonly Place[]; readonly typed: string } & Pick<HomeProps, 'now'>) {
  const query = useDeferredValue(typed);
  if (query.trim() === '') return null;
  return places.map((place) => <HitsOf key={place.bureau.id} place={place} query={query} now={now} />);
}

/** A bureau's hits below its name and what this device knows of its data. */
function HitsOf({ place, query, now }: { readonly place: Place; readonly query: string } & Pick<HomeProps, 'now'>) {
  const { w, lang } = useLanguage();
  const state = useSyncExternalStore(place.sync.subscribe, place.sync.state);
  const data = state.shown?.data ?? null;
  const found = useMemo(() => (data === null ? [] : searchInstitutions(data.search, query)), [data, query]);
  if (data === null || found.length === 0) return null;
  const day = dayOfRelease(state, now());
  return (
    <>
      <h3>
        {lang === 'zh' ? place.bureau.name : place.bureau.nameEn}{' '}
        <span className="soft">
          {found.length === SEARCH_LIMIT ? w.home.countMore({ n: SEARCH_LIMIT }) : w.home.count({ n: found.length })}
        </span>
      </h3>
      <Standing state={state} place={place} now={now} />
      <p className="results-year">{w.grade.title({ year: data.year, noun: data.terms.gradeNoun[lang] })}</p>
      <ul className="results">
        {found.map((entry) => (
          <li key={entry.code}>
            <a className="result" href={`${place.path}i/${entry.code}`}>
              <span className="result-text">
                <span className="result-name">{entry.name}</span>
                <span className="result-more result-where">
                  <span>{[entry.town, entry.kind].filter(Boolean).join(' · ')}</span>
                  <span className="code">{groupCode(entry.code)}</span>
                </span>
              </span>
              <GradeMark entry={entry} terms={data.terms} day={day} lang={lang} />
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Row({ place, now }: { readonly place: Place } & Pick<HomeProps, 'now'>) {
  const { a, lang } = useLanguage();
  const own = provinceWords[lang];
  const { bureau, path, sync } = place;
  const state = useSyncExternalStore(sync.subscribe, sync.state);
  const { phase, shown, trouble } = state;
  const keep = (): void => {
    void sync.start();
    void sync.check();
    keepSite(path);
  };
  return (
    <li className="place">
      <a className="result" href={path}>
        <span className="result-text">
          <span className="result-name">{lang === 'zh' ? bureau.county : bureau.countyEn}</span>
          <span className="result-more">{lang === 'zh' ? bureau.name : bureau.nameEn}</span>
        </span>
      </a>
      {shown !== null && <Standing state={state} place={place} now={now} />}
      {shown !== null && <p className="soft">{own.kept({ n: shown.data.entries.length })}</p>}
      {shown === null && phase.kind === 'downloading' && <p role="status">{a.downloading(phase.percent)}</p>}
      {shown === null && phase.kind === 'checking' && <p role="status">{a.starting}</p>}
      {shown === null && trouble !== null && <p role="status">{own.failed[trouble.code === 'network' ? 0 : 1]}</p>}
      {shown === null && (phase.kind === 'starting' || phase.kind === 'idle') && (
        <button type="button" className="button" onClick={keep}>
          {own.keep}
        </button>
      )}
    </li>
  );
}

/** In the words of the institution page; of this bureau alone. */
function Standing({
  state,
  place,
  now,
}: { readonly state: SyncState; readonly place: Place } & Pick<HomeProps, 'now'>) {
  const { w, lang } = useLanguage();
  const verification = verificationOf(state, now());
  if (verification === null || state.shown === null) return null;
  const { bureau } = state.shown.data;
  const { tone, lines } = verificationText(verification, {
    words: w.verify,
    day: (day) => dayText(day, lang),
    bureau: lang === 'zh' ? bureau.name : bureau.nameEn,
    phone: bureau.phone,
    state: 'other',
  });
  const [title, ...rest] = lines;
  return (
    <p className={`verified verified-${tone}`} data-bureau={place.bureau.id}>
      <strong>{title}</strong>
      {rest.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </p>
  );
}

/** The bureau's own site opens without a network too, once its worker holds its shell. */
function keepSite(path: string): void {
  if ('serviceWorker' in navigator && window.isSecureContext) {
    navigator.serviceWorker.register(`${path}sw.js`, { scope: path }).catch(() => undefined);
  }
}
