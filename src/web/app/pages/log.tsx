/** Every publication and what it changed, as the signed log tells it; said when the log was altered. */
import { useState } from 'react';
import { Link } from 'react-router';
import { parseInstitutionCode } from '../../../core/domain/institution-code.ts';
import { chinaDay } from '../../../core/domain/iso-date.ts';
import type { GradeDifference, LogEntry } from '../../../core/trust/log.ts';
import { dayText } from '../../../core/words/dates.ts';
import { languageOf } from '../../page/model.tsx';
import { VerifiedLine } from '../components/verified-line.tsx';
import { Waiting } from '../components/waiting.tsx';
import { useSync } from '../context.tsx';
import type { Shown } from '../data/controller.ts';
import type { Dataset } from '../data/dataset.ts';
import { useLanguage } from '../language.tsx';
import { useTitle } from '../title.ts';
import { useLog } from '../use-log.ts';

export default function LogPage() {
  const { w } = useLanguage();
  const { shown } = useSync();
  useTitle(w.home.log);
  return (
    <>
      <h1>{w.home.log}</h1>
      {shown ? <Log shown={shown} /> : <Waiting />}
    </>
  );
}

function Log({ shown }: { readonly shown: Shown }) {
  const { a } = useLanguage();
  const log = useLog(shown);
  const names = new Map<string, string>(shown.data.entries.map(({ code, name }) => [code, name]));
  return (
    <>
      <p className="soft">{a.logHow}</p>
      <p className="soft">{a.logScope({ n: shown.data.entries.length })}</p>
      <VerifiedLine bureau={shown.data.bureau} />
      {log === null && <p>{a.starting}</p>}
      {[...(log?.entries ?? [])].reverse().map((entry) => (
        <Entry key={entry.version} entry={entry} data={shown.data} names={names} />
      ))}
    </>
  );
}

interface EntryProps {
  readonly entry: LogEntry;
  readonly data: Dataset;
  /** Of the institutions in the list, by code. */
  readonly names: ReadonlyMap<string, string>;
}

function Entry({ entry, data, names }: EntryProps) {
  const { w, a, lang } = useLanguage();
  const date = dayText(chinaDay(new Date(entry.time)), lang);
  const { version: n, year, changes } = entry;
  // A proposal names nobody: how many would change is not said before it counts.
  if (entry.stage === 'proposed') return <h2>{w.proposed.log({ date, n, year })}</h2>;
  return (
    <section>
      <h2>
        {changes.length === 0
          ? a.logOther({ date, n })
          : w.home.logLine({ date, n, kind: a.log[entry.kind], m: changes.length })}
      </h2>
      {entry.kind === 'grading' && changes.length > 0 && <Counts changes={changes} data={data} />}
      {changes.length > 0 && (
        <details open={entry.kind !== 'grading'}>
          <summary>{a.logNamed}</summary>
          <Changes changes={changes} data={data} names={names} />
        </details>
      )}
    </section>
  );
}

/** How many institutions came to each grade. */
function Counts({ changes, data }: { readonly changes: readonly GradeDifference[]; readonly data: Dataset }) {
  const { w, a, lang } = useLanguage();
  const counts = data.terms.grades.map(({ symbol, mark }) => ({
    mark: mark[lang],
    n: changes.filter(({ to }) => to === symbol).length,
  }));
  return <p>{counts.map(({ mark, n }) => a.logCount({ mark, n })).join(w.sep)}</p>;
}

const STEP = 50;

function Changes({ changes, data, names }: Pick<EntryProps, 'data' | 'names'> & Pick<LogEntry, 'changes'>) {
  const { a } = useLanguage();
  const [shown, setShown] = useState(STEP);
  return (
    <>
      <ul className="near">
        {changes.slice(0, shown).map((change) => (
          <Change key={change.code} change={change} data={data} name={names.get(change.code)} />
        ))}
      </ul>
      {shown < changes.length && (
        <button type="button" className="button" onClick={() => setShown(shown + STEP)}>
          {a.more}
        </button>
      )}
    </>
  );
}

interface ChangeProps {
  readonly change: GradeDifference;
  readonly data: Dataset;
  /** Undefined: no longer in the list. */
  readonly name: string | undefined;
}

function Change({ change: { code, from, to, why }, data, name }: ChangeProps) {
  const { a, lang } = useLanguage();
  const known = parseInstitutionCode(code);
  const gone = known === null ? null : data.gone(known);
  const called = name ?? gone?.name ?? code;
  const mark = (symbol: string | null) =>
    symbol === null ? a.logNone : (data.terms.grades.find((grade) => grade.symbol === symbol)?.mark[lang] ?? symbol);
  return (
    <li>
      <Link to={`/i/${code}`} lang={languageOf({ lang }, called)}>
        {called}
      </Link>
      <p className="soft">
        {a.logChange({ from: mark(from), to: mark(to) })}
        {why && a.logWhy[why]}
      </p>
    </li>
  );
}
