/** The fictional bureau of these tests; apart from the publisher's, so that a browser can load it. */
import type { Bureau } from '../../../../src/core/domain/bureau.ts';

export const bureau: Bureau = {
  id: 'example',
  name: '示例县卫生健康局',
  nameEn: 'Health Bureau of Example County',
  county: '示例县',
  countyEn: 'Example County',
  regionCode: '000000',
  rulebook: 'wugang',
  origin: 'https://yx.example.gov.cn',
  phone: '0000-7654321',
  phoneHours: '周一至周五8:00—17:30',
  hotline: '12345',
  supervisor: '示例县卫生计生监督所',
  operator: null,
  icp: null,
  publicSecurityNo: null,
  siteId: null,
  siteIdUrl: null,
  publicSecurityPicture: null,
  siteIdPicture: null,
  commitment: [],
  intake: 'online',
  intakeTerms: {
    accept: { days: 15, citation: '《信访工作条例》' },
    answer: { days: 60, citation: '《信访工作条例》' },
  },
  elsewhere: null,
  demo: true,
};
