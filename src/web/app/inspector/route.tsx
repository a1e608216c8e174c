/** `/inspector`: where is this doctor registered? A chunk of its own, for whoever holds the bureau's key. */
import { useCallback, useEffect, useState } from 'react';
import { inspectorWords } from '../../../core/words/inspector.ts';
import { VerifiedLine } from '../components/verified-line.tsx';
import { Waiting } from '../components/waiting.tsx';
import { useApp, useSync } from '../context.tsx';
import type { Shown } from '../data/controller.ts';
import { useLanguage } from '../language.tsx';
import { useTitle } from '../title.ts';
import { closeBook, keysOf, type Opened, openBook } from './book.ts';
import { useInspector } from './inspector.ts';
import './inspector.css';
import { KeyForm } from './key-form.tsx';
import { StaffSearch } from './staff-search.tsx';

export default function InspectorPage() {
  const { lang } = useLanguage();
  const own = inspectorWords[lang];
  const { shown } = useSync();
  useTitle(own.title);
  return (
    <>
      <h1>{own.title}</h1>
      {shown ? <Lists shown={shown} /> : <Waiting />}
    </>
  );
}

function Lists({ shown }: { readonly shown: Shown }) {
  const { lang } = useLanguage();
  const own = inspectorWords[lang];
  const [opened, look] = useBook(shown);
  const [forgotten, setForgotten] = useState(false);
  const forget = useForget(() => {
    setForgotten(true);
    look();
  });
  if (opened === null) return <p role="status">{own.opening}</p>;
  if (opened.kind === 'no-file') return <p>{own.noFile}</p>;
  return (
    <>
      <VerifiedLine bureau={shown.data.bureau} />
      {opened.kind === 'open' && <StaffSearch book={opened.book} data={shown.data} />}
      {opened.kind === 'not-downloaded' && <NotDownloaded />}
      {opened.kind === 'wrong-key' && <p role="alert">{own.wrongKey}</p>}
      {opened.kind === 'damaged' && <p role="alert">{own.damaged}</p>}
      {(opened.kind === 'no-key' || opened.kind === 'wrong-key') && <KeyForm opened={look} />}
      {opened.kind === 'no-key' ? (
        <p role="status">{forgotten ? own.forgotten : ''}</p>
      ) : (
        <div className="inspector-key">
          <p className="soft">{own.kept}</p>
          <button type="button" className="button" onClick={forget}>
            {own.forget}
          </button>
        </div>
      )}
    </>
  );
}

/** What the key of this device opens of what is shown; null while that is not known. The function looks again. */
function useBook({ release }: Shown): readonly [Opened | null, () => void] {
  const { bureau } = useInspector();
  const [turn, setTurn] = useState(0);
  const [opened, setOpened] = useState<Opened | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn is another look
  useEffect(() => {
    let current = true;
    openBook(bureau, release)
      .catch((): Opened => ({ kind: 'damaged' }))
      .then((found) => {
        if (current) setOpened(found);
      });
    return () => {
      current = false;
    };
  }, [bureau, release, turn]);
  return [opened, useCallback(() => setTurn((before) => before + 1), [])];
}

/** Deletes the key; the encrypted files leave with the next check, which is asked for at once. */
function useForget(done: () => void): () => void {
  const { sync } = useApp();
  const { bureau, mark } = useInspector();
  return () => {
    closeBook();
    mark(false);
    void keysOf(bureau)
      .forget()
      .catch(() => undefined)
      .then(done)
      .then(() => sync.check());
  };
}

function NotDownloaded() {
  const { lang, w } = useLanguage();
  const { sync } = useApp();
  const { phase } = useSync();
  const busy = phase.kind !== 'idle';
  return (
    <>
      <p role="alert">{inspectorWords[lang].notDownloaded}</p>
      <button type="button" className="button" aria-disabled={busy} onClick={() => busy || void sync.check()}>
        {w.data.refresh}
      </button>
    </>
  );
}
