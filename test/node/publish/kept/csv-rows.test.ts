import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvBytes, eachRow, fieldsIn, idIn } from '../../../../src/node/publish/kept/csv-rows.ts';
import { changedFamilies, Families, RUN, type Runs, runsOf } from '../../../../src/node/publish/kept/runs.ts';
import { cleanCode, cleanText } from '../../../../src/node/publish/workspace/clean.ts';
import { parseCsv } from '../../../../src/node/publish/workspace/read-csv.ts';

const SECRET = Buffer.from('of a test');
const LAYOUT = { head: 1, column: 1 };
/** Of signs that mean something to a CSV file, and some that do not. */
const anyText = fc
  .array(fc.constantFrom('"', ',', '\r\n', '\n', 'A1', 'a1 ', '甲', '', '""', ' '), { maxLength: 60 })
  .map((parts) => parts.join(''));

/** Whether a quote has no partner: such a file is refused, and has no rows. */
function astray(text: string): boolean {
  let found = false;
  parseCsv(text, ',', () => {
    found = true;
  });
  return found;
}

function rowsOf(text: string): readonly (readonly string[])[] {
  const csv = csvBytes(Buffer.from(text));
  const rows: (readonly string[])[] = [];
  if (csv === null) throw new Error('no CSV');
  eachRow(csv, (row, start, end) => {
    expect(row).toBe(rows.length + 1);
    rows.push(start === end ? [''] : fieldsIn(csv, start, end));
    return true;
  });
  return rows;
}

function runs(text: string, families = new Families()): Runs {
  const csv = csvBytes(Buffer.from(text));
  if (csv === null) throw new Error('no CSV');
  return runsOf(csv, LAYOUT, families, SECRET);
}

describe('rows of a CSV file as bytes', () => {
  it('are the rows that are read, whatever is quoted, broken or left open', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        if (astray(text)) {
          expect(csvBytes(Buffer.from(text))).toBeNull();
          return;
        }
        // Blanks at the end of a row: the reader of rows takes the last line end for its own.
        expect(rowsOf(text)).toEqual(parseCsv(text).map((fields) => [...fields]));
      }),
      { numRuns: 400, seed: 7 },
    );
  });

  it('name the institution that a reader of their cells finds', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const csv = csvBytes(Buffer.from(text));
        expect(csv === null).toBe(astray(text));
        if (csv === null) return;
        eachRow(csv, (_, start, end) => {
          const cell = (fieldsIn(csv, start, end)[1] ?? '').toString();
          expect(idIn(csv, 1, start, end)).toBe(cleanCode(cleanText(cell)));
          return true;
        });
      }),
      { numRuns: 200, seed: 8 },
    );
  });

  it('of GB18030, with a mark or tabs are those of the text; of UTF-16, with lone returns, NUL or a mark in the middle, or with a separator that is told, there are none', () => {
    const gb = Buffer.from([0xbc, 0xd7, 0x2c, 0xd2, 0xd2, 0x0a, 0x31, 0x2c, 0x32]);
    expect(csvBytes(gb)?.bytes.toString()).toBe('甲,乙\n1,2');
    expect(csvBytes(Buffer.from('\uFEFF甲\t乙\n1\t2'))).toEqual({ bytes: Buffer.from('甲\t乙\n1\t2'), separator: 9 });
    for (const none of [
      Buffer.from('\uFEFF甲', 'utf16le'),
      Buffer.from('甲\r乙'),
      Buffer.from('甲\0'),
      Buffer.from('甲\n\uFEFF乙'),
      Buffer.from('sep=;\n甲;乙'),
    ]) {
      expect(csvBytes(none)).toBeNull();
    }
  });
});

describe('runs of a table', () => {
  const table = 'x,id\n1,A\n2,A\n3,B\n4,"A"\n';

  it('are rows one after another that name the same institution', () => {
    const families = new Families();
    const { places } = runs(table, families);
    expect(families.ids).toEqual(['A', 'B']);
    const told = Array.from({ length: places.length / RUN }, (_, at) => [...places.subarray(at * RUN, at * RUN + 3)]);
    expect(told).toEqual([
      [0, 2, 2],
      [1, 4, 1],
      [0, 5, 1],
    ]);
  });

  it.each<readonly [string, string, readonly string[]]>([
    ['a changed row', table.replace('2,A', '9,A'), ['A']],
    ['a row more', `${table}5,B\n`, ['B']],
    ['a row less', table.replace('3,B\n', ''), ['A', 'B']],
    ['a row of somebody new', `${table}5,C\n`, ['C']],
    ['a row of another', table.replace('3,B', '3,C'), ['B', 'C']],
    ['two rows of one in another order', table.replace('1,A\n2,A', '2,A\n1,A'), ['A']],
    ['a row above the data', table.replace('x,id', 'y,id'), []],
    ['nothing', table, []],
  ])('tell whom %s concerns', (_, now, expected) => {
    const families = new Families();
    const changed = changedFamilies(runs(table, families), runs(now, families));
    expect([...changed].map((family) => families.ids[family]).sort()).toEqual(expected);
  });
});
