/** Numbers of a policy, apart from its logic: each a dated series with the citation it stands on. */
import type { Decimal } from '../domain/decimal.ts';
import type { IsoDate } from '../domain/iso-date.ts';

interface NumberSeries {
  readonly article: string;
  /** Whole numbers, oldest first, each from its day on. */
  readonly values: readonly { readonly from: IsoDate; readonly value: number }[];
}

export type NumberTable = Readonly<Record<string, NumberSeries>>;

export type NumbersOf<Table extends NumberTable> = { readonly [Name in keyof Table]: number };

/** The values in force on a day; before the first day of a series its first value (a bureau adopted GEN-5 otherwise). */
export function numbersOn<Table extends NumberTable>(table: Table, day: IsoDate): NumbersOf<Table> {
  const values = Object.entries(table).map(([name, series]) => {
    const current = series.values.filter((entry) => entry.from <= day).pop() ?? series.values[0];
    if (current === undefined) throw new RangeError(`the number ${name} has no value`);
    return [name, current.value];
  });
  return Object.fromEntries(values) as NumbersOf<Table>;
}

/** Whether a number has a part below one: GEN-7 then decides how it is compared. */
export function hasFraction(value: Decimal): boolean {
  return value.units % 10n ** BigInt(value.scale) !== 0n;
}
