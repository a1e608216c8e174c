/** The form in a browser with the fake outbox: only the context value differs from the app. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import '../../../../src/web/page/page.css';
import '../../../../src/web/app/app.css';
import { blackOut, preparePhoto } from '../../../../src/web/app/report/photo.ts';
import { FakeOutbox, RECIPIENTS } from './fake-outbox.ts';
import { CODE, ReportApp } from './mount.tsx';

const outbox = new FakeOutbox();
outbox.reception = {
  ...RECIPIENTS,
  ratings: {
    v: 1,
    bureau: 'example',
    half: '2026-1',
    institutions: { [CODE]: { count: 120, shares: [40, 30, 20, 5, 5] } },
  },
};

const harness = { outbox, preparePhoto, blackOut };
export type Harness = typeof harness;
declare global {
  interface Window {
    harness: Harness;
  }
}
window.harness = harness;

const element = document.getElementById('app');
if (element !== null) {
  createRoot(element).render(
    <StrictMode>
      <BrowserRouter>
        <ReportApp outbox={outbox} />
      </BrowserRouter>
    </StrictMode>,
  );
}
