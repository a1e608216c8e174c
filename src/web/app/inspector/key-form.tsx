/** The key, typed, pasted or scanned. */
import { type FormEvent, useState } from 'react';
import { inspectorWords } from '../../../core/words/inspector.ts';
import { useApp } from '../context.tsx';
import { useLanguage } from '../language.tsx';
import { useInspector } from './inspector.ts';
import { canFilm, FromPhoto, Scanner } from './scanner.tsx';
import { type Unlocked, unlock } from './unlock.ts';

type Own = (typeof inspectorWords)['zh'];

export function KeyForm({ opened }: { readonly opened: () => void }) {
  const { lang } = useLanguage();
  const own = inspectorWords[lang];
  const [typed, setTyped] = useState('');
  const [scanning, setScanning] = useState(false);
  const { busy, said, attempt } = useAttempt(own, opened);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) attempt(typed);
  };
  return (
    <form className="inspector-form" onSubmit={submit} noValidate>
      <p>{own.intro}</p>
      {canFilm() ? (
        <button type="button" className="button" onClick={() => setScanning((before) => !before)}>
          {scanning ? own.stopScan : own.scan}
        </button>
      ) : (
        <p className="soft">{own.noScan}</p>
      )}
      {scanning && (
        <Scanner
          found={(text) => {
            setScanning(false);
            attempt(text);
          }}
        />
      )}
      <FromPhoto found={attempt} />
      <label htmlFor="inspector-key">{own.typed}</label>
      <p className="soft" id="inspector-how">
        {own.typedHow}
      </p>
      <textarea
        id="inspector-key"
        rows={2}
        value={typed}
        aria-describedby="inspector-how inspector-said"
        aria-invalid={said !== ''}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
      />
      <p id="inspector-said" role="alert" className="inspector-said">
        {said}
      </p>
      <button type="submit" className="button" aria-disabled={busy}>
        {busy ? own.opening : own.save}
      </button>
    </form>
  );
}

function useAttempt(own: Own, opened: () => void) {
  const { sync } = useApp();
  const inspector = useInspector();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const attempt = (text: string): void => {
    setBusy(true);
    setSaid('');
    void unlock(text, inspector, sync)
      .catch((): Unlocked => ({ kind: 'damaged' }))
      .then((outcome) => {
        setBusy(false);
        if (outcome.kind === 'unlocked') opened();
        else setSaid(sayOf(outcome, own));
      });
  };
  return { busy, said, attempt };
}

function sayOf(outcome: Exclude<Unlocked, { kind: 'unlocked' }>, own: Own): string {
  switch (outcome.kind) {
    case 'typing':
      return outcome.fault.code === 'length' ? own.length({ n: outcome.fault.length }) : own[outcome.fault.code];
    case 'no-file':
      return own.noFile;
    case 'not-downloaded':
      return own.notDownloaded;
    case 'wrong-key':
      return own.wrongKey;
    case 'damaged':
      return own.damaged;
  }
}
