/** `/print/<code>`: the clinic's own print, marked 临时张贴. The printing part is loaded only here. */
import { lazy, Suspense } from 'react';
import { Link, useParams } from 'react-router';
import { parseInstitutionCode } from '../../../core/domain/institution-code.ts';
import { chinaDay } from '../../../core/domain/iso-date.ts';
import { publicNow } from '../../../core/snapshot/public-now.ts';
import { CodeUnknown } from '../components/code-unknown.tsx';
import { Layout } from '../components/layout.tsx';
import { Waiting } from '../components/waiting.tsx';
import { useApp, useSync } from '../context.tsx';
import type { Shown } from '../data/controller.ts';
import type { Found } from '../data/dataset.ts';
import { dayOfRelease } from '../data/verification.ts';
import { useLanguage } from '../language.tsx';
import { useTitle } from '../title.ts';
import { useInstitution } from '../use-institution.ts';

const PrintSheets = lazy(() => import('./print-sheets.tsx'));

export function PrintRoute() {
  const { code: typed = '' } = useParams();
  const { shown } = useSync();
  const { a } = useLanguage();
  const code = parseInstitutionCode(typed);
  const found = useInstitution(shown?.data ?? null, code);
  if (shown !== null && typeof found === 'object') return <Print shown={shown} found={found} />;
  return (
    <Layout>
      {shown === null && <Waiting about="institution" />}
      {shown !== null && (code === null || found === 'unknown') && <CodeUnknown typed={typed} data={shown.data} />}
      {shown !== null && code !== null && found === 'reading' && <p>{a.starting}</p>}
      {shown !== null && found === 'unreadable' && <p>{a.unreadable}</p>}
    </Layout>
  );
}

function Print({ shown, found }: { readonly shown: Shown; readonly found: Found }) {
  const { now, config } = useApp();
  const { a, w, lang } = useLanguage();
  const day = dayOfRelease(useSync(), now());
  const { record, openings } = found;
  const { bureau, terms, release } = shown.data;
  useTitle(`${record.name} · ${w.print.print}`);
  return (
    <main className="print-main">
      <p className="print-top">
        <Link to={`/i/${record.code}`}>{record.name}</Link>
      </p>
      <Suspense fallback={<p className="waiting">{a.printLoading}</p>}>
        <PrintSheets
          view={publicNow(record, openings, day)}
          terms={terms}
          bureau={bureau}
          release={release}
          fingerprint={config.pin.rootSha256}
          printedOn={chinaDay(now())}
          temporary
          staff={null}
          lang={lang}
        />
      </Suspense>
    </main>
  );
}
