/** The shape of the one table from which template, reader and problem texts are made. */
import type { Text } from '../../../../core/domain/terms.ts';
import type { Policy, When } from '../policy.ts';

export type ColumnKind = 'code' | 'text' | 'list' | 'phone' | 'date' | 'decimal' | 'integer' | 'yesNo' | 'choice';

/** One allowed value of a `choice` column: what the clerk writes, and what the domain calls it. */
export interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
  readonly en: string;
  /** Other spellings that clerks use. */
  readonly aliases: readonly string[];
  readonly when: When;
  /** The policies whose template has it; the reader understands it all the same. */
  readonly offer: When;
}

interface Extra {
  readonly aliases?: readonly string[];
  readonly required?: boolean;
  readonly choices?: readonly Choice[];
  readonly example?: string;
  /** `past`: a day from 1949 to today. `opened`: the same, but a doubt only warns. `any`: may lie in the future. */
  readonly days?: 'past' | 'opened' | 'any';
  readonly maxLength?: number;
  /** Published as written, so it must hold no private number. */
  readonly shown?: boolean;
  /** The policies that have a use for it; all when absent. */
  readonly when?: When;
  /** Of those, the policies whose template has it; all when absent. */
  readonly offer?: When;
}

export interface Column<Key extends string = string> extends Required<Extra> {
  readonly key: Key;
  readonly kind: ColumnKind;
  readonly heading: string;
  readonly headingEn: string;
  readonly about: Text;
}

export interface SheetSpec<Key extends string = string> {
  readonly title: string;
  readonly titleEn: string;
  readonly aliases: readonly string[];
  readonly about: Text;
  readonly columns: readonly Column<Key>[];
  readonly when: When;
}

const always: When = () => true;

const DEFAULTS: Required<Extra> = {
  aliases: [],
  required: false,
  choices: [],
  example: '',
  days: 'past',
  maxLength: 500,
  shown: false,
  when: always,
  offer: always,
};

/** One column; `about` says in both languages what belongs there. */
export function column<const Key extends string>(
  kind: ColumnKind,
  key: Key,
  heading: readonly [string, string],
  about: readonly [string, string],
  extra: Extra = {},
): Column<Key> {
  return {
    ...DEFAULTS,
    ...extra,
    key,
    kind,
    heading: heading[0],
    headingEn: heading[1],
    about: { zh: about[0], en: about[1] },
  };
}

/** One choice; further names are spellings that mean the same. */
export function choice<const Value extends string>(
  value: Value,
  label: string,
  en: string,
  aliases: readonly string[] = [],
  when: When = always,
  offer: When = always,
): Choice<Value> {
  return { value, label, en, aliases, when, offer };
}

/** 机构编号, first column of every sheet that hangs on 机构. */
export function institutionIdColumn(): Column<'institutionId'> {
  return column(
    'code',
    'institutionId',
    ['机构编号', 'Institution no.'],
    ['与“机构”表中的机构编号一致。', 'The number of the institution in the sheet 机构.'],
    { aliases: ['编号', '机构代码', '机构编码', '单位编号'], required: true, example: 'A001', maxLength: 60 },
  );
}

/** One sheet; `when` says to which policies it belongs, all when absent. */
export function sheet<const Spec extends Omit<SheetSpec, 'when'>>(
  spec: Spec,
  when: When = always,
): Spec & Pick<SheetSpec, 'when'> {
  return { ...spec, when };
}

/** Whether the policy has a use for it; null stands for any policy. */
export function isKnown({ when }: { readonly when: When }, policy: Policy | null): boolean {
  return policy === null || when(policy);
}

/** Whether the policy's template has it. */
export function isOffered(part: { readonly when: When; readonly offer: When }, policy: Policy | null): boolean {
  return policy === null || (part.when(policy) && part.offer(policy));
}
