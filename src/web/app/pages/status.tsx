/** What this device holds, how old it is, how it was checked. */

import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { chinaDay } from '../../../core/domain/iso-date.ts';
import { trustedVersions } from '../../../core/trust/trusted.ts';
import { dayText } from '../../../core/words/dates.ts';
import { staffPaths } from '../../sync/release-files.ts';
import { VerifiedLine } from '../components/verified-line.tsx';
import { Waiting } from '../components/waiting.tsx';
import { useApp, useSync } from '../context.tsx';
import type { Shown } from '../data/controller.ts';
import { useLanguage } from '../language.tsx';
import { useTitle } from '../title.ts';

export function StatusPage() {
  const { w } = useLanguage();
  const { shown } = useSync();
  useTitle(w.data.title);
  return (
    <>
      <h1>{w.data.title}</h1>
      {shown ? <Held shown={shown} /> : <Waiting />}
      <AppLine />
    </>
  );
}

function Held({ shown }: { readonly shown: Shown }) {
  const { w, a, lang } = useLanguage();
  const { data, release } = shown;
  const { keeping } = useSync();
  const persisted = usePersisted();
  const date = dayText(chinaDay(new Date(data.release.time)), lang);
  const size = release.plan.files.reduce((sum, file) => sum + file.length, 0);
  return (
    <>
      <VerifiedLine bureau={data.bureau} />
      <p>{w.data.release({ n: data.release.version, date })}</p>
      {keeping === 'kept' && <p>{w.data.saved({ n: data.entries.length })}</p>}
      {keeping === 'page-only' && <p>{a.pageOnly}</p>}
      {keeping === 'full' && <p>{a.full}</p>}
      {keeping === 'kept' && <p>{persisted ? a.persisted : a.notPersisted}</p>}
      <CheckNow />
      <p className="soft">{a.statusHow}</p>
      <p>{w.data.size({ kb: kilobytes(size) })}</p>
      <details>
        <summary>{w.data.files}</summary>
        <ul className="files">
          {release.plan.files.map(({ path, length }) => (
            <li key={path}>{w.data.file({ name: path.slice(path.lastIndexOf('/') + 1), kb: kilobytes(length) })}</li>
          ))}
        </ul>
      </details>
      {staffPaths(release.trusted, release.plan.directory).length > 0 && (
        <p>
          <Link to="/inspector">{w.data.inspectors}</Link>
        </p>
      )}
      <p>{a.metadata(trustedVersions(release.trusted))}</p>
      <p>
        <Link to="/log">{w.home.log}</Link>
      </p>
      <Fingerprints root={data.release.root} />
    </>
  );
}

function CheckNow() {
  const { w, a, lang } = useLanguage();
  const { sync } = useApp();
  const { phase, checkedAt, trouble } = useSync();
  const busy = phase.kind !== 'idle';
  const time = checkedAt?.toLocaleTimeString(lang === 'zh' ? 'zh-CN' : 'en-GB', { hour: '2-digit', minute: '2-digit' });
  const said = trouble === null ? (time === undefined ? '' : a.checked(time)) : w.data.failed;
  return (
    <div className="check-now">
      <button type="button" className="button" aria-disabled={busy} onClick={() => busy || void sync.check()}>
        {w.data.refresh}
      </button>
      <p role="status">{busy ? w.data.refreshing : said}</p>
    </div>
  );
}

/** In groups of four, as printed in the official notice. */
function Fingerprints({ root }: { readonly root: string }) {
  const { w, a } = useLanguage();
  const { config } = useApp();
  return (
    <>
      <h2>{w.data.root}</h2>
      <p className="fingerprint">{grouped(config.pin.rootSha256)}</p>
      <p className="soft">{a.rootHow}</p>
      <h2>{a.recordsRoot}</h2>
      <p className="fingerprint">{grouped(root)}</p>
    </>
  );
}

function AppLine() {
  const { w } = useLanguage();
  const { version } = useApp();
  return <p className="soft">{w.data.app({ version })}</p>;
}

function grouped(hex: string): string {
  return hex.replace(/(.{4})(?=.)/g, '$1 ');
}

function kilobytes(bytes: number): number {
  return Math.max(1, Math.round(bytes / 1000));
}

/** Whether the system promised not to evict; unknown counts as not. */
function usePersisted(): boolean {
  const [persisted, setPersisted] = useState(false);
  useEffect(() => {
    const asked = 'storage' in navigator ? navigator.storage.persisted?.() : undefined;
    asked?.then(setPersisted, () => undefined);
  }, []);
  return persisted;
}
