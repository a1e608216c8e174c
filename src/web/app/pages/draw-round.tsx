/** One round of a draw: what was sealed, what was drawn, whether it can be drawn again. */
import { useEffect, useMemo, useState } from 'react';
import { Link } from 'react-router';
import { type DrawFault, type DrawRound, drawFaults, type RevealedDraw } from '../../../core/snapshot/draw.ts';
import { dayText } from '../../../core/words/dates.ts';
import { drawWords } from '../../../core/words/draw.ts';
import { pick } from '../../../core/words/index.ts';
import type { Dataset } from '../data/dataset.ts';
import { useLanguage } from '../language.tsx';
import { DrawHow } from './draw-how.tsx';

interface RoundProps {
  readonly round: DrawRound;
  readonly data: Dataset;
  /** No later round was sealed. */
  readonly newest: boolean;
}

export function Round({ round, data, newest }: RoundProps) {
  const { lang } = useLanguage();
  const d = drawWords[lang];
  const { n, committedOn, commitment, revealed } = round;
  return (
    <section className="draw-round" aria-labelledby={`draw-${n}`}>
      <h2 id={`draw-${n}`}>{d.round({ n })}</h2>
      <p className="soft">
        <span>{d.committed({ date: dayText(committedOn, lang) })}</span>
        {revealed && <span>{d.revealed({ date: dayText(revealed.on, lang) })}</span>}
      </p>
      {revealed === null ? (
        <>
          <p>{newest ? d.sealed : d.neverRevealed}</p>
          <Pools round={round} data={data} />
        </>
      ) : (
        <>
          <Recomputed round={round} />
          <Drawn round={round} revealed={revealed} data={data} />
          <h3>{d.seed}</h3>
          <p className="fingerprint">{revealed.seed}</p>
        </>
      )}
      <h3>{d.commitment}</h3>
      <p className="fingerprint">{commitment}</p>
      {revealed && (
        <>
          <p className="soft">{d.compare}</p>
          <DrawHow round={round} revealed={revealed} />
        </>
      )}
    </section>
  );
}

function Pools({ round, data }: Omit<RoundProps, 'newest'>) {
  const { lang } = useLanguage();
  const d = drawWords[lang];
  const mark = useMarks(data);
  return (
    <ul className="files">
      {Object.keys(round.of)
        .sort()
        .map((symbol) => (
          <li key={symbol}>{d.pool({ grade: mark(symbol), of: round.of[symbol] ?? 0 })}</li>
        ))}
    </ul>
  );
}

type Outcome = 'checking' | 'unable' | readonly DrawFault[];

/** Drawn again at once, with nothing to press. */
function Recomputed({ round }: { readonly round: DrawRound }) {
  const { lang } = useLanguage();
  const d = drawWords[lang];
  const outcome = useRecomputed(round);
  if (outcome === 'checking') return <p role="status">{d.checking}</p>;
  if (outcome === 'unable') return <p role="status">{d.unable}</p>;
  if (outcome.length === 0) {
    return (
      <p role="status" className="verified verified-good">
        <strong>{d.same}</strong>
      </p>
    );
  }
  return (
    <p role="status" className="verified verified-bad">
      <strong>{d.differs}</strong>
      {outcome.map((fault) => (
        <span key={fault}>{d.fault[fault]}</span>
      ))}
    </p>
  );
}

function useRecomputed(round: DrawRound): Outcome {
  const [outcome, setOutcome] = useState<Outcome>('checking');
  useEffect(() => {
    let current = true;
    drawFaults(round)
      .catch(() => 'unable' as const)
      .then((found) => current && setOutcome(found));
    return () => {
      current = false;
    };
  }, [round]);
  return outcome;
}

function Drawn({ round, revealed, data }: Omit<RoundProps, 'newest'> & { readonly revealed: RevealedDraw }) {
  const { lang } = useLanguage();
  const d = drawWords[lang];
  const mark = useMarks(data);
  const grades = useMemo(() => new Map(revealed.list), [revealed]);
  const { draw, title } = data.terms;
  return (
    <>
      {Object.keys(round.of)
        .sort()
        .map((symbol) => {
          const ids = revealed.drawn.filter((id) => grades.get(id) === symbol);
          const counts = { of: round.of[symbol] ?? 0, percent: round.shares[symbol] ?? 0, drawn: ids.length };
          return (
            <div key={symbol} className="draw-grade">
              <h3>{d.drawn({ grade: mark(symbol), ...counts })}</h3>
              {ids.length > 0 && <Institutions ids={ids} data={data} />}
            </div>
          );
        })}
      <p className="soft">
        {d.rounding}
        {draw && <span>{d.article({ title: pick(title, lang), article: draw.article })}</span>}
      </p>
    </>
  );
}

function Institutions({ ids, data }: { readonly ids: readonly string[]; readonly data: Dataset }) {
  const { lang } = useLanguage();
  const d = drawWords[lang];
  const names = useMemo(() => new Map<string, string>(data.entries.map(({ code, name }) => [code, name])), [data]);
  return (
    <details>
      <summary>{d.drawnList({ n: ids.length })}</summary>
      <ul className="near">
        {ids.map((id) => (
          <li key={id}>
            <Link to={`/i/${id}`}>
              <span>{names.get(id) ?? d.gone}</span>
              <span className="code">{id}</span>
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** A grade as the rulebook prints it; the symbol itself where the rulebook has changed since. */
function useMarks({ terms }: Dataset): (symbol: string) => string {
  const { lang } = useLanguage();
  return (symbol) => {
    const grade = terms.grades.find((one) => one.symbol === symbol);
    return grade ? pick(grade.mark, lang) : symbol;
  };
}
