/** One institution of the shown data: its profile file is read when the first one is opened. */
import { useEffect, useState } from 'react';
import type { InstitutionCode } from '../../core/domain/institution-code.ts';
import type { Dataset, Found } from './data/dataset.ts';

export type Lookup = Found | 'reading' | 'unknown' | 'unreadable';

export function useInstitution(data: Dataset | null, code: InstitutionCode | null): Lookup {
  const [read, setRead] = useState<{ readonly data: Dataset; readonly code: string; readonly found: Lookup } | null>(
    null,
  );
  useEffect(() => {
    if (data === null || code === null) return;
    let current = true;
    data
      .find(code)
      .then((found): Lookup => found ?? 'unknown')
      .catch((): Lookup => 'unreadable')
      .then((found) => {
        if (current) setRead({ data, code, found });
      });
    return () => {
      current = false;
    };
  }, [data, code]);
  // An answer for another code, or from a release that was replaced, is none.
  return read !== null && read.data === data && read.code === code ? read.found : 'reading';
}
