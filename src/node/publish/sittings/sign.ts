/** Signing on whatever machine: the export, a key file and its passphrase are all that is needed. */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import { replaceDurably } from '../durable.ts';
import { deriver, openKey, parseKeyFile } from '../signing/key-file.ts';
import { keyidOf, readKeyFile, signerOf } from '../signing/keys.ts';
import { signaturesBy } from '../signing/roles.ts';
import { exportsNear, isExport } from './find-exports.ts';
import { type OfflineRole, SIGNATURES, type SignatureFile, signatureText } from './format.ts';
import type { ExportProblem } from './problem.ts';
import { readExport } from './read.ts';
import type { Signable } from './signable.ts';
import { rolesOfKey } from './signatures.ts';

export type SignRefusal =
  /** No export lies there. `near`: paths of some that do. */
  | { readonly code: 'nothing-here'; readonly folder: string; readonly near: readonly string[] }
  | { readonly code: 'export'; readonly problems: readonly ExportProblem[] }
  /** The key is in neither root: another bureau's, or replaced. */
  | { readonly code: 'not-in-root'; readonly keyid: string; readonly name: string }
  /** The first root is another than the one that this key signed under before, or than was asked for. */
  | { readonly code: 'other-root'; readonly known: string; readonly found: string }
  /** This key has signed a later list already. */
  | { readonly code: 'replayed'; readonly signed: number; readonly version: number }
  | { readonly code: 'not-signed' };

/** What is on the table when the passphrase is asked for. */
export interface OnTheTable extends Signable {
  /** Of the key file: `root-1`. */
  readonly name: string;
  readonly signs: readonly OfflineRole[];
  /** This key signed other content under the same number: an export that was given up, or two truths. */
  readonly again: boolean;
}

export interface SignInput {
  /** The export's folder. */
  readonly folder: string;
  /** The key's file. */
  readonly key: string;
  readonly now: Date;
  /** How the export is read; a bureau's by default. */
  readonly read?: (folder: string, now: Date) => Promise<Result<Signable, readonly ExportProblem[]>>;
  /** Fingerprint of the first root, as printed; null: not compared. */
  readonly root: string | null;
  /** Null: it was read, and nothing is to be signed. */
  readonly passphrase: (table: OnTheTable) => Promise<string | null>;
}

/**
 * Reads the export anew, compares it with what was signed last, shows it, signs, and writes `signatures/<name>-<id>.json`
 * beside it. Throws SigningError (key file, passphrase). `remembered`: whether the medium could be written.
 */
export async function signExport(
  input: SignInput,
): Promise<Result<{ readonly file: string; readonly table: OnTheTable; readonly remembered: boolean }, SignRefusal>> {
  const { folder, key: keyFile, now, read: reader = readExport } = input;
  if (!(await isExport(folder))) return fail({ code: 'nothing-here', folder, near: await exportsNear(folder) });
  const read = await reader(folder, now);
  if (!read.ok) return fail({ code: 'export', problems: read.fault });
  const { id, roles, fingerprint } = read.value;
  const { public: pem, name } = parseKeyFile(await readKeyFile(keyFile), keyFile);
  const keyid = keyidOf(pem);
  const signs = rolesOfKey(roles, keyid);
  if (signs.length === 0) return fail({ code: 'not-in-root', keyid, name });
  const memory = await loadMemory(keyFile);
  const known = input.root ?? memory?.fingerprint ?? null;
  const found = fingerprint ?? '';
  if (known !== null && known !== found) return fail({ code: 'other-root', known, found });
  const { version } = roles.targets;
  if (memory !== null && version < memory.version) return fail({ code: 'replayed', signed: memory.version, version });
  const again = memory?.version === version && memory.id !== id;
  const table: OnTheTable = { ...read.value, name, signs, again };
  const passphrase = await input.passphrase(table);
  if (passphrase === null) return fail({ code: 'not-signed' });
  const signer = signerOf(openKey(await readKeyFile(keyFile), keyFile, deriver(passphrase)).key);
  const signatures = signs.map((role) => {
    const text = role === 'root' ? roles.root?.text : roles.targets.text;
    const [one] = signaturesBy(JSON.parse(text ?? '').signed, [signer]);
    return { role, sig: one?.sig ?? '' };
  });
  const file: SignatureFile = { format: 'yixinma-signatures-1', export: id, version, keyid: signer.keyid, signatures };
  const path = join(folder, SIGNATURES, `${name}-${keyid.slice(0, 16)}.json`);
  await mkdir(join(folder, SIGNATURES), { recursive: true });
  // Remembered first: what was signed and not remembered could be signed again, otherwise.
  const remembered = await saveMemory(keyFile, { id, version, fingerprint });
  await replaceDurably(path, signatureText(file));
  return ok({ file: path, table, remembered });
}

const Memory = v.object({ id: v.string(), version: v.number(), fingerprint: v.nullable(v.string()) });
type Memory = v.InferOutput<typeof Memory>;

/** Beside the key, on its medium: what it signed last, and under which root. */
function memoryFile(keyFile: string): string {
  return `${keyFile}.signed`;
}

async function loadMemory(keyFile: string): Promise<Memory | null> {
  const text = await readFile(memoryFile(keyFile), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return v.parse(Memory, JSON.parse(text));
  } catch {
    return null; // a torn copy protects nothing, and must not lock its holder out
  }
}

/** False on a medium that is write-protected. */
async function saveMemory(keyFile: string, memory: Memory): Promise<boolean> {
  return replaceDurably(memoryFile(keyFile), `${JSON.stringify(memory)}\n`).then(
    () => true,
    () => false,
  );
}
