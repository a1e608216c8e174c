/** How to repeat a draw without any program of ours. */
import { utf8 } from '../../../core/domain/bytes.ts';
import type { DrawRound, RevealedDraw } from '../../../core/snapshot/draw.ts';
import { commitmentCommand, drawCommand, listFileName, listFileText } from '../../../core/snapshot/draw-command.ts';
import { drawWords } from '../../../core/words/draw.ts';
import { useLanguage } from '../language.tsx';
import { saveFile } from '../mine/save-file.ts';

export function DrawHow({ round, revealed }: { readonly round: DrawRound; readonly revealed: RevealedDraw }) {
  const { lang } = useLanguage();
  const d = drawWords[lang];
  const name = listFileName(round.n);
  return (
    <details>
      <summary>{d.how}</summary>
      <p>{d.howSave}</p>
      <button type="button" className="button" onClick={() => saveFile(utf8(listFileText(revealed)), name)}>
        {d.saveList({ name })}
      </button>
      <p>{d.howCommitment}</p>
      <pre>{commitmentCommand(round.n, revealed)}</pre>
      <p>{d.howDraw}</p>
      <pre>{drawCommand(round, revealed)}</pre>
    </details>
  );
}
