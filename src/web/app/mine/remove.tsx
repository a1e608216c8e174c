/** Deleting from this phone, asked once more: for what is not delivered it means that it is never sent. */
import { useState } from 'react';
import { useOutbox } from '../outbox-context.tsx';
import { Dialog } from './dialog.tsx';
import { focusHeading, useTask } from './task.ts';
import { useOut } from './words.ts';

interface RemoveProps {
  readonly id: string;
  readonly name: string;
  readonly delivered: boolean;
}

export function RemoveButton({ id, name, delivered }: RemoveProps) {
  const out = useOut();
  const outbox = useOutbox();
  const task = useTask();
  const [asking, setAsking] = useState(false);
  const label = delivered ? out.deleteDone : out.delete;
  const remove = async () => {
    await outbox.remove(id);
    focusHeading();
  };
  const confirm = () => {
    setAsking(false);
    task.run(remove);
  };
  return (
    <>
      <button
        type="button"
        className="link-button mine-delete"
        aria-label={`${label}${out.comma}${name}`}
        onClick={() => setAsking(true)}
      >
        {label}
      </button>
      {task.failed && <p role="status">{out.failed}</p>}
      {asking && (
        <Dialog title={delivered ? out.deleteDoneAsk : out.deleteUnsent} text={name} onCancel={() => setAsking(false)}>
          <button type="button" className="button mine-first" onClick={() => setAsking(false)}>
            {out.keep}
          </button>
          <button type="button" className="button mine-last" onClick={confirm}>
            {delivered ? out.deleteDoneDo : out.deleteUnsentDo}
          </button>
        </Dialog>
      )}
    </>
  );
}
