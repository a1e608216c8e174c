import { array, assert, asyncProperty, constantFrom } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../src/core/domain/bytes.ts';
import { appendLog, type LogEntry, logHead, logText, verifyLog } from '../../../src/core/trust/log.ts';
import { isLogPart, joinLog, splitLog } from '../../../src/core/trust/log-parts.ts';

const changes = (count: number, to: string) =>
  Array.from({ length: count }, (_, n) => ({ code: `C${String(n).padStart(9, '0')}`, from: null, to }));

async function logOf(counts: readonly number[]): Promise<LogEntry[]> {
  let log: LogEntry[] = [];
  for (const [at, count] of counts.entries()) {
    const about = {
      version: at + 1,
      time: '2026-01-15T02:00:00Z',
      stage: 'final',
      year: 2026,
      kind: 'correction',
    } as const;
    log = await appendLog(log, { ...about, root: 'ab'.repeat(32), changes: changes(count, `grade ${at}`) });
  }
  return log;
}

const verified = (text: string) => verifyLog(utf8(text), [], null);

describe('the files of a log', () => {
  it('keep up to 500 changes in log.json, and more in a file of the entry', async () => {
    const log = await logOf([500, 501, 0]);
    const { text, parts } = splitLog(log);
    expect([...splitLog(log, parts).parts.keys()]).toEqual([]);
    expect([...parts.keys()]).toEqual(['log-2.bin']);
    expect(text).toContain('"changes":"log-2.bin"');
    expect(text.length).toBeLessThan(40_000);
    expect(isLogPart('county/2026/log-2.bin')).toBe(true);
    expect(isLogPart('log-2.bin')).toBe(true);
    for (const other of ['county/2026/log.json', 'county/2026/blog-2.bin', 'log-.bin', 'log-2.bin.gz', 'log-2xbin'])
      expect(isLogPart(other)).toBe(false);
  });

  it('are together the whole log, byte for byte', async () => {
    const lengths = array(constantFrom(0, 3, 500, 501, 700), { maxLength: 4 });
    const whole = asyncProperty(lengths, async (counts) => {
      const log = await logOf(counts);
      expect(joinLog(splitLog(log))).toBe(logText(log));
    });
    await assert(whole, { numRuns: 15 });
    const log = await logOf([501, 2, 600]);
    expect(joinLog(splitLog(log))).toBe(logText(log));
    expect(await verified(joinLog(splitLog(log)))).toEqual({ ok: true, value: log });
  });

  it('stay as they are when entries follow', async () => {
    const [before, after] = [splitLog(await logOf([501])), splitLog(await logOf([501, 4]))];
    expect(after.parts).toEqual(before.parts);
  });

  it('are no log when a part is missing, exchanged, changed or no list', async () => {
    const log = await logOf([501, 600, 1]);
    const { text, parts } = splitLog(log);
    const first = parts.get('log-1.bin') ?? '';
    const codesWith = async (part: string | null) => {
      const others = new Map(parts);
      if (part === null) others.delete('log-1.bin');
      else others.set('log-1.bin', part);
      const result = await verified(joinLog({ text, parts: others }));
      return result.ok ? [] : result.fault.map(({ code, entry }) => `${code} ${entry}`);
    };
    expect(await codesWith(first)).toEqual([]);
    expect(await codesWith(null)).toEqual(['format -1']);
    expect(await codesWith(first.replace('grade 0', 'grade 9'))).toEqual(['broken-chain 1']);
    expect(await codesWith(parts.get('log-2.bin') ?? '')).toEqual(['broken-chain 1']);
    expect(await codesWith('"log-1.bin"')).toEqual(['format -1']);
    expect(await codesWith('[],"kind":"grading"')).toEqual(['format -1']);
  });

  it('are left by name where they are not there, or where the name is none of theirs', async () => {
    const { text } = splitLog(await logOf([501]));
    expect(joinLog({ text, parts: new Map() })).toBe(text);
    const other = text.replace('log-1.bin', 'log-.bin');
    expect(joinLog({ text: other, parts: new Map([['log-.bin', '[]']]) })).toBe(other);
  });

  it('do not change what devices remember of a log', async () => {
    const log = await logOf([501, 1]);
    const read = await verified(joinLog(splitLog(log)));
    expect(read.ok && (await logHead(read.value))).toEqual(await logHead(log));
  });
});
