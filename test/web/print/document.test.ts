import { describe, expect, it } from 'vitest';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { renderPrintBatch, renderPrintDocument } from '../../../src/web/page/print/document.tsx';
import { bureau, clinic, graded, jinjiang, LONG_NAME, people, printOf, wugang } from './sample.ts';

function htmlOf(sheet: Parameters<typeof renderPrintDocument>[0]): string {
  const result = renderPrintDocument(sheet);
  if (!result.ok) throw new Error(result.fault);
  return result.value.slice(result.value.indexOf('<body>'));
}

/** What can be read on the sheet. */
const textOf = (html: string) => html.replace(/<[^>]+>/g, '');

describe('a board', () => {
  it('says of a long address only that the whole stands behind the code, and counts subjects alone', () => {
    const sheet = printOf({ paper: 'a4' });
    const { record } = sheet.view;
    const address = '青石镇中街与和安路交叉口向东一百米'.repeat(12);
    const subjects = Array.from({ length: 60 }, (_, n) => `第${n}诊疗科目名称`);
    const view = { ...sheet.view, record: { ...record, address, licence: { ...record.licence, subjects } } };
    const text = textOf(htmlOf({ ...sheet, view }));
    expect(text).toMatch(/地址青石镇[^……]*……详见扫码/);
    expect(text.match(/等60项，详见扫码/g)).toHaveLength(1);
  });

  it('has the six parts of the policy, in its order', () => {
    const titles = [...htmlOf(printOf({})).matchAll(/<h2[^>]*>.*?<span class="pr-title">(.*?)<\/span>/g)].map(
      (match) => match[1],
    );
    expect(titles).toEqual([
      '执业许可证',
      '2026年度信用级别',
      '依法承诺',
      '机构二维码',
      '医护人员信息',
      '监督单位和投诉电话',
    ]);
  });

  it.each([
    'a3',
    'a4',
  ] as const)('on %s names the institution, the typed address, the code and the publication', (paper) => {
    const text = textOf(htmlOf(printOf({ paper })));
    for (const part of [
      '青石镇和安口腔门诊部',
      'yx.example.gov.cn',
      '7L3M9 PR2U5',
      '公布记录第3号',
      '3F2A 91C0 77DE 5B0E',
      '0000-7654321',
      '打印日期：2026年11月22日',
      '等级反映依法执业情况，不代表医疗技术水平。',
      '查询码，不是收款码',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('draws the code as one vector path in black on white, and uses no picture, font or script from elsewhere', () => {
    const html = htmlOf(printOf({}));
    expect(html).toMatch(
      /<svg class="pr-mark"[^>]*shape-rendering="crispEdges"[^>]*><rect[^>]*fill="#ffffff"[^>]*><\/rect><path[^>]*fill="#000000"/,
    );
    expect(html).not.toMatch(/<img|<canvas|<image|<script|url\(|src=/);
  });

  it('marks fictional data and the print of the institution itself, and neither on the batch of a real bureau', () => {
    const own = textOf(htmlOf(printOf({ temporary: true })));
    expect(own).toContain('虚构示例');
    expect(own).toContain('临时张贴，以统一配发的公示栏为准');
    const batch = textOf(htmlOf(printOf({ bureau: { ...bureau, demo: false } })));
    expect(batch).not.toMatch(/虚构|临时/);
    expect(batch).toContain('示例县卫生健康局统一格式');
  });

  it('takes title, noun and seal from the rulebook', () => {
    const html = htmlOf(printOf({ terms: jinjiang, record: { outcome: graded(jinjiang, 'B') } }));
    expect(textOf(html)).toContain('医疗机构卫生监督信息公示栏');
    expect(textOf(html)).toContain('2026年度信用等级');
    expect(html).toContain('aria-label="信用等级：B级，信用良好，共四级，从高到低为第二级"');
    expect(textOf(html)).toContain('有效期至2027年1月14日');
  });

  it('prints a name of 58 characters whole', () => {
    expect([...LONG_NAME]).toHaveLength(58);
    for (const paper of ['a3', 'a4'] as const) {
      expect(textOf(htmlOf(printOf({ paper, record: { name: LONG_NAME } })))).toContain(LONG_NAME);
    }
  });

  it.each([
    ['new', '新设机构，尚未参加评价'],
    ['awaiting', '2026年度等级尚未公布'],
    ['incomplete', '资料待补齐，暂未评定'],
    ['out-of-scope', '不在本次评价范围'],
  ] as const)('of an institution in state %s says so in words and carries no seal', (state, words) => {
    const html = htmlOf(printOf({ record: { outcome: { status: 'not-graded', state } } }));
    expect(textOf(html)).toContain(words);
    expect(html).not.toContain('pr-seal');
  });

  it('no longer shows the seal of a grade that has lapsed', () => {
    const outcome = graded(jinjiang, 'A');
    if (outcome.status !== 'graded') throw new Error('graded');
    const html = htmlOf(
      printOf({ terms: jinjiang, record: { outcome: { ...outcome, validUntil: isoDate('2026-11-21') } } }),
    );
    expect(textOf(html)).toContain('原等级已失效');
    expect(html).not.toContain('pr-seal');
  });

  it('prints counts and an empty table where only counts are at hand, and never a name', () => {
    const html = htmlOf(printOf({ staff: null, temporary: true }));
    expect(textOf(html)).toContain('医师4人，护士4人，其他3人');
    expect(html).toContain('pr-blank');
    expect(textOf(html)).not.toContain(people(2)[1]?.name ?? '');
  });

  it('says how many people are named behind the code only', () => {
    const html = htmlOf(printOf({ paper: 'a4', count: 200 }));
    const rest = Number(/其余(\d+)人见扫码/.exec(textOf(html))?.[1]);
    expect((html.match(/grid-column:span/g) ?? []).length + rest).toBe(200);
  });

  it('invents nothing where licence data are missing', () => {
    const licence = {
      type: 'practice-licence' as const,
      number: null,
      validUntil: null,
      authority: null,
      subjects: [],
    };
    const html = htmlOf(printOf({ record: { licence, principal: null, commitment: null } }));
    const text = textOf(html);
    expect(text).toContain('以证件复印件为准');
    expect(text).toContain('主要负责人（签字）：');
    expect(text).not.toMatch(/null|undefined/);
    expect([...html.matchAll(/<dt>(.*?)<\/dt>/g)].map((match) => match[1])).toEqual(['登记号', '地址']);
  });

  it('escapes what a workbook may hold', () => {
    const html = htmlOf(printOf({ record: { name: '<script>alert(1)</script>' } }));
    expect(html).not.toContain('<script>');
  });
});

describe('refusals', () => {
  const withdrawn = (cause: 'closed' | 'licenceRevoked' | 'other') =>
    ({ outcome: { status: 'withdrawn', cause, on: isoDate('2026-05-01') } }) as const;

  it('a withdrawn label is not printed, nor anything for a place that must not operate', () => {
    expect(renderPrintDocument(printOf({ record: withdrawn('other') }))).toEqual({
      ok: false,
      fault: 'label-withdrawn',
    });
    expect(renderPrintDocument(printOf({ kind: 'stickers', record: withdrawn('other') })).ok).toBe(true);
    for (const kind of ['board', 'stickers'] as const) {
      for (const cause of ['closed', 'licenceRevoked'] as const) {
        expect(renderPrintDocument(printOf({ kind, record: withdrawn(cause) }))).toEqual({
          ok: false,
          fault: 'not-operating',
        });
      }
    }
  });

  it('a code that would be too dense for its distance is not printed smaller', () => {
    const origin = `https://${'a'.repeat(72)}`;
    expect(renderPrintDocument(printOf({ bureau: { ...bureau, origin } }))).toEqual({
      ok: false,
      fault: 'code-too-dense',
    });
  });
});

describe('stickers', () => {
  it('come eight to a sheet, each with the code, what it is not, and the typed address', () => {
    const html = htmlOf(printOf({ kind: 'stickers' }));
    expect(html.match(/class="pr-sticker"/g)).toHaveLength(8);
    expect(html.match(/class="pr-mark"/g)).toHaveLength(8);
    const text = textOf(html);
    expect(text.match(/查询码，不是收款码/g)).toHaveLength(8);
    expect(text.match(/7L3M9 PR2U5/g)).toHaveLength(8);
    for (const place of ['诊室', '收费室', '药房', '病房']) expect(text).toContain(place);
  });
});

describe('a batch', () => {
  it('puts every printable institution into one document and leaves out the withdrawn', () => {
    const closed = { outcome: { status: 'withdrawn', cause: 'closed', on: isoDate('2026-05-01') } } as const;
    const html = renderPrintBatch('青石镇', [
      printOf({}),
      printOf({ record: closed }),
      printOf({ record: { ...clinic, name: '第二诊所', outcome: graded(wugang, 'poor') } }),
    ]);
    expect(html.match(/<article/g)).toHaveLength(2);
    expect(html).toContain('第二诊所');
    expect(html).toContain('<title>青石镇</title>');
  });
});

describe('a claim', () => {
  const claim = `12602${'9'.repeat(155)}`;
  const codeOf = (html: string) => /<svg class="pr-mark".*?<\/svg>/.exec(html)?.[0];

  it('changes the code of a board and nothing else that can be read', () => {
    const [plain, claimed] = [htmlOf(printOf({})), htmlOf(printOf({ claim }))];
    expect(codeOf(claimed)).not.toBe(codeOf(plain));
    expect(textOf(claimed)).toBe(textOf(plain));
  });

  it('never comes onto a sticker', () => {
    const kind = 'stickers';
    expect(htmlOf(printOf({ kind, claim }))).toBe(htmlOf(printOf({ kind })));
  });
});
