import { describe, expect, it } from 'vitest';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import type { ListTerms } from '../../../src/core/domain/terms.ts';
import { onList } from '../../../src/core/snapshot/lists.ts';
import type { IndexEntry } from '../../../src/core/snapshot/tables.ts';

const DAY = isoDate('2026-11-22');
const list = (of: ListTerms['of']): ListTerms => ({
  id: 'x',
  title: { zh: '榜', en: 'List' },
  note: { zh: '', en: '' },
  article: '第一条',
  of,
});
const entry = (name: string, state: string, validUntil: string | null = null): IndexEntry =>
  ({ name, state, validUntil: validUntil && isoDate(validUntil) }) as IndexEntry;
const entries = [
  entry('最好', 'A'),
  entry('今天到期', 'A', '2026-11-22'),
  entry('昨天到期', 'A', '2026-11-21'),
  entry('其次', 'B'),
  entry('摘牌', 'withdrawn'),
  entry('新设', 'new'),
];
const names = (of: ListTerms['of']) => onList(list(of), entries, DAY).map(({ name }) => name);

describe('a public list', () => {
  it('names the grades it asks for, the last day included, and none that has lapsed', () => {
    expect(names({ grades: ['A'] })).toEqual(['最好', '今天到期']);
    expect(names({ grades: ['A', 'B'] })).toEqual(['最好', '今天到期', '其次']);
    expect(names({ grades: ['new'] })).toEqual(['新设']);
  });

  it('names certificates past their last day as void, and labels taken away as withdrawn', () => {
    expect(names('void')).toEqual(['昨天到期']);
    expect(names('withdrawn')).toEqual(['摘牌']);
  });
});
