/** Institutions and their staff, as a bureau's workbook gives them after checking. */
import type { DecimalText, InstitutionFacts } from './facts.ts';
import type { IsoDate } from './iso-date.ts';
import type { RegisterList } from './terms.ts';

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
  /** Id of its kind where the policy grades several (`RulebookTerms.subjects`); null: a medical institution. */
  readonly subject: string | null;
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

/** In the bureau's order; how they are held is the publisher's matter. */
export type Staff = Iterable<StaffMember> & { readonly length: number };

/** 依法执业承诺书 of one year. */
export interface CommitmentLetter {
  readonly year: number;
  readonly signedOn: IsoDate;
  readonly signer: string | null;
  /** Its items; empty means the bureau's standard text (`Bureau.commitment`). */
  readonly items: readonly string[];
}

/** The certificate that an association issued with its rating. */
export interface Certificate {
  readonly number: string;
  /** Its date: validity counts from it. */
  readonly on: IsoDate;
  /** Last day of an extension while a renewal is decided; null where none was granted. */
  readonly extendedUntil: IsoDate | null;
}

/** Points (信用积分) that another system computed: taken as they are, never made into a grade. */
export interface CreditPoints {
  readonly points: DecimalText;
  readonly source: string;
  readonly on: IsoDate;
}

/** An incentive or a sanction that a register lists while it is in force. */
export interface StandingMeasure {
  readonly list: Extract<RegisterList, 'incentive' | 'sanction'>;
  readonly text: string;
  readonly documentNo: string;
  readonly from: IsoDate;
  /** Null: its decision names no last day. */
  readonly until: IsoDate | null;
}

/** One institution with all that the workbook says of it. */
export interface InstitutionEntry {
  readonly institution: Institution;
  readonly staff: Staff;
  readonly facts: InstitutionFacts;
  readonly commitment: CommitmentLetter | null;
  readonly certificate: Certificate | null;
  readonly credit: CreditPoints | null;
  /** How many of its staff signed a public commitment (从业人员信用公开承诺); null: not told. Never who. */
  readonly promises: number | null;
  readonly measures: readonly StandingMeasure[];
}
