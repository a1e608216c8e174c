/** `yixinma publish DIR --signed PATH…`: takes signatures in, and publishes once there are enough. */
import { toHost, toHostText } from '../../hosting/to-host.ts';
import { shortId } from '../../publish/sittings/format.ts';
import { importSigned } from '../../publish/sittings/import.ts';
import type { Missing } from '../../publish/sittings/signatures.ts';
import type { Io } from '../command.ts';
import { importRefusal, missingLines, refusedLines } from '../sittings/words.ts';
import { progressLine } from './progress-line.ts';
import { summary } from './summary.ts';

export async function publishSigned(
  order: { readonly dir: string; readonly paths: readonly string[]; readonly dist: string; readonly json: boolean },
  io: Io,
): Promise<0 | 1> {
  const { dir, paths, dist, json } = order;
  const line = progressLine(io, () => performance.now());
  const outcome = await importSigned({ dir, paths, now: io.now(), dist, progress: line.told }).finally(line.clear);
  if (json) io.out(`${JSON.stringify(outcome.ok ? outcome.value : outcome.fault)}\n`);
  if (!outcome.ok) {
    if (!json) io.err(`${importRefusal(outcome.fault)}\n`);
    return 1;
  }
  const { value } = outcome;
  if (!json) {
    for (const refused of refusedLines(value.refused)) io.err(`${refused}\n`);
    io.out(textOf(value));
    if (value.status === 'published') io.out(toHostText(await toHost(dir), dir));
  }
  return value.status === 'waiting' ? 1 : 0;
}

function textOf(value: Extract<Awaited<ReturnType<typeof importSigned>>, { ok: true }>['value']): string {
  switch (value.status) {
    case 'published':
      return summary(value.report);
    case 'already':
      return ALREADY;
    case 'waiting':
      return waitingText(value);
  }
}

export const ALREADY = '这一份已经发布过，没有变化。/ This export is published already; nothing changed.\n';

export function waitingText({ id, missing }: { readonly id: string; readonly missing: readonly Missing[] }): string {
  return [
    `签名已收下，还没有发布（编号 ${shortId(id)}），还差：/ Taken in; not published yet. Still missing:`,
    ...missingLines(missing),
    '',
  ].join('\n');
}
