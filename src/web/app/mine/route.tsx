/** 我的提交 (`/mine`): what was written on this phone, where it stands, its receipts. */
import { Link, useLocation } from 'react-router';
import { chinaDay } from '../../../core/domain/iso-date.ts';
import { hoursIn } from '../../../core/words/lang.ts';
import type { OutboxState } from '../../outbox/outbox.ts';
import { unbroken } from '../../page/model.tsx';
import { useApp } from '../context.tsx';
import { useLanguage } from '../language.tsx';
import { useBureau, useOutbox, useOutboxState } from '../outbox-context.tsx';
import { useTitle } from '../title.ts';
import { Announcer } from './announce.tsx';
import { Lookup } from './ask-status.tsx';
import { useContact } from './contact.ts';
import { ExportButton } from './export.tsx';
import { ItemRow } from './item.tsx';
import { useCloseWarning } from './leaving.tsx';
import './mine.css';
import { inWechat } from './platform.ts';
import { type Delivered, isDelivered, ReceiptCard } from './receipt.tsx';
import { asksToBeSaved, itemNames, type Standing, standingOf } from './standing.ts';
import { focusHeading, useTask } from './task.ts';
import { chinaTime, useTicking } from './times.ts';
import { useOut } from './words.ts';

export default function MineRoute() {
  const out = useOut();
  const state = useOutboxState();
  const contact = useContact();
  const { w, lang } = useLanguage();
  const bureau = useBureau();
  const closed = bureau?.intake === 'none' ? bureau : null;
  useTitle(out.title);
  const undelivered = state.items.filter((item) => !isDelivered(item));
  // Kept ones are sent at the next visit; those of this page alone would be gone.
  useCloseWarning(state.storage === 'memory' && undelivered.length > 0);
  return (
    <>
      <h1 id="mine-title" tabIndex={-1}>
        {out.title}
      </h1>
      {state.lost !== null && <LostNotice lost={state.lost} />}
      {state.storage === 'loading' ? (
        <p role="status">{out.loading}</p>
      ) : (
        <Items state={state} undelivered={undelivered.map(({ id }) => id)} />
      )}
      {closed !== null && <p>{unbroken(w.act.none({ phone: closed.phone, hours: hoursIn(lang, closed) }))}</p>}
      {undelivered.length === 0 && <Call phone={contact.phone} label={out.call({ phone: contact.phone })} />}
      {(closed === null || state.items.some(isDelivered)) && <Lookup />}
    </>
  );
}

interface ItemsProps {
  readonly state: OutboxState;
  readonly undelivered: readonly string[];
}

function Items({ state, undelivered }: ItemsProps) {
  const out = useOut();
  const { lang } = useLanguage();
  const contact = useContact();
  const standings = useStandings(state);
  const { items, storage } = state;
  const names = itemNames(items, out, (iso) => chinaTime(iso, lang));
  const nameOf = (id: string) => names.get(id) ?? '';
  const rows = items.map((item, i) => ({ item, name: nameOf(item.id), standing: standings[i] }));
  const heard = rows.flatMap(({ item, name, standing }) =>
    standing === undefined ? [] : [{ id: item.id, key: standing.key, text: spoken(name, standing, out.stop) }],
  );
  const unsaved = useUnsaved(state);
  const first = unsaved[0];
  return (
    <>
      <Announcer states={heard} />
      {first !== undefined && (
        <ReceiptCard
          key={first.id}
          item={first}
          name={nameOf(first.id)}
          more={unsaved.length - 1}
          memory={storage === 'memory'}
        />
      )}
      {storage === 'memory' && undelivered.length > 0 && (
        <div className="mine-warn">
          <p>{out.memoryWhy}</p>
          <p>{out.memoryDo}</p>
        </div>
      )}
      {undelivered.length > 0 && (
        <>
          <p>{out.urgent}</p>
          <Call phone={contact.phone} label={out.callUrgent({ phone: contact.phone })} />
        </>
      )}
      {items.length === 0 ? (
        state.lost === null && <p>{out.empty}</p>
      ) : (
        <section aria-labelledby="mine-list">
          <h2 id="mine-list">{out.listTitle({ n: items.length })}</h2>
          <ul className="mine-list">
            {rows.map(
              ({ item, name, standing }) =>
                standing && <ItemRow key={item.id} item={item} name={name} standing={standing} />,
            )}
          </ul>
          <ExportAll ids={undelivered} />
        </section>
      )}
    </>
  );
}

function useStandings({ items, sending, storage }: OutboxState): readonly Standing[] {
  const out = useOut();
  const contact = useContact();
  const { now } = useApp();
  const later = items.some(({ state }) => state.kind === 'waiting' && state.notBefore > now().getTime());
  const around = { out, contact, storage, sending, wechat: inWechat(), now: useTicking(later) };
  return items.map((item) => standingOf(item, around));
}

/** Receipts to be saved; the one that the address names comes first. */
function useUnsaved({ items }: OutboxState): readonly Delivered[] {
  const { hash } = useLocation();
  const unsaved = items.filter(isDelivered).filter(asksToBeSaved);
  const named = unsaved.filter(({ id }) => hash === `#${id}`);
  return [...named, ...unsaved.filter((item) => !named.includes(item))];
}

function spoken(name: string, { title, lines }: Standing, stop: string): string {
  const [first] = lines;
  return `${name}${stop}${title}${stop}${first ?? ''}`;
}

function ExportAll({ ids }: { readonly ids: readonly string[] }) {
  const out = useOut();
  const { now } = useApp();
  const { bureau } = useContact();
  if (ids.length < 2 || inWechat()) return null;
  const label = out.stuckExportAll({ n: ids.length, bureau });
  return (
    <div>
      <ExportButton ids={ids} label={label} name={label} day={chinaDay(now())} />
    </div>
  );
}

function Call({ phone, label }: { readonly phone: string; readonly label: string }) {
  return (
    <p className="home-phone">
      <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
        <span>{unbroken(label)}</span>
      </a>
    </p>
  );
}

function LostNotice({ lost }: { readonly lost: number }) {
  const out = useOut();
  const outbox = useOutbox();
  const { phone } = useContact();
  const task = useTask();
  const acknowledge = async () => {
    await outbox.acknowledgeLost();
    focusHeading();
  };
  return (
    <div className="mine-warn" role="alert">
      <p className="mine-title">{out.lostTitle}</p>
      <p>{unbroken(out.lost({ n: lost, phone }))}</p>
      <p className="mine-side">
        <Link className="button mine-first" to="/report">
          {out.lostWrite}
        </Link>
        <button type="button" className="button" onClick={() => task.run(acknowledge)}>
          {out.lostKnown}
        </button>
      </p>
      {task.failed && <p>{out.failed}</p>}
    </div>
  );
}
