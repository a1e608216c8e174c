/** A workbook's parts all at once, as they are edited to mark its cells: this needs memory, so it has limits of its own. */
import { unzipSync, type Zippable } from 'fflate';
import { fail, ok, type Result } from '../../../../core/domain/result.ts';
import type { WorkbookFault } from '../read-xlsx.ts';

/** Packed, unpacked, and how many parts. */
const MAX_FILE = 64 * 1024 * 1024;
const MAX_UNPACKED = 256 * 1024 * 1024;
const MAX_PARTS = 2_000;

/** fflate never writes more than the size that an entry declares. */
export function unpackWhole(bytes: Uint8Array): Result<Zippable, WorkbookFault> {
  if (bytes.length > MAX_FILE) return fail('workbook-too-large');
  let size = 0;
  let parts = 0;
  let tooLarge = false;
  try {
    const files = unzipSync(bytes, {
      filter: (file) => {
        size += file.originalSize;
        parts += 1;
        tooLarge ||= size > MAX_UNPACKED || parts > MAX_PARTS;
        return !tooLarge;
      },
    });
    if (tooLarge) return fail('workbook-too-large');
    return Object.hasOwn(files, 'xl/workbook.xml') ? ok(files) : fail('workbook-unreadable');
  } catch {
    return fail(tooLarge ? 'workbook-too-large' : 'workbook-unreadable');
  }
}
