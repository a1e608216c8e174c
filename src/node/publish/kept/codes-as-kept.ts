/** Which institution has which code, where nothing has changed by which one is recognised. */
import type { InstitutionCode } from '../../../core/domain/institution-code.ts';
import { loadCodeLines, loadCodes } from '../codes.ts';
import type { LastRelease } from '../last-release.ts';
import { loadKnownBefore } from '../matching/institutions-file.ts';
import type { MatchedRound } from '../matching/round.ts';

/** As the last publication wrote it down. Whether each record has the code of its row is for the caller to compare. */
export async function codesAsKept(dir: string, { records }: Pick<LastRelease, 'records'>): Promise<MatchedRound> {
  const table = await loadCodes(dir);
  const lines = (await loadCodeLines(dir)).map(({ code }) => code);
  const given = new Set<InstitutionCode>([...lines, ...records.map(({ code }) => code), ...table.values()]);
  const next = await loadKnownBefore(dir);
  return { doubts: [], table, given, added: [], collisions: 0, next, known: new Map() };
}
