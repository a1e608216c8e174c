/** A verified receipt: when, which number, which lookup code. */
import { useId } from 'react';
import { groupReceiptNumber } from '../../../core/complaint/receipt.ts';
import { groupSecret } from '../../../core/complaint/secret.ts';
import { addDays, chinaDay } from '../../../core/domain/iso-date.ts';
import { dayText, spelledOut } from '../../../core/words/dates.ts';
import type { ItemState, OutboxItem } from '../../outbox/outbox.ts';
import { useLanguage } from '../language.tsx';
import { useOutbox } from '../outbox-context.tsx';
import { useContact } from './contact.ts';
import { CopyButton } from './copy.tsx';
import { dropMark, LeaveGuard } from './leaving.tsx';
import { focusHeading, useTask } from './task.ts';
import { chinaTime } from './times.ts';
import { useOut } from './words.ts';

export type Delivered = OutboxItem & { readonly state: Extract<ItemState, { kind: 'delivered' }> };

export function isDelivered(item: OutboxItem): item is Delivered {
  return item.state.kind === 'delivered';
}

interface CardProps {
  readonly item: Delivered;
  readonly name: string;
  /** How many more receipts wait to be saved. */
  readonly more: number;
  readonly memory: boolean;
}

/** The card that stands until 我已保存 was pressed. */
export function ReceiptCard({ item, name, more, memory }: CardProps) {
  const out = useOut();
  const outbox = useOutbox();
  const task = useTask();
  const title = useId();
  const saved = () => outbox.confirmSaved(item.id);
  const press = async () => {
    await saved();
    // With another receipt to save the extra entry is still needed.
    if (more === 0) dropMark();
    focusHeading();
  };
  return (
    <section className="mine-card" aria-labelledby={title}>
      <h2 id={title} className="mine-done">
        {out.done}
      </h2>
      <p>{name}</p>
      <ReceiptFacts item={item} name={name} />
      <p className="mine-keep">{memory ? out.memoryDone : out.doneKeep}</p>
      <p>
        <button
          type="button"
          className="button mine-first mine-wide"
          aria-label={`${out.doneSaved}${out.comma}${name}`}
          onClick={() => task.run(press)}
        >
          {out.doneSaved}
        </button>
      </p>
      <p role="status">{task.failed ? out.failed : ''}</p>
      {more > 0 && <p className="soft">{out.doneMore({ n: more })}</p>}
      <LeaveGuard onSaved={saved} />
    </section>
  );
}

export function ReceiptFacts({ item, name }: { readonly item: Delivered; readonly name: string }) {
  const out = useOut();
  const { lang } = useLanguage();
  const contact = useContact();
  const { number, time } = item.state.receipt;
  return (
    <>
      <p>{out.doneWhen({ bureau: contact.bureau, time: chinaTime(time, lang) })}</p>
      <dl className="mine-codes">
        <Code label={out.doneNo} shown={groupReceiptNumber(number)} copy={`${out.copyNo}${out.comma}${name}`} />
        <Code label={out.doneSecret} shown={groupSecret(item.secret)} copy={`${out.copySecret}${out.comma}${name}`} />
      </dl>
      <p>{useNext(item, contact.acceptDays)}</p>
    </>
  );
}

/** In groups that break only between them, spelled out for a screen reader. */
function Code({ label, shown, copy }: { readonly label: string; readonly shown: string; readonly copy: string }) {
  const out = useOut();
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <span className={shown.includes(' ') ? 'mine-code mine-four' : 'mine-code'} aria-hidden="true">
          {groups(shown).map(({ at, text }) => (
            <span key={at}>{text}</span>
          ))}
        </span>
        <span className="vh">{spelledOut(shown.replace(/-/g, ''))}</span>
      </dd>
      <dd className="mine-copy">
        <CopyButton label={out.copy} name={copy} text={shown} />
      </dd>
    </div>
  );
}

/** The groups with the sign that ends each; Safari 14 knows no look-behind. */
function groups(shown: string): { readonly at: number; readonly text: string }[] {
  return Array.from(shown.matchAll(/[^- ]+[- ]?/g), (match) => ({ at: match.index, text: match[0] }));
}

/** A date only where a term runs: it is one of complaints, and the bureau has to state it. */
function useNext({ kind, state }: Delivered, acceptDays: number | null): string {
  const out = useOut();
  const { lang } = useLanguage();
  if (acceptDays === null || (kind !== 'tip' && kind !== 'own')) return out.doneNextPlain;
  return out.doneNext({ date: dayText(addDays(chinaDay(new Date(state.receipt.time)), acceptDays), lang) });
}
