/** One submission of the list: what it is, where it stands, what can be done. */
import { useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { chinaDay } from '../../../core/domain/iso-date.ts';
import type { OutboxItem } from '../../outbox/outbox.ts';
import { unbroken } from '../../page/model.tsx';
import { useApp } from '../context.tsx';
import { useLanguage } from '../language.tsx';
import { useOutbox } from '../outbox-context.tsx';
import { AskStatus } from './ask-status.tsx';
import { useContact } from './contact.ts';
import { ExportButton } from './export.tsx';
import { Fold, KeptCopy, useKept } from './kept-copy.tsx';
import { inWechat } from './platform.ts';
import { type Delivered, isDelivered, ReceiptFacts } from './receipt.tsx';
import { RemoveButton } from './remove.tsx';
import { asksToBeSaved, type Standing } from './standing.ts';
import { useTask } from './task.ts';
import { chinaTime } from './times.ts';
import { useOut } from './words.ts';

interface ItemProps {
  readonly item: OutboxItem;
  /** As buttons name it. */
  readonly name: string;
  readonly standing: Standing;
}

export function ItemRow({ item, name, standing }: ItemProps) {
  const out = useOut();
  const { lang } = useLanguage();
  const row = useRef<HTMLLIElement>(null);
  const asked = useLocation().hash === `#${item.id}`;
  useEffect(() => {
    // Old browsers scroll to what the address names only while the page loads; the list comes later.
    if (asked) row.current?.scrollIntoView?.({ block: 'nearest' });
  }, [asked]);
  return (
    <li ref={row} id={item.id} className={`mine-item mine-${standing.tone}`}>
      <h3>{out.kind[item.kind]}</h3>
      {item.about !== null && <p>{item.about}</p>}
      <p className="soft">{out.written({ time: chinaTime(item.writtenAt, lang) })}</p>
      {item.corrects !== null && <p className="soft">{out.corrects}</p>}
      <StandingView name={name} standing={standing} />
      {isDelivered(item) ? (
        <DeliveredWays item={item} name={name} asked={asked} />
      ) : (
        <UndeliveredWays item={item} name={name} />
      )}
    </li>
  );
}

function StandingView({ name, standing }: { readonly name: string; readonly standing: Standing }) {
  const out = useOut();
  const outbox = useOutbox();
  const task = useTask();
  return (
    <div className="mine-standing">
      <p className="mine-title">{standing.title}</p>
      {standing.lines.map((line) => (
        <p key={line}>{unbroken(line)}</p>
      ))}
      {/* A timer is not read out as it runs. */}
      {standing.countdown !== null && (
        <p role="timer" className="mine-countdown">
          {standing.countdown}
        </p>
      )}
      {standing.retry && (
        <button
          type="button"
          className="button"
          aria-label={`${out.now}${out.comma}${name}`}
          onClick={() => task.run(() => outbox.send(true))}
        >
          {out.now}
        </button>
      )}
      {task.failed && <p role="status">{out.failed}</p>}
    </div>
  );
}

/** Stuck: the ways stand open. Waiting: they are there for whoever gives up on the network. */
function UndeliveredWays({ item, name }: { readonly item: OutboxItem; readonly name: string }) {
  const out = useOut();
  if (item.state.kind === 'stuck') return <Ways item={item} name={name} />;
  return (
    <Fold title={out.other} name={`${out.other}${out.comma}${name}`}>
      <Ways item={item} name={name} />
    </Fold>
  );
}

function Ways({ item, name }: { readonly item: OutboxItem; readonly name: string }) {
  const out = useOut();
  const { now } = useApp();
  const { bureau } = useContact();
  const kept = useKept(item);
  const code = typeof kept === 'object' ? kept.institution : null;
  const label = out.stuckExport({ bureau });
  return (
    <div className="mine-ways">
      {item.state.kind === 'stuck' && (
        <Link
          className="button mine-first"
          to={`/report${code === null ? '' : `/${code}`}?corrects=${item.id}`}
          aria-label={`${out.stuckCorrect}${out.comma}${name}`}
        >
          {out.stuckCorrect}
        </Link>
      )}
      <KeptCopy kept={kept} name={name} />
      {!inWechat() && (
        <div>
          <ExportButton ids={[item.id]} label={label} name={`${label}${out.comma}${name}`} day={chinaDay(now())} />
        </div>
      )}
      <RemoveButton id={item.id} name={name} delivered={false} />
    </div>
  );
}

/** An unsaved receipt stands in its card above the list, with everything that is in here. */
function DeliveredWays(props: { readonly item: Delivered; readonly name: string; readonly asked: boolean }) {
  const { item, name, asked } = props;
  const out = useOut();
  const { receipt } = item.state;
  const [open, setOpen] = useState(asked);
  useEffect(() => {
    if (asked) setOpen(true);
  }, [asked]);
  if (asksToBeSaved(item)) return null;
  const label = open ? out.doneHide : out.doneShow;
  return (
    <div className="mine-ways">
      <button
        type="button"
        className="button"
        aria-expanded={open}
        aria-label={`${label}${out.comma}${name}`}
        onClick={() => setOpen(!open)}
      >
        {label}
      </button>
      {open && <ReceiptFacts item={item} name={name} />}
      <AskStatus number={receipt.number} secret={item.secret} name={name} />
      {item.readable && (
        <Fold title={out.read} name={`${out.read}${out.comma}${name}`}>
          <OwnCopy item={item} name={name} />
        </Fold>
      )}
      <RemoveButton id={item.id} name={name} delivered />
    </div>
  );
}

function OwnCopy({ item, name }: { readonly item: OutboxItem; readonly name: string }) {
  return <KeptCopy kept={useKept(item)} name={name} shown />;
}
