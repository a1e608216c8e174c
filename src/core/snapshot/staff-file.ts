/**
 * `staff.bin`: the staff lists of a release, encrypted for inspectors (README). One line of canonical JSON says how and for
 * which key, then AES-256-GCM over gzip. The same lists under the same key give the same bytes, as with every data file:
 * the file's own key and nonce come from a salt that is a MAC over the content, so that no two contents ever share them.
 */
import { type Bytes, concat, fromBase64Url, fromUtf8, toBase64Url, toHex, utf8 } from '../domain/bytes.ts';
import { canonicalJson } from './canonical.ts';
import type { InspectorCode } from './inspector-code.ts';
import type { Opening } from './opening.ts';

export const STAFF_SUITE = 'HKDF-SHA256/A256GCM';

/** What a file says in the clear: no more than its name and the record counts say. */
export interface StaffHeader {
  readonly v: 1;
  readonly suite: typeof STAFF_SUITE;
  readonly bureau: string;
  readonly year: number;
  /** 1 to `parts`. */
  readonly part: number;
  readonly parts: number;
  /** Of the inspector key, 16 hex digits: tells a wrong key from a damaged file. */
  readonly keyId: string;
  /** 16 bytes, base64url. */
  readonly salt: string;
}

type Handle = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** An inspector key that can be used and not read out. */
export interface InspectorKey {
  readonly id: string;
  readonly handle: Handle;
}

const LINE_FEED = 10;
const HEADER_LIMIT = 1024;

/** HKDF-SHA-256 (RFC 5869) over the code's characters without the check character. */
export async function importInspectorKey(code: InspectorCode): Promise<InspectorKey> {
  const handle = await crypto.subtle.importKey('raw', utf8(code.slice(0, -1)), { name: 'HKDF' }, false, ['deriveBits']);
  return { id: toHex(await derive(handle, 'id', utf8(''), 8)), handle };
}

async function derive(handle: Handle, info: string, salt: Bytes, length: number): Promise<Bytes> {
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info: utf8(`yixinma-staff-1 ${info}`) } as const;
  return new Uint8Array(await crypto.subtle.deriveBits(how, handle, length * 8));
}

/** The file's bytes. `packed`: gzip of `staffText`. */
export async function sealStaff(
  key: InspectorKey,
  about: Pick<StaffHeader, 'bureau' | 'year' | 'part' | 'parts'>,
  packed: Bytes,
): Promise<Bytes> {
  const unsalted = { v: 1, suite: STAFF_SUITE, ...about, keyId: key.id } as const;
  const salt = await contentSalt(key, unsalted, packed);
  const head = utf8(`${canonicalJson({ ...unsalted, salt: toBase64Url(salt) })}\n`);
  const cipher = await fileKey(key, salt, 'encrypt');
  const sealed = await crypto.subtle.encrypt({ ...NONCE, additionalData: head }, cipher, packed);
  return concat(head, new Uint8Array(sealed));
}

/** The gzipped content; null where the key is another or a byte was changed. */
export async function openStaff(key: InspectorKey, bytes: Bytes): Promise<Bytes | null> {
  const header = parseStaffHeader(bytes);
  const salt = header && fromBase64Url(header.salt);
  if (header === null || salt === null || header.keyId !== key.id) return null;
  const at = bytes.indexOf(LINE_FEED) + 1;
  const cipher = await fileKey(key, salt, 'decrypt');
  const how = { ...NONCE, additionalData: bytes.slice(0, at) };
  return crypto.subtle.decrypt(how, cipher, bytes.slice(at)).then(
    (plain) => new Uint8Array(plain),
    () => null,
  );
}

/** The first line, not believed before the rest opened; null when there is none of this version and suite. */
export function parseStaffHeader(bytes: Uint8Array): StaffHeader | null {
  const end = bytes.subarray(0, HEADER_LIMIT).indexOf(LINE_FEED);
  try {
    const header = JSON.parse(fromUtf8(bytes.subarray(0, Math.max(end, 0)))) as StaffHeader;
    const texts = [header.bureau, header.keyId, header.salt].every((text) => typeof text === 'string');
    return header.v === 1 && header.suite === STAFF_SUITE && texts ? header : null;
  } catch {
    return null;
  }
}

/** Each content has a key of its own: one nonce is enough for all. */
const NONCE = { name: 'AES-GCM', iv: new Uint8Array(12) } as const;

async function fileKey(key: InspectorKey, salt: Bytes, use: 'encrypt' | 'decrypt'): Promise<Handle> {
  return crypto.subtle.importKey('raw', await derive(key.handle, 'file', salt, 32), { name: 'AES-GCM' }, false, [use]);
}

async function contentSalt(key: InspectorKey, about: object, packed: Bytes): Promise<Bytes> {
  const how = { name: 'HMAC', hash: 'SHA-256' };
  const secret = await derive(key.handle, 'salt', utf8(''), 32);
  const mac = await crypto.subtle.importKey('raw', secret, how, false, ['sign']);
  const content = concat(utf8(`${JSON.stringify(about)}\n`), packed);
  return new Uint8Array(await crypto.subtle.sign('HMAC', mac, content)).slice(0, 16);
}

/** The content of a file before gzip: `{code: opening}`, canonical JSON. */
export function staffText(lists: ReadonlyMap<string, Opening>): string {
  return [...staffPieces([...lists].sort(([a], [b]) => (a < b ? -1 : 1)))].join('');
}

/** The same list by list, in the order of codes. */
export function* staffPieces(lists: Iterable<readonly [code: string, list: Opening]>): Generator<string> {
  let before = '{';
  for (const [code, list] of lists) {
    yield `${before}${canonicalJson(code)}:${canonicalJson(list as never)}`;
    before = ',';
  }
  yield before === '{' ? '{}' : '}';
}

/** Lists by code; throws SyntaxError on what is no such text. Each is still to be compared with its record's commitment. */
export function parseStaffText(text: string): Map<string, Opening> {
  return new Map(Object.entries(JSON.parse(text) as Record<string, Opening>));
}
