import { describe, expect, test } from 'vitest';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { appWords } from '../../../src/core/words/app.ts';
import { calendarWords } from '../../../src/core/words/calendar.ts';
import { drawWords } from '../../../src/core/words/draw.ts';
import { countWord, dayIn, dayText, fill, spelledOut, words } from '../../../src/core/words/index.ts';
import { inspectorWords } from '../../../src/core/words/inspector.ts';
import { listsWords } from '../../../src/core/words/lists.ts';
import { provinceWords } from '../../../src/core/words/province.ts';
import { publishingWords } from '../../../src/core/words/publishing.ts';
import { reportWords } from '../../../src/core/words/report.ts';
import { sheetWords } from '../../../src/core/words/sheet.ts';
import { supervisionWords } from '../../../src/core/words/supervision.ts';
import { verifyingWords } from '../../../src/core/words/verifying.ts';

/** Every sentence of a section by its key; placeholders are filled with marks that no sentence contains. */
function sentences(section: unknown, key: string): [string, string][] {
  if (typeof section === 'string') return [[key, section]];
  if (typeof section === 'function') {
    const marks = new Proxy({}, { get: (_, name) => `⟦${String(name)}⟧` });
    return [[key, String(section(marks))]];
  }
  return Object.entries(section ?? {}).flatMap(([name, inner]) => sentences(inner, `${key}.${name}`));
}

const zh = sentences(words.zh, 'zh');
const en = sentences(words.en, 'en');

describe('the catalogue', () => {
  test('has a sentence in both languages under every key', () => {
    expect(en.map(([key]) => key.slice(2)).sort()).toEqual(zh.map(([key]) => key.slice(2)).sort());
    for (const [key, sentence] of [...zh, ...en]) expect(sentence.trim(), key).not.toBe('');
  });

  test('names in English what the Chinese sentence names, or less, never more', () => {
    const marks = (sentence: string) => new Set(sentence.match(/⟦\w+⟧/g) ?? []);
    const chinese = new Map(zh.map(([key, sentence]) => [key.slice(2), marks(sentence)]));
    for (const [key, sentence] of en) {
      for (const mark of marks(sentence)) expect(chinese.get(key.slice(2))?.has(mark), `${key} ${mark}`).toBe(true);
    }
  });

  test('writes Chinese with mainland punctuation and no blanks beside digits and letters', () => {
    for (const [key, sentence] of zh) {
      expect(sentence, key).not.toMatch(/[\u4e00-\u9fff][,;:!?()"']|[,;:!?()"'][\u4e00-\u9fff]|——|「|」/);
      expect(sentence, key).not.toMatch(/[\u4e00-\u9fff] +[\w⟦]|[\w⟧] +[\u4e00-\u9fff]/);
    }
  });

  test('never says that a clinic has no licence, no penalty record or a forged board', () => {
    for (const [key, sentence] of zh) expect(sentence, key).not.toMatch(/无证|无处罚|假的|受理编号/);
  });

  test('blames the page, never the clinic, when a check failed', () => {
    expect(words.zh.verify.bad).toContain('本页');
    expect(words.zh.verify.badWhy).toContain('这不说明该机构有问题');
    expect(words.zh.verify.badDo({ phone: '0000-1' })).toContain('0000-1');
  });
});

describe('days, counts and codes', () => {
  const TEXTS =
    /^(?:bureau|name|code|doc|title|site|year|nowYear|kind|date|file|where|province|phone|now|id|root|word)$/;
  const one = new Proxy({}, { get: (_, field) => (TEXTS.test(String(field)) ? '⟦⟧' : 1) });
  /** Every sentence in which a number stands, with 1 in every place. */
  const ones = (section: unknown, key: string): (readonly [string, string])[] => {
    if (typeof section === 'object' && section !== null)
      return Object.entries(section).flatMap(([name, inner]) => ones(inner, `${key}.${name}`));
    if (typeof section !== 'function') return [];
    try {
      return [[key, String(section(one))]];
    } catch {
      return []; // it takes texts or lists
    }
  };

  test('one thing is counted in the singular, in every section', () => {
    const sections = { words, appWords, calendarWords, drawWords, inspectorWords, listsWords, provinceWords };
    const others = { publishingWords, reportWords, sheetWords, supervisionWords, verifyingWords };
    const said = Object.entries({ ...sections, ...others }).flatMap(([name, { en: section }]) => ones(section, name));
    expect(said.length).toBeGreaterThan(150);
    const many = /\b1 (?:(?!of\b)[a-z]+ )?(?!is\b|was\b|has\b|staff\b)[a-z]+s\b/;
    const plural = said.flatMap(([key, sentence]) => (many.test(sentence) ? [key] : []));
    // Of these there is never one alone.
    const always = ['grade.said', 'rate.results', 'rootPrefix', 'rootShort', 'verify.agedBureau'];
    expect(plural.filter((key) => !always.some((end) => key.endsWith(end)))).toEqual([]);
  });

  test('a day is written as people write it, without leading zeros', () => {
    expect(dayText(isoDate('2026-01-05'), 'zh')).toBe('2026年1月5日');
    expect(dayText(isoDate('2026-12-31'), 'zh')).toBe('2026年12月31日');
    expect(dayText(isoDate('2026-01-05'), 'en')).toBe('5 January 2026');
  });

  test('a text that is no day stays as it is', () => {
    for (const text of ['示卫医罚〔2025〕17号', '2026-1', '0000-7654321', '2026-01-05号']) {
      expect(dayIn('zh')(text)).toBe(text);
      expect(dayIn('en')(text)).toBe(text);
    }
  });

  test('a code is spelled one character at a time', () => {
    expect(spelledOut('7K3M9 PQ2XD')).toBe('7 K 3 M 9 P Q 2 X D');
  });

  test('small counts are words in Chinese', () => {
    expect([countWord(3, 'zh'), countWord(13, 'zh'), countWord(3, 'en')]).toEqual(['三', '13', '3']);
  });

  test('a placeholder without a value stays visible', () => {
    expect(fill('得{n}分，{constructor}', { n: '3' })).toBe('得3分，{constructor}');
  });
});
