/** A county of any policy as the demo tells it, in CSV files of our own or of another program, with every cell open to change. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { createCounty, type DemoRulebook } from '../../../src/node/demo/county.ts';
import { DEMO_PICTURES } from '../../../src/node/demo/pictures.ts';
import { makeInspectorKey } from '../../../src/node/publish/signing/inspector-key.ts';
import { findColumn, SHEETS, type SheetKey } from '../../../src/node/publish/workspace/columns.ts';
import { cheapKeys } from '../workspace.ts';

type Row = Record<string, string>;

/** A sheet in the shape of no policy: rows under keys, with headings that are its own. */
interface Sheet {
  readonly key: SheetKey;
  readonly columns: readonly string[];
  readonly rows: Row[];
}

/** In which form the lists come. `theirs`: of another program, tabs between headings that are its own, read by a mapping. */
export type Form = 'ours' | 'theirs';

/** `n`, `m`: which row, and of which sheet or column. */
export const CHANGES = {
  copied: (county: AnyCounty, n: number, m: number) => {
    const [{ columns, rows }, column] = county.place(n, m);
    const [row, other] = [rows[n % rows.length], rows[(n + m + 1) % rows.length]];
    if (row && other && columns.length > 0) row[column] = other[column] ?? '';
  },
  emptied: (county: AnyCounty, n: number, m: number) => {
    const [{ rows }, column] = county.place(n, m);
    const row = rows[n % rows.length];
    if (row) row[column] = '';
  },
  typed: (county: AnyCounty, n: number, m: number) => {
    const [{ rows }, column] = county.place(n, m);
    const row = rows[n % rows.length];
    if (row) row[column] = `${row[column] ?? ''}${m % 10}`;
  },
  removed: (county: AnyCounty, n: number, m: number) => {
    const [{ rows }] = county.place(n, m);
    rows.splice(n % Math.max(1, rows.length), 1);
  },
  doubled: (county: AnyCounty, n: number, m: number) => {
    const [{ rows }] = county.place(n, m);
    const row = rows[n % rows.length];
    if (row) rows.splice(m % rows.length, 0, { ...row });
  },
  moved: (county: AnyCounty, n: number, m: number) => {
    const [{ rows }] = county.place(n, m);
    rows.push(...rows.splice(n % Math.max(1, rows.length), 1));
  },
  gone: (county: AnyCounty, n: number) => {
    const id = county.idAt(n);
    for (const { rows } of county.sheets) {
      for (let at = rows.length - 1; at >= 0; at--) if (idOf(rows[at]) === id) rows.splice(at, 1);
    }
  },
  opened: (county: AnyCounty, n: number, m: number) => {
    const id = county.idAt(n);
    const fresh = `N${county.opened++}-${m}`;
    for (const { key, rows } of county.sheets) {
      const own = rows.filter((row) => idOf(row) === id);
      for (const row of own) rows.push(renamed(row, key, fresh));
    }
  },
} as const satisfies Record<string, (county: AnyCounty, n: number, m: number) => void>;

export type Change = keyof typeof CHANGES;

function idOf(row: Row | undefined): string | undefined {
  return row?.['id'] ?? row?.['institutionId'];
}

function renamed(row: Row, key: SheetKey, id: string): Row {
  if (key !== 'institutions') return { ...row, institutionId: id };
  return { ...row, id, name: `${row['name']}${id}`, licenceNumber: '', creditCode: '' };
}

export class AnyCounty {
  dir: string;
  now = new Date('2026-03-02T02:00:00Z');
  opened = 0;
  readonly form: Form;
  readonly rulebook: DemoRulebook;
  readonly sheets: readonly Sheet[];

  constructor(dir: string, rulebook: DemoRulebook, form: Form) {
    this.dir = dir;
    this.form = form;
    this.rulebook = rulebook;
    const { rows } = this.#told();
    this.sheets = (Object.keys(rows) as SheetKey[]).flatMap((key): readonly Sheet[] => {
      const own = rows[key].map((row) => ({ ...row }) as Row);
      const columns = [...new Set(own.flatMap((row) => Object.keys(row)))];
      return own.length === 0 ? [] : [{ key, columns, rows: own }];
    });
  }

  #told() {
    return createCounty({ seed: 'kept', rulebook: this.rulebook, year: 2026, origin: 'https://yx.example.gov.cn' });
  }

  get bureau(): string {
    return `demo-${this.rulebook}`;
  }

  idAt(n: number): string {
    const { rows } = this.sheets.find(({ key }) => key === 'institutions') ?? { rows: [] };
    return idOf(rows[n % Math.max(1, rows.length)]) ?? '';
  }

  place(n: number, m: number): readonly [Sheet, column: string] {
    const sheet = this.sheets[m % this.sheets.length];
    if (sheet === undefined) throw new Error('no sheet');
    return [sheet, sheet.columns[(n + m) % sheet.columns.length] ?? ''];
  }

  async found(): Promise<void> {
    await mkdir(join(this.dir, 'pictures'), { recursive: true });
    for (const [name, svg] of Object.entries(DEMO_PICTURES)) await writeFile(join(this.dir, 'pictures', name), svg);
    await cheapKeys(this.dir, false);
    await makeInspectorKey(join(this.dir, 'keys'), isoDate('2026-01-01'));
    await this.configure({});
    await this.save();
  }

  async configure(more: object): Promise<void> {
    const lists = this.sheets.map(({ key, columns }) => {
      const file = `lists/${SHEETS[key].title}.csv`;
      return [
        key,
        { file, columns: Object.fromEntries(columns.map((column) => [column, this.#heading(key, column)])) },
      ];
    });
    const tables = this.form === 'theirs' ? { tables: Object.fromEntries(lists) } : {};
    const own = { pages: 'on-request', intake: 'none', intakeTerms: null };
    await writeFile(
      join(this.dir, 'bureau.json'),
      JSON.stringify({ ...this.#told().bureau, ...own, ...tables, ...more }),
    );
  }

  #heading(key: SheetKey, column: string): string {
    const heading = findColumn(key, column)?.heading ?? column;
    return this.form === 'ours' ? heading : `外${heading}`;
  }

  async save(): Promise<void> {
    const folder = join(this.dir, this.form === 'ours' ? 'workbook' : 'lists');
    await mkdir(folder, { recursive: true });
    for (const { key, columns, rows } of this.sheets) {
      const lines = [
        columns.map((one) => this.#heading(key, one)),
        ...rows.map((row) => columns.map((one) => row[one] ?? '')),
      ];
      const between = this.form === 'ours' ? ',' : '\t';
      const cell = (text: string) => (/["\t,\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
      const text = lines.map((cells) => `${cells.map(cell).join(between)}\n`).join('');
      await writeFile(join(folder, `${SHEETS[key].title}.csv`), text);
    }
  }
}
