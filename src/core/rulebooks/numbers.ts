/** Numbers of a policy, apart from its logic: each a dated series with the citation it stands on. */
import type { Decimal } from '../domain/decimal.ts';
import type { IsoDate } from '../domain/iso-date.ts';
import type { Text, ThresholdTerms } from '../domain/terms.ts';

interface NumberSeries {
  readonly article: string;
  /** As people read it; `{n}` is the value. */
  readonly text: Text;
  /** Whole numbers, oldest first, each from its day on. */
  readonly values: readonly { readonly from: IsoDate; readonly value: number }[];
}

export type NumberTable = Readonly<Record<string, NumberSeries>>;

export type NumbersOf<Table extends NumberTable> = { readonly [Name in keyof Table]: number };

/**
 * The values in force on a day; before the first day of a series its first value (a bureau adopted GEN-5 otherwise).
 * Null: no round is asked about, and each number has the value that came last.
 */
export function numbersOn<Table extends NumberTable>(table: Table, day: IsoDate | null): NumbersOf<Table> {
  const values = Object.entries(table).map(([name, series]) => [name, currentOf(series, day).value]);
  return Object.fromEntries(values) as NumbersOf<Table>;
}

/** The same values as people read them, in the order of the table. */
export function thresholdsOn(table: NumberTable, day: IsoDate | null): readonly ThresholdTerms[] {
  return Object.values(table).map((series) => {
    const { article, text } = series;
    return { article, text, ...currentOf(series, day) };
  });
}

function currentOf({ article, values }: NumberSeries, day: IsoDate | null): NumberSeries['values'][number] {
  const current = values.filter((entry) => day === null || entry.from <= day).pop() ?? values[0];
  if (current === undefined) throw new RangeError(`a number of ${article} has no value`);
  return current;
}

/** Whether a number has a part below one: GEN-7 then decides how it is compared. */
export function hasFraction(value: Decimal): boolean {
  return value.units % 10n ** BigInt(value.scale) !== 0n;
}
