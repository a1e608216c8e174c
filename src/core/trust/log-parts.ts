/**
 * The log as files. It is kept for ever and names every institution that was ever graded, so the changes of a large
 * publication lie in a file of their own, which no later publication makes anew. Hashes are of the whole log all the same.
 */
import { type LogEntry, plainEntry } from './log.ts';

/** With more changes than this an entry has a file of its own. */
const IN_LINE = 500;

export interface LogTexts {
  /** Of `log.json`; in place of long changes it names their file. */
  readonly text: string;
  /** Lists of changes by file name, as they are before gzip. */
  readonly parts: ReadonlyMap<string, string>;
}

/** Whether a file, told by its name or signed path, holds changes of the log. */
export function isLogPart(path: string): boolean {
  return /(?:^|\/)log-\d+\.bin$/.test(path);
}

/** The texts of a log's files: of the same entry the same, whatever comes after it. Of `known` files the text is not made. */
export function splitLog(log: readonly LogEntry[], known: ReadonlyMap<string, unknown> = new Map()): LogTexts {
  const parts = new Map<string, string>();
  const entries = log.map((entry) => {
    if (entry.changes.length <= IN_LINE) return plainEntry(entry);
    const name = `log-${entry.version}.bin`;
    if (!known.has(name)) parts.set(name, JSON.stringify(plainEntry(entry).changes));
    return { ...plainEntry({ ...entry, changes: [] }), changes: name };
  });
  return { text: JSON.stringify({ entries }), parts };
}

/** The text of the whole log, for `verifyLog`. Where a part is not there its name is left, which is not the shape of a log. */
export function joinLog({ text, parts }: LogTexts): string {
  return text.replace(/"changes":"(log-\d+\.bin)"/g, (field, name: string) => {
    const part = parts.get(name);
    return part === undefined ? field : `"changes":${part}`;
  });
}
