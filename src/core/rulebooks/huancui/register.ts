/**
 * What the register of 威环卫〔2022〕6号 shows in the place of a grade (HC-1): points for poor practice 「不良执业行为情况公示制度」
 * （四（一）2）, commendation 「加大对守信行为的表彰和宣传力度」（六（二））, incentives and sanctions 「守信激励和失信惩戒」（四（一）1、3, 四（三））.
 *
 * Incentives (fewer checks, awards, support) and sanctions (stricter licensing, more checks, interviews, word to other
 * departments) follow from no grade: what is in force against or for an institution is entered case by case, so there are no
 * measures. The words of an empty section never say that there was nothing, only that nothing is shown now.
 */
import type { RegisterTerms } from '../../domain/terms.ts';

export const REGISTER: RegisterTerms = {
  note: {
    zh: '方案没有写明信用等级怎样评定，所以不评等级，只公布信用记录。',
    en: 'The plan does not say how a grade is made, so none is given; records are published instead.',
  },
  sections: [
    {
      list: 'bad-practice',
      article: '四、主要任务（一）2',
      title: { zh: '不良执业行为记分', en: 'Points for poor practice' },
      none: { zh: '目前没有公示中的不良执业行为记分。', en: 'No points for poor practice on display at present.' },
    },
    {
      list: 'commendation',
      article: '六、保障措施（二）',
      title: { zh: '表彰', en: 'Commendations' },
      none: { zh: '目前没有公示中的表彰。', en: 'No commendations on display at present.' },
    },
    {
      list: 'incentive',
      article: '四、主要任务（一）3',
      title: { zh: '守信激励', en: 'Incentives' },
      none: { zh: '目前没有实施中的守信激励措施。', en: 'No incentives in force at present.' },
    },
    {
      list: 'sanction',
      article: '四、主要任务（一）3',
      title: { zh: '失信惩戒', en: 'Sanctions' },
      none: { zh: '目前没有实施中的失信惩戒措施。', en: 'No sanctions in force at present.' },
    },
  ],
};
