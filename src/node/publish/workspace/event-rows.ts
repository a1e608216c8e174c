/** 事件: rows to events and amendments. */
import type { Amendment, Event } from '../../../core/domain/facts.ts';
import type { IsoDate } from '../../../core/domain/iso-date.ts';
import { DOWNGRADE_TO, ESTABLISHED, EVENT_KINDS, HARM, RESPONSIBILITY, WITHDRAWAL_CAUSES } from './columns/choices.ts';
import { isOffered } from './columns/column.ts';
import { columnsOf } from './columns.ts';
import { given } from './penalty-rows.ts';
import type { RowReader } from './row-reader.ts';

type EventKind = (typeof EVENT_KINDS)[number]['value'];

/** Facts in favour need no document (GEN-1 speaks of negative ones). */
const FAVOURABLE: readonly EventKind[] = ['commendation', 'publicService', 'creditRepair'];
const AMENDMENTS: readonly EventKind[] = ['directDowngrade', 'labelWithdrawn'];
const ALWAYS = ['institutionId', 'kind', 'on', 'documentNo', 'content'];

/** The further columns of each kind; those with `!` must be filled. */
const USED: Partial<Readonly<Record<EventKind, readonly string[]>>> = {
  systemAvoidance: ['intentional!', 'bySampling!'],
  malpractice: ['responsibility!', 'harm!', 'major!', 'established!'],
  complaint: ['substantiated', 'severeImpact'],
  safetyPoints: ['points!'],
  badPracticePoints: ['points!'],
  touting: ['sanctioned!'],
  illegalAdvertising: ['sanctioned!'],
  commendation: ['level'],
  publicService: ['level'],
  creditRepair: ['repairs!'],
  directDowngrade: ['to!'],
  labelWithdrawn: ['cause!'],
};

export type EventRow =
  | { readonly kind: 'event'; readonly event: Event }
  | { readonly kind: 'amendment'; readonly amendment: Amendment };

/** Null when the row was refused, or is of a kind that the policy does not read. */
export function readEvent(row: RowReader): EventRow | null {
  const kind = row.choice('kind', EVENT_KINDS);
  const unread = EVENT_KINDS.find((one) => one.value === kind && !isOffered(one, row.policy));
  // Of an amendment that is not the policy's, the evaluation says so.
  if (unread !== undefined && !AMENDMENTS.includes(unread.value)) {
    row.report('kind-not-read', 'kind', unread.label);
    return null;
  }
  const on = row.date('on');
  const documentNo = row.text('documentNo');
  const content = row.text('content');
  if (kind === null) return null;
  checkColumns(row, kind);
  const read = readByKind(row, kind, content);
  if (row.refused || on === null || read === null) return null;
  if (documentNo === '') warnOfDocument(row, kind);
  const dated = { on, ...given('documentNo', documentNo) };
  return read(dated);
}

function warnOfDocument(row: RowReader, kind: EventKind): void {
  if (!AMENDMENTS.includes(kind)) {
    if (!FAVOURABLE.includes(kind)) row.report('missing-document', 'documentNo');
  } else if (kind === 'directDowngrade' || !['closed', 'licenceRevoked', 'licenceCancelled'].includes(causeOf(row))) {
    row.report('downgrade-without-approval', 'documentNo');
  }
}

/** WG-6: only a withdrawal for another cause needs a document. */
function causeOf(row: RowReader): string {
  return row.choice('cause', WITHDRAWAL_CAUSES) ?? '';
}

/** Columns that the kind needs, and filled ones that it does not use: those hint at a wrong kind. */
function checkColumns(row: RowReader, kind: EventKind): void {
  const used = USED[kind] ?? [];
  const label = EVENT_KINDS.find((choice) => choice.value === kind)?.label ?? kind;
  for (const name of used) {
    if (name.endsWith('!') && row.isBlank(name.slice(0, -1))) row.report('missing-for-kind', name.slice(0, -1), label);
  }
  const known = [...ALWAYS, ...used.map((name) => name.replace('!', ''))];
  for (const { key } of columnsOf('events')) {
    if (!known.includes(key) && !row.isBlank(key)) row.report('not-used-for-kind', key, label);
  }
}

interface DatedFields {
  readonly on: IsoDate;
  readonly documentNo?: string;
}

type Finish = (dated: DatedFields) => EventRow;

const event = (value: Event): EventRow => ({ kind: 'event', event: value });

/** Reads the fields of one kind; null when one is missing or wrong, which was reported. */
function readByKind(row: RowReader, kind: EventKind, content: string): Finish | null {
  switch (kind) {
    case 'systemAvoidance': {
      const fields = { intentional: row.flag('intentional'), bySampling: row.flag('bySampling') };
      const { intentional, bySampling } = fields;
      if (intentional === null || bySampling === null) return null;
      return (dated) => event({ kind, ...dated, intentional, bySampling });
    }
    case 'malpractice':
      return readMalpractice(row);
    case 'complaint': {
      const [substantiated, severeImpact] = [row.flag('substantiated'), row.flag('severeImpact') ?? false];
      return (dated) => event({ kind, ...dated, substantiated, severeImpact });
    }
    case 'safetyPoints': {
      const points = row.decimal('points');
      return points === null ? null : (dated) => event({ kind, ...dated, points });
    }
    case 'badPracticePoints': {
      const points = row.decimal('points');
      return points === null ? null : (dated) => event({ kind, ...dated, points, ...given('item', content) });
    }
    case 'touting':
    case 'illegalAdvertising': {
      const sanctioned = row.flag('sanctioned');
      return sanctioned === null ? null : (dated) => event({ kind, ...dated, sanctioned });
    }
    case 'commendation':
    case 'publicService': {
      const level = row.text('level');
      return (dated) => event({ kind, ...dated, ...given('title', content), ...given('level', level) });
    }
    case 'creditRepair': {
      const repairs = row.text('repairs');
      return repairs === '' ? null : (dated) => event({ kind, ...dated, repairs });
    }
    case 'otherNegative':
      return (dated) => event({ kind, ...dated, ...given('description', content) });
    case 'directDowngrade':
    case 'labelWithdrawn':
      return readAmendment(row, kind, content);
    default:
      return (dated) => event({ kind, ...dated });
  }
}

function readMalpractice(row: RowReader): Finish | null {
  const responsibility = row.choice('responsibility', RESPONSIBILITY);
  const harm = row.choice('harm', HARM);
  const major = row.flag('major');
  const established = row.choice('established', ESTABLISHED);
  if (responsibility === null || harm === null || major === null || established === null) return null;
  return (dated) => event({ kind: 'malpractice', ...dated, responsibility, harm, major, established });
}

function readAmendment(row: RowReader, kind: 'directDowngrade' | 'labelWithdrawn', content: string): Finish | null {
  const reason = given('reason', content);
  if (kind === 'directDowngrade') {
    const to = row.choice('to', DOWNGRADE_TO);
    return to === null ? null : (dated) => ({ kind: 'amendment', amendment: { kind, ...dated, to, ...reason } });
  }
  const cause = row.choice('cause', WITHDRAWAL_CAUSES);
  return cause === null ? null : (dated) => ({ kind: 'amendment', amendment: { kind, ...dated, cause, ...reason } });
}
