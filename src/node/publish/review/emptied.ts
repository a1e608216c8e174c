/** What a sheet that was renamed, lost or left empty would take from the pages: nobody's row is wrong, there is just none. */
import type { IsoDate } from '../../../core/domain/iso-date.ts';
import { publicOpenings } from '../../../core/snapshot/open-data.ts';
import type { Opening } from '../../../core/snapshot/opening.ts';
import type { ReadRelease } from '../../verify/read-release.ts';
import { differingShown, type Shown } from '../differing.ts';
import type { Publishable } from '../records.ts';
import type { SheetKey } from '../workspace/columns.ts';
import type { WorkspaceCounts } from '../workspace/load.ts';

/** Of `kind`, `institutions` had something in the last publication and have nothing now. */
export interface Emptied {
  readonly kind: EmptiedKind;
  readonly institutions: number;
  /** The sheets it comes from of which not one row was read. */
  readonly unread: readonly SheetKey[];
}

export type EmptiedKind = 'staff' | 'penalties' | 'listed' | 'changes' | 'commitments';

interface Kind {
  readonly kind: EmptiedKind;
  readonly sheets: readonly SheetKey[];
  readonly has: (shown: Shown, day: IsoDate) => boolean;
}

const holds =
  (type: Opening['body']['type']) =>
  ({ openings }: Shown, day: IsoDate): boolean =>
    publicOpenings(openings, day).some(({ body }) => body.type === type);

function isChanged({ record: { outcome } }: Shown): boolean {
  return outcome.status === 'withdrawn' || (outcome.status === 'graded' && outcome.change !== null);
}

const KINDS: readonly Kind[] = [
  { kind: 'staff', sheets: ['staff'], has: ({ record }) => record.staff !== null },
  { kind: 'penalties', sheets: ['penalties'], has: holds('penalty') },
  { kind: 'listed', sheets: ['events', 'measures'], has: holds('listed') },
  { kind: 'changes', sheets: ['events'], has: isChanged },
  { kind: 'commitments', sheets: ['commitments'], has: ({ record }) => record.commitment !== null },
];

/** So many at once are worth a look, though the sheet has rows of others. */
const HANDFUL = 5;

/** None for the first publication; whoever left the list is told elsewhere. */
export function emptiedSince(
  last: Pick<ReadRelease, 'records' | 'openings'> | null,
  made: readonly Publishable[],
  counts: WorkspaceCounts,
  day: IsoDate,
): readonly Emptied[] {
  const differing = differingShown(last, made);
  return KINDS.flatMap(({ kind, sheets, has }) => {
    const lost = differing.filter(({ before, now }) => !has(now, day) && has(before, day));
    const unread = sheets.filter((sheet) => counts[sheet].read === 0);
    const worth = lost.length >= HANDFUL || (lost.length > 0 && unread.length > 0);
    return worth ? [{ kind, institutions: lost.length, unread }] : [];
  });
}
