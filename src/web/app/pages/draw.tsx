/** `/draw`: every round that was sealed, and those revealed drawn again on this device. A chunk of its own. */
import { useMemo } from 'react';
import { type DrawRound, parseDrawFile } from '../../../core/snapshot/draw.ts';
import { drawWords } from '../../../core/words/draw.ts';
import { VerifiedLine } from '../components/verified-line.tsx';
import { Waiting } from '../components/waiting.tsx';
import { useSync } from '../context.tsx';
import type { Shown } from '../data/controller.ts';
import { useLanguage } from '../language.tsx';
import { useTitle } from '../title.ts';
import './draw.css';
import { Round } from './draw-round.tsx';

export default function DrawPage() {
  const { lang } = useLanguage();
  const { shown } = useSync();
  const d = drawWords[lang];
  useTitle(d.title);
  return (
    <>
      <h1>{d.title}</h1>
      <p className="soft">{d.intro}</p>
      {shown ? <Rounds shown={shown} /> : <Waiting />}
    </>
  );
}

function Rounds({ shown }: { readonly shown: Shown }) {
  const { lang } = useLanguage();
  const d = drawWords[lang];
  const { data } = shown;
  const rounds = useMemo(() => roundsOf(shown), [shown]);
  return (
    <>
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
