/** 处罚: rows to penalties. */
import type { PenaltyEvent } from '../../../core/domain/facts.ts';
import { AGAINST, PENALTY_SCOPES, PENALTY_STATUS, SERIOUSNESS } from './columns/choices.ts';
import type { RowReader } from './row-reader.ts';

/** An optional field: left out when blank, so that facts hold no empty texts. */
export function given<Key extends string>(key: Key, text: string): Partial<Record<Key, string>> {
  const field: Partial<Record<Key, string>> = {};
  if (text !== '') field[key] = text;
  return field;
}

/** Null when the row was refused. */
export function readPenalty(row: RowReader): PenaltyEvent | null {
  const documentNo = row.text('documentNo');
  const on = row.date('on');
  const seriousness = row.choice('seriousness', SERIOUSNESS);
  const revokedOn = row.date('revokedOn');
  const penalty = {
    kind: 'penalty' as const,
    scope: row.choice('scope', PENALTY_SCOPES) ?? 'health',
    status: row.choice('status', PENALTY_STATUS) ?? 'effective',
    against: row.choice('against', AGAINST) ?? 'institution',
    ...(seriousness === null ? {} : { seriousness }),
    ...(revokedOn === null ? {} : { revokedOn }),
    ...given('documentNo', documentNo),
    ...given('penaltyKind', row.text('penaltyKind')),
    ...given('procedure', row.text('procedure')),
    ...given('cause', row.text('cause')),
    ...given('basis', row.text('basis')),
    ...given('result', row.text('result')),
    ...given('authority', row.text('authority')),
  };
  if (row.refused || on === null) return null;
  if (documentNo === '') row.report('missing-document', 'documentNo');
  if (seriousness === null && penalty.against === 'institution' && penalty.status === 'effective') {
    row.report('penalty-not-classed', 'seriousness');
  }
  if (penalty.status === 'revoked' && revokedOn === null) row.report('revocation-not-dated', 'revokedOn');
  else if (penalty.status === 'effective' && revokedOn !== null) row.report('revocation-in-force', 'revokedOn');
  return { ...penalty, on };
}
