/** Private numbers are refused in any cell of any sheet, also in columns that nobody reads. */
import { checkCreditCode } from '../../../core/domain/credit-code.ts';
import { cleanCode } from './clean.ts';
import { findColumn } from './columns.ts';
import { holdsIdentityNumber, holdsMobileNumber, isIdentityNumber } from './privacy.ts';
import type { Ledger, SheetRow } from './table.ts';

type Cells = SheetRow['all'];

/** At most one problem of each kind a row. */
export function refusePrivateNumbers(row: SheetRow, ledger: Ledger): void {
  const cells = row.all;
  refuseIdentityNumbers(row, cells, ledger);
  refuseMobileNumbers(row, cells, ledger);
}

/** At the first such cell; the problem blots the number out. */
function refuseIdentityNumbers(row: SheetRow, cells: Cells, ledger: Ledger): void {
  const creditHeading = row.headings.get('creditCode');
  for (const { heading, cell } of cells) {
    if (!holdsIdentityNumber(cell.text)) continue;
    if (heading === creditHeading && isCreditCode(cell.text)) continue;
    ledger.cell(row, 'identity-number', heading, cell.text);
    return;
  }
}

/**
 * A mobile number where none is asked for. The telephone has its own rule, a public text its own
 * message; codes and amounts may look like a mobile number.
 */
function refuseMobileNumbers(row: SheetRow, cells: Cells, ledger: Ledger): void {
  for (const { heading, cell } of cells) {
    if (!holdsMobileNumber(cell.text) || hasOwnRule(row, heading)) continue;
    ledger.cell(row, 'mobile-unasked', heading, cell.text);
    return;
  }
}

function hasOwnRule(row: SheetRow, heading: string): boolean {
  // Of several keys that one heading is mapped to, the last one counts.
  const key = [...row.headings].findLast(([, theirs]) => theirs === heading)?.[0];
  const column = key === undefined ? undefined : findColumn(row.sheet, key);
  return column !== undefined && (column.shown || !['text', 'list'].includes(column.kind));
}

/** A credit code of digits only can look like region and birthday: its own check character then decides. */
function isCreditCode(text: string): boolean {
  const code = cleanCode(text);
  return checkCreditCode(code).checkDigit && !isIdentityNumber(code);
}
