/** What stands on paper fits its day: a decision of February 2026 has no number of 2025. */
import { describe, expect, it } from 'vitest';
import { parseIsoDate } from '../../../src/core/domain/iso-date.ts';
import { createCounty } from '../../../src/node/demo/county.ts';
import { hasStory, STORIES } from '../../../src/node/demo/stories.ts';

const SHEETS = ['penalties', 'events', 'measures', 'institutions'] as const;

/** Rows on purpose refused by the check have days that do not exist; they are left out. */
function misdated(rulebook: string, year: number) {
  if (!hasStory(rulebook)) throw new Error(rulebook);
  const { rows } = createCounty({ seed: 'tests', rulebook, year, origin: 'https://yx.example.gov.cn' });
  let seen = 0;
  const wrong: string[] = [];
  for (const sheet of SHEETS) {
    for (const row of rows[sheet] as readonly Readonly<Record<string, string | undefined>>[]) {
      const number = row['documentNo'] ?? row['certificateNumber'] ?? '';
      const day = row['on'] ?? row['from'] ?? row['certificateOn'] ?? '';
      const of = /〔(\d{4})〕|-(\d{4})-/.exec(number);
      if (of === null || parseIsoDate(day) === null) continue;
      seen += 1;
      if ((of[1] ?? of[2]) !== day.slice(0, 4)) wrong.push(`${sheet}: ${number} of ${day}`);
    }
  }
  return { seen, wrong };
}

describe.each(Object.keys(STORIES))('the demo of %s', (rulebook) => {
  it.each([2025, 2026, 2027])('has numbers of the year of their day in %d', (year) => {
    const { seen, wrong } = misdated(rulebook, year);
    expect(seen).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  });
});
