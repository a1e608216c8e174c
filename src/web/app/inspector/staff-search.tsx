/** Search over the people of all lists; a row is shown once its list is found to be the one that the record commits to. */
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { Link } from 'react-router';
import { parseInstitutionCode } from '../../../core/domain/institution-code.ts';
import { chinaDay } from '../../../core/domain/iso-date.ts';
import { staffParts } from '../../../core/snapshot/page-facts.ts';
import type { InstitutionRecord } from '../../../core/snapshot/record.ts';
import { SEARCH_LIMIT } from '../../../core/snapshot/search.ts';
import { type StaffRow, searchStaff } from '../../../core/snapshot/staff-search.ts';
import { dayText } from '../../../core/words/dates.ts';
import { inspectorWords } from '../../../core/words/inspector.ts';
import type { Dataset } from '../data/dataset.ts';
import { useLanguage } from '../language.tsx';
import type { StaffBook } from './book.ts';

interface Props {
  readonly book: StaffBook;
  readonly data: Dataset;
}

export function StaffSearch({ book, data }: Props) {
  const { lang } = useLanguage();
  const own = inspectorWords[lang];
  const [typed, setTyped] = useState('');
  const asked = useDeferredValue(typed);
  const found = useMemo(() => searchStaff(book.index, asked), [book, asked]);
  const checked = useChecked(book, data, found);
  const date = dayText(chinaDay(new Date(data.release.time)), lang);
  return (
    <>
      <search className="search">
        <label htmlFor="person">{own.search}</label>
        <p className="soft" id="person-how">
          {own.searchHow}
        </p>
        <div className="search-line">
          <input
            id="person"
            type="search"
            value={typed}
            aria-describedby="person-how"
            autoComplete="off"
            spellCheck={false}
            enterKeyHint="search"
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
      </search>
      <p className="count" role="status">
        {asked.trim() === '' || checked === null ? '' : countText(asked, checked.rows.length, found.length, own)}
      </p>
      {checked !== null && checked.differing > 0 && <p role="alert">{own.differs({ n: checked.differing })}</p>}
      <People rows={checked?.rows ?? []} />
      <p className="soft">{own.asOf({ date })}</p>
    </>
  );
}

type Own = (typeof inspectorWords)['zh'];

function countText(asked: string, shown: number, found: number, own: Own): string {
  if (found === 0) return own.empty({ q: asked.trim() });
  return found === SEARCH_LIMIT ? own.countMore({ n: shown }) : own.count({ n: shown });
}

interface Person extends StaffRow {
  readonly record: InstitutionRecord;
}

interface Checked {
  readonly rows: readonly Person[];
  /** Institutions whose list is not the one of the record. */
  readonly differing: number;
}

/** Null until the lists behind these rows were compared with their records. */
function useChecked(book: StaffBook, data: Dataset, found: readonly StaffRow[]): Checked | null {
  const [checked, setChecked] = useState<{ readonly of: readonly StaffRow[]; readonly result: Checked } | null>(null);
  useEffect(() => {
    let current = true;
    void check(book, data, found).then((result) => {
      if (current) setChecked({ of: found, result });
    });
    return () => {
      current = false;
    };
  }, [book, data, found]);
  return checked?.of === found ? checked.result : null;
}

async function check(book: StaffBook, data: Dataset, found: readonly StaffRow[]): Promise<Checked> {
  const codes = [...new Set(found.map(({ code }) => code))];
  const records = await Promise.all(codes.map((code) => genuineRecord(book, data, code)));
  const genuine = new Map(codes.map((code, at) => [code, records[at] ?? null]));
  return {
    rows: found.flatMap((row) => {
      const record = genuine.get(row.code);
      return record ? [{ ...row, record }] : [];
    }),
    differing: records.filter((record) => record === null).length,
  };
}

async function genuineRecord(book: StaffBook, data: Dataset, text: string): Promise<InstitutionRecord | null> {
  const code = parseInstitutionCode(text);
  const found = code === null ? null : await data.find(code).catch(() => null);
  return found !== null && (await book.genuine(found.record)) !== null ? found.record : null;
}

function People({ rows }: { readonly rows: readonly Person[] }) {
  const { lang } = useLanguage();
  if (rows.length === 0) return null;
  return (
    <ul className="results" lang={lang === 'zh' ? undefined : 'zh-CN'}>
      {rows.map(({ member, record }, at) => {
        const [name, detail] = staffParts(member);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two people may share a name and all the rest
          <li key={at}>
            <Link className="result" to={`/i/${record.code}`}>
              <span className="result-text">
                <span className="result-name">{name}</span>
                <span className="result-more">{detail}</span>
                <span className="result-more">{[record.name, record.town].filter(Boolean).join('，')}</span>
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
