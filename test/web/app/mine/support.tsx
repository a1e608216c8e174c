/** The page with a fake outbox, in jsdom. */
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import type { Bureau } from '../../../../src/core/domain/bureau.ts';
import { AppContext } from '../../../../src/web/app/context.tsx';
import { LanguageProvider } from '../../../../src/web/app/language.tsx';
import MineRoute from '../../../../src/web/app/mine/route.tsx';
import { OutboxContext, ReceivingBureau } from '../../../../src/web/app/outbox-context.tsx';
import { appValue, BUREAU, type FakeOutbox, NOW } from './fake.ts';

export interface Opened {
  readonly path?: string;
  readonly now?: () => Date;
  /** Null while nothing is verified yet. */
  readonly bureau?: Bureau | null;
}

export function page(outbox: FakeOutbox, { now = () => NOW, bureau = BUREAU }: Opened = {}): ReactNode {
  return (
    <LanguageProvider>
      <AppContext value={appValue(outbox, now)}>
        <OutboxContext value={outbox}>
          <ReceivingBureau value={bureau}>
            <main>
              <MineRoute />
            </main>
            <a href="/">首页</a>
          </ReceivingBureau>
        </OutboxContext>
      </AppContext>
    </LanguageProvider>
  );
}

export function open(outbox: FakeOutbox, opened: Opened = {}) {
  return render(<MemoryRouter initialEntries={[opened.path ?? '/mine']}>{page(outbox, opened)}</MemoryRouter>);
}
