/** An institution's staff list on its page, where this device holds the inspector key. */
import { useEffect, useState } from 'react';
import type { Opening } from '../../../core/snapshot/opening.ts';
import type { Shown } from '../data/controller.ts';
import type { Found } from '../data/dataset.ts';
import { useInspector } from './inspector.ts';

/** Null without a key, and until the list was opened and compared with the record. */
export function useStaff({ release }: Shown, { record }: Found): Opening | null {
  const { bureau, isMarked } = useInspector();
  const [read, setRead] = useState<{ readonly record: object; readonly opening: Opening | null } | null>(null);
  useEffect(() => {
    if (!isMarked) return;
    let current = true;
    import('./book.ts')
      .then(({ openBook }) => openBook(bureau, release))
      .then((opened) => (opened.kind === 'open' ? opened.book.genuine(record) : null))
      // Without the lists the page says where they are, as on every other phone.
      .catch(() => null)
      .then((opening) => {
        if (current) setRead({ record, opening });
      });
    return () => {
      current = false;
    };
  }, [bureau, isMarked, release, record]);
  return isMarked && read?.record === record ? read.opening : null;
}
