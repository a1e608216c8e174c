/** A question that must be answered. Hand-made: Safari 14 has no <dialog>. */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';

interface DialogProps {
  readonly title: string;
  readonly text: string | null;
  /** The buttons; the first one gets the focus and should be the harmless one. */
  readonly children: ReactNode;
  /** Escape, and the way back. */
  readonly onCancel: () => void;
}

export function Dialog({ title, text, children, onCancel }: DialogProps) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    box.current?.querySelector('button')?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onCancel();
    if (event.key === 'Tab' && box.current !== null) keepInside(event, box.current);
  };
  return (
    <div className="mine-veil">
      <div
        ref={box}
        className="mine-dialog"
        role="alertdialog"
        aria-modal="true"
        aria-labelledby={`${id}-title`}
        aria-describedby={text === null ? undefined : `${id}-text`}
        onKeyDown={onKeyDown}
      >
        <h2 id={`${id}-title`}>{title}</h2>
        {text !== null && <p id={`${id}-text`}>{text}</p>}
        <div className="mine-buttons">{children}</div>
      </div>
    </div>
  );
}

function keepInside(event: KeyboardEvent, box: HTMLElement): void {
  const buttons = box.querySelectorAll('button');
  const [first, last] = [buttons[0], buttons[buttons.length - 1]];
  const leaving = event.shiftKey ? first : last;
  if (document.activeElement !== leaving) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
