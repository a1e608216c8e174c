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

  it('of a subject that is no medical institution speaks of its own licence, and asks for no staff', () => {
    const text = textOf(samples.subject, paper);
    expect(text).toContain('卫生许可');
    expect(text).toContain('经营项目');
    expect(text).toContain('不代表产品或服务质量');
    expect(text).not.toMatch(/执业许可证|诊疗科目|医疗机构执业|按实际注册情况填写/);
  });
});

describe('the words of a withdrawn label', () => {
  it('are each policy’s own', () => {
    const said = RULEBOOKS.map((rulebook) => refusalText('label-withdrawn', rulebook.terms({}), 'zh'));
    expect(new Set(said).size).toBe(RULEBOOKS.length);
    expect(said.filter((text) => text.includes('交回'))).toHaveLength(1);
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
