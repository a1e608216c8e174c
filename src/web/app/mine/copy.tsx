/** A button that copies; where the browser does not let it, the text stands ready to be copied by hand. */
import { useEffect, useRef, useState } from 'react';
import { copySelected, copyText } from './clipboard.ts';
import { useOut } from './words.ts';

interface CopyProps {
  readonly label: string;
  /** Whole name for a screen reader, beginning with the label. */
  readonly name: string;
  readonly text: string;
}

type Copied = 'no' | 'yes' | 'by-hand';

export function CopyButton({ label, name, text }: CopyProps) {
  const out = useOut();
  const [copied, setCopied] = useState<Copied>('no');
  const copy = async () => setCopied((await copyText(text)) ? 'yes' : 'by-hand');
  return (
    <>
      <button type="button" className="button" aria-label={name} onClick={() => void copy()}>
        {label}
      </button>
      <span role="status" className="mine-said">
        {copied === 'yes' ? out.copied : ''}
      </span>
      {copied === 'by-hand' && <ByHand name={name} text={text} onCopied={() => setCopied('yes')} />}
    </>
  );
}

function ByHand(props: { readonly name: string; readonly text: string; readonly onCopied: () => void }) {
  const out = useOut();
  const field = useRef<HTMLTextAreaElement>(null);
  const { name, text, onCopied } = props;
  const done = useRef(onCopied);
  useEffect(() => {
    if (field.current !== null && copySelected(field.current)) done.current();
  }, []);
  return (
    <div className="mine-byhand">
      <p role="status">{out.copyByHand}</p>
      <textarea
        ref={field}
        readOnly
        aria-label={name}
        value={text}
        rows={Math.min(10, text.split('\n').length + 1)}
        onFocus={(event) => event.currentTarget.setSelectionRange(0, text.length)}
      />
    </div>
  );
}
