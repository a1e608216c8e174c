/** Which sentence a problem gets. Codes and details are for programs; people read `core/words/findings.ts`. */
import type { FindingKind } from '../../core/words/findings.ts';
import type { SiteProblem } from './site-problem.ts';

type Rule = readonly [kind: FindingKind, detail?: RegExp | null, file?: RegExp];

/** By code; of its rules the first one that fits. The last one of each fits all. */
const RULES: Readonly<Record<SiteProblem['code'], readonly Rule[]>> = {
  pin: [['pin']],
  signature: [['signature']],
  hash: [['changed']],
  'too-large': [['changed']],
  missing: [['missing']],
  network: [['network']],
  'no-crypto': [['unreadable']],
  format: [['unreadable']],
  'spec-version': [['unreadable']],
  'unknown-target': [['missing']],
  version: [['mixed']],
  'equal-version': [['mixed']],
  rollback: [['mixed']],
  'below-minimum': [['mixed']],
  expired: [['expired']],
  log: [['stage', /^proposed grades/], ['log']],
  'record-root': [['recordRoot']],
  data: [
    ['untold', null, /log\.json$/],
    ['goneSilently', / is missing$/, /tombstones\.json$/],
    ['goneShown', null, /tombstones\.json$/],
    ['opening', null, /\/penalties$/],
    ['gradeWords', /^words of grade/],
    ['stage', null, /records\.json$/],
    ['stray', /^(?:the release is|superseded record)/],
    ['unreadable'],
  ],
  intake: [['intake']],
  draw: [['draw']],
  staff: [['staff']],
  bundle: [['bundle']],
  lapsed: [['lapsed']],
  app: [['stranger', /^nobody published/], ['serving', /^can serve/], ['app']],
  page: [
    ['pageMissing', /^missing$/],
    ['pageAltered', /^(?:shows something else|differs from its own data)/],
    ['record', /^differs from what is signed$/],
    ['unfit', /^not-under-root$/],
    ['badProof', /^proof unreadable$/],
    ['cutOff', /^cut off$/],
    ['unreadable', /^unreadable$/],
    ['superseded', /^superseded$/],
    ['foreignPage', /^(?:unknown-release|another (?:pin|directory|release))$/],
    ['lapsed', /past its last day|have left the list/],
    ['opening', /^opening without/],
    ['gradeWords', /^words of grade/],
    ['leftOut', /is left out$/],
    ['goneShown', /code that is gone$/],
    ['pageAround', /^differs from the signed/],
    ['unproved'],
  ],
};

export function findingKind(problem: SiteProblem): FindingKind {
  const { code, file, detail = '' } = problem;
  if (code === 'page' && detail === 'another record') {
    return problem.differences?.some(({ fact }) => fact === 'code') ? 'otherInstitution' : 'record';
  }
  const fits = ([, says, stands]: Rule) => (says?.test(detail) ?? true) && (stands?.test(file) ?? true);
  return RULES[code].find(fits)?.[0] ?? 'unreadable';
}
