/** Attacks by the clock and by the phone’s own storage; on claims, pages and the log. */
import { type Item, T } from './attack.ts';

export const AT_THE_PHONE: readonly Item[] = [
  {
    item: 'clock two years behind, two years ahead, jumping back',
    attacks: [
      {
        attack: 'behind',
        happens: 'the newest signed time counts; “the date on this phone is wrong” comes before any date',
        tests: [
          `${T.trust}/updater.test.ts: a clock two years behind cannot revive what a newer confirmation dates: now is the newest signing time`,
          `${T.pageE2e}: a phone two years behind is told that its date is wrong`,
          'test/web/app/data/controller.test.ts: takes no decision about expiry on a device whose clock is years behind',
        ],
      },
      {
        attack: 'ahead, or jumping',
        happens: 'dated for as long as the clock says so; nothing stays of it',
        tests: [
          `${T.trust}/updater.test.ts: a clock two years ahead makes things look old, and never shows them as current`,
          `${T.trust}/updater.test.ts: a clock that jumped ahead and back leaves no trace`,
        ],
      },
    ],
  },
  {
    item: 'storage evicted, quota full, edited by hand, two tabs updating',
    attacks: [
      {
        attack: 'evicted',
        happens: 'verified anew from the pinned root, without alarm',
        tests: [
          `${T.trust}/store.test.ts: evicted by the browser: starts again from the pinned root`,
          `${T.page}: evicted: the page is checked anew from its own pin`,
          `${T.store}: that was evicted is filled again on the next visit, without a word of alarm`,
        ],
      },
      {
        attack: 'quota full',
        happens: 'usable in this visit; what was kept stays, and it is said',
        tests: [
          `${T.page}: quota full: checked for today, and nothing is broken`,
          `${T.sync}: stays what it was when the phone is full; the new data are usable in this visit`,
          `${T.store}: that is full keeps what it had and says so; the data are usable in this visit`,
        ],
      },
      {
        attack: 'edited by hand',
        happens: 'not believed; online it is replaced',
        tests: [
          `${T.trust}/store.test.ts: is verified again when loaded: state edited by hand is not believed, offline it is refused`,
          `${T.page}: edited by hand: not believed; online it is verified anew and replaced`,
          `${T.sync}: is overwritten although its hand-edited order claims to be newer for ever`,
          `${T.store}: is believed only as far as it verifies: an edited file is not shown offline, and comes anew online`,
        ],
      },
      {
        attack: 'two tabs updating',
        happens: 'the slower one takes nothing back',
        tests: [
          `${T.trust}/store.test.ts: two tabs: the slower one does not roll back what the faster one saved`,
          `${T.page}: two tabs updating: the slower one takes nothing back`,
          `${T.sync}: is not overwritten by a slower tab with an older release`,
          `${T.store}: holds one value a signed file and one trust state, also when two tabs fill it at once`,
        ],
      },
    ],
  },
  {
    item: 'service worker caching the timestamp',
    attacks: [
      {
        attack: 'our own worker, or a cache on the way, that answers for signed data',
        happens: 'never asked: the worker lets signed data pass, the verifier asks with `no-store`',
        tests: [
          `${T.app}: never answers for signed data`,
          `${T.trust}/http.test.ts: a cache on the way that keeps the timestamp cannot freeze a phone: %s is asked with %s`,
        ],
      },
    ],
  },
  {
    item: 'no `crypto.subtle`, no service worker, no IndexedDB',
    attacks: [
      {
        attack: 'no `crypto.subtle`',
        happens: 'not checked on this phone, and why',
        tests: [
          `${T.trust}/keys.test.ts: has no crypto.subtle: it says so and asks for nothing`,
          `${T.without}: over plain http the page is whole and says why it was not checked`,
        ],
      },
      {
        attack: 'no service worker, no IndexedDB',
        happens: 'checked all the same; nothing is kept, and the app says so',
        tests: [
          `${T.without}: without service workers`,
          `${T.without}: without IndexedDB`,
          `${T.store}: is not missed when the browser has none: everything works online, and it is said that nothing is kept`,
        ],
      },
    ],
  },
  {
    item: 'claim: changed digit, leading zeros, value > 2^512, unknown or revoked key, other origin, lost fragment, last year’s board',
    attacks: [
      {
        attack: 'changed digit, another origin, another institution',
        happens: 'the code does not check out, in words of its own; the page stays genuine',
        tests: [
          `${T.trust}/claim.test.ts: changed digit: none of the 160 can be another one`,
          `${T.trust}/claim.test.ts: other origin`,
          `${T.trust}/claim.test.ts: other institution’s path`,
          'test/e2e/claim.test.ts: %s has words of its own; the page stays genuine',
        ],
      },
      {
        attack: 'leading zeros, a number of 2^512 and more, a lost fragment',
        happens: 'no claim: at most that the code was not read whole; nothing is judged by it',
        tests: [
          `${T.trust}/claim.test.ts: leading zeros in the number`,
          `${T.trust}/claim.test.ts: value of 2^512 and more`,
          `${T.trust}/claim.test.ts: lost fragment`,
          'test/e2e/claim.test.ts: the chunk is not even asked for',
        ],
      },
      {
        attack: 'unknown or revoked key',
        happens: 'words of its own for each; nobody is blamed',
        tests: [
          'test/web/page/claim.test.tsx: unknown key, by the newest list',
          'test/web/page/claim.test.tsx: revoked key: the signature no longer counts, and nobody is blamed',
        ],
      },
      {
        attack: 'last year’s board',
        happens: 'old, with its year and grade, beside the grade in force',
        tests: [
          `${T.trust}/claim.test.ts: is still what the bureau printed: it says its year`,
          'test/e2e/claim.test.ts: of last year is called old, with its grade',
        ],
      },
    ],
  },
  {
    item: 'a cached page with a newer release and a new page with a cached bundle',
    attacks: [
      {
        attack: 'a cached page',
        happens: 'genuine and dated: a newer release is named',
        tests: [`${T.pageE2e}: a page of an older release beside a newer one is genuine and dated, no attack`],
      },
      {
        attack: 'a cached bundle',
        happens: 'asked for once more past all caches, then genuine; not genuine where no release vouches for the page',
        tests: [
          `${T.pageE2e}: a new page with a cached bundle is genuine, for the bundle is asked for once more`,
          `${T.page}: a new page with a cached bundle is not decided: that bundle does not vouch for it, the next one does`,
        ],
      },
    ],
  },
  {
    item: 'log: removed, rewritten or forked entry',
    attacks: [
      {
        attack: 'removed, rewritten',
        happens: 'named, with the entry',
        tests: [
          `${T.trust}/log.test.ts: a removed entry breaks the chain and leaves its release without an entry`,
          `${T.trust}/log.test.ts: a rewritten grade breaks the chain at the next entry`,
          `${T.trust}/log.test.ts: a rewritten last entry shows against what was seen before`,
        ],
      },
      {
        attack: 'forked, cut short',
        happens: 'named by whoever saw an earlier head',
        tests: [
          `${T.trust}/log.test.ts: a log cut short and one chained anew from an earlier entry are forks of what was seen`,
        ],
      },
    ],
  },
  {
    item: 'a build’s minimum version above the served one',
    attacks: [
      {
        attack: 'a mirror frozen before the app was built',
        happens: 'refused; what was kept before the update stays good offline',
        tests: [
          `${T.files}: a repository below the version that the build was made with`,
          `${T.trust}/store.test.ts: from before an update of the app stays good offline, though the new build asks for more from a server`,
        ],
      },
    ],
  },
];
