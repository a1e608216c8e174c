/** The page in a real browser with a fake outbox: `?show=<name>` chooses what it holds. */
import { createRoot } from 'react-dom/client';
import { MemoryRouter } from 'react-router';
import '../../../../../src/web/page/page.css';
import '../../../../../src/web/app/app.css';
import { replyKeyPair } from '../../../../../src/core/complaint/secret.ts';
import { type StatusReport, sealAnswer } from '../../../../../src/core/complaint/status.ts';
import { toBase64Url } from '../../../../../src/core/domain/bytes.ts';
import { Layout } from '../../../../../src/web/app/components/layout.tsx';
import { AppContext } from '../../../../../src/web/app/context.tsx';
import { LanguageProvider } from '../../../../../src/web/app/language.tsx';
import { MineNotice } from '../../../../../src/web/app/mine/notice.tsx';
import MineRoute from '../../../../../src/web/app/mine/route.tsx';
import { OutboxContext, ReceivingBureau } from '../../../../../src/web/app/outbox-context.tsx';
import { seededRandom } from '../../../../support/complaint.ts';
import { appValue, BUREAU, FakeOutbox, idOf, NOW, NUMBER, SECRET } from '../fake.ts';
import { SHOWN } from '../shown.ts';

async function answered(): Promise<StatusReport> {
  const replyKey = toBase64Url((await replyKeyPair(SECRET)).public);
  const text = '您反映的情况经查属实：该机构有1名人员未在本机构注册。已责令改正，并依法立案。\n感谢您的监督。';
  const answer = await sealAnswer(text, { id: idOf(1), replyKey }, seededRandom('answers'));
  const history = [
    { state: 'received' as const, at: '2026-01-03T02:00:00.000Z', answer: null },
    { state: 'accepted' as const, at: '2026-01-05T02:00:00.000Z', answer: null },
    { state: 'answered' as const, at: '2026-01-14T02:00:00.000Z', answer },
  ];
  return { id: idOf(1), number: NUMBER, state: 'answered', at: '2026-01-14T02:00:00.000Z', due: null, history };
}

function start(answer: StatusReport): void {
  const element = document.getElementById('app');
  if (element === null) throw new Error('index.html has no #app');
  const outbox = new FakeOutbox(SHOWN[new URLSearchParams(location.search).get('show') ?? ''] ?? {});
  outbox.answer = answer;
  const undelivered = outbox.state().items.filter(({ state }) => state.kind !== 'delivered').length;
  createRoot(element).render(
    <MemoryRouter initialEntries={['/mine']}>
      <LanguageProvider>
        <AppContext value={appValue(outbox, () => NOW)}>
          <OutboxContext value={outbox}>
            <ReceivingBureau value={BUREAU}>
              <Layout>
                <MineRoute />
                <MineNotice undelivered={undelivered} />
              </Layout>
            </ReceivingBureau>
          </OutboxContext>
        </AppContext>
      </LanguageProvider>
    </MemoryRouter>,
  );
}

void answered().then(start);
