/** Routine checks by grade, 「次/年」: 附件1 五's table. Special and complaint checks are outside these numbers. */
import type { ChecksTerms, MeasureTerms } from '../../domain/terms.ts';

const common = { article: '附件1 五、卫生监督频率', per: 'year' } as const;

export const SUPERVISION: Readonly<Record<string, ChecksTerms>> = {
  excellent: { ...common, atLeast: 1, atMost: 1, text: { zh: '每年1次，简化监督', en: 'Once a year, simplified' } },
  qualified: { ...common, atLeast: 1, atMost: 2, text: { zh: '每年1至2次', en: 'Once or twice a year' } },
  poor: {
    ...common,
    atLeast: 4,
    atMost: null,
    text: { zh: '每年不少于4次，重点监督', en: 'At least 4 a year, as a key target' },
  },
};

export const SUPERVISION_NOTE: MeasureTerms = {
  text: {
    zh: '因专项检查、处理投诉举报等需要检查的，不受上述次数限制。',
    en: 'Special checks, and checks after complaints and reports, are outside these numbers.',
  },
  article: '附件1 四、信用评价否决项',
};
