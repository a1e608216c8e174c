/** Two public lists, as they were published, through the door of a workspace: 9,701 institutions that nobody wrote for this. */
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, codes } from './support.ts';

// Beside the checkout, here and in CI: without them this test fails, and says so by the path that it wants.
const DATA = resolve(import.meta.dirname, '../../../../../shared/data');
const COLUMNS = {
  id: 'id',
  name: 'name',
  address: 'address',
  kind: 'type_raw',
  level: 'level_raw',
  town: 'county',
  phone: 'phone',
};

describe.each([
  ['cn_beijing_designated.csv', 2948],
  ['cn_fever_clinics_2020.csv', 6753],
])('%s', (name, rows) => {
  test('is read by a mapping in bureau.json, every row accepted or with an error of its own', async () => {
    const file = resolve(DATA, name);
    const tables = { institutions: { file, columns: COLUMNS } };
    const checked = await check({}, { format: 'csv', bureau: { tables } });
    expect(codes(checked)).not.toContain('file-missing');
    const { read, accepted, quarantined } = checked.counts.institutions;
    expect(read).toBe(rows);
    const wrong = new Set(
      checked.problems.filter(({ severity, row }) => severity === 'error' && row !== null).map(({ row }) => row),
    );
    expect(quarantined).toBe(wrong.size);
    expect(accepted).toBeGreaterThan(rows * 0.99);
    expect(checked.ok && checked.entries.every(({ institution }) => !/1[3-9]\d{9}/.test(institution.phone ?? ''))).toBe(
      true,
    );
  });
});
