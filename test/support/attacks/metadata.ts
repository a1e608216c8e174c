/** Attacks on signed files and on how they reach a phone. */
import { type Item, T } from './attack.ts';

export const ON_METADATA: readonly Item[] = [
  {
    item: 'bit flip in every file',
    attacks: [
      {
        attack: 'in any metadata file',
        happens: 'refused; on a later visit the last good data stay',
        tests: [`${T.trust}/store.test.ts: at any place of any metadata file never change what is trusted`],
      },
      {
        attack: 'in the bundle, in a data file',
        happens: 'refused; nothing altered is ever shown',
        tests: [
          `${T.trust}/bundle.test.ts: a byte flipped anywhere never shows other content as verified`,
          `${T.data}: a bit flip in a data file`,
          `${T.sync}: leaves the last good data in place when one byte of a data file was changed on the way`,
        ],
      },
      {
        attack: 'in a page: its record, its proof, its bundle',
        happens: 'not genuine; the page is blamed, never the clinic',
        tests: [`${T.pageE2e}: the record, %i`, `${T.pageE2e}: the proof, %i`, `${T.pageE2e}: the bundle, %i`],
      },
      {
        attack: 'in any file of a mirror',
        happens: '`verify` names the file, exit code 1',
        tests: ['test/e2e/verify.test.ts: names the file after one flipped bit, in every kind of file'],
      },
    ],
  },
  {
    item: 'wrong length',
    attacks: [
      {
        attack: 'metadata shorter or longer than signed',
        happens: 'refused, and cut off above the signed length',
        tests: [`${T.files}: a snapshot of the wrong length`, `${T.files}: a longer snapshot than listed`],
      },
      {
        attack: 'data shorter, longer, or signed with a false length',
        happens: 'refused; the last good data stay',
        tests: [
          `${T.data}: a shortened data file`,
          `${T.data}: a data file with bytes after its end`,
          `${T.data}: a signed length that is not the length of the bytes with the signed hash`,
        ],
      },
    ],
  },
  {
    item: 'older timestamp, snapshot, targets',
    attacks: [
      {
        attack: 'any of the three at a lower version (rollback)',
        happens: 'the last good data stay, and it is said',
        tests: [
          `${T.timestamp}: an older timestamp`,
          `${T.timestamp}: a newer timestamp that lists an older snapshot`,
          `${T.files}: a newer snapshot that lists older targets`,
          `${T.sync}: does not go back to an older release (rollback)`,
        ],
      },
    ],
  },
  {
    item: 'equal version, other bytes',
    attacks: [
      {
        attack: 'two truths under one number',
        happens: 'the last good data stay; an alarm of its own',
        tests: [
          `${T.timestamp}: the timestamp of the same version with other bytes`,
          `${T.files}: a snapshot of the same version with other bytes`,
          `${T.files}: targets of the same version with other bytes`,
        ],
      },
    ],
  },
  {
    item: 'each role expired, online and offline, with unchanged version, after 400 days',
    attacks: [
      {
        attack: 'freeze: timestamp, snapshot, targets or root',
        happens: 'dated (已核验，资料截至…，可能不是最新), never hidden, never current',
        tests: [
          `${T.trust}/expiry.test.ts: %s, with unchanged version: online it is dated from its day on, offline too, and never refused`,
          `${T.trust}/expiry.test.ts: %s, on a first visit: dated at once, not refused`,
        ],
      },
      {
        attack: 'the same old files after 400 days',
        happens: 'dated; the app still shows the data',
        tests: [
          `${T.good}: freeze: the same old files after 400 days`,
          `${T.sync}: says which roles are too old after 400 days, and still shows the data`,
        ],
      },
    ],
  },
  {
    item: 'interruption after every single request, then healthy: must converge',
    attacks: [
      {
        attack: 'first visit, update, rotation of every key, delegated role, the app’s sync',
        happens: 'what was verified before stays whole; the next healthy visit ends as if nothing had been',
        tests: [
          `${T.trust}/updater.test.ts: after every single request leaves the old state whole, and the next healthy refresh converges`,
          `${T.trust}/interruption.test.ts: interruption after every single request: $name`,
          'test/web/sync/interruption.test.ts: interruption after every single request: $name',
        ],
      },
    ],
  },
  {
    item: 'root rotation: skipped, unsigned by old, by new, under threshold',
    attacks: [
      {
        attack: 'a next root that the old or the new keys did not sign enough',
        happens: 'the last good data stay',
        tests: [
          `${T.root}: a next root not signed by the old keys`,
          `${T.root}: a next root not signed by its own keys`,
          `${T.root}: a next root signed by one key of three`,
        ],
      },
      {
        attack: 'a version left out',
        happens: 'the last good data stay',
        tests: [`${T.root}: a skipped root version`],
      },
    ],
  },
  {
    item: 'one key under two ids',
    attacks: [
      {
        attack: 'one holder listed twice, to reach two of two alone',
        happens: 'refused: distinct public keys are counted',
        tests: [`${T.root}: one root key under two ids`, `${T.files}: one targets key under two ids`],
      },
    ],
  },
  {
    item: 'duplicate signatures',
    attacks: [
      {
        attack: 'one signature twice',
        happens: 'refused',
        tests: [`${T.timestamp}: duplicate signatures of one key id`],
      },
    ],
  },
  {
    item: 'fast-forward and recovery',
    attacks: [
      {
        attack: 'a thief of the online key signs the highest version',
        happens: 'nothing older is taken until the root replaces the key; then honest versions count again',
        tests: [
          `${T.timestamp}: a fast-forwarded timestamp that is then taken back without a new key`,
          `${T.good}: recovery from a fast-forward attack by a new online key`,
          `${T.trust}/histories.test.ts: never go back, never give out a byte that was not signed, agree with tuf-js, and converge once healed`,
        ],
      },
    ],
  },
  {
    item: 'unknown key type, scheme, spec version',
    attacks: [
      {
        attack: 'a key or scheme that we do not know',
        happens: 'does not count, and spoils no other',
        tests: [
          `${T.good}: a key of unknown type beside those that suffice`,
          `${T.timestamp}: a timestamp signed by a key of unknown type alone`,
          `${T.timestamp}: a timestamp signed under an unknown scheme alone`,
        ],
      },
      {
        attack: 'a later specification',
        happens: 'refused; the last good data stay',
        tests: [`${T.root}: a root of specification 2`, `${T.timestamp}: a timestamp of specification 2`],
      },
    ],
  },
  {
    item: 'role confusion',
    attacks: [
      {
        attack: 'one role’s file or key in place of another’s',
        happens: 'refused',
        tests: [
          `${T.timestamp}: a snapshot offered as timestamp`,
          `${T.timestamp}: a timestamp signed by a targets key`,
          `${T.files}: a root offered as targets`,
          `${T.files}: targets signed by the online key`,
        ],
      },
      {
        attack: 'one bureau for another',
        happens: 'not listed; the other bureau’s data stay as they were',
        tests: [
          `${T.trust}/delegations/bureaus.test.ts: a stolen key of one bureau cannot speak for another`,
          `${T.trust}/delegations/bureaus.test.ts: a stolen key of one bureau cannot sign the role of another`,
        ],
      },
      {
        attack: 'one bureau for another, in what it delivers to a province; with the province’s online key as well',
        happens: 'not taken in, and the others go on; every reader refuses it',
        tests: [
          'test/e2e/province-attacks.test.ts: signs another bureau’s files: they are not taken in, and the others go on',
          'test/e2e/province-attacks.test.ts: together with the province’s online key signs another bureau’s list: every reader refuses it',
          'test/e2e/province-taken-in.test.ts: A delivers B’s release under its own name',
          'test/e2e/province-taken-in.test.ts: pages and scripts of a delivery are never served: what is bent in them is refused or left behind',
        ],
      },
      {
        attack: 'every key of one bureau: the highest number, a day to come, a list that no phone can read',
        happens: 'not taken in, and all go on; a number that was driven up within bounds is written down and passed',
        tests: [
          'test/e2e/province-attacks.test.ts: signs what no phone could read, or what would bind it for ever: it is not taken in, and all goes on',
          'test/e2e/province-attacks.test.ts: drives the number up: the bureau writes it down, as the refusal says, and goes on from there',
        ],
      },
      {
        attack: 'every key of one bureau: a script under the name of a footer’s picture',
        happens: 'left out: the host that all bureaus share serves no script of any',
        tests: [
          'test/e2e/province-attacks.test.ts: signs a script as the picture of its footer (%s): none is served from the host that all bureaus share',
        ],
      },
      {
        attack:
          'a bureau that calls itself like another: the name of another, also in full-width or traditional characters, with invisible ones or Cyrillic letters',
        happens:
          'not registered, signed by nobody, not taken in; what is nearly the same is shown before the fingerprint is compared',
        tests: [
          'test/node/province/alike.test.ts: attack: the name of another %s',
          'test/node/province/alike.test.ts: attack: an altered list in which a bureau has another’s name is signed by nobody',
          'test/node/province/alike.test.ts: the same area under another suffix is worth a second look',
          'test/node/cli/province.test.ts: attack: a bureau that would register under the name of another is refused, and told what to do',
          'test/e2e/province-attacks.test.ts: a bureau, or who stole its keys, that calls itself like another: %s',
        ],
      },
      {
        attack: 'a bureau that speaks for an institution of another: its code, a tombstone for it',
        happens: 'not taken in; the page of the other stays as it is',
        tests: [
          'test/e2e/province-attacks.test.ts: %s is not taken in, and the page of the other stays as it is',
          'test/e2e/province-attacks.test.ts: of two that bring the same code in the same hour one alone is taken in',
        ],
      },
      {
        attack: 'the province’s online key for a bureau',
        happens: 'refused: it changes no grade and delegates to nobody',
        tests: [
          'test/e2e/province-attacks.test.ts: cannot change any grade: what it signs instead of a bureau is refused',
          'test/e2e/province-attacks.test.ts: cannot delegate to anybody: the list of bureaus is not its to sign',
        ],
      },
      {
        attack: 'a bureau’s older release put back, its log forked, two bureaus’ pages swapped by the host',
        happens: 'not taken in; not genuine on the phone',
        tests: [
          'test/e2e/province-taken-in.test.ts: A’s older release is put back',
          'test/e2e/province-attacks.test.ts: signs other files under the number that is out',
          'test/e2e/province.test.ts: the host swaps the two bureaus’ pages, or their bundles: neither is called genuine',
        ],
      },
    ],
  },
  {
    item: 'a file of another county, year or release under the right name',
    attacks: [
      {
        attack: 'genuine elsewhere, here not',
        happens: 'refused; the last good data stay',
        tests: [
          `${T.data}: a file of another county, signed and genuine, under the right name`,
          `${T.data}: a file of another year, signed and genuine, under the right name`,
          `${T.data}: a file of the release before, signed and genuine then, under the right name`,
          `${T.files}: old targets under the new name (mix and match)`,
        ],
      },
      {
        attack: 'a genuine page under another institution’s address',
        happens: 'not genuine',
        tests: [
          'test/web/page/enhance.test.tsx: %s is another institution’s: not genuine there',
          'test/node/verify/pages.test.ts: a genuine page of one institution under the address of another, in either language',
        ],
      },
      {
        attack:
          'pages, a home page, a program or another county’s folder that nobody published, laid beside those that verify in a mirror',
        happens: '`verify` names every file, exit code 1; over an address it says that they were not looked for',
        tests: [
          'test/node/cli/verify-strangers.test.ts: pages, a home page, another county’s folder: all are named, and the exit code is 1',
          'test/node/cli/verify-strangers.test.ts: the same in an archive of it',
          'test/node/cli/verify-strangers.test.ts: a genuine copy inside of a forged one does not answer for it',
          'test/node/verify/lying-there.test.ts: it is told in exactly one way, and none is passed over',
          'test/node/publish/tombstones.test.ts: attack: a tombstone’s page that praises or accuses is named, with its script or without; of another build it is not compared',
          'test/e2e/verify-alone.test.ts: attack: a host lays a home page, a page of its own and a whole program of its own into a mirror',
          'test/e2e/province-verify.test.ts: attack: beside the bureaus’ folders lie another county’s, a page and a rule for the host: all are named, and no bureau is blamed',
          'test/node/cli/verify-http.test.ts: over an address it is said that other pages on the host were not looked for',
        ],
      },
      {
        attack: 'rules that make the host serve other pages (`.htaccess`, `_redirects`, `web.config` …)',
        happens: '`verify` says plainly what they can do, exit code 1',
        tests: ['test/node/cli/verify-strangers.test.ts: rules for the host: it is said plainly what they can do'],
      },
    ],
  },
];
