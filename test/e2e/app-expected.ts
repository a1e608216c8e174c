/** What the workbook says of each institution, read and graded apart from records, packing, signing and the app. */
import type { InstitutionEntry } from '../../src/core/domain/institution.ts';
import type { InstitutionCode } from '../../src/core/domain/institution-code.ts';
import { chinaDay } from '../../src/core/domain/iso-date.ts';
import { wugang } from '../../src/core/rulebooks/wugang/rulebook.ts';
import { createRandom } from '../../src/node/demo/random.ts';
import { writeCounty } from '../../src/node/demo/workspace.ts';
import { loadCodes } from '../../src/node/publish/codes.ts';
import { evaluateRound, evidencePeriod } from '../../src/node/publish/evidence.ts';
import { isShowable, repairedBy, shownUntil } from '../../src/node/publish/penalty-terms.ts';
import { loadWorkspace } from '../../src/node/publish/workspace/load.ts';
import { DEMO_YEAR, demoCounty } from '../support/demo-site.ts';

export interface Expected {
  readonly code: InstitutionCode;
  readonly entry: InstitutionEntry;
  /** The grade as the rulebook prints it; null without one. */
  readonly mark: string | null;
  /** Decision numbers of the penalties in their term, and of all others. */
  readonly shown: readonly string[];
  readonly hidden: readonly string[];
}

export async function expectedOf(dir: string, now: Date): Promise<readonly Expected[]> {
  const workspace = await loadWorkspace(dir, now);
  if (!workspace.ok) throw new Error('the demo workspace does not load');
  const codes = await loadCodes(dir);
  const round = evaluateRound(wugang, {}, workspace, evidencePeriod(DEMO_YEAR));
  const marks = new Map(wugang.terms({}).grades.map(({ symbol, mark }) => [symbol, mark.zh]));
  return workspace.entries.map((entry) => {
    const { id } = entry.institution;
    const code = codes.get(id);
    if (code === undefined) throw new Error(`no code for ${id}`);
    const grade = round.evaluations.get(id)?.grade ?? null;
    return { code, entry, mark: grade === null ? null : (marks.get(grade) ?? null), ...penaltiesOf(entry, now) };
  });
}

function penaltiesOf({ facts }: InstitutionEntry, now: Date): Pick<Expected, 'shown' | 'hidden'> {
  const today = chinaDay(now);
  const repaired = repairedBy(facts.events, today);
  const shown: string[] = [];
  const hidden: string[] = [];
  for (const event of facts.events) {
    if (event.kind !== 'penalty' || event.documentNo === undefined) continue;
    const open = isShowable(event, repaired) && (shownUntil(event) ?? '') >= today;
    (open ? shown : hidden).push(event.documentNo);
  }
  return { shown, hidden: hidden.filter((number) => !shown.includes(number)) };
}

/** The same seed picks the same ones. */
export function pickSeeded<Item>(items: readonly Item[], count: number, seed: string): readonly Item[] {
  return createRandom(seed).shuffle(items).slice(0, count);
}

/** Writes the workbook anew, with another name for one institution. */
export async function renameInstitution(dir: string, name: string): Promise<void> {
  const county = demoCounty();
  const institutions = county.rows.institutions.map((row, at) => (at === 20 ? { ...row, name } : row));
  await writeCounty(dir, { ...county, rows: { ...county.rows, institutions } });
}
