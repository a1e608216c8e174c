/**
 * Keys for complaints, P-256: `desk-<n>.key.json` (the handlers') and `escrow-<n>.key.json` (in a safe), sealed with the
 * passphrase like the root keys, and `receipt-<n>.pem`, with which the service signs receipts. `directory` is `DIR/keys`.
 */
import { type KeyObject, sign } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type IntakeKeys, keyId, RECEIPT_SUITE, type ReceiptKeys } from '../../../core/complaint/keys.ts';
import type { RecipientKey } from '../../../core/complaint/open.ts';
import { derive } from '../../../core/complaint/suite.ts';
import { SUITE } from '../../../core/complaint/suite-id.ts';
import { type Bytes, toBase64Url } from '../../../core/domain/bytes.ts';
import { createDurably } from '../durable.ts';
import { SigningError } from './errors.ts';
import {
  type IntakeKeyKind,
  intakeFile,
  intakeFiles,
  type KnownKey,
  loadKnownKeys,
  privateScalar,
  publicPoint,
  readPrivatePem,
  rememberKeys,
} from './intake-memory.ts';
import {
  DEFAULT_COST,
  type Derive,
  deriver,
  freshKdf,
  type KeyFile,
  openKey,
  type ScryptCost,
  sealKey,
} from './key-file.ts';
import { newKey } from './keys.ts';

const KINDS: readonly IntakeKeyKind[] = ['desk', 'escrow', 'receipt'];

/**
 * Makes the keys of a kind of which there never was one; never overwrites, and never replaces a file that was moved to
 * another medium. Key files that are here are opened, so that none with a damaged public half is ever published.
 * Throws SigningError `wrong-passphrase` or `bad-key-file`.
 */
export async function ensureIntakeKeys(
  directory: string,
  passphrase: string,
  cost: ScryptCost = DEFAULT_COST,
): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const derived = deriver(passphrase);
  const known = await loadKnownKeys(directory);
  await openSealed(directory, derived);
  const missing = KINDS.filter((kind) => !known.some((key) => key.kind === kind));
  if (missing.some((kind) => kind !== 'receipt')) await demandPassphrase(directory, derived);
  const kdf = freshKdf(cost);
  for (const kind of missing) known.push(await create(directory, kind, 1, derived, kdf));
  await rememberKeys(directory, known);
}

/**
 * What is published of the keys: the newest of each kind to seal to, ids of earlier ones as retired, all receipt keys,
 * newest first. Needs no passphrase. Throws SigningError `no-keys` before the first `ensureIntakeKeys`.
 */
export async function publicIntakeKeys(
  directory: string,
  bureau: string,
  workBits: number,
): Promise<{ intake: IntakeKeys; receipts: ReceiptKeys }> {
  const known = await loadKnownKeys(directory);
  const of = (kind: IntakeKeyKind) => known.filter((key) => key.kind === kind);
  const [[desk, ...oldDesk], [escrow, ...oldEscrow], receipts] = [of('desk'), of('escrow'), of('receipt')];
  if (desk === undefined || escrow === undefined || receipts.length === 0) throw noKeys(directory);
  return {
    intake: {
      v: 1,
      bureau,
      suite: SUITE,
      recipients: [
        { id: desk.id, role: 'desk', public: desk.public },
        { id: escrow.id, role: 'escrow', public: escrow.public },
      ],
      retired: [...oldDesk, ...oldEscrow].map(({ id }) => id),
      workBits,
    },
    receipts: {
      v: 1,
      bureau,
      keys: receipts.map(({ id, public: key }) => ({ id, suite: RECEIPT_SUITE, public: key })),
    },
  };
}

/**
 * Opens the desk's and the safe's keys that are in `directory`: desk first, newest first. Throws SigningError `no-keys`,
 * `wrong-passphrase`, `bad-key-file`.
 */
export async function openRecipientKeys(directory: string, passphrase: string): Promise<RecipientKey[]> {
  await loadKnownKeys(directory); // refuses what disagrees with the keys that were published
  const opened = await openSealed(directory, deriver(passphrase));
  if (opened.length === 0) throw noKeys(directory);
  return Promise.all(opened.map(async (key) => ({ id: await keyId(publicPoint(key)), private: privateScalar(key) })));
}

/** Signs receipts. */
export interface ReceiptSigner {
  /** Id of the key. */
  readonly key: string;
  /** ECDSA P-256 with SHA-256, r ‖ s, 64 bytes. */
  sign(statement: Bytes): Bytes;
  /** 32 bytes that only this key gives, for receipt numbers that come out the same again. */
  readonly secret: Bytes;
}

/**
 * The newest receipt key in `directory`; with `published`, the newest of those that phones can know: a key made since
 * the last publication would sign receipts that every phone refuses. Null when there is none. SigningError `bad-key-file`.
 */
export async function loadReceiptSigner(directory: string, published?: ReceiptKeys): Promise<ReceiptSigner | null> {
  const files = (await intakeFiles(directory)).filter(({ kind }) => kind === 'receipt');
  const [oldest] = files.slice(-1);
  for (const { file } of files) {
    const key = await readPrivatePem(directory, file);
    const id = await keyId(publicPoint(key));
    if (published !== undefined && !published.keys.some((one) => one.id === id)) continue;
    return {
      key: id,
      sign: (statement) => new Uint8Array(sign('sha256', statement, { key, dsaEncoding: 'ieee-p1363' })),
      // Of the first key ever: a number that somebody wrote down must come out the same after a rotation.
      secret: derive(privateScalar(await readPrivatePem(directory, oldest?.file ?? file)), 'yixinma-receipt-number-1'),
    };
  }
  return null;
}

/**
 * Makes the next key of a kind and returns its id; it counts from the next publication on, and the earlier one stays.
 * Throws SigningError `no-keys` where there never was one, `wrong-passphrase`, `bad-key-file`.
 */
export async function rotateIntakeKey(
  directory: string,
  kind: IntakeKeyKind,
  passphrase: string,
  cost: ScryptCost = DEFAULT_COST,
): Promise<string> {
  const known = await loadKnownKeys(directory);
  const newest = known.find((key) => key.kind === kind);
  if (newest === undefined) throw noKeys(directory);
  const derived = deriver(passphrase);
  if (kind !== 'receipt') await demandPassphrase(directory, derived);
  const made = await create(directory, kind, newest.n + 1, derived, freshKdf(cost));
  await rememberKeys(directory, [...known, made]);
  return made.id;
}

async function create(
  directory: string,
  kind: IntakeKeyKind,
  n: number,
  derived: Derive,
  kdf: KeyFile['kdf'],
): Promise<KnownKey> {
  const key = newKey();
  const file = join(directory, intakeFile(kind, n));
  const text =
    kind === 'receipt' ? key.export({ type: 'pkcs8', format: 'pem' }) : sealKey(`${kind}-${n}`, key, derived, kdf);
  await createDurably(file, text, 0o600);
  const point = publicPoint(key);
  return { kind, n, id: await keyId(point), public: toBase64Url(point) };
}

async function openSealed(directory: string, derived: Derive): Promise<KeyObject[]> {
  const opened: KeyObject[] = [];
  for (const { kind, file } of await intakeFiles(directory)) {
    if (kind === 'receipt') continue;
    opened.push(openKey(await readFile(join(directory, file), 'utf8'), file, derived).key);
  }
  return opened;
}

/** A mistyped passphrase must not seal a key: the first key file that is here says whether it is the right one. */
async function demandPassphrase(directory: string, derived: Derive): Promise<void> {
  const file = (await readdir(directory)).sort().find((name) => name.endsWith('.key.json'));
  if (file !== undefined) openKey(await readFile(join(directory, file), 'utf8'), file, derived);
}

function noKeys(directory: string): SigningError {
  return new SigningError(
    'no-keys',
    `${directory}中没有接收网上反映的密钥。请插入存放密钥的介质；还没有的，请把bureau.json的intake设为online后发布一次。 No keys for complaints in ${directory}. Insert the medium that holds them; if there never were any, set intake to online in bureau.json and publish once.`,
  );
}
