/** How gaps of 阳山县医疗卫生信用信息管理实施方案 are read (policy readings, 4). Both are about the draw, no grade rests on them. */
import type { RulingDefinition } from '../rulings.ts';

export const RULINGS: readonly RulingDefinition[] = [
  {
    id: 'YS-1',
    defaultName: null,
    text: {
      zh: '按比例抽查的家数不是整数的，向上取整。',
      en: 'A share that is not a whole number of institutions is rounded up.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'YS-2',
    defaultName: null,
    text: {
      zh: '抽查由随机种子决定：同一等级内，以种子为密钥计算各机构编号的HMAC-SHA-256，按结果从小到大抽取。抽查前只公布种子与名单的校验值，抽查后公布种子，任何人都可以复算。',
      en: 'A random seed decides the draw: within a grade, institutions are taken in the order of the HMAC-SHA-256 of their ids under the seed. Before the round only a digest of seed and list is published, afterwards the seed, so that anyone can repeat it.',
    },
    alternatives: [],
    public: true,
  },
];
