/** One row of `src/core/trust/ATTACKS.md`: what is tried, what happens, and the tests that show it. */

export interface Attack {
  /** In few words. */
  readonly attack: string;
  /** Refused, dated, kept … – as the page or the app then tells it. */
  readonly happens: string;
  /** `file: title`; the title stands in the file as it is written here. */
  readonly tests: readonly string[];
}

/** The rows of one item of the list in the trust design. */
export interface Item {
  /** As the list words it. */
  readonly item: string;
  readonly attacks: readonly Attack[];
}

/** Folders and files that many rows name. */
export const T = {
  root: 'test/support/tuf-cases-root.ts',
  timestamp: 'test/support/tuf-cases-timestamp.ts',
  files: 'test/support/tuf-cases-files.ts',
  good: 'test/support/tuf-cases-good.ts',
  data: 'test/support/tuf-cases-data.ts',
  trust: 'test/core/trust',
  sync: 'test/web/sync/check.test.ts',
  page: 'test/web/page/check-release.test.ts',
  pageE2e: 'test/e2e/page.test.ts',
  without: 'test/e2e/page-without.test.ts',
  store: 'test/e2e/app-storage.test.ts',
  app: 'test/e2e/app.test.ts',
} as const;
