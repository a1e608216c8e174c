/**
 * The institution page as a single-page app: the same component and style, with the record fetched as JSON. React, the
 * router and what the page itself needs, nothing of our app's store, verifier or form: as small as such an app can be.
 */
import { type ReactNode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Route, Routes } from 'react-router';
import { InstitutionPage } from '../../../src/web/page/institution-page.tsx';
import '../../../src/web/page/page.css';
import type { InstitutionPageProps } from '../../../src/web/page/types.ts';

function Institution(): ReactNode {
  const [props, setProps] = useState<InstitutionPageProps | null>(null);
  useEffect(() => {
    void fetch('/record.json')
      .then((answer) => answer.json())
      .then(setProps);
  }, []);
  return props === null ? <p>正在打开……</p> : <InstitutionPage {...props} />;
}

const element = document.getElementById('app');
if (element === null) throw new Error('no #app');
createRoot(element).render(
  <BrowserRouter>
    <Routes>
      <Route path="*" element={<Institution />} />
    </Routes>
  </BrowserRouter>,
);
