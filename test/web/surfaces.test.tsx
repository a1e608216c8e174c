// @vitest-environment jsdom
/** One function decides what any surface shows on a day: each surface on the last day and on the day after. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { codeFromBytes } from '../../src/core/domain/institution-code.ts';
import { addDays, type IsoDate, isoDate } from '../../src/core/domain/iso-date.ts';
import type { RulebookTerms } from '../../src/core/domain/terms.ts';
import { publicLists } from '../../src/core/snapshot/lists.ts';
import { openDataText, publicOpenings } from '../../src/core/snapshot/open-data.ts';
import type { Opening } from '../../src/core/snapshot/opening.ts';
import type { PageProof } from '../../src/core/snapshot/page-proof.ts';
import { publicNow } from '../../src/core/snapshot/public-now.ts';
import { buildSearchIndex, searchInstitutions } from '../../src/core/snapshot/search.ts';
import { indexEntries, packIndex, parseDataFile } from '../../src/core/snapshot/tables.ts';
import { words } from '../../src/core/words/index.ts';
import { listMark } from '../../src/web/app/data/list-state.ts';
import { viewOn } from '../../src/web/page/enhance/proof.ts';
import { markLapsed, removeLapsed } from '../../src/web/page/enhance/today.ts';
import { InstitutionPage } from '../../src/web/page/institution-page.tsx';
import { renderPrintDocument } from '../../src/web/page/print/document.tsx';
import { renderInstitutionPage } from '../../src/web/page/render.tsx';
import { graded, penaltyOpening, reasonOpening, record, staffOpening } from '../support/records.ts';
import { bureau, propsOf, WUGANG } from './page/sample.ts';
import { printOf } from './print/sample.ts';

/** Of the penalty, of the reason that rests on it, and here of the grade too. */
const LAST = isoDate('2026-12-02');
const AFTER = addDays(LAST, 1);
const RENDERED = isoDate('2026-01-15');
const TERMS: RulebookTerms = {
  ...WUGANG,
  lists: [
    {
      id: 'x',
      title: { zh: '榜', en: 'List' },
      note: { zh: '', en: '' },
      article: '一',
      of: { grades: ['qualified'] },
    },
  ],
};
const RECORD = record({
  code: codeFromBytes(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9)),
  outcome: { ...graded, reasons: [], validUntil: LAST, sealedReasons: true },
});
const OPENINGS: readonly Opening[] = [
  penaltyOpening,
  { ...reasonOpening, body: { ...reasonOpening.body, rule: 'penalty-health' } as never },
  staffOpening,
];

const PROOF: PageProof = {
  v: 1,
  record: RECORD,
  index: 0,
  path: [],
  release: { version: 1, time: '2026-01-15T02:00:00Z', count: 1, root: '00' },
  openings: OPENINGS,
  directory: 'example/2026',
  pin: { rootSha256: '00', minimumVersion: 1, builtAt: '2026-01-01T00:00:00Z' },
};

/** As publishing and the daily refresh write it. */
function page(day: IsoDate, lang: 'zh' | 'en'): string {
  const openings = [...publicOpenings(OPENINGS, day), staffOpening];
  const view = publicNow(RECORD, openings, day);
  const about = {
    proof: { ...PROOF, openings },
    view,
    terms: TERMS,
    bureau,
    scriptUrl: '/x.js',
    styleHash: 'sha256-x',
  };
  return renderInstitutionPage({ ...about, lang });
}

/** What may be read of what was rendered: later parts that wait hidden are not shown. */
function shown(html: string): string {
  const box = document.createElement('div');
  box.innerHTML = html.replace(/<style[\s\S]*?<\/style>/g, '');
  for (const hidden of box.querySelectorAll('[hidden],script:not([type])')) hidden.remove();
  return box.textContent ?? '';
}

/** A page that was rendered long ago, and its script runs today. */
function agedPage(day: IsoDate): string {
  const props = propsOf({ terms: TERMS, record: RECORD, openings: OPENINGS });
  const view = publicNow(RECORD, OPENINGS, RENDERED);
  render(<InstitutionPage {...props} view={view} />);
  const now = viewOn({ proof: PROOF, view, sound: true }, day);
  removeLapsed(view, now);
  markLapsed(view, now);
  return shown(document.body.innerHTML);
}

/** As the app shows it from what it stored at first. */
function appPage(day: IsoDate): string {
  const props = propsOf({ terms: TERMS, record: RECORD, openings: OPENINGS });
  render(<InstitutionPage {...props} view={publicNow(RECORD, OPENINGS, day)} />);
  return shown(document.body.innerHTML);
}

function json(day: IsoDate): string {
  const { index, path, release, directory } = PROOF;
  const parts = { record: RECORD, index, path, release, directory, fingerprint: '00' };
  const notes = { about: { zh: '', en: '' }, verify: { zh: '', en: '' } };
  return openDataText({ ...parts, openings: publicOpenings(OPENINGS, day) }, bureau, notes);
}

function board(day: IsoDate): string {
  const sheet = printOf({ paper: 'a3' });
  const printed = renderPrintDocument({ ...sheet, terms: TERMS, view: publicNow(RECORD, OPENINGS, day) });
  return printed.ok ? shown(printed.value) : printed.fault;
}

function searched(day: IsoDate): string {
  const { v, bureau: id, year, period } = RECORD;
  const entries = indexEntries(parseDataFile(packIndex({ v, bureau: id, year, period }, [RECORD], () => 'qsz')));
  const [entry] = searchInstitutions(buildSearchIndex(entries), '青石');
  if (entry === undefined) throw new Error('not found');
  return listMark(entry, TERMS, day, 'zh', words.zh).mark;
}

function list(day: IsoDate): string {
  const [listed] = publicLists(TERMS, [RECORD], day, () => 0);
  return (listed?.views ?? []).map(({ record: { name }, state }) => `${name} ${state.kind}`).join();
}

/** The mark above its year. Where the page explains what each grade asks, the word stands on. */
const IN_FORCE = /合格2026年度信用级别/;
const NUMBER = '示卫医罚〔2025〕17号';
/** What each says of the penalty and of the grade, while it may. */
const SURFACES: readonly (readonly [
  name: string,
  surface: (day: IsoDate) => string,
  penalty: boolean,
  grade: RegExp | null,
])[] = [
  ['the static page', (day) => shown(page(day, 'zh')), true, IN_FORCE],
  ['the static page in English', (day) => shown(page(day, 'en')), true, /credit grade: Qualified/],
  ['the bytes of the static page', (day) => page(day, 'zh'), true, /2026年度信用级别合格/],
  ['an old page with its script', agedPage, true, IN_FORCE],
  ['the app’s page', appPage, true, IN_FORCE],
  ['the file for programs', json, true, null],
  ['the board', board, false, /信用级别合格/],
  ['a search result', searched, false, /合格/],
  ['a public list', list, false, /青石镇和安口腔门诊部 graded/],
];

afterEach(cleanup);

describe.each(SURFACES)('%s', (_, surface, penalty, grade) => {
  it('shows on the last day what it has, and nothing of it on the day after', () => {
    const before = surface(LAST);
    cleanup();
    const after = surface(AFTER);
    expect([before.includes(NUMBER), after.includes(NUMBER)]).toEqual([penalty, false]);
    for (const text of ['未按规定填写病历资料', '警告、罚款1000元', '第四十七条']) expect(after).not.toContain(text);
    if (grade === null) return;
    expect(before).toMatch(grade);
    expect(after).not.toMatch(grade);
  });
});

describe('the sources', () => {
  it('compare a last day with today in public-now.ts alone; only a licence’s own date is read elsewhere', () => {
    const compared =
      /\b(?:shownUntil|validUntil)\b[^\n;]{0,30} [<>]=? | [<>]=? [^\n;]{0,30}\b(?:shownUntil|validUntil)\b/;
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
    const found = files.filter((file) =>
      readFileSync(join('src', file), 'utf8')
        .split('\n')
        .some((line) => !/^\s*(?:\/?\*|\/\/)/.test(line) && compared.test(line)),
    );
    expect(found.map((file) => file.replaceAll('\\', '/')).sort()).toEqual([
      'core/snapshot/public-now.ts',
      // Whether the workbook's row is likely at all.
      'node/publish/workspace/institution-rows.ts',
      'web/page/licence.tsx',
    ]);
  });
});
