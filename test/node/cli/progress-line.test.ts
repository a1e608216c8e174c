import { describe, expect, it } from 'vitest';
import { progressLine } from '../../../src/node/cli/publish/progress-line.ts';
import type { PublishStep } from '../../../src/node/publish/progress.ts';

/** What is written to a terminal or a log over a publication of 100,000 in 100 seconds, with the moment of each text. */
function written(terminal: boolean) {
  let now = 0;
  const texts: [at: number, text: string][] = [];
  const line = progressLine({ err: (text) => texts.push([now, text]), terminal }, () => now);
  const at = (moment: number, step: PublishStep, done?: number) => {
    now = moment;
    line.told({ step, count: done === undefined ? null : { done, of: 100_000 } });
  };
  at(0, 'read');
  at(4_000, 'grade');
  at(8_000, 'sign');
  for (let batch = 0; batch <= 1_000; batch++) at(9_000 + batch * 90, 'write', batch * 100);
  at(99_000, 'flush');
  at(99_500, 'switch');
  line.clear();
  return texts;
}

describe('progress of a publication', () => {
  it('is one line of a terminal, rewritten, with counts and the time that is left, and gone at the end', () => {
    const texts = written(true);
    expect(texts.filter(([, text]) => text.includes('\n'))).toEqual([]);
    expect(texts.every(([, text]) => text.startsWith('\r\x1b[2K'))).toBe(true);
    expect(texts[0]?.[1]).toContain('正在读取工作簿 / reading the workbook');
    const at = (moment: number) => texts.findLast(([when]) => when <= moment)?.[1] ?? '';
    expect(at(9_000)).toContain('正在写网页，0/100000家 / writing pages');
    expect(at(10_000)).not.toContain('还要');
    expect(at(18_000)).toContain('10000/100000家，还要约2分钟 / writing pages, about 2 min left');
    expect(at(90_000)).toContain('，90000/100000家，还要约10秒 / writing pages, about 10 s left');
    expect(at(99_000)).toContain('正在存盘');
    expect(texts.at(-1)?.[1]).toBe('\r\x1b[2K');
  });

  it('is drawn ten times a second at most, but for every new step', () => {
    const moments = written(true).map(([when]) => when);
    expect(moments.length).toBeLessThan(1_000);
    for (const step of [0, 4_000, 8_000, 9_000, 99_000, 99_500]) expect(moments).toContain(step);
  });

  it('fits into a line of eighty columns', () => {
    const columns = (text: string) => [...text].reduce((sum, one) => sum + (one > '\u2000' ? 2 : 1), 0);
    for (const [, text] of written(true)) expect(columns(text.replace('\r\x1b[2K', ''))).toBeLessThan(80);
  });

  it('is a whole line every ten seconds in a log, which hears nothing of what is done sooner', () => {
    const texts = written(false);
    expect(texts.map(([when]) => Math.floor(when / 10_000))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(texts.every(([, text]) => text.endsWith('\n') && !text.includes('\r'))).toBe(true);
  });
});
