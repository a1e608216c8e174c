/** The readable copy of an item: to read, to copy, to make a picture of. */
import { type ReactNode, useEffect, useState } from 'react';
import type { Submission } from '../../../core/complaint/submission.ts';
import type { OutboxItem } from '../../outbox/outbox.ts';
import { useLanguage } from '../language.tsx';
import { useOutbox } from '../outbox-context.tsx';
import { CopyButton } from './copy.tsx';
import { pictureOf } from './picture.ts';
import { useOut } from './words.ts';
import { writtenText } from './written.ts';

/** `none`: no copy is kept; `failed`: it is, and cannot be opened. */
export type Kept = Submission | 'reading' | 'none' | 'failed';

export function useKept({ id, readable }: OutboxItem): Kept {
  const outbox = useOutbox();
  const [kept, setKept] = useState<Kept>(readable ? 'reading' : 'none');
  useEffect(() => {
    if (!readable) {
      setKept('none');
      return;
    }
    let gone = false;
    const set = (value: Kept) => !gone && setKept(value);
    outbox.read(id).then(
      (copy) => set(copy === null ? 'failed' : copy.submission),
      () => set('failed'),
    );
    return () => {
      gone = true;
    };
  }, [outbox, id, readable]);
  return kept;
}

interface KeptCopyProps {
  readonly kept: Kept;
  readonly name: string;
  /** Whether the text stands there at once; otherwise behind a fold, since others may look at the screen. */
  readonly shown?: boolean;
}

export function KeptCopy({ kept, name, shown = false }: KeptCopyProps) {
  const out = useOut();
  const { lang } = useLanguage();
  if (kept === 'reading') return <p className="soft">{out.loading}</p>;
  if (kept === 'none') return <p className="soft">{out.stuckNoCopy}</p>;
  if (kept === 'failed') return <p className="soft">{out.readFailed}</p>;
  const text = writtenText(kept, out, lang);
  return (
    <>
      {shown ? (
        <p className="mine-written">{text}</p>
      ) : (
        <Fold title={out.read} name={`${out.read}${out.comma}${name}`}>
          <p className="mine-written">{text}</p>
        </Fold>
      )}
      <div>
        <CopyButton label={out.stuckCopy} name={`${out.stuckCopy}${out.comma}${name}`} text={text} />
      </div>
      <PictureButton text={text} name={name} />
    </>
  );
}

function PictureButton({ text, name }: { readonly text: string; readonly name: string }) {
  const out = useOut();
  const [pictures, setPictures] = useState<readonly string[] | 'failed'>([]);
  // The page's own font: what is readable there is readable in the picture.
  const make = () =>
    setPictures(pictureOf(text, getComputedStyle(document.body).fontFamily || 'sans-serif') ?? 'failed');
  return (
    <div>
      <button type="button" className="button" aria-label={`${out.stuckImage}${out.comma}${name}`} onClick={make}>
        {out.stuckImage}
      </button>
      <p role="status" className="mine-said">
        {pictures === 'failed' ? out.stuckImageFailed : pictures.length > 0 ? out.stuckImageHow : ''}
      </p>
      {pictures !== 'failed' &&
        pictures.map((address, i) => (
          <img
            key={address}
            className="mine-picture"
            src={address}
            alt={out.stuckImageAlt({ n: i + 1, m: pictures.length })}
          />
        ))}
    </div>
  );
}

/** What is inside is made only once it is opened. */
export function Fold({
  title,
  name,
  children,
}: {
  readonly title: string;
  readonly name?: string;
  readonly children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary aria-label={name}>{title}</summary>
      {open && children}
    </details>
  );
}
