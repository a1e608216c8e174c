import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { auditHash, FIRST_PREVIOUS, verifyAudit } from '../../../../src/node/intake/store/audit.ts';
import type { AuditEntry } from '../../../../src/node/intake/store/store.ts';
import { timeAt } from './support.ts';

function chain(length: number): readonly AuditEntry[] {
  const entries: AuditEntry[] = [];
  for (let seq = 1; seq <= length; seq++) {
    const previous = entries.at(-1)?.hash ?? FIRST_PREVIOUS;
    const body = { seq, at: timeAt(seq), kind: 'received', detail: `{"count":${seq}}`, previous };
    entries.push({ ...body, hash: auditHash(body) });
  }
  return entries;
}

const changed = (entries: readonly AuditEntry[], seq: number, change: Partial<AuditEntry>) =>
  entries.map((entry) => (entry.seq === seq ? { ...entry, ...change } : entry));

describe('the audit chain', () => {
  it('hashes the documented text', () => {
    const entry = { seq: 7, at: timeAt(1), kind: 'decided', detail: '{"多行":"a\nb"}', previous: 'ab'.repeat(32) };
    const text = `yixinma-audit-1\n7\n2026-03-01T00:01:00.000Z\ndecided\n${'ab'.repeat(32)}\n{"多行":"a\nb"}`;
    expect(auditHash(entry)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
  });

  it('holds when nothing was touched, whole or from a known entry on', () => {
    const entries = chain(6);
    expect(verifyAudit(entries)).toBeNull();
    expect(verifyAudit([])).toBeNull();
    expect(verifyAudit(entries.slice(3), entries[2])).toBeNull();
  });

  it('names the first entry that was edited, whatever was edited', () => {
    const entries = chain(6);
    const edits: readonly Partial<AuditEntry>[] = [
      { at: timeAt(99) },
      { kind: 'decided' },
      { detail: '{"count":0}' },
      { hash: 'f'.repeat(64) },
      { previous: FIRST_PREVIOUS },
      { seq: 33 },
    ];
    for (const edit of edits)
      expect(verifyAudit(changed(entries, 3, edit)), JSON.stringify(edit)).toMatchObject({ at: edit.at ?? timeAt(3) });
  });

  it('names the entry after one that was edited and hashed again', () => {
    const entries = chain(6);
    const body = { seq: 3, at: timeAt(3), kind: 'received', detail: '{"count":0}', previous: entries[1]?.hash ?? '' };
    expect(verifyAudit(changed(entries, 3, { ...body, hash: auditHash(body) }))?.seq).toBe(4);
  });

  it('notices an entry taken out, put in twice, or moved', () => {
    const entries = chain(6);
    const [first, second, third, ...rest] = entries;
    const kept = (list: readonly (AuditEntry | undefined)[]) => list.flatMap((entry) => (entry ? [entry] : []));
    expect(verifyAudit(kept([first, third, ...rest]))?.seq).toBe(3);
    expect(verifyAudit(entries.slice(1))?.seq).toBe(2);
    expect(verifyAudit(kept([first, second, second, third]))?.seq).toBe(2);
    expect(verifyAudit(kept([first, third, second, ...rest]))?.seq).toBe(3);
  });
});
