/** `i/<code>.json` of a release: the record, its proof and what may be shown, for programs. */
import { openDataPath, publicOpenings } from '../../core/snapshot/open-data.ts';
import { openDataOf } from '../verify/open-data.ts';
import type { PageContext } from './pages.ts';
import type { Publishable } from './records.ts';

/** One file for every record. Names of staff and penalties whose term is over are not in them. */
export function renderOpenData(
  made: readonly Publishable[],
  { bureau, release, tree, directory, pin, today }: PageContext,
): Map<string, string> {
  const { version, time, count, root } = release;
  return new Map(
    made.map(({ record, openings }, index) => [
      openDataPath(record.code),
      openDataOf(
        {
          record,
          index,
          path: tree.path(index),
          release: { version, time, count, root },
          directory,
          fingerprint: pin.rootSha256,
          openings: publicOpenings(openings, today),
        },
        bureau,
      ),
    ]),
  );
}
