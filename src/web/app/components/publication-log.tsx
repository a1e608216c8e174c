/** Every publication with what it changed, as far as the signed log tells; said when its chain is broken. */
import { useEffect, useState } from 'react';
import { chinaDay } from '../../../core/domain/iso-date.ts';
import { type LogEntry, parseLog, verifyLog } from '../../../core/trust/log.ts';
import { parseReleases } from '../../../core/trust/releases.ts';
import { dayText } from '../../../core/words/dates.ts';
import type { Shown } from '../data/controller.ts';
import { useLanguage } from '../language.tsx';

interface LogView {
  readonly entries: readonly LogEntry[];
  readonly whole: boolean;
}

export function PublicationLog({ shown }: { readonly shown: Shown }) {
  const { w, a } = useLanguage();
  const [log, setLog] = useState<LogView | null>(null);
  useEffect(() => {
    let current = true;
    readLog(shown).then((view) => current && setLog(view));
    return () => {
      current = false;
    };
  }, [shown]);
  if (log === null) return null;
  return (
    <>
      <h2>{w.home.log}</h2>
      {!log.whole && <p>{a.logBroken}</p>}
      <ul className="files">
        {[...log.entries].reverse().map((entry) => (
          <li key={entry.version}>
            <LogLine entry={entry} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** A proposal names nobody: how many would change is not said before it counts. */
function LogLine({ entry }: { readonly entry: LogEntry }) {
  const { w, a, lang } = useLanguage();
  const date = dayText(chinaDay(new Date(entry.time)), lang);
  const n = entry.version;
  return entry.stage === 'proposed'
    ? w.proposed.log({ date, n, year: entry.year })
    : w.home.logLine({ date, n, kind: a.log[entry.kind], m: entry.changes.length });
}

async function readLog({ release }: Shown): Promise<LogView | null> {
  const { directory } = release.plan;
  const bytes = release.files.get(`${directory}/log.json`);
  const records = release.files.get(`${directory}/records.json`);
  const releases = records ? parseReleases(records) : null;
  if (!bytes || !releases?.ok) return null;
  const verified = await verifyLog(bytes, releases.value, null);
  return { entries: verified.ok ? verified.value : (parseLog(bytes) ?? []), whole: verified.ok };
}
