/** The routes. */
import { lazy, Suspense, useEffect } from 'react';
import { Route, Routes, useLocation } from 'react-router';
import { parseListsPath } from '../../core/snapshot/list-pages.ts';
import { FaultBoundary } from './components/fault.tsx';
import { Layout } from './components/layout.tsx';
import { Notices } from './components/notices.tsx';
import { useApp } from './context.tsx';
import { Opening, OutboxArea } from './outbox-area.tsx';
import { HomePage } from './pages/home.tsx';
import { InstitutionRoute } from './pages/institution.tsx';
import { NotFoundPage } from './pages/not-found.tsx';
import { PrintRoute } from './pages/print.tsx';
import { StatusPage } from './pages/status.tsx';

/** Chunks of their own: they load when somebody wants to write, or to see what was written. */
const ReportRoute = lazy(() => import('./report/route.tsx'));
const MineRoute = lazy(() => import('./mine/route.tsx'));
/** For the few who read the rules. */
const StandardPage = lazy(() => import('./pages/standard.tsx'));
const ListsPage = lazy(() => import('./pages/lists.tsx'));
const LogPage = lazy(() => import('./pages/log.tsx'));
/** For inspectors, who hold a key. */
const InspectorPage = lazy(() => import('./inspector/route.tsx'));
/** For the few who check a draw. */
const DrawPage = lazy(() => import('./pages/draw.tsx'));

/** Pages that need no county: a patient who writes downloads none. */
const WITHOUT_COUNTY = /^\/(?:report|mine)(?:\/|$)/;

export function App() {
  const { pathname } = useLocation();
  useCounty(!WITHOUT_COUNTY.test(pathname));
  return (
    <>
      <ScrollToTop />
      <Notices />
      <FaultBoundary place={pathname}>
        <Routes>
          <Route path="/" element={<Framed page={<HomePage />} />} />
          <Route path="/i/:code" element={<InstitutionRoute />} />
          <Route path="/en/i/:code" element={<InstitutionRoute />} />
          <Route path="/print/:code" element={<PrintRoute />} />
          <Route path="/status" element={<Framed page={<StatusPage />} />} />
          <Route path="/report" element={<Writing page={<ReportRoute />} />} />
          <Route path="/report/:code" element={<Writing page={<ReportRoute />} />} />
          <Route path="/mine" element={<Writing page={<Framed page={<MineRoute />} />} />} />
          <Route path="/standard" element={<Loaded page={<StandardPage />} />} />
          <Route path="/en/standard" element={<Loaded page={<StandardPage />} />} />
          <Route path="/lists" element={<Loaded page={<ListsPage />} />} />
          <Route path="/en/lists" element={<Loaded page={<ListsPage />} />} />
          <Route path="/draw" element={<Loaded page={<DrawPage />} />} />
          <Route path="/log" element={<Loaded page={<LogPage />} />} />
          <Route path="/inspector" element={<Loaded page={<InspectorPage />} />} />
          <Route path="*" element={<Elsewhere />} />
        </Routes>
      </FaultBoundary>
    </>
  );
}

/** The pages of a list that is too long for one have names that no route can hold. */
function Elsewhere() {
  const { pathname } = useLocation();
  return parseListsPath(pathname.slice(1)) ? <Loaded page={<ListsPage />} /> : <Framed page={<NotFoundPage />} />;
}

function Framed({ page }: { readonly page: React.ReactNode }) {
  return <Layout>{page}</Layout>;
}

function Loaded({ page }: { readonly page: React.ReactNode }) {
  return (
    <Suspense fallback={<Opening />}>
      <Framed page={page} />
    </Suspense>
  );
}

function Writing({ page }: { readonly page: React.ReactNode }) {
  return (
    <OutboxArea>
      <Suspense fallback={<Opening />}>{page}</Suspense>
    </OutboxArea>
  );
}

function useCounty(wanted: boolean): void {
  const { sync } = useApp();
  useEffect(() => {
    if (wanted) void sync.start();
  }, [sync, wanted]);
}

/** A new page starts at its top; the list's place is the browser's to restore on the way back. */
function ScrollToTop() {
  const { pathname } = useLocation();
  useEffect(() => {
    if (pathname !== '/') window.scrollTo(0, 0);
  }, [pathname]);
  return null;
}
