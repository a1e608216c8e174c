/** Items as one sealed file that the bureau takes in: for a way without a network. Not in WeChat, which has no downloads. */
import { useState } from 'react';
import { useOutbox } from '../outbox-context.tsx';
import { saveFile } from './save-file.ts';
import { useTask } from './task.ts';
import { useOut } from './words.ts';

interface ExportProps {
  readonly ids: readonly string[];
  readonly label: string;
  readonly name: string;
  /** Day of today, for the file's name; the name says nothing else. */
  readonly day: string;
}

export function ExportButton({ ids, label, name, day }: ExportProps) {
  const out = useOut();
  const outbox = useOutbox();
  const task = useTask();
  const [saved, setSaved] = useState(false);
  const save = async () => {
    setSaved(false);
    saveFile(await outbox.exportSealed(ids), `yixinma-${day}.json`);
    setSaved(true);
  };
  const said = task.failed ? out.stuckExportFailed : saved && !task.busy ? out.stuckExported : '';
  return (
    <>
      <button type="button" className="button" aria-label={name} onClick={() => task.run(save)}>
        {label}
      </button>
      <p role="status" className="mine-said">
        {said}
      </p>
    </>
  );
}
