/** One private key in a file that only its passphrase opens: scrypt (RFC 7914) and AES-256-GCM. */
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  randomBytes,
  scryptSync,
} from 'node:crypto';
import * as v from 'valibot';
import { SigningError } from './errors.ts';

/** Cost of guessing. 2^17 · 8 needs 128 MB and about 0.4 s a guess (OWASP's figure for scrypt). */
export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}
export const DEFAULT_COST: ScryptCost = { N: 2 ** 17, r: 8, p: 1 };

const base64 = v.pipe(v.string(), v.base64());
const KeyFile = v.strictObject({
  format: v.literal('yixinma-key-1'),
  suite: v.literal('ecdsa-sha2-nistp256'),
  name: v.string(),
  public: v.string(),
  kdf: v.strictObject({
    name: v.literal('scrypt'),
    // Bounds, so that an altered file cannot ask for all memory.
    N: v.picklist([14, 15, 16, 17, 18, 19, 20].map((bits) => 2 ** bits)),
    r: v.literal(8),
    p: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4)),
    salt: base64,
  }),
  cipher: v.strictObject({ name: v.literal('aes-256-gcm'), nonce: base64, tag: base64, text: base64 }),
});
export type KeyFile = v.InferOutput<typeof KeyFile>;

/** Derives the key of one passphrase and salt once, however many files share them. */
export type Derive = (kdf: KeyFile['kdf']) => Buffer;

export function deriver(passphrase: string): Derive {
  const known = new Map<string, Buffer>();
  return (kdf) => {
    const id = JSON.stringify(kdf);
    const { N, r, p, salt } = kdf;
    const maxmem = 256 * N * r;
    // NFKC: the same passphrase typed on another machine is the same bytes.
    const key =
      known.get(id) ??
      scryptSync(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64'), 32, {
        cost: N,
        blockSize: r,
        parallelization: p,
        maxmem,
      });
    known.set(id, key);
    return key;
  };
}

/** The text of a key file. All that is not secret is bound to the secret: altering it breaks the seal. */
export function sealKey(name: string, key: KeyObject, derive: Derive, kdf: KeyFile['kdf']): string {
  const nonce = randomBytes(12);
  const head = { format: 'yixinma-key-1', suite: 'ecdsa-sha2-nistp256', name, public: publicPem(key), kdf } as const;
  const cipher = createCipheriv('aes-256-gcm', derive(kdf), nonce).setAAD(Buffer.from(JSON.stringify(head)));
  const text = Buffer.concat([cipher.update(key.export({ type: 'pkcs8', format: 'der' })), cipher.final()]);
  const sealed: KeyFile = {
    ...head,
    cipher: {
      name: 'aes-256-gcm',
      nonce: nonce.toString('base64'),
      tag: cipher.getAuthTag().toString('base64'),
      text: text.toString('base64'),
    },
  };
  return `${JSON.stringify(sealed, null, 2)}\n`;
}

/** Throws SigningError `bad-key-file` or `wrong-passphrase`; `file` is named in the message. */
export function openKey(
  text: string,
  file: string,
  derive: Derive,
): { readonly name: string; readonly key: KeyObject } {
  const { cipher, ...head } = parseKeyFile(text, file);
  const decipher = createDecipheriv('aes-256-gcm', derive(head.kdf), Buffer.from(cipher.nonce, 'base64'), {
    authTagLength: 16,
  });
  let der: Buffer;
  try {
    decipher.setAAD(Buffer.from(JSON.stringify(head))).setAuthTag(Buffer.from(cipher.tag, 'base64'));
    der = Buffer.concat([decipher.update(Buffer.from(cipher.text, 'base64')), decipher.final()]);
  } catch {
    throw new SigningError(
      'wrong-passphrase',
      `口令不对，或密钥文件被改动：${file}。请核对口令后重试；口令确实没错的，这个文件可能不是本单位的，请移到别处。 Wrong passphrase, or an altered key file: ${file}. Check the passphrase; if it is right, the file may be somebody else's: take it out of the folder.`,
    );
  }
  const key = createPrivateKey({ key: der, type: 'pkcs8', format: 'der' });
  return { name: head.name, key };
}

/** Parameters for sealing: a fresh salt, which the files of one run share so that the passphrase is derived once. */
export function freshKdf(cost: ScryptCost): KeyFile['kdf'] {
  return { name: 'scrypt', N: cost.N, r: 8, p: cost.p, salt: randomBytes(16).toString('base64') };
}

export function publicPem(key: KeyObject): string {
  return pemOf(createPublicKey(key));
}

function pemOf(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'pem' }).toString().trim();
}

/** A key file's fields; the public half stands in the clear. Throws SigningError `bad-key-file`; `file` is named in it. */
export function parseKeyFile(text: string, file: string): KeyFile {
  try {
    const { format, suite, name, public: pem, kdf, cipher } = v.parse(KeyFile, JSON.parse(text));
    const { N, r, p, salt } = kdf;
    // The order in which it was sealed, whatever order the file has now.
    return { format, suite, name, public: pem, kdf: { name: kdf.name, N, r, p, salt }, cipher };
  } catch {
    throw publicFile(text) === null ? notAKey(file) : halfOnly(file);
  }
}

function halfOnly(file: string): SigningError {
  const whole = file.replace(/\.public\.json$/, '.key.json');
  return new SigningError(
    'bad-key-file',
    `${file}只有密钥公开的一半，不能签名。请改写密钥文件本身，在保管人的介质上，一般叫 ${whole}。 ${file} is the public half alone, and signs nothing: name the key file itself, on its holder's medium, as a rule ${whole}.`,
  );
}

function notAKey(file: string): SigningError {
  return new SigningError(
    'bad-key-file',
    `不是有效的密钥文件：${file}。请用备份恢复。 Not a key file, or a damaged one: ${file}. Restore it from a backup.`,
  );
}

const PublicFile = v.strictObject({
  format: v.literal('yixinma-public-key-1'),
  name: v.string(),
  public: v.string(),
});
type NamedPublic = Omit<v.InferOutput<typeof PublicFile>, 'format'>;

/** What travels of a key that was made on another machine: its name and public half. */
export function publicKeyText({ name, public: pem }: NamedPublic): string {
  return `${JSON.stringify({ format: 'yixinma-public-key-1', name, public: pem }, null, 2)}\n`;
}

/** Of a key file, or of the file with its public half alone. Throws SigningError `bad-key-file`. */
export function parsePublicKey(text: string, file: string): NamedPublic {
  const { name, public: pem } = publicFile(text) ?? parseKeyFile(text, file);
  if (!isPublicPem(pem)) throw notAKey(file);
  return { name, public: pem };
}

function publicFile(text: string): NamedPublic | null {
  const alone = v.safeParse(v.pipe(v.string(), v.parseJson(), PublicFile), text);
  return alone.success ? alone.output : null;
}

/** P-256, in the one writing that ids are made of. */
export function isPublicPem(pem: string): boolean {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' && pemOf(key) === pem;
  } catch {
    return false;
  }
}
