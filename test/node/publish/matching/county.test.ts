/** Random years of a county, with an oracle that knows who is who: the clerk, who is asked in doubt. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InstitutionCode } from '../../../../src/core/domain/institution-code.ts';
import type { Known, Row, Said } from '../../../../src/node/publish/matching/known.ts';
import { type Doubt, matchRows } from '../../../../src/node/publish/matching/match.ts';

/** A row with the institution that it truly is. */
interface True {
  readonly who: number;
  readonly row: Row;
}

const EDITS = [
  'rename',
  'move',
  'owner',
  'licence',
  'swap licence',
  'lose numbers',
  'renumber',
  'shift numbers',
  'merge',
  'split',
  'split up',
  'delete',
  're-add',
  'open next door',
  'open branch',
] as const;
type Edit = (typeof EDITS)[number];

class County {
  rows: True[] = [];
  left: True[] = [];
  #next = 0;
  /** One change a year, besides numbers: who changes in everything is, to anybody who reads the list, another. */
  #touched = new Set<number>();

  newYear(): void {
    this.#touched.clear();
  }

  fresh(): string {
    return String(++this.#next);
  }

  open(like: Partial<Row> = {}): void {
    const n = this.fresh();
    const row = {
      id: `n${n}`,
      name: `诊所${n}`,
      otherNames: [],
      address: `街${n}号`,
      licence: Number(n) % 4 === 0 ? null : `L${n}`,
      creditCode: Number(n) % 3 === 0 ? null : `C${n}`,
    };
    this.rows.push({ who: Number(n), row: { ...row, ...like } });
    this.#touched.add(Number(n));
  }

  set(at: number, difference: Partial<Row>): void {
    const one = this.rows[at];
    if (one) this.rows[at] = { ...one, row: { ...one.row, ...difference } };
  }

  edit(edit: Edit, a: number, b: number): void {
    const [at, other] = [a % this.rows.length, b % this.rows.length];
    const [one, two] = [this.rows[at], this.rows[other]];
    const n = this.fresh();
    if (!one || !two || this.#touched.has(one.who) || this.#touched.has(two.who)) return;
    if (edit === 'split up' && (one.row.licence === null || one.row.creditCode === null)) return;
    // Under name and address of the other, without a licence of its own: everything to be seen says that it is the other.
    if (edit === 'merge' && (one.row.licence === null || two.row.licence === null)) return;
    if (edit !== 'renumber' && edit !== 'shift numbers') this.#touched.add(one.who);
    if (edit === 'merge' || edit === 'swap licence') this.#touched.add(two.who);
    if (edit === 'rename') this.set(at, { name: `诊所${n}` });
    if (edit === 'move') this.set(at, { address: `街${n}号` });
    if (edit === 'owner') this.set(at, { creditCode: `C${n}` });
    if (edit === 'licence') this.set(at, { licence: `L${n}` });
    if (edit === 'lose numbers') this.set(at, { licence: null, creditCode: null });
    if (edit === 'renumber') this.set(at, { id: `n${n}` });
    if (edit === 'open next door') this.open({ address: one.row.address });
    if (edit === 'open branch') this.open({ creditCode: one.row.creditCode, name: `${one.row.name}分部${n}` });
    if (edit === 'split') this.open({ creditCode: one.row.creditCode, address: one.row.address, name: `诊所${n}` });
    if (edit === 'shift numbers') {
      const ids = this.rows.map(({ row }) => row.id);
      for (const i of ids.keys()) this.set(i, { id: ids[(i + 1) % ids.length] ?? '' });
    }
    if (edit === 'swap licence') {
      this.set(at, { licence: two.row.licence });
      this.set(other, { licence: one.row.licence });
    }
    if (edit === 'delete') this.left.push(...this.rows.splice(at, 1));
    if (edit === 're-add') this.rows.push(...this.left.splice(0, 1));
    if (edit === 'merge' && at !== other) {
      this.set(at, { name: two.row.name, address: two.row.address });
      this.left.push(...this.rows.splice(other, 1));
    }
    if (edit === 'split up') {
      this.left.push(...this.rows.splice(at, 1));
      this.open({ licence: one.row.licence, name: one.row.name });
      this.open({ creditCode: one.row.creditCode, address: one.row.address, licence: null });
    }
  }
}

/** Answers each doubt by who it truly is. */
function answer(doubts: readonly Doubt[], who: ReadonlyMap<string, number>, codeOf: ReadonlyMap<number, string>) {
  return doubts.map(({ row }): [string, Said] => {
    const code = (codeOf.get(who.get(row.id) ?? -1) ?? null) as InstitutionCode | null;
    return [row.id, { same: code, isNew: code === null, not: [] }];
  });
}

const YEAR = fc.array(fc.tuple(fc.constantFrom(...EDITS), fc.nat(99), fc.nat(99)), { maxLength: 6 });

describe('a county over the years', () => {
  it('gives no code to another institution, and takes none from its own, whatever changes', () => {
    let asked = 0;
    let settled = 0;
    fc.assert(
      fc.property(fc.array(YEAR, { minLength: 1, maxLength: 5 }), (years) => {
        const county = new County();
        for (let n = 0; n < 8; n++) county.open();
        const codeOf = new Map<number, string>();
        let known: Known[] = [];
        for (const year of [[], ...years]) {
          county.newYear();
          for (const [edit, a, b] of year) county.edit(edit, a, b);
          const rows = county.rows.map(({ row }) => row);
          const who = new Map(county.rows.map((one) => [one.row.id, one.who]));
          const first = matchRows(rows, known);
          const said = new Map(answer(first.doubts, who, codeOf));
          let matched = matchRows(rows, known, said);
          // An answer may leave others open that were certain only together with it.
          for (let round = 0; matched.doubts.length > 0 && round < 9; round++) {
            for (const [id, more] of answer(matched.doubts, who, codeOf)) said.set(id, more);
            matched = matchRows(rows, known, said);
          }
          asked += said.size;
          settled += rows.length - said.size;
          expect(matched.doubts).toEqual([]);
          expect(new Set(matched.codes.values()).size).toBe(matched.codes.size);
          for (const [id, code] of matched.codes) expect([id, code]).toEqual([id, codeOf.get(who.get(id) ?? -1)]);
          for (const id of matched.fresh) expect([id, codeOf.get(who.get(id) ?? -1)]).toEqual([id, undefined]);
          for (const id of matched.fresh) codeOf.set(who.get(id) ?? -1, `code ${who.get(id)}`);
          known = known.map((one) => ({ ...one, gone: true }));
          for (const { row, who: truth } of county.rows) {
            const code = codeOf.get(truth) as InstitutionCode;
            known = [...known.filter((one) => one.code !== code), { ...row, code, gone: false }];
          }
          const ids = new Set(rows.map(({ id }) => id));
          known = known.map((one) => (one.gone && ids.has(one.id ?? '') ? { ...one, id: null } : one));
          // The same list once more: nothing is asked, everybody is known.
          expect(matchRows(rows, known)).toMatchObject({ fresh: [], doubts: [] });
        }
      }),
      { numRuns: 300, seed: 20261130 },
    );
    // Questions are the exception, and they are asked.
    expect(asked).toBeGreaterThan(50);
    expect(settled).toBeGreaterThan(asked * 5);
  });
});
