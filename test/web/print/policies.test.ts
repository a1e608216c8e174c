import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { RULEBOOKS } from '../../../src/core/rulebooks/registry.ts';
import { renderPrintDocument } from '../../../src/web/page/print/document.tsx';
import { PrintPage } from '../../../src/web/page/print/index.tsx';
import { refusalText } from '../../../src/web/page/print/refusal.ts';
import type { Sample } from '../page/sample.ts';
import { policyPropsOf, samples } from '../page/sample-policies.ts';
import { printOf } from './sample.ts';

function htmlOf(sample: Sample, paper: 'a3' | 'a4' = 'a3'): string {
  const { view, terms, bureau } = policyPropsOf(sample);
  const result = renderPrintDocument({ ...printOf({ paper }), view, terms, bureau, staff: view.staff });
  if (!result.ok) throw new Error(result.fault);
  return result.value.slice(result.value.indexOf('<body>'));
}

const OWN = samples.subject.terms.subjects.flatMap(({ id, own }) => (own === null ? [] : [[id, own] as const]));

const textOf = (sample: Sample, paper?: 'a3' | 'a4') => htmlOf(sample, paper).replace(/<[^>]+>/g, '');

describe.each(['a3', 'a4'] as const)('a board on %s', (paper) => {
  it('of an association has another tone, its notice and disclaimer, and its certificate', () => {
    const html = htmlOf(samples.rated, paper);
    expect(html).toContain('pr-association');
    expect(html).toContain('#6b3f7a');
    expect(html).not.toContain('#0b5463');
    const text = textOf(samples.rated, paper);
    for (const part of [
      '不是政府部门评定的等级',
      '不代表医疗技术水平',
      '证书编号SHXY-2025-00123',
      '有效期至2028年3月1日',
    ]) {
      expect(text).toContain(part);
    }
    expect(textOf(samples['rated-extended'], paper)).toContain('延期续评中');
  });

  it('is not made where there is no valid rating, nor are stickers', () => {
    const refused = { 'rated-void': 'certificate-ended', unrated: 'not-rated', unissued: 'not-rated' } as const;
    for (const [name, fault] of Object.entries({ ...refused, 'rating-removed': 'label-withdrawn' } as const)) {
      const { view, terms, bureau } = policyPropsOf(samples[name as keyof typeof samples]);
      for (const kind of ['board', 'stickers'] as const) {
        expect(renderPrintDocument({ ...printOf({ paper, kind }), view, terms, bureau })).toEqual({ ok: false, fault });
      }
    }
  });

  it('of a bureau has its tone', () => {
    expect(htmlOf(samples.imported, paper)).toContain('pr-government');
    expect(htmlOf(samples.imported, paper)).not.toContain('#6b3f7a');
    expect(textOf(samples.imported, paper)).toContain('等级由省系统生成');
  });

  it('of a register says why there is no grade, and holds nothing that must be able to leave', () => {
    const text = textOf(samples.register, paper);
    expect(text).toContain('本地公布信用记录，不评等级');
    expect(text).toContain('方案没有写明信用等级怎样评定');
    expect(text).not.toMatch(/病历|约谈|示卫记/);
  });

  it.each(OWN)('of %s speaks of its own papers and has no part for staff', (id, subject) => {
    const record = { ...samples.subject.record, subject: id, commitment: null };
    const text = textOf({ ...samples.subject, record }, paper);
    expect(text).toContain(`《${subject.certificate.zh}》`);
    for (const own of [subject.licence.zh, subject.scope.zh, subject.disclaimer.zh]) expect(text).toContain(own);
    expect(text).toContain('《信用承诺书》张贴处');
    expect(text).not.toMatch(/医疗机构执业|诊疗科目|依法执业|医护|医师|护士|人员|机构二维码/);
    expect(htmlOf({ ...samples.subject, record }, paper).match(/<section/g)).toHaveLength(5);
  });

  it('numbers its parts from one on without a gap', () => {
    for (const [of, parts] of [
      [samples.subject, 5],
      [samples.imported, 6],
    ] as const) {
      const numbers = [...htmlOf(of, paper).matchAll(/<text x="10"[^>]*>(\d)</g)].map(([, number]) => Number(number));
      expect(numbers).toEqual(Array.from({ length: parts }, (_, i) => i + 1));
    }
  });

  it('of a medical institution has the letter that its policy names', () => {
    for (const of of [samples.imported, samples.register, samples.rated]) {
      const { view, terms, bureau } = policyPropsOf({ ...of, record: { ...of.record, commitment: null } });
      const html = renderPrintDocument({ ...printOf({ paper }), view, terms, bureau: { ...bureau, commitment: [] } });
      expect(html.ok && html.value).toContain(`《${terms.board.letter.zh}》张贴处`);
      expect(html.ok && html.value).not.toContain('依法执业承诺书');
    }
  });

  it('of an association names it as who rates, not as who supervises', () => {
    const text = textOf(samples.rated, paper);
    expect(text).toContain('评价单位和联系电话');
    expect(text).not.toMatch(/监督单位|投诉举报|广告/);
    expect(textOf(samples.imported, paper)).toContain('监督单位和投诉电话');
  });

  it('of a register promises no grade', () => {
    expect(textOf(samples.register, paper)).not.toContain('看等级');
    expect(textOf(samples.register, paper)).not.toContain('年度信用等级');
  });
});

describe('stickers of a subject that is no medical institution', () => {
  it('name places that it has', () => {
    const { view, terms, bureau } = policyPropsOf(samples.subject);
    const html = renderPrintDocument({ ...printOf({ kind: 'stickers' }), view, terms, bureau });
    expect(html.ok && html.value).not.toMatch(/诊室|药房|病房/);
    expect(html.ok && html.value).toContain('前台');
  });
});

describe('the words of a withdrawn label', () => {
  it('are each policy’s own', () => {
    const said = RULEBOOKS.map((rulebook) => refusalText('label-withdrawn', rulebook.terms({}), 'zh'));
    expect(new Set(said).size).toBe(RULEBOOKS.length);
    expect(refusalText('label-withdrawn', samples.imported.terms, 'zh')).not.toMatch(/摘牌|交回/);
    expect(refusalText('label-withdrawn', samples.rated.terms, 'zh')).toContain('摘牌');
  });

  it('stand where the board of the app would', () => {
    const { view, terms, bureau } = policyPropsOf(samples['rating-removed']);
    const html = renderToStaticMarkup(
      createElement(PrintPage, { ...printOf({}), view, terms, bureau, temporary: true, staff: null }),
    );
    expect(html).toContain(terms.board.withdrawn.zh);
    expect(html).not.toContain('<article');
  });
});
