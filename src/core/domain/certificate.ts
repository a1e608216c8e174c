/** How long a certificate is valid: a rating with a certificate of its own ends by it, not by the publication. */
import type { Certificate } from './institution.ts';
import { type IsoDate, termEnd } from './iso-date.ts';
import type { ValidityTerms } from './terms.ts';

type CertificateTerms = Extract<ValidityTerms, { readonly kind: 'certificate' }>;

/** The last day without an extension. 社会办医疗机构社会信用评价管理办法（2022）第五条 counts 3 years and names no first day: GEN-8. */
export function certificateEnd({ on }: Pick<Certificate, 'on'>, { months }: CertificateTerms): IsoDate {
  return termEnd(on, months);
}

/** The extension as far as the policy knows it: after the end, and at most so many months; null for any other. */
export function knownExtension(certificate: Certificate, terms: CertificateTerms): IsoDate | null {
  const { extendedUntil } = certificate;
  if (extendedUntil === null || terms.extensionMonths === null) return null;
  const end = certificateEnd(certificate, terms);
  return extendedUntil > end && extendedUntil <= termEnd(end, terms.extensionMonths) ? extendedUntil : null;
}
