/** The bureau of the example county: fictional, and said to be in every name and number. */
import { BUREAU, COUNTY } from './names.ts';
import { REGION } from './numbers.ts';
import { COMMITMENT } from './papers.ts';
import type { Publisher } from './story.ts';

/** Not of any real regulation: a bureau puts in its own. */
const EXAMPLE_TERMS: Publisher['intakeTerms'] = {
  accept: { days: 7, citation: '示例：请填写本局规定受理期限的文件和条款' },
  answer: { days: 60, citation: '示例：请填写本局规定答复期限的文件和条款' },
};

export const COUNTY_BUREAU: Publisher = {
  name: BUREAU,
  nameEn: 'Health Bureau of Example County (fictional)',
  county: COUNTY,
  countyEn: 'Example County',
  regionCode: REGION,
  phone: '0000-8000000',
  phoneHours: '工作日8:30—17:30',
  phoneHoursEn: 'workdays 8:30–17:30',
  hotline: null,
  supervisor: '示例县卫生健康监督所',
  operator: null,
  icp: '示例ICP备00000000号',
  publicSecurityNo: '示例公网安备00000000000000号',
  siteId: '0000000000',
  siteIdUrl: null,
  publicSecurityPicture: 'shield.svg',
  siteIdPicture: 'emblem.svg',
  commitment: COMMITMENT,
  intake: 'online',
  intakeTerms: EXAMPLE_TERMS,
  elsewhere: null,
};
