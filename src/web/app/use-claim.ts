/** What the code on a board claimed, where its address was opened in the app: `/i/<code>#<digits>`. */
import { useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import type { ClaimMessage } from '../page/types.ts';
import type { ClaimSetting } from './board-claim.ts';
import type { Shown } from './data/controller.ts';

interface Read {
  readonly of: string;
  readonly shown: Shown;
  readonly say: (setting: ClaimSetting) => ClaimMessage;
}

/** Null without a claim, while it is read, and while the check of the release goes on. */
export function useClaim(shown: Shown, setting: ClaimSetting): ClaimMessage | null {
  const { hash } = useLocation();
  const { code } = setting.view.record;
  const text = /^#\d/.test(hash) ? hash.slice(1) : '';
  const of = `${code} ${text}`;
  const [read, setRead] = useState<Read | null>(null);
  useEffect(() => {
    if (text === '') return;
    let current = true;
    import('./board-claim.ts')
      .then(({ readClaim }) => readClaim(text, code, shown))
      .then((say) => {
        if (current) setRead({ of: `${code} ${text}`, shown, say });
      })
      // A chunk that cannot be had says nothing.
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [text, code, shown]);
  const { kind } = setting.verification;
  // Of another code, or of a release that was replaced, it is no answer.
  if (read?.of !== of || read.shown !== shown || kind === 'checking' || kind === 'bad') return null;
  return text === '' ? null : read.say(setting);
}
