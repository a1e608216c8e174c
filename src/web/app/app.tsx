/** The routes. */
import { useEffect } from 'react';
import { Route, Routes, useLocation } from 'react-router';
import { FaultBoundary } from './components/fault.tsx';
import { Layout } from './components/layout.tsx';
import { Notices } from './components/notices.tsx';
import { HomePage } from './pages/home.tsx';
import { InstitutionRoute } from './pages/institution.tsx';
import { NotFoundPage } from './pages/not-found.tsx';
import { PrintRoute } from './pages/print.tsx';
import { StatusPage } from './pages/status.tsx';

export function App() {
  const { pathname } = useLocation();
  return (
    <>
      <ScrollToTop />
      <Notices />
      <FaultBoundary place={pathname}>
        <Routes>
          <Route path="/" element={<Framed page={<HomePage />} />} />
          <Route path="/i/:code" element={<InstitutionRoute />} />
          <Route path="/print/:code" element={<PrintRoute />} />
          <Route path="/status" element={<Framed page={<StatusPage />} />} />
          <Route path="*" element={<Framed page={<NotFoundPage />} />} />
        </Routes>
      </FaultBoundary>
    </>
  );
}

function Framed({ page }: { readonly page: React.ReactNode }) {
  return <Layout>{page}</Layout>;
}

/** A new page starts at its top; the list's place is the browser's to restore on the way back. */
function ScrollToTop() {
  const { pathname } = useLocation();
  useEffect(() => {
    if (pathname !== '/') window.scrollTo(0, 0);
  }, [pathname]);
  return null;
}
