/** What the institution page is given. Decided elsewhere: `publicNow` says what may be shown, `core/trust` what was checked. */
import type { Bureau } from '../../core/domain/bureau.ts';
import type { IsoDate } from '../../core/domain/iso-date.ts';
import type { RulebookTerms } from '../../core/domain/terms.ts';
import type { PublicView } from '../../core/snapshot/public-now.ts';
import type { Lang } from '../../core/words/lang.ts';

export type { Lang };

/** What this device knows of the page's origin. Days are of the Chinese calendar. */
export type Verification =
  /** The static default: nothing was checked here. */
  | { readonly kind: 'unchecked' }
  /** Not a secure context: the platform's cryptography is not there. */
  | { readonly kind: 'insecure' }
  | { readonly kind: 'checking' }
  /** Genuine and current. */
  | { readonly kind: 'ok'; readonly published: IsoDate; readonly confirmed: IsoDate }
  /**
   * Genuine, but `asOf` is the newest day this device can vouch for. `reason`: `offline`, no fresh metadata could be
   * had; `bureau`, the publisher did not renew its confirmation for `days` days; `superseded`, a release of the day
   * `newer` exists.
   */
  | { readonly kind: 'aged'; readonly asOf: IsoDate; readonly published: IsoDate; readonly cause: AgedCause }
  /** The device's clock contradicts what was signed: no expiry decision is taken. */
  | { readonly kind: 'clock'; readonly deviceDay: IsoDate; readonly published: IsoDate; readonly confirmed: IsoDate }
  /** Failed its check; `kept`: the day of the last verified content, where that is what is shown. */
  | { readonly kind: 'bad'; readonly kept: IsoDate | null };

type AgedCause =
  | { readonly kind: 'offline' }
  | { readonly kind: 'bureau'; readonly days: number }
  | { readonly kind: 'superseded'; readonly newer: IsoDate };

/** What is said of the code on a board. */
export interface ClaimMessage {
  /** Look of the box, as of the verification line; the words carry the meaning alone. */
  readonly tone: 'good' | 'plain' | 'aged';
  readonly lines: readonly string[];
}

/** Addresses of other pages, each left out where there is none. */
interface PageLinks {
  /** Search and the list of institutions. */
  readonly home?: string;
  /** The rules, all grades with what they ask for, and the rulings in force. */
  readonly standard?: string;
  /** The page in the other language. */
  readonly otherLanguage?: string;
  /** The static page of this institution (the app shows staff counts only and links to the list). */
  readonly fullPage?: string;
}

export interface InstitutionPageProps {
  readonly view: PublicView;
  readonly terms: RulebookTerms;
  readonly bureau: Bureau;
  /** `time` in ISO 8601 UTC; `root` of the release's record tree in hex. */
  readonly release: { readonly version: number; readonly time: string; readonly root: string };
  readonly verification: Verification;
  /** What the board's code claimed. Only in the app: on the static page its script says it. */
  readonly boardSays?: ClaimMessage | null;
  readonly lang: Lang;
  readonly links?: PageLinks;
}
