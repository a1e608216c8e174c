/** Planted faults that change nothing anyone could see, each with the reason. Everything else must be noticed. */
import type { Mutant } from './mutants-operators.ts';

interface Equivalent {
  /** End of the path. */
  readonly file: string;
  /** The part of a line in which the change begins. */
  readonly line: string;
  /** `before → after`, as the list of survivors prints it. */
  readonly changes: readonly string[];
  readonly why: string;
}

export const EQUIVALENT: readonly Equivalent[] = [
  {
    file: 'trust/log.ts',
    line: 'const hash = HASHES.get(entry)',
    changes: [
      'HASHES.get(entry) ?? toHex(await sha256(utf8(canonicalEntry(entry)))) → (toHex(await sha256(utf8(canonicalEntry(entry)))))',
    ],
    why: 'spares a hash of an entry that was hashed before',
  },
  {
    file: 'trust/log.ts',
    line: 'HASHES.set(entry, hash);',
    changes: ['HASHES.set(entry, hash); → ;'],
    why: 'the same',
  },
  {
    file: 'trust/log.ts',
    line: 'return text.includes(',
    changes: [String.raw`text.includes('\\') → true`],
    why: 'spares the strict spelling where it is the same',
  },
  {
    file: 'trust/log.ts',
    line: 'if (quick !== null) return quick;',
    changes: ['quick !== null → false', 'return quick; → ;'],
    why: 'the strict reader reads the same',
  },
  {
    file: 'trust/log.ts',
    line: 'if (text.includes(',
    changes: [String.raw`text.includes('\\u') → true`],
    why: 'the strict reader reads the same',
  },
  {
    file: 'trust/log.ts',
    line: 'return entries.every(isEntry) && logText(entries) === text',
    changes: ['entries.every(isEntry) && logText(entries) === text → false'],
    why: 'the strict reader reads the same',
  },
  {
    file: 'trust/log.ts',
    line: 'return Array.isArray(changes) && changes.every(isDifference);',
    changes: ['Array.isArray(changes) && changes.every(isDifference) → (changes.every(isDifference))'],
    why: 'nothing else that JSON gives has such a method: the reader refuses what throws',
  },
  {
    file: 'trust/log.ts',
    line: "return typeof value === 'number' && Number.isSafeInteger(value)",
    changes: ["typeof value === 'number' && Number.isSafeInteger(value) → (Number.isSafeInteger(value))"],
    why: 'for TypeScript: nothing but a number is a safe integer',
  },
  {
    file: 'workflow.ts',
    line: '(root === base.root ||',
    changes: [
      "root === base.root || ((await walk.signedEnough(root, 'timestamp', base.timestamp)) && (await walk.signedEnough(root, 'snapshot', base.snapshot))) → (((await walk.signedEnough(root, 'timestamp', base.timestamp)) && (await walk.signedEnough(root, 'snapshot', base.snapshot))))",
    ],
    why: 'spares two checks of signatures: under the same root they were good when the base was read',
  },
  {
    file: 'workflow.ts',
    line: 'if (metadata.signedAt > walk.newest)',
    changes: ['> → >='],
    why: 'the same text again',
  },
  {
    file: 'trusted.ts',
    line: 'for (let at = 0; at < path.length;',
    changes: ['0 → (-1)', '< → <='],
    why: 'there is no character before the first or after the last: NaN is below nothing',
  },
  {
    file: 'updater.ts',
    line: "file: '',",
    changes: ["'' → '~'"],
    why: 'a file is named before anything is asked of it',
  },
  {
    file: 'updater.ts',
    line: "return ROLES.map((role) => set[role].signedAt).sort()[3] ?? ''",
    changes: [
      "ROLES.map((role) => set[role].signedAt).sort()[3] ?? '' → (ROLES.map((role) => set[role].signedAt).sort()[3])",
      "'' → '~'",
    ],
    why: 'for TypeScript: there are four',
  },
  {
    file: 'updater.ts',
    line: "const floor = Date.parse([input.pin.builtAt, newestOf(set), alsoVerified].sort()[2] ?? '') || 0;",
    changes: [
      "[input.pin.builtAt, newestOf(set), alsoVerified].sort()[2] ?? '' → ([input.pin.builtAt, newestOf(set), alsoVerified].sort()[2])",
      "'' → '~'",
    ],
    why: 'for TypeScript: there are three',
  },
  {
    file: 'updater.ts',
    line: "const floor = Date.parse([input.pin.builtAt, newestOf(set), alsoVerified].sort()[2] ?? '') || 0;",
    changes: [
      "Date.parse([input.pin.builtAt, newestOf(set), alsoVerified].sort()[2] ?? '') || 0 → (Date.parse([input.pin.builtAt, newestOf(set), alsoVerified].sort()[2] ?? ''))",
      '0 → 1',
      '0 → (-1)',
    ],
    why: 'every build knows its day, and without the default the page would weigh a byte more',
  },
  {
    file: 'updater.ts',
    line: 'server !== undefined && Math.abs(server - device) > DAY_MS',
    changes: ['server !== undefined && Math.abs(server - device) > DAY_MS → (Math.abs(server - device) > DAY_MS)'],
    why: 'for TypeScript: what is not there is not more than a day away',
  },
  {
    file: 'updater.ts',
    line: 'const base = stored === null ? null',
    changes: ['stored === null → false'],
    why: 'without a store reading it throws, and what throws there is no copy of ours',
  },
  {
    file: 'keys.ts',
    line: 'if (raw === null || spki === null) return false;',
    changes: [
      'raw === null || spki === null → false',
      'raw === null || spki === null → (raw === null)',
      'raw === null || spki === null → (spki === null)',
      '|| → &&',
      'return false; → ;',
    ],
    why: 'for TypeScript: WebCrypto throws on null, and what throws is not signed',
  },
  {
    file: 'keys.ts',
    line: 'const PEM = /',
    changes: [
      '/^-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*$/ → /^-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]*)-----END PUBLIC KEY-----\\s*$/',
    ],
    why: 'a key without bytes is no key of any kind',
  },
  {
    file: 'keys.ts',
    line: "importKey('spki', spki, ALGORITHM, false",
    changes: ['false → true'],
    why: 'whether a public key may be exported again decides nothing',
  },
  {
    file: 'keys.ts',
    line: "return typeof text === 'string' ? text : '';",
    changes: ["'' → '~'"],
    why: 'neither is a key of any kind',
  },
  {
    file: 'keys.ts',
    line: "const base64 = PEM.exec(pem)?.[1]?.replace(/\\s/g, '');",
    changes: ["PEM.exec(pem)?.[1]?.replace(/\\s/g, '') → PEM.exec(pem)?.[1]"],
    why: 'for a reader: `atob` passes over blanks',
  },
  {
    file: 'keys.ts',
    line: 'if (base64 === undefined) return null;',
    changes: ['return null; → ;', 'base64 === undefined → false'],
    why: '“undefined” is no base64 either',
  },
  {
    file: 'keys.ts',
    line: "typeof id === 'string' ?",
    changes: ["typeof id === 'string' → true"],
    why: 'what is no text is the name of no key',
  },
  {
    file: 'keys.ts',
    line: "countAt(delegation, 'threshold', 1)",
    changes: ['1 → 0'],
    why: 'roots and delegations with a lower threshold were refused when they were read',
  },
  {
    file: 'der.ts',
    line: 'const length = der[at + 1] ?? 0;',
    changes: ['der[at + 1] ?? 0 → (der[at + 1])', '0 → 1', '0 → (-1)'],
    why: 'past the end there is no tag either',
  },
  {
    file: 'der.ts',
    line: 'const integer = der[at] === 0x02',
    changes: ['der[at] === 0x02 && body.length === length → (der[at] === 0x02)'],
    why: 'what is cut short does not end where the sequence does',
  },
  {
    file: 'der.ts',
    line: 'const [first = 0x80, second = 0] = body;',
    changes: ['0x80 → 129', '0 → 1', '0 → (-1)'],
    why: 'an empty integer is negative, a lone zero padded, by any of these',
  },
  {
    file: 'der.ts',
    line: "toHex(magnitude).padStart(64, '0') < ORDER",
    changes: ['64 → 63', "'0' → '0~'"],
    why: 'what is shorter begins with a zero all the same',
  },
  {
    file: 'json.ts',
    line: 'const WORD = /',
    changes: ['/true|false|null|-?(?:0|[1-9]\\d*)(?![.eE\\d])/y → /true|false|null|-?(?:0|[1-9]\\d*)/y'],
    why: 'what is left of a fraction is neither a comma nor an end',
  },
  {
    file: 'json.ts',
    line: 'let at = 0;',
    changes: ['0 → (-1)'],
    why: 'a search from before the beginning begins there',
  },
  {
    file: 'json.ts',
    line: 'if (at >= text.length) throw',
    changes: ['>= → >'],
    why: 'one step later',
  },
  {
    file: 'json.ts',
    line: "const word = WORD.exec(text)?.[0] ?? '-0';",
    changes: ["'-0' → '-0~'"],
    why: 'neither is a number that is read',
  },
  {
    file: 'delegated.ts',
    line: "pin: '',",
    changes: ["'' → '~'"],
    why: 'no root is followed here',
  },
  {
    file: 'delegated.ts',
    line: "file: '',",
    changes: ["'' → '~'"],
    why: 'a file is named before anything is asked of it',
  },
  {
    file: 'delegated.ts',
    line: "newest: '',",
    changes: ["'' → '~'"],
    why: 'read from the roles themselves',
  },
  {
    file: 'delegated.ts',
    line: 'Date.parse(newestOf(loaded.values())) || 0',
    changes: ['0 → (-1)', '0 → 1'],
    why: 'both are before any release',
  },
  {
    file: 'delegated.ts',
    line: 'for (let next = pending.shift(); next !== undefined && visited.size < MAX_ROLES; next = pending.shift())',
    changes: ['shift → pop'],
    why: 'every role is read, in whatever order',
  },
  {
    file: 'delegated.ts',
    line: "pattern.replace(/\\/.*$/s, '')",
    changes: ['/\\/.*$/s → /\\/.*/s'],
    why: 'it takes all there is',
  },
  {
    file: 'delegated.ts',
    line: 'signedAt > newest ?',
    changes: ['> → >='],
    why: 'the same text again',
  },
  {
    file: 'delegated.ts',
    line: 'return text === undefined ? null',
    changes: ['text === undefined → false'],
    why: 'what throws is none either',
  },
  {
    file: 'pattern.ts',
    line: "coversPart(part, parts[i] ?? '')",
    changes: ["parts[i] ?? '' → (parts[i])", "'' → '~'"],
    why: 'for TypeScript: there are as many',
  },
  {
    file: 'stepwise.ts',
    line: "{ fetcher, pin: '', signedEnough: everyKey, hashed: hashedAs, file: '', newest: '' }",
    changes: ["'' → '~'"],
    why: 'no root is looked for, a file is named before anything is asked of it, and the newest time is read by no one',
  },
  {
    file: 'stepwise.ts',
    line: "if (!(error instanceof TrustError) || error.code !== 'equal-version') throw error;",
    changes: ["!(error instanceof TrustError) || error.code !== 'equal-version' → (error.code !== 'equal-version')"],
    why: 'for TypeScript: nothing else has that code',
  },
  {
    file: 'stepwise.ts',
    line: 'if (text === null) return null;',
    changes: ['text === null → false', 'return null; → ;'],
    why: 'what throws is none either',
  },
  {
    file: 'stepwise.ts',
    line: "fill('')",
    changes: ["'' → '~'"],
    why: 'earlier roots are counted, not read',
  },
  {
    file: 'search.ts',
    line: 'const delegation = pending.pop() ?? null;',
    changes: ['pending.pop() ?? null → (pending.pop())'],
    why: 'for TypeScript: there is one',
  },
  {
    file: 'search.ts',
    line: "const role = delegation?.role ?? 'targets';",
    changes: ["delegation?.role ?? 'targets' → (delegation?.role)", "'targets' → 'targets~'"],
    why: 'the top is visited once, under whatever name',
  },
  {
    file: 'ed25519.ts',
    line: 'if (raw === null || signature.length !== 64) return false;',
    changes: [
      'raw === null || signature.length !== 64 → false',
      'raw === null || signature.length !== 64 → (raw === null)',
      'raw === null || signature.length !== 64 → (signature.length !== 64)',
      '|| → &&',
      'return false; → ;',
    ],
    why: 'WebCrypto takes no null for a key, and no other length for a signature',
  },
  {
    file: 'claim.ts',
    line: "throw new RangeError('",
    changes: [
      "'a signature has 64 bytes' → 'a signature has 64 bytes~'",
      "'not a printable grade' → 'not a printable grade~'",
    ],
    why: 'words for a programmer',
  },
  {
    file: 'claim.ts',
    line: 'if (!claim || !key) return null;',
    changes: ['!claim || !key → (!key)'],
    why: 'for TypeScript: without a claim there is no key',
  },
  {
    file: 'claim.ts',
    line: 'fromBase64Url(publicKey) ?? new Uint8Array(0)',
    changes: ['fromBase64Url(publicKey) ?? new Uint8Array(0) → (fromBase64Url(publicKey))', '0 → 1', '0 → (-1)'],
    why: 'none of them is a point; what throws is not signed',
  },
  {
    file: 'claim.ts',
    line: "importKey('raw', point, ALGORITHM, false",
    changes: ['false → true'],
    why: 'whether a public key may be exported again decides nothing',
  },
  {
    file: 'claim.ts',
    line: "String(number).padStart(2, '0')",
    changes: ["'0' → '0~'"],
    why: 'of the padding one character is used at most',
  },
  {
    file: 'ed25519.ts',
    line: "importKey('raw', raw, { name: 'Ed25519' }, false",
    changes: ['false → true'],
    why: 'whether a public key may be exported again decides nothing',
  },
  {
    file: 'http.ts',
    line: "answer.headers.get('content-type') ?? ''",
    changes: ["answer.headers.get('content-type') ?? '' → (answer.headers.get('content-type'))", "'' → '~'"],
    why: 'none of them begins like a page',
  },
  {
    file: 'http.ts',
    line: "answer.headers.get('age') ?? 0",
    changes: ["answer.headers.get('age') ?? 0 → (answer.headers.get('age'))", '0 → (-1)'],
    why: 'none of them is above zero',
  },
  {
    file: 'http.ts',
    line: "Date.parse(answer.headers.get('date') ?? '')",
    changes: ["answer.headers.get('date') ?? '' → (answer.headers.get('date'))", "'' → '~'"],
    why: 'none of them is a date',
  },
  {
    file: 'log.ts',
    line: '(log[i - 1]?.version ?? 0)',
    changes: ['log[i - 1]?.version ?? 0 → (log[i - 1]?.version)', '0 → (-1)'],
    why: 'the first version is one at least',
  },
  {
    file: 'log.ts',
    line: 'return isMap(file) ?',
    changes: ['isMap(file) → true'],
    why: 'what throws is no log either',
  },
  {
    file: 'log.ts',
    line: "if (!isMap(json)) throw new TrustError('format');",
    changes: ['!isMap(json) → false', "throw new TrustError('format'); → ;", "'format' → 'format~'"],
    why: 'what throws is no log, whatever it throws',
  },
  {
    file: 'log.ts',
    line: "throw new TrustError('format');",
    changes: ["'format' → 'format~'"],
    why: 'the code is not told: it is no log',
  },
  {
    file: 'releases.ts',
    line: "throw new TrustError('format');",
    changes: ["'format' → 'format~'"],
    why: 'the code is told by whoever catches it',
  },
  {
    file: 'releases.ts',
    line: "if (!isMap(file)) throw new TrustError('format');",
    changes: ['!isMap(file) → false', "throw new TrustError('format'); → ;"],
    why: 'what throws is no list either',
  },
  {
    file: 'releases.ts',
    line: "if (!isMap(json)) throw new TrustError('format');",
    changes: ['!isMap(json) → false', "throw new TrustError('format'); → ;"],
    why: 'what throws is no release either',
  },
  {
    file: 'releases.ts',
    line: '(releases[i - 1]?.version ?? 0)',
    changes: ['releases[i - 1]?.version ?? 0 → (releases[i - 1]?.version)', '0 → (-1)'],
    why: 'the first version is one at least',
  },
  {
    file: 'releases.ts',
    line: "version: countAt(json, 'version', 1)",
    changes: ['1 → 0'],
    why: 'zero does not rise above the zero that stands before the first',
  },
  {
    file: 'metadata.ts',
    line: 'if (!(ms >= 0)',
    changes: ['0 → (-1)'],
    why: 'instants are whole seconds',
  },
  {
    file: 'log.ts',
    line: '...(why && { why })',
    changes: ['why && { why } → ({ why })'],
    why: 'a field that is undefined is not written',
  },
  {
    file: 'bundle.ts',
    line: 'if (error instanceof TrustError) return fail',
    changes: ['error instanceof TrustError → true'],
    why: 'nothing else is thrown there',
  },
  {
    file: 'bundle.ts',
    line: 'throw error;',
    changes: ['throw error; → ;'],
    why: 'nothing else is thrown there',
  },
  {
    file: 'rsa.ts',
    line: 'if (spki === null || signature.length !== size) return false;',
    changes: ['spki === null || signature.length !== size → (signature.length !== size)'],
    why: 'for TypeScript: WebCrypto throws on null, and what throws is not signed',
  },
  {
    file: 'rsa.ts',
    line: ".padStart(4, '0')",
    changes: ["'0' → '0~'"],
    why: 'the lengths of a key that is long enough want one zero at most',
  },
  {
    file: 'rsa.ts',
    line: "{ name: 'RSA-PSS', hash: 'SHA-256' }, false",
    changes: ['false → true'],
    why: 'whether a public key may be exported again decides nothing',
  },
  {
    file: 'rsa.ts',
    line: '? modulus.length / 2 : 0;',
    changes: ['0 → 1', '0 → (-1)'],
    why: 'as little a key as one without bytes',
  },
  {
    file: 'json.ts',
    line: 'canonical(value.get(key) ?? null)',
    changes: ['value.get(key) ?? null → (value.get(key))'],
    why: 'for TypeScript: the key is there',
  },
  {
    file: 'delegated.ts',
    line: 'if (found.metadata.signedAt > signedAt)',
    changes: ['> → >='],
    why: 'the same text again',
  },
];

export function isEquivalent(path: string, source: string, mutant: Mutant): boolean {
  const { start } = mutant;
  const [before, after] = [source.lastIndexOf('\n', start - 1) + 1, source.indexOf('\n', start)];
  const [line, change] = [source.slice(before, after), changeOf(source, mutant)];
  return EQUIVALENT.some((one) => {
    const at = start - before - line.indexOf(one.line);
    const there = line.includes(one.line) && at >= 0 && at < one.line.length;
    return there && path.endsWith(one.file) && one.changes.includes(change);
  });
}

/** `before → after` */
export function changeOf(source: string, { start, end, replacement }: Mutant): string {
  return `${source.slice(start, end)} → ${replacement}`.replace(/\s+/g, ' ');
}
