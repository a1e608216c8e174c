import { describe, expect, it } from 'vitest';
import { codeFromBytes } from '../../../../src/core/domain/institution-code.ts';
import { isoDate } from '../../../../src/core/domain/iso-date.ts';
import { rulebookById } from '../../../../src/core/rulebooks/registry.ts';
import type { DrawRound } from '../../../../src/core/snapshot/draw.ts';
import { supervisionCsv } from '../../../../src/node/publish/supervision/csv.ts';
import type { Supervised } from '../../../../src/node/publish/supervision/list.ts';
import type { LoadedSupervision } from '../../../../src/node/publish/supervision/load.ts';
import { supervisionText } from '../../../../src/node/publish/supervision/text.ts';
import { newConfig } from '../../../../src/node/publish/workspace/create.ts';

const ONE: Supervised = {
  code: codeFromBytes(new Uint8Array(9)),
  id: 'A1',
  name: '甲诊所',
  town: '青石镇',
  grade: 'D',
  mark: { zh: 'D级', en: 'D' },
  year: 2026,
  asked: { atLeast: 3, atMost: null, article: '第二十八条第3项' },
  span: { from: isoDate('2026-01-20'), last: isoDate('2027-01-19') },
  done: 1,
  left: 2,
  over: 0,
  changed: null,
  unread: 0,
};

const ROUND: DrawRound = {
  n: 2,
  committedOn: isoDate('2026-04-01'),
  commitment: '',
  shares: {},
  of: {},
  revealed: { on: isoDate('2026-04-20'), seed: 's', list: [], drawn: [ONE.code] },
};

function loaded(
  rulebook: string,
  one: Partial<Supervised>,
  more: Partial<LoadedSupervision> & { readonly round?: DrawRound } = {},
): LoadedSupervision {
  const terms = rulebookById(rulebook)?.terms({});
  if (terms === undefined) throw new Error(rulebook);
  const { bureau } = newConfig(rulebook);
  const { round = null, ...rest } = more;
  const list = { day: isoDate('2026-06-01'), institutions: [{ ...ONE, ...one }], unasked: [], round };
  return { bureau: { ...bureau, demo: false }, terms, list, sealed: null, unread: 0, ...rest };
}

describe('the list as people read it', () => {
  it('says of a grade that changed within the span what it was, in the policy’s words', () => {
    const changed = { from: 'B', on: isoDate('2026-05-02'), article: '第十八条', documentNo: '1号' };
    const one = loaded('jinjiang', { changed, unread: 2 });
    const notes = '原为B级，2026年5月2日调整；有2行监督检查没有采用，次数可能偏少';
    expect(supervisionText(one)).toContain(`甲诊所    ${notes}\n`);
    expect(supervisionText(one)).toContain('等级在统计期间内有调整的，按当日的等级要求，统计整个期间的检查。\n');
    expect(supervisionCsv(one)).toContain(`,2026-01-20,2027-01-19,${notes}\r\n`);
  });

  it('marks no real bureau as a demo, and leaves out what there is nothing to say of', () => {
    const text = supervisionText(loaded('jinjiang', {}));
    expect(text).not.toMatch(/演示|抽取|没有现行等级|yixinma check/);
    expect(text.split('\n')[0]).toMatch(/监督检查清单（2026年6月1日/);
  });

  it('says which draw decides, and asks one check of who was drawn', () => {
    const asked = { atLeast: 1, atMost: null, article: '四（四）' };
    const span = { from: isoDate('2026-04-01'), last: null };
    const drawn = loaded('yangshan', { asked, span }, { round: ROUND });
    expect(supervisionText(drawn)).toContain(
      '按第2次抽取（2026年4月1日封存，2026年4月20日公开）：抽中的机构须检查，自封存之日起统计。\n',
    );
    expect(supervisionText(drawn)).toMatch(/≥1 {5}2026 D级 .+2026-04-01起/);
    expect(supervisionText(drawn)).not.toContain('等级在统计期间内有调整');
    expect(supervisionCsv(drawn)).toContain(',D级,2026,抽中，须检查,1,,四（四）,1,2,0,2026-04-01,,\r\n');
  });

  it('says when no draw is revealed, and that one is sealed without telling of whom', () => {
    const text = supervisionText(loaded('yangshan', { asked: null }, { sealed: 3 }));
    expect(text).toContain('还没有公开过抽取结果，没有机构按抽取应当检查。第3次抽取已封存，公开之前不在本清单中。\n');
    expect(text).toContain('so nobody is due by one. Draw no. 3 is sealed');
    expect(supervisionCsv(loaded('yangshan', { asked: null }))).toContain(',没有规定次数,,,,1,2,0,');
  });

  it('keeps columns straight below full-width names', () => {
    const { list, ...rest } = loaded('jinjiang', {});
    const other = { ...ONE, mark: { zh: '信用较差D级', en: 'D' }, town: '白水' };
    const text = supervisionText({ ...rest, list: { ...list, institutions: [ONE, other] } });
    const [first = '', second = ''] = text.split('\n').filter((line) => line.includes('甲诊所'));
    const places = (line: string) =>
      [...line.slice(0, line.indexOf('甲诊所'))].reduce((sum, one) => sum + (one > '\u2e80' ? 2 : 1), 0);
    expect(places(first)).toBe(places(second));
  });
});
