/** From what was typed or scanned to a key that this device keeps – only when it opens the published lists. */
import { type InspectorCode, parseInspectorCode, type TypingFault } from '../../../core/snapshot/inspector-code.ts';
import { importInspectorKey } from '../../../core/snapshot/staff-file.ts';
import type { Sync } from '../data/controller.ts';
import { keysOf, type Opened, openWith } from './book.ts';
import type { Inspector } from './inspector.ts';

export type Unlocked =
  | { readonly kind: 'unlocked'; readonly kept: boolean }
  | { readonly kind: 'typing'; readonly fault: TypingFault }
  | { readonly kind: Exclude<Opened['kind'], 'open' | 'no-key'> };

export async function unlock(typed: string, inspector: Inspector, sync: Sync): Promise<Unlocked> {
  const code = parseInspectorCode(typed);
  if (typeof code !== 'string') return { kind: 'typing', fault: code };
  const before = inspector.marked();
  // With the mark the next check fetches the encrypted lists too.
  inspector.mark(true);
  const found = await tryKey(code, inspector, sync);
  if (found.kind !== 'unlocked') inspector.mark(before);
  return found;
}

async function tryKey(code: InspectorCode, inspector: Inspector, sync: Sync): Promise<Unlocked> {
  const key = await importInspectorKey(code);
  await sync.check();
  // A check that was under way before the mark was set has brought no lists.
  if ((await openShown()).kind === 'not-downloaded') await sync.check();
  const opened = await openShown();
  if (opened.kind !== 'open') return { kind: opened.kind === 'no-key' ? 'wrong-key' : opened.kind };
  return { kind: 'unlocked', kept: await keysOf(inspector.bureau).save(key) };

  /** Nothing is being read here that a newer release could change under the reader's eyes. */
  async function openShown(): Promise<Opened> {
    if (sync.state().offered !== null) sync.accept();
    const { shown } = sync.state();
    return shown === null ? { kind: 'not-downloaded' } : openWith(key, shown.release);
  }
}
