/** Proposals whose publicity period is over: their pages then say so, and no longer ask for objections. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IsoDate } from '../../core/domain/iso-date.ts';
import { PAGE_LANGS, pageFile } from '../../core/snapshot/page-path.ts';
import type { InstitutionRecord } from '../../core/snapshot/record.ts';

/** Codes of which a page, in either language, was rendered while the period still ran. */
export async function codesWithEndedProposal(
  folder: string,
  records: readonly InstitutionRecord[],
  today: IsoDate,
): Promise<Set<string>> {
  const codes = new Set<string>();
  for (const { code, proposal } of records) {
    if (!proposal || proposal.until >= today) continue;
    for (const lang of PAGE_LANGS) {
      const html = await readFile(join(folder, pageFile(code, lang)), 'utf8').catch(() => '');
      const rendered = / data-day="([^"]*)"/.exec(html)?.[1];
      if (rendered !== undefined && rendered <= proposal.until) codes.add(code);
    }
  }
  return codes;
}
