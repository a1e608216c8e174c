/** 机构: what only some policies ask for – the association's certificate, imported points, how many of the staff signed. */
import { knownExtension } from '../../../core/domain/certificate.ts';
import type { Certificate, InstitutionEntry } from '../../../core/domain/institution.ts';
import type { RowReader } from './row-reader.ts';

export type Further = Pick<InstitutionEntry, 'certificate' | 'credit' | 'promises'>;

/** Half of something is told and left out: nobody may guess the other half. */
export function readFurther(row: RowReader): Further {
  return { certificate: readCertificate(row), credit: readCredit(row), promises: row.integer('promises', 0, 99_999) };
}

function readCertificate(row: RowReader): Certificate | null {
  const number = row.code('certificateNumber');
  const on = row.date('certificateOn');
  const extendedUntil = row.date('certificateExtendedUntil');
  if (number === '' && on === null && extendedUntil === null) return null;
  if (number === '' || on === null) {
    row.report('certificate-incomplete', number === '' ? 'certificateNumber' : 'certificateOn');
    return null;
  }
  return withKnownExtension(row, { number, on, extendedUntil });
}

/** An extension that the policy does not know (第五条, CN-6) is none. */
function withKnownExtension(row: RowReader, certificate: Certificate): Certificate {
  const validity = row.policy?.terms.validity;
  if (validity?.kind !== 'certificate') return certificate;
  const extendedUntil = knownExtension(certificate, validity);
  if (extendedUntil !== certificate.extendedUntil) {
    row.report('extension-not-known', 'certificateExtendedUntil', String(validity.extensionMonths ?? 0));
  }
  return { ...certificate, extendedUntil };
}

function readCredit(row: RowReader): Further['credit'] {
  const points = row.decimal('creditPoints');
  const source = row.text('creditSource');
  const on = row.date('creditOn');
  if (points === null && source === '' && on === null) return null;
  if (points !== null && source !== '' && on !== null) return { points, source, on };
  row.report('points-incomplete', 'creditPoints');
  return null;
}
