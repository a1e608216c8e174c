/** Whether the code that somebody typed is the one on an institution's letter. */
import { chinaDay } from '../../core/domain/iso-date.ts';
import type { CodeTable } from '../publish/codes.ts';
import { checkObjectionCode } from '../publish/objection-codes.ts';

/** `right`: of the institution that the submission names. `other`: of another one. `wrong`: of none. */
export type ObjectionCheck =
  | { readonly kind: 'right' | 'other'; readonly institutionId: string; readonly code: string; readonly year: number }
  | { readonly kind: 'wrong' };

/** Tries this year's letters and last year's: grades are told late in one year or early in the next. */
export function checkObjection(
  typed: string,
  named: string | null,
  receivedAt: string,
  letters: { readonly saltSecret: Uint8Array; readonly bureau: string; readonly codes: CodeTable },
): ObjectionCheck {
  const received = Number(chinaDay(new Date(receivedAt)).slice(0, 4));
  // The named one first: by chance no other has the same code, but if so, it must not be called wrong.
  const all = [...letters.codes].sort(([, a], [, b]) => Number(b === named) - Number(a === named));
  for (const year of [received, received - 1]) {
    for (const [institutionId, code] of all) {
      if (!checkObjectionCode(typed, letters.saltSecret, letters.bureau, year, institutionId)) continue;
      return { kind: code === named ? 'right' : 'other', institutionId, code, year };
    }
  }
  return { kind: 'wrong' };
}
