/** What is public about the publishing authority: signed as `bureau.json`, shown on every page. */

export interface Bureau {
  /** ASCII id, first part of every signed path: `wugang-demo`. */
  readonly id: string;
  /** Full name: 示例县卫生健康局. */
  readonly name: string;
  readonly nameEn: string;
  /** Name of the county as the home page writes it: 示例县. */
  readonly county: string;
  readonly countyEn: string;
  /** Six digits, GB/T 2260. */
  readonly regionCode: string;
  /** The rulebook's id. */
  readonly rulebook: string;
  /** Origin of the pages, no slash at the end: `https://yx.example.gov.cn`. Printed in every code. */
  readonly origin: string;
  /** Folder of the host in which the site lies, from slash to slash: `/yiliao/xinyong/`. Not there: the host is the site's own. */
  readonly basePath?: string;
  /**
   * Not there: files, `i/<code>.html`. `folders`: at the host `i/<code>/index.html` (decision 050). `on-request`: no files; our server
   * renders them from what is signed (decision 049).
   */
  readonly pages?: 'files' | 'folders' | 'on-request';
  readonly phone: string;
  readonly phoneHours: string;
  /** The hours for English pages; without it they show the Chinese ones, marked. */
  readonly phoneHoursEn?: string | null;
  /** 12345, where the county takes such calls there; null otherwise. */
  readonly hotline: string | null;
  /** 监督单位, as boards name it. */
  readonly supervisor: string;
  /** 承办 of the footer; null when it is the bureau itself. */
  readonly operator: string | null;
  readonly icp: string | null;
  readonly publicSecurityNo: string | null;
  readonly siteId: string | null;
  /** Page of the site-ID register for this very site, https. */
  readonly siteIdUrl: string | null;
  /** File names in the workspace's `pictures/`, served as `/pictures/<name>`. */
  readonly publicSecurityPicture: string | null;
  readonly siteIdPicture: string | null;
  /** The standard letter of commitment, one item a line (依法执业承诺). */
  readonly commitment: readonly string[];
  /** Whether online complaints are open. `none` is a full mode: telephone and address instead. */
  readonly intake: 'none' | 'online';
  /** Terms of an online complaint; null where the bureau states none. */
  readonly intakeTerms: IntakeTerms | null;
  /** Where fees, insurance, medicines belong, in the bureau's own sentence; null for the usual numbers. */
  readonly elsewhere: string | null;
  /** Fictional data: said on every page and print. */
  readonly demo: boolean;
}

export interface IntakeTerms {
  /** Whether a complaint is accepted is decided within this. */
  readonly accept: Term;
  /** It is answered within this, counted from its acceptance. */
  readonly answer: Term;
}

/** A term in calendar days, with the rule it comes from: regulations differ, so each is configuration. */
export interface Term {
  readonly days: number;
  readonly citation: string;
}

/** Whether the institutions' pages are no files of the site. */
export function pagesOnRequest({ pages }: Pick<Bureau, 'pages'>): boolean {
  return pages === 'on-request';
}
