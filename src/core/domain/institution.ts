/** Institutions and their staff, as a bureau's workbook gives them after checking. */
import type { InstitutionFacts } from './facts.ts';
import type { IsoDate } from './iso-date.ts';

export interface Licence {
  /** `practice-licence` 医疗机构执业许可证, `clinic-filing` 诊所备案凭证. */
  readonly type: 'practice-licence' | 'clinic-filing';
  /** 登记号 or 备案编号. */
  readonly number: string | null;
  readonly validUntil: IsoDate | null;
  /** 发证机关 or 备案机关. */
  readonly authority: string | null;
  /** 诊疗科目. */
  readonly subjects: readonly string[];
}

export interface Institution {
  /** The bureau's own row id (机构编号): unique, never shown. */
  readonly id: string;
  readonly name: string;
  /** Second names (又名, 第二名称), without brackets. */
  readonly otherNames: readonly string[];
  /** 类别, as the bureau writes it. */
  readonly kind: string;
  /** 级别, as the bureau writes it; empty when none. */
  readonly level: string;
  /** 乡镇（街道）, the unit of browsing. */
  readonly town: string;
  readonly address: string;
  /** The institution's own public number; never a private mobile. */
  readonly phone: string | null;
  readonly creditCode: string | null;
  readonly licence: Licence;
  /** 主要负责人 as printed on the licence. */
  readonly principal: string | null;
  readonly openedOn: IsoDate | null;
  /** 机构说明, reviewed by the bureau, at most 200 characters. */
  readonly statement: { readonly text: string; readonly on: IsoDate } | null;
}

/** What the page may say of a person: no certificate number, no identity number (policy facts, Staff). */
export interface StaffMember {
  readonly name: string;
  /** 医师, 助理医师, 护士, 药师, 医技 …, as the bureau writes it. */
  readonly category: string;
  /** Which count the person belongs to. */
  readonly group: 'doctor' | 'nurse' | 'other';
  readonly title: string;
  /** 执业范围. */
  readonly scope: string;
}

/** 依法执业承诺书 of one year. */
export interface CommitmentLetter {
  readonly year: number;
  readonly signedOn: IsoDate;
  readonly signer: string | null;
  /** Its items; empty means the bureau's standard text (`Bureau.commitment`). */
  readonly items: readonly string[];
}

/** One institution with all that the workbook says of it. */
export interface InstitutionEntry {
  readonly institution: Institution;
  readonly staff: readonly StaffMember[];
  readonly facts: InstitutionFacts;
  readonly commitment: CommitmentLetter | null;
}
