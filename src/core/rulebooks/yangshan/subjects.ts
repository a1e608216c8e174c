/**
 * Whom 三、实施步骤 has graded, each from the year of its phase. The system grades a year in the January after it (四、重点任务（三）):
 * the phase of a year begins with that year's evidence, and the pilot (「2022年12月前」) with that of 2022.
 *
 * 医务人员 of （五） are left out: natural persons are never subjects of a public release, so no id names them. The words of the other
 * subjects' own sections are those of their licences; 餐具饮具集中消毒服务单位 hold a business registration only.
 */
import { isoDate } from '../../domain/iso-date.ts';
import type { SubjectTerms, Text } from '../../domain/terms.ts';

type Own = Omit<NonNullable<SubjectTerms['own']>, 'disclaimer'>;

function subject(id: string, name: Text, phase: keyof typeof FROM, own: Own | null = null): SubjectTerms {
  const article = `三、实施步骤${phase}`;
  return { id, name, article, from: FROM[phase], own: own && { ...own, disclaimer: DISCLAIMER } };
}

const FROM = {
  '（二）': isoDate('2022-01-01'),
  '（三）': isoDate('2023-01-01'),
  '（四）': isoDate('2024-01-01'),
  '（五）': isoDate('2025-01-01'),
} as const;

const DISCLAIMER: Text = {
  zh: '等级反映守法诚信情况，不代表产品或服务质量。',
  en: 'The grade is about law and good faith, not the quality of products or services.',
};
const HEALTH_LICENCE = {
  licence: { zh: '卫生许可', en: 'Hygiene licence' },
  certificate: { zh: '卫生许可证', en: 'hygiene licence' },
} as const;

/** In the order of the plan. */
export const SUBJECTS: readonly SubjectTerms[] = [
  subject('disinfectant-maker', { zh: '消毒产品生产企业', en: 'Makers of disinfection products' }, '（二）', {
    ...HEALTH_LICENCE,
    scope: { zh: '生产类别', en: 'Product classes' },
  }),
  subject('drinking-water-maker', { zh: '涉水产品生产企业', en: 'Makers of drinking-water products' }, '（二）', {
    ...HEALTH_LICENCE,
    scope: { zh: '产品类别', en: 'Product classes' },
  }),
  subject('medical-secondary', { zh: '二级及以上医疗机构', en: 'Secondary and tertiary institutions' }, '（二）'),
  // 「一级及以上」: those above were there before.
  subject('medical-primary', { zh: '一级医疗机构', en: 'Primary institutions' }, '（三）'),
  subject('blood-station', { zh: '采供血机构', en: 'Blood stations' }, '（四）', {
    licence: { zh: '执业许可', en: 'Practice licence' },
    certificate: { zh: '采供血执业许可证', en: 'practice licence' },
    scope: { zh: '业务项目', en: 'Services' },
  }),
  subject('tableware-disinfection', { zh: '餐具饮具集中消毒服务单位', en: 'Tableware disinfection' }, '（四）', {
    licence: { zh: '营业登记', en: 'Business registration' },
    certificate: { zh: '营业执照', en: 'business licence' },
    scope: { zh: '服务项目', en: 'Services' },
  }),
  subject('medical-below-primary', { zh: '一级以下医疗机构', en: 'Institutions below primary' }, '（五）'),
  subject('public-place', { zh: '公共场所', en: 'Public places' }, '（五）', {
    ...HEALTH_LICENCE,
    scope: { zh: '经营项目', en: 'Business' },
  }),
];
