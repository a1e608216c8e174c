/** `/draw`: every round that was sealed, and those revealed drawn again on this device. A chunk of its own. */
import { useMemo } from 'react';
import { Link } from 'react-router';
import type { RulebookTerms } from '../../../core/domain/terms.ts';
import { type DrawRound, parseDrawFile } from '../../../core/snapshot/draw.ts';
import { drawWords } from '../../../core/words/draw.ts';
import { pick } from '../../../core/words/index.ts';
import { VerifiedLine } from '../components/verified-line.tsx';
import { Waiting } from '../components/waiting.tsx';
import { useSync } from '../context.tsx';
import type { Shown } from '../data/controller.ts';
import { useLanguage } from '../language.tsx';
import { useTitle } from '../title.ts';
import './draw.css';
import { Round } from './draw-round.tsx';

export default function DrawPage() {
  const { shown } = useSync();
  return shown ? <Draws shown={shown} /> : <Waiting />;
}

/** Nothing is said of draws where the policy has none, and none was ever sealed under another one. */
function Draws({ shown }: { readonly shown: Shown }) {
  const rounds = useMemo(() => roundsOf(shown), [shown]);
  const { terms } = shown.data;
  return rounds?.length === 0 && terms.draw === null ? <NotDrawn terms={terms} /> : <Rounds {...{ shown, rounds }} />;
}

function NotDrawn({ terms }: { readonly terms: RulebookTerms }) {
  const { lang, a } = useLanguage();
  const d = drawWords[lang];
  useTitle(d.notDrawn);
  return (
    <>
      <h1>{d.notDrawn}</h1>
      <p>{d.notDrawnWhy({ title: pick(terms.title, lang) })}</p>
      <p>
        <Link className="button" to="/">
          {a.home}
        </Link>
      </p>
    </>
  );
}

function Rounds({ shown, rounds }: { readonly shown: Shown; readonly rounds: readonly DrawRound[] | null }) {
  const { lang } = useLanguage();
  const d = drawWords[lang];
  const { data } = shown;
  useTitle(d.title);
  return (
    <>
      <h1>{d.title}</h1>
      <p className="soft">{d.intro}</p>
      <VerifiedLine bureau={data.bureau} />
      {rounds === null && <p>{d.unreadable}</p>}
      {rounds?.length === 0 && <p>{d.none}</p>}
      {rounds &&
        [...rounds].reverse().map((round, at) => <Round key={round.n} round={round} data={data} newest={at === 0} />)}
    </>
  );
}

/** None where no draw was ever sealed; null where the signed file has another shape. */
function roundsOf({ release }: Shown): readonly DrawRound[] | null {
  const bytes = release.files.get(`${release.plan.directory}/draw.json`);
  return bytes ? (parseDrawFile(bytes)?.rounds ?? null) : [];
}
