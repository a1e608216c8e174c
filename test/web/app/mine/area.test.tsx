// @vitest-environment jsdom
/** What surrounds the page: whose it is, and in which language. */
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { Link, MemoryRouter, Route, Routes } from 'react-router';
import { afterEach, describe, expect, it } from 'vitest';
import { Layout } from '../../../../src/web/app/components/layout.tsx';
import { AppContext } from '../../../../src/web/app/context.tsx';
import { createSync } from '../../../../src/web/app/data/controller.ts';
import { LanguageProvider } from '../../../../src/web/app/language.tsx';
import MineRoute from '../../../../src/web/app/mine/route.tsx';
import { OutboxArea } from '../../../../src/web/app/outbox-area.tsx';
import { memoryStore } from '../../../../src/web/store/memory-store.ts';
import { RECIPIENTS } from '../report/fake-outbox.ts';
import { bureau, configFor, DAY, Origin, publish } from '../support.ts';
import { appValue, FakeOutbox } from './fake.ts';

afterEach(() => {
  cleanup();
  localStorage.clear();
});

const text = () => document.body.textContent?.replace(/\u2060/g, '') ?? '';

/** The page as the app frames it, with a county whose bureau takes nothing online. */
async function open(outbox: FakeOutbox, path = '/mine') {
  const { files } = publish();
  const config = await configFor(files);
  const origin = new Origin(files);
  const now = () => DAY;
  const store = memoryStore();
  const parts = { config, now, origin: origin.fetcher, exclusively: <V,>(work: () => Promise<V>) => work() };
  const sync = createSync({ ...parts, store: async () => store });
  const mine = (
    <OutboxArea>
      <Layout>
        <MineRoute />
      </Layout>
    </OutboxArea>
  );
  render(
    <MemoryRouter initialEntries={[path]}>
      <LanguageProvider>
        <AppContext value={{ ...appValue(outbox, now), sync }}>
          <Routes>
            <Route path="/report" element={<Link to="/mine">提交</Link>} />
            <Route path="/mine" element={mine} />
          </Routes>
        </AppContext>
      </LanguageProvider>
    </MemoryRouter>,
  );
  await act(async () => {});
  return { sync };
}

describe('whose page it is', () => {
  it.each([
    'closed',
    'unknown',
    'broken',
  ] as const)('comes with the county where the outbox knows no bureau (%s): header, footer, telephone and hours', async (to) => {
    const outbox = new FakeOutbox();
    outbox.broken = to === 'broken';
    if (to !== 'broken') outbox.to = to;
    await open(outbox);
    await waitFor(() => expect(screen.getByRole('contentinfo')).toBeTruthy());
    expect(screen.getByRole('link', { name: `${bureau.name}公布` })).toBeTruthy();
    expect(text()).toContain(`暂未开通网上反映，请拨打${bureau.phone}（${bureau.phoneHours}）。`);
    expect(text()).toContain(`有疑问，请拨打${bureau.phone}`);
    expect(text()).not.toContain('12345');
    expect(screen.queryByRole('button', { name: '查询' })).toBeNull();
  });

  it('is known to the outbox where the bureau takes complaints: no county is loaded', async () => {
    const outbox = new FakeOutbox();
    outbox.to = RECIPIENTS;
    const { sync } = await open(outbox);
    expect(screen.getByRole('contentinfo')).toBeTruthy();
    expect(sync.started()).toBe(false);
  });
});

describe('the language', () => {
  it('that an address asked for is kept on the pages that follow', async () => {
    await open(new FakeOutbox(), '/report?lang=en');
    fireEvent.click(screen.getByText('提交'));
    expect(await screen.findByRole('heading', { name: 'My submissions' })).toBeTruthy();
    expect(document.documentElement.lang).toBe('en');
  });

  it('that the reader then chooses wins over what an address asked for', async () => {
    await open(new FakeOutbox(), '/mine?lang=en');
    fireEvent.click(screen.getByRole('button', { name: '中文' }));
    expect(await screen.findByRole('heading', { name: '我的提交' })).toBeTruthy();
    expect(localStorage.getItem('yixinma-lang')).toBe('zh');
  });
});
