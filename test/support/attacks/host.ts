/** Attacks by the host, by names and by encodings. */
import { type Item, T } from './attack.ts';

export const BY_THE_HOST: readonly Item[] = [
  {
    item: '200 HTML, 403, 500, redirect, truncated body, gzip bomb, endless stream',
    attacks: [
      {
        attack: 'a web page, 403 or 404 in place of a file',
        happens: '“not there”: the last good data stay; a missing next root is no fault',
        tests: [
          `${T.timestamp}: a home page in place of the timestamp`,
          `${T.timestamp}: a hidden timestamp (404)`,
          `${T.good}: a host that answers missing roots with 200 and its home page`,
          `${T.good}: a host that answers missing roots with 403`,
          `${T.trust}/http.test.ts: %i is “not there”, and its body is not read`,
        ],
      },
      {
        attack: '500, redirect, truncated body',
        happens: '“cannot be known”: the last good data stay, asked again later',
        tests: [
          `${T.timestamp}: a server fault at the timestamp`,
          `${T.timestamp}: a redirect at the timestamp`,
          `${T.timestamp}: a truncated timestamp`,
          'test/node/verify/fetchers.test.ts: cannot be known: %s',
        ],
      },
      {
        attack: 'gzip bomb, endless stream',
        happens: 'cut off at the signed length or the cap of its role',
        tests: [
          'test/node/verify/fetchers.test.ts: are cut off above the limit: %s',
          `${T.trust}/http.test.ts: endless stream: cut off at the first byte above the limit, whatever its chunks`,
          `${T.timestamp}: an endless timestamp`,
          `${T.data}: an endless data file`,
          'test/web/app/data/data.test.ts: stops at the limit: gzip bomb',
        ],
      },
    ],
  },
  {
    item: '`__proto__`, `constructor`, `../`, `%2e`, NUL in names',
    attacks: [
      {
        attack: 'names of the prototype',
        happens: 'names like any other: not listed',
        tests: [
          `${T.data}: the file called constructor`,
          `${T.data}: the file called __proto__`,
          `${T.files}: a snapshot that lists targets by a name of the prototype`,
        ],
      },
      {
        attack: 'names that climb, even signed ones',
        happens: 'never found, never fetched, never read from a disk',
        tests: [
          `${T.data}: a signed name that climbs out of the folder`,
          `${T.data}: a signed name with an encoded dot`,
          `${T.data}: a signed name with NUL`,
          'test/node/verify/fetchers.test.ts: never lie outside of it: parent names, links, NUL',
        ],
      },
      {
        attack: 'names in a mirror that pass for others or write to a terminal, links out of it, pipes',
        happens: '`verify` names them, letters that are not ours by their numbers, and follows none',
        tests: [
          'test/node/cli/verify-strangers.test.ts: names that would write to the terminal, or pass for a line of ours or for another name',
          'test/node/cli/verify-strangers.test.ts: a link to a page elsewhere, and a pipe that would keep the reader waiting',
        ],
      },
    ],
  },
  {
    item: 'DER with negative, padded, trailing bytes, r or s zero or ≥ n',
    attacks: [
      {
        attack: 'a second spelling of a signature',
        happens: 'refused',
        tests: [
          'a negative r',
          'a padded r',
          'bytes after the sequence',
          'r of zero',
          's of zero',
          'r equal to the order',
          's above the order',
          'any other bytes that are read at all are the one encoding of what they were read as',
        ].map((title) => `${T.trust}/der.test.ts: ${title}`),
      },
    ],
  },
  {
    item: 'canonical JSON with duplicate keys, floats, 2^53+1, lone surrogates',
    attacks: [
      {
        attack: 'two contents under one signature',
        happens: 'refused',
        tests: [
          `${T.timestamp}: a duplicate key in signed JSON`,
          `${T.timestamp}: a version written as a float`,
          `${T.timestamp}: a number above 2^53`,
          `${T.timestamp}: a lone surrogate`,
          ...['duplicate keys in two spellings', '2^53 + 1', 'a lone surrogate as key'].map(
            (title) => `${T.trust}/json.test.ts: ${title}`,
          ),
        ],
      },
    ],
  },
];
